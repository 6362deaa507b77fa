// At the bench: tools that measure truly, test drives, several hands on a job, and how others fixed the same.
import { expect, test } from 'vitest';
import { house } from '#platform/testing';
import { newCar, refusalOf, shop, visit } from './small-shop.test-data.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' });
const people = await shop(home);
const tool = { kind: 'torque', what: '制动钳螺栓', toolNo: 'T-3', toolValidUntil: '2027-01-31', value: 105, unit: 'N·m', low: 100, high: 115 };
const inWork = async (...operations: string[]) => {
  const one = await (await visit(home, people)).approved(operations);
  await one.by(people.worker, 'startWork');
  return one;
};

test('a tool whose calibration has expired measures nothing', async () => {
  const one = await inWork('BRAKE-PADS');
  expect(await refusalOf(one.by(people.worker, 'recordTool', { ...tool, toolValidUntil: '2026-11-23' }))).toBe('toolOutOfDate');
  await one.by(people.worker, 'recordTool', { ...tool, toolValidUntil: '2026-11-24' });
  expect(one.page.toolRecords).toMatchObject([{ toolNo: 'T-3', value: 105, within: true, byName: '周师傅' }]);
  await one.by(people.worker, 'finishWork', { note: '完成' });
});
test('work is not finished while the last measurement of anything lies outside its limits', async () => {
  const one = await inWork('BRAKE-PADS');
  await one.by(people.worker, 'recordTool', { ...tool, value: 90 });
  expect(await refusalOf(one.by(people.worker, 'finishWork', { note: '完成' }))).toBe('measuredOutside');
  await one.by(people.worker, 'recordTool', tool);
  await one.by(people.worker, 'finishWork', { note: '完成' });
  expect(one.page.toolRecords.map((record) => record.within)).toEqual([false, true]);
});
test('a calibration is finished with its record only', async () => {
  const one = await inWork('CALIBRATE');
  expect(await refusalOf(one.by(people.worker, 'finishWork', { note: '完成' }))).toBe('recordNeeded');
  await one.by(people.worker, 'recordTool', { ...tool, kind: 'calibration', what: '前视摄像头', value: 0.2, unit: '°', low: 0, high: 0.5 });
  await one.by(people.worker, 'finishWork', { note: '完成' });
});
test('high-voltage work that was approved while other work ran is not finished without lock-out and guardian', async () => {
  const one = await inWork('MAINTAIN');
  await one.estimate(['MAINTAIN', 'HV-INSPECT']);
  await one.by(people.adviser, 'sendEstimate');
  await one.answer();
  expect(one.page.lines.map((line) => [line.code, line.answer])).toContainEqual(['HV-INSPECT', 'approved']);
  if (one.page.spells.every((spell) => spell.stoppedAt !== null)) await one.by(people.worker, 'startWork');
  expect(await refusalOf(one.by(people.worker, 'finishWork', { note: '完成' }))).toMatch(/lockOutNeeded|workNotNow/);
  await one.by(people.manager, 'stopWork', { reason: 'otherJob', note: '换单' });
});
test('two technicians work on one car, each with a clock; the car waits for both to stop', async () => {
  const one = await inWork('MAINTAIN');
  await one.by(people.second, 'startWork');
  expect(one.page.spells.filter((spell) => spell.stoppedAt === null).map((spell) => spell.technicianName)).toEqual(['周师傅', '吴师傅']);
  expect(await refusalOf(one.by(people.worker, 'finishWork', { note: '完成' }))).toBe('stillWorking');
  await one.by(people.second, 'stopWork', { reason: 'endOfShift' });
  await one.by(people.worker, 'finishWork', { note: '完成' });
  expect(one.page.spells.map((spell) => spell.stopReason)).toEqual(['finished', 'endOfShift']);
});
test('a test drive starts no lower than the car came with, and is kept with who drove', async () => {
  const one = await inWork('MAINTAIN');
  const drive = { startKm: 12_001, endKm: 12_006, good: true, words: '制动、转向正常' };
  for (const wrong of [{ startKm: 11_999 }, { endKm: 12_000 }]) expect(await refusalOf(one.by(people.worker, 'recordTestDrive', { ...drive, ...wrong }))).toBe('odometerWentBack');
  await one.by(people.worker, 'recordTestDrive', drive);
  await one.by(people.worker, 'finishWork', { note: '完成' });
  expect(one.page.testDrives).toMatchObject([{ ...drive, byName: '周师傅' }]);
});
test('the case library finds how the same code was fixed on the model, says what came back, and names no car', async () => {
  const done = async (codes: string[], cause: string, brandId: 'xihe' | 'yuanlan' = 'xihe') => {
    const one = await visit(home, people, await newCar(home, brandId));
    await one.by(people.worker, 'recordDiagnosis', { complaint: '充电中断', cause, correction: `处理：${cause}`, faultCodes: codes });
    return one.ready(['MAINTAIN']);
  };
  await done(['P1A2B'], '充电口温度传感器虚接');
  await done(['P9999'], '桩端故障');
  const now = await visit(home, people);
  await now.by(people.worker, 'recordDiagnosis', { complaint: '充电中断', cause: '待查', correction: '待查', faultCodes: ['p1a2b'] });
  const { fixes } = await people.worker.call('findFixes', { workOrderId: now.id });
  expect(fixes).toMatchObject([{ cause: '充电口温度传感器虚接', faultCodes: ['P1A2B'], operations: [{ name: '常规保养' }], cameBack: false }]);
  expect(JSON.stringify(fixes)).not.toMatch(/vin|owner|plate|LTE/i);
  expect((await people.worker.call('findFixes', { workOrderId: now.id, text: '桩端' })).fixes.map((fix: { cause: string }) => fix.cause)).toEqual(['充电口温度传感器虚接', '桩端故障']);
  expect(await refusalOf(home.staff({ role: 'technician', brandId: 'yuanlan', outletId: 'shanghai-one' }).call('findFixes', { workOrderId: now.id }))).toBe('workOrderNotFound');
});
test('old parts and who collects the car by what authority are kept at the hand-back', async () => {
  const one = await (await visit(home, people)).ready(['MAINTAIN']);
  const back = { toName: '司机老王', odometerKm: 12_002, socPct: 60, unpaidReason: '月结', oldParts: 'shownLeft', toRole: 'authorised' };
  expect(await refusalOf(one.by(people.manager, 'handBack', back))).toBe('authorisationNeeded');
  await one.by(people.manager, 'handBack', { ...back, authorisation: '车主电话确认' });
  expect(one.state).toBe('handedBack');
});
test('a tool of the outlet is judged by its calibration on record, not by the day somebody types (H2)', async () => {
  const tool = { outletId: 'shanghai-one', kind: 'torqueWrench', name: '扭力扳手' };
  await people.administrator.call('addTool', { ...tool, serialNo: 'TW-OLD', calibratedOn: '2025-01-01', calibrationDueOn: '2026-01-01' });
  await people.administrator.call('addTool', { ...tool, serialNo: 'TW-NEW', calibratedOn: '2026-06-01', calibrationDueOn: '2027-06-01' });
  const one = await (await visit(home, people)).approved(['BRAKE-PADS']);
  const record = { kind: 'torque', what: '制动钳螺栓', toolValidUntil: '2030-01-01', value: 108, unit: 'N·m', low: 100, high: 115 };
  expect(await refusalOf(people.worker.call('recordTool', { ...one.at(), ...record, toolNo: 'TW-OLD' }))).toBe('toolOutOfDate');
  await one.by(people.worker, 'recordTool', { ...record, toolNo: 'TW-NEW' });
  expect(one.page.toolRecords).toMatchObject([{ toolNo: 'TW-NEW', toolValidUntil: '2027-06-01', within: true }]);
});
