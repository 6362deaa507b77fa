// What nobody may do by a detour: take work off the estimate that is being done, put the voltage back without the papers, drive away
// under a lock, measure with a tool that is out of calibration.
import { beforeAll, expect, test } from 'vitest';
import { house, type Caller } from '#platform/testing';
import { outletId, refusalOf, shop, visit, type Shop, type Visit } from './small-shop.test-data.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' });
let people: Shop;
beforeAll(async () => {
  people = await shop(home);
});
const approved = async (...operations: string[]) => (await visit(home, people)).approved(operations);
const refused = (one: Visit, who: Caller, name: string, input: Record<string, unknown> = {}) => refusalOf(one.by(who, name, input));
const lockOut = (one: Visit) => one.by(people.worker, 'recordLockOut', { measuredV: 0.4, meter: 'M-7', guardianId: people.ids.second });

test('work that was approved and begun stays on the estimate, is inspected, and is paid for (E4)', async () => {
  const one = await approved('HV-INSPECT', 'MAINTAIN');
  await lockOut(one);
  await one.by(people.worker, 'startWork', { guardianId: people.ids.second });
  expect(await refusalOf(one.estimate(['MAINTAIN']))).toBe('approvedWorkStays');
  expect(await refusalOf(one.estimate([]))).toBe('approvedWorkStays');
  await one.estimate(['HV-INSPECT', 'MAINTAIN', 'CHARGE-PORT']);
  await one.estimate(['HV-INSPECT', 'MAINTAIN']);
  await one.by(people.worker, 'stopWork', { reason: 'break' });
  await one.by(people.worker, 'releaseLockOut', { insulationMohm: 500 });
  await one.by(people.worker, 'finishWork', { note: '完成' });
  expect(one.state).toBe('inspection');
  const before = await approved('HV-INSPECT', 'MAINTAIN');
  expect(await refusalOf(before.estimate(['MAINTAIN'])), 'before work has begun an estimate may still shrink').toBe('done');
});

test('the voltage is put back by whoever took it away, by another certified person or by the manager with the reason, and by nobody else (P6)', async () => {
  const one = await approved('HV-INSPECT');
  await lockOut(one);
  expect(await refused(one, people.untrained, 'releaseLockOut', { why: '顺手合上' })).toBe('technicianNotCertified');
  expect(await refused(one, people.manager, 'releaseLockOut')).toBe('reasonNeeded');
  await one.by(people.second, 'releaseLockOut', { why: '周师傅已下班，电话确认' });
});

test('a car does not leave under a lock, also when the owner has declined everything since', async () => {
  const one = await approved('HV-INSPECT');
  await lockOut(one);
  await one.by(one.car.owner, 'answerEstimate', { answers: one.page.lines.map((line) => ({ lineId: line.id, answer: 'declined' })) });
  await home.settle();
  await one.fresh();
  expect(one.state).toBe('ready');
  const back = { toName: '车主', odometerKm: 12_001, socPct: 50 };
  expect(await refused(one, people.adviser, 'handBack', back)).toBe('lockOutOpen');
  await one.by(people.worker, 'releaseLockOut', {});
  await one.by(people.adviser, 'handBack', back);
  expect(one.state).toBe('handedBack');
});

test('a tool that the register says is out of calibration measures nothing, whatever date is typed (H2)', async () => {
  const tool = await people.manager.call('addTool', { outletId, kind: 'torqueWrench', serialNo: 'TQ-7', name: '扭力扳手', calibratedOn: '2025-11-01', calibrationDueOn: '2026-11-23' });
  const one = await approved('BRAKE-PADS');
  const torque = { kind: 'torque', what: '制动钳螺栓', toolNo: 'TQ-7', toolValidUntil: '2030-01-01', value: 140, unit: 'N·m', low: 135, high: 150 };
  expect(await refused(one, people.worker, 'recordTool', torque)).toBe('toolOutOfDate');
  await people.manager.call('changeTool', { id: tool.id, name: tool.name, calibratedOn: '2026-11-24', calibrationDueOn: '2027-11-23', inUse: true, version: tool.version });
  await one.by(people.worker, 'recordTool', torque);
  expect(one.page.toolRecords).toMatchObject([{ toolNo: 'TQ-7', toolValidUntil: '2027-11-23' }]);
});

test('a guardian stands by at one car only: not at a second, not while working, and does not begin work of their own (P8)', async () => {
  for (const kind of ['lvElectrician', 'makerHv'] as const) {
    await people.administrator.call('addCertificate', { staffId: people.ids.untrained, kind, brandId: null, number: `${kind}-3`, validFrom: '2025-01-01', validTo: '2029-12-31' });
  }
  const [one, other] = [await approved('HV-INSPECT'), await approved('HV-INSPECT')];
  await lockOut(one);
  await one.by(people.worker, 'startWork', { guardianId: people.ids.second });
  const second = { measuredV: 0.2, meter: 'M-8', guardianId: people.ids.second };
  expect(await refused(other, people.untrained, 'recordLockOut', second)).toBe('guardianElsewhere');
  expect(await refused(other, people.untrained, 'recordLockOut', { ...second, guardianId: people.ids.worker }), 'who works guards nobody').toBe('guardianElsewhere');
  expect(await refused(other, people.second, 'startWork', { guardianId: people.ids.untrained })).toBe('lockOutNeeded');
  const plain = await approved('MAINTAIN');
  expect(await refused(plain, people.second, 'startWork')).toBe('workingElsewhere');
  await one.by(people.worker, 'stopWork', { reason: 'break' });
  await other.by(people.untrained, 'recordLockOut', second);
  await other.by(people.untrained, 'startWork', { guardianId: people.ids.second });
  expect(await refused(one, people.worker, 'startWork', { guardianId: people.ids.second })).toBe('guardianElsewhere');
});

test('papers for the lock-out count for the model: a course of another model takes no voltage away', async () => {
  const [first] = (await people.administrator.call('listTechnicians', { outletId })).technicians.filter((each: { staffId: string }) => each.staffId === people.ids.worker);
  const course = first.certificates.find((each: { kind: string; brandId: string | null }) => each.kind === 'makerHv' && each.brandId === null);
  const one = await approved('HV-INSPECT');
  await people.administrator.call('withdrawCertificate', { id: course.id, why: '只培训过另一车型' });
  await people.administrator.call('addCertificate', { staffId: people.ids.worker, kind: 'makerHv', brandId: 'xihe', number: 'other-model', validFrom: '2025-01-01', validTo: '2029-12-31', modelIds: ['xihe-two'] });
  expect(await refused(one, people.worker, 'recordLockOut', { measuredV: 0.2, meter: 'M-8', guardianId: people.ids.second })).toBe('technicianNotCertified');
});
