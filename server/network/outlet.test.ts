import { describe, expect, test } from 'vitest';
import { hasGuardian, isCertified, mayWorkHv, missing, type Certificate, type CertificateKind, type Work } from './paper.ts';

const paper = (kind: CertificateKind, more: Partial<Certificate> = {}): Certificate => ({
  id: kind, staffId: 'a', kind, brandId: null, systems: null, modelIds: null, level: 1, number: '1', issuer: null, validFrom: '2026-01-10', validTo: '2026-12-20', reviewDueOn: null, freshUntil: null, lastJobOn: null, proofFileId: null, withdrawnAt: null, ...more,
});
const tech = (staffId: string, ...certificates: Certificate[]) => ({ staffId, certificates });
const full = (staffId: string) => tech(staffId, paper('lvElectrician'), paper('makerHv', { brandId: 'xihe' }));

describe('a certificate', () => {
  test.each([['2026-01-09', false], ['2026-01-10', true], ['2026-12-20', true], ['2026-12-21', false]])('on %s counts: %s (T1)', (onDay, counts) => {
    expect(isCertified(tech('a', paper('lvElectrician')), 'lvElectrician', onDay)).toBe(counts);
  });

  test('that was withdrawn, or is of another kind, does not count (T1)', () => {
    expect(isCertified(tech('a', paper('lvElectrician', { withdrawnAt: new Date() })), 'lvElectrician', '2026-06-01')).toBe(false);
    expect(isCertified(tech('a', paper('makerGeneral')), 'makerHv', '2026-06-01')).toBe(false);
  });

  test('of one maker counts for that maker’s cars (T2)', () => {
    const technician = tech('a', paper('makerHv', { brandId: 'xihe' }));
    expect(isCertified(technician, 'makerHv', '2026-06-01', 'xihe')).toBe(true);
    expect(isCertified(technician, 'makerHv', '2026-06-01', 'yuanlan')).toBe(false);
    expect(isCertified(technician, 'makerHv', '2026-06-01')).toBe(true);
  });
});

describe('a certificate that says more', () => {
  test('counts until the day on which its review is due, and not for those who have not done such work for too long (T1)', () => {
    expect(missing(tech('a', paper('lvElectrician', { reviewDueOn: '2026-06-01' })), 'lvElectrician', '2026-06-01')).toBeUndefined();
    expect(missing(tech('a', paper('lvElectrician', { reviewDueOn: '2026-06-01' })), 'lvElectrician', '2026-06-02')).toEqual({ kind: 'lvElectrician', standing: 'reviewOverdue', until: '2026-06-01' });
    expect(missing(tech('a', paper('makerHv', { freshUntil: '2026-07-31' })), 'makerHv', '2026-08-01')).toEqual({ kind: 'makerHv', standing: 'notPractised', until: '2026-07-31' });
    expect(missing(tech('a'), 'makerHv', '2026-08-01')).toEqual({ kind: 'makerHv', standing: 'none', until: null });
  });

  test('for one system, model or level is for no other (T2)', () => {
    const technician = tech('a', paper('makerHv', { systems: ['动力电池'], modelIds: ['xihe-one'], level: 2 }));
    const may = (work: Work) => missing(technician, 'makerHv', '2026-06-01', work) === undefined;
    expect([may({ system: '动力电池', modelId: 'xihe-one', level: 2 }), may({ system: '充电' }), may({ modelId: 'xihe-two' }), may({ level: 3 })]).toEqual([true, false, false, false]);
  });
});

describe('high voltage', () => {
  test('takes the state’s paper and the maker’s course (T3)', () => {
    expect(mayWorkHv(full('a'), '2026-06-01', 'xihe')).toBe(true);
    expect(mayWorkHv(full('a'), '2026-06-01', 'yuanlan')).toBe(false);
    expect(mayWorkHv(tech('a', paper('lvElectrician')), '2026-06-01', 'xihe')).toBe(false);
    expect(mayWorkHv(tech('a', paper('makerHv')), '2026-06-01', 'xihe')).toBe(false);
    expect(mayWorkHv(full('a'), '2027-01-01', 'xihe')).toBe(false);
  });

  test('takes a second certified person, who is not the same one', () => {
    expect(hasGuardian(full('a'), [full('a')], '2026-06-01', 'xihe')).toBe(false);
    expect(hasGuardian(full('a'), [full('a'), tech('b', paper('lvElectrician'))], '2026-06-01', 'xihe')).toBe(false);
    expect(hasGuardian(full('a'), [full('a'), full('b')], '2026-06-01', 'xihe')).toBe(true);
  });
});
