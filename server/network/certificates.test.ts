// Certificates as a service manager keeps them: proof, reviews by law, practice, what runs out first.
import { beforeAll, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { sharedOutlet } from '../../tests/two-brands.ts';
import { addMonths } from './certificates.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' });
const manager = home.staff({ role: 'serviceManager', brandId: 'xihe', outletId: 'shanghai-one' });
const stranger = home.staff({ role: 'serviceManager', brandId: 'yuanlan', outletId: 'elsewhere' });
const refusalOf = (attempt: Promise<unknown>) => attempt.then(() => 'done', (error: { code?: string }) => error.code);
let staffId = '';
beforeAll(async () => {
  const { administrator } = await sharedOutlet(home);
  staffId = (await administrator.call('addStaff', { userName: 'tech', name: '周师傅', grants: [{ role: 'technician', brandId: 'xihe', outletId: 'shanghai-one' }] })).id;
});
const paper = (kind: string, number: string, more: Record<string, unknown> = {}) => ({ staffId, kind, brandId: null, number, validFrom: '2026-11-01', validTo: '2029-10-31', ...more });
const standing = async (kind: string) => (await manager.call('listCertificates', { outletId: 'shanghai-one' })).certificates.find((one: { kind: string }) => one.kind === kind);

test('months are counted as the calendar counts them', () => {
  expect([addMonths('2026-01-31', 1), addMonths('2024-02-29', 12), addMonths('2026-11-24', 36), addMonths('2026-11-30', 3)]).toEqual(['2026-02-28', '2025-02-28', '2029-11-24', '2027-02-28']);
});

test('the state’s electrician paper lasts six years at most, and its review is due every three (Z2)', async () => {
  expect(await refusalOf(manager.call('addCertificate', paper('lvElectrician', 'T1', { validFrom: '2024-05-10', validTo: '2030-05-11' })))).toBe('certificateTooLong');
  expect(await manager.call('addCertificate', paper('lvElectrician', 'T1', { validFrom: '2022-05-10', validTo: '2028-05-10', issuer: '上海市应急管理局' }))).toMatchObject({ reviewDueOn: '2028-05-10', issuer: '上海市应急管理局' });
  const { id } = await standing('lvElectrician');
  expect(await refusalOf(manager.call('reviewCertificate', { id, reviewedOn: '2026-12-01' }))).toBe('certificateDatesNotValid');
  expect(await manager.call('reviewCertificate', { id, reviewedOn: '2025-05-09' })).toMatchObject({ reviewDueOn: '2028-05-09' });
});

test('who has not worked on high voltage for half a year no longer may, until they show that they can (T1, Z4)', async () => {
  await manager.call('addCertificate', paper('makerHv', 'M1', { level: 2, systems: ['动力电池'] }));
  expect(await standing('lvElectrician')).toMatchObject({ freshUntil: '2027-05-24', standing: 'counts' });
  home.clock.set('2027-05-25T02:00:00Z');
  expect(await standing('lvElectrician')).toMatchObject({ standing: 'notPractised' });
  expect((await manager.call('listCertificates', {})).people).toMatchObject([{ staffId, mayWorkHv: false }]);
  expect(await refusalOf(manager.call('recordPractice', { staffId, kind: 'lvElectrician', onDay: '2027-05-26', why: '实操考试合格' }))).toBe('practiceInFuture');
  await manager.call('recordPractice', { staffId, kind: 'lvElectrician', onDay: '2027-05-25', why: '实操考试合格' });
  expect(await standing('lvElectrician')).toMatchObject({ standing: 'counts', freshUntil: '2027-11-25', lastJobOn: '2027-05-25' });
  expect((await manager.call('listCertificates', {})).people).toMatchObject([{ mayWorkHv: true }]);
});

test('what runs out within the rule’s days is marked, and comes first', async () => {
  await manager.call('addCertificate', paper('inspector', 'I1', { validTo: '2027-07-01' }));
  const { certificates, soonDays } = await manager.call('listCertificates', { outletId: 'shanghai-one' });
  expect(soonDays).toBe(45);
  expect(certificates.map((one: { kind: string; soon: boolean }) => [one.kind, one.soon])).toEqual([['inspector', true], ['makerHv', false], ['lvElectrician', false]]);
});

test('the photographed paper is one’s own upload and is shown to who runs the place (Z3)', async () => {
  const photo = Buffer.from([0x89, 0x50, 0x4e, 0x47, 7]);
  const { fileId } = await manager.call('uploadFile', { bytes: photo, contentType: 'image/png' });
  expect(await refusalOf(home.staff({ role: 'serviceManager', brandId: 'xihe', outletId: 'shanghai-one' }).call('addCertificate', paper('calibration', 'C1', { proofFileId: fileId })))).toBe('certificateProofNotYours');
  const kept = await manager.call('addCertificate', paper('calibration', 'C1', { proofFileId: fileId }));
  expect(Buffer.compare(await manager.call('showCertificateProof', { id: kept.id }), photo)).toBe(0);
  expect(await refusalOf(stranger.call('showCertificateProof', { id: kept.id }))).toBe('technicianNotFound');
  expect(await refusalOf(stranger.call('listCertificates', { outletId: 'shanghai-one' }))).toBe('outletNotFound');
});
