import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { roles, type Actor, type Grant, type Role } from '#platform/actor';
import { grantsAfter, mayGovern, mayGrant, sameGrant } from './granting.ts';

const staff = (...grants: Grant[]): Actor => ({ kind: 'staff', id: 's', name: 's', grants });
const grant = (role: Role, brandId: string | null = null, outletId: string | null = null): Grant => ({ role, brandId, outletId });

const head = staff(grant('administrator'));
const xiheAdmin = staff(grant('administrator', 'xihe'));
const manager = staff(grant('serviceManager', 'xihe', 'o1'));
const everywhereManager = staff(grant('serviceManager', 'xihe'));

describe('giving a role (G1)', () => {
  test.each([
    ['the head of the alliance', head, grant('administrator'), true],
    ['the head of the alliance', head, grant('technician', 'yuanlan', 'o9'), true],
    ['an administrator of Xihe', xiheAdmin, grant('administrator', 'xihe'), true],
    ['an administrator of Xihe', xiheAdmin, grant('auditor', 'yuanlan'), false],
    ['an administrator of Xihe', xiheAdmin, grant('agent'), false],
    ['a service manager', manager, grant('technician', 'xihe', 'o1'), true],
    ['a service manager', manager, grant('adviser', 'xihe', 'o1'), true],
    ['a service manager', manager, grant('serviceManager', 'xihe', 'o1'), false],
    ['a service manager', manager, grant('technician', 'xihe', 'o2'), false],
    ['a service manager', manager, grant('technician', 'yuanlan', 'o1'), false],
    ['a service manager', manager, grant('technician', null, 'o1'), false],
    ['a service manager', manager, grant('technician', 'xihe'), false],
    ['a service manager of all outlets', everywhereManager, grant('technician', 'xihe', 'o2'), true],
    ['a service manager of all outlets', everywhereManager, grant('technician', 'xihe'), false],
    ['an adviser', staff(grant('adviser')), grant('adviser'), false],
    ['nobody', { kind: 'nobody' } as Actor, grant('technician'), false],
    ['an owner', { kind: 'owner', id: 'o', name: 'o', brandIds: ['xihe'] } as Actor, grant('technician', 'xihe'), false],
  ] as [string, Actor, Grant, boolean][])('%s (case %#)', (_who, actor, given, may) => {
    expect(mayGrant(actor, given)).toBe(may);
  });
});

test('who governs a person reaches all their grants (G2)', () => {
  expect(mayGovern(xiheAdmin, [grant('agent', 'xihe'), grant('adviser', 'xihe', 'o1')])).toBe(true);
  expect(mayGovern(xiheAdmin, [grant('agent', 'xihe'), grant('agent', 'yuanlan')])).toBe(false);
  expect(mayGovern(xiheAdmin, [grant('administrator')])).toBe(false);
  expect(mayGovern(manager, [])).toBe(false);
  expect(mayGovern(xiheAdmin, [])).toBe(true);
});

describe('what a person has afterwards', () => {
  test('grants beyond my reach stay, mine are replaced', () => {
    const had = [grant('agent', 'yuanlan'), grant('agent', 'xihe')];
    expect(grantsAfter(xiheAdmin, had, [grant('adviser', 'xihe')])).toEqual({ ok: true, grants: [grant('agent', 'yuanlan'), grant('adviser', 'xihe')] });
  });

  test('a grant that is not mine to give is named', () => {
    expect(grantsAfter(xiheAdmin, [], [grant('agent', 'xihe'), grant('agent', 'yuanlan')])).toEqual({ ok: false, grant: grant('agent', 'yuanlan') });
  });

  test('nobody can climb: whatever is asked, every new grant was mine to give and no foreign one is lost', () => {
    const anyGrant = fc.record({
      role: fc.constantFrom(...roles), brandId: fc.constantFrom(null, 'xihe', 'yuanlan'), outletId: fc.constantFrom(null, 'o1', 'o2'),
    });
    fc.assert(fc.property(fc.array(anyGrant, { maxLength: 4 }), fc.array(anyGrant, { maxLength: 5 }), fc.array(anyGrant, { maxLength: 5 }), (mine, had, wanted) => {
      const actor = staff(...mine);
      const verdict = grantsAfter(actor, had, wanted);
      if (!verdict.ok) {
        expect(mayGrant(actor, verdict.grant)).toBe(false);
        return;
      }
      const fresh = verdict.grants.filter((one) => !had.some((old) => sameGrant(old, one)));
      const lost = had.filter((old) => !verdict.grants.some((one) => sameGrant(old, one)));
      expect([...fresh, ...lost].every((one) => mayGrant(actor, one))).toBe(true);
    }));
  });
});
