// At the bench: tools that measure truly, test drives, several hands on a job, and how others fixed the same.
import { expect, test } from 'vitest';
import { commands, encodeFrame } from '@careloop/gbt32960';
import { house } from '#platform/testing';
import { overTheWire } from '../../tests/over-the-wire.ts';
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
test('the packet tells what the codes mean that the car names while it is here', async () => {
  const car = await newCar(home);
  const { vin } = car;
  const one = await (await visit(home, people, car)).approved(['MAINTAIN']);
  await one.by(people.worker, 'startWork');
  await home.staff({ role: 'warrantyOfficer', brandId: 'xihe' }).call('setFaultCode', { brandId: 'xihe', modelId: 'xihe-one', code: '00056200', name: 'P0562', validFrom: '2025-01-01', component: '低压供电', title: '12V 系统电压低', meaning: '静置低于 11.8 V', severity: 'soon', advice: '先测内阻', source: '厂家故障码表' });
  await overTheWire(home, vin, [encodeFrame({ command: commands.realtime, vin, message: { kind: 'report', at: home.clock.now().getTime(), items: [{ kind: 'alarms', level: 1, flags: 0, batteryFaults: [], motorFaults: [], engineFaults: [], otherFaults: [0x00056200, 7] }] } })]);
  expect((await people.worker.call('showWorkOrder', { workOrderId: one.page.workOrder.id })).carFaults).toMatchObject([{ hex: '00000007', meaning: null, stands: true }, { hex: '00056200', meaning: { name: 'P0562', advice: '先测内阻' }, stands: true }]);
  await one.by(people.worker, 'finishWork', { note: '完成' });
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

test('the packet of a job says how the maker wants it done, in the latest edition; torque has its limits the right way round, and drawings are seen by the shop, not by owners', async () => {
  const officer = home.staff({ role: 'warrantyOfficer', brandId: 'xihe' });
  const { fileId } = await officer.call('uploadFile', { bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 7]), contentType: 'image/png' });
  const torque = { what: '制动钳导向销', whatEn: 'Caliper guide pin', lowNm: 27, highNm: 33 };
  const step = { words: '拧紧导向销', wordsEn: 'Tighten the guide pin', torque, drawingFileId: fileId };
  const publish = (who: typeof officer, more: Record<string, unknown> = {}): Promise<unknown> => who.call('publishInstructions', { brandId: 'xihe', code: 'BRAKE-PADS', steps: [step], source: '维修手册 4.2', ...more });
  expect(await refusalOf(publish(officer, { steps: [{ ...step, torque: { ...torque, lowNm: 34 } }] }))).toBe('limitsCrossed');
  expect(await refusalOf(publish(officer, { code: 'NO-SUCH' }))).toBe('operationNotFound');
  expect(await refusalOf(publish(home.staff({ role: 'warrantyOfficer', brandId: 'yuanlan' })))).toBe('notAllowed');
  expect(await refusalOf(publish(people.worker))).toBe('notAllowed');
  expect(await refusalOf(publish(home.staff({ role: 'administrator', brandId: 'xihe', outletId: null })))).toBe('fileNotYours'); // somebody else's picture that no edition shows yet
  await publish(officer);
  await Promise.all([publish(officer, { source: '维修手册 4.3' }), publish(officer, { source: '维修手册 4.4' })]); // two at once: two editions
  const one = await inWork('BRAKE-PADS');
  expect(one.page.instructions).toMatchObject([{ code: 'BRAKE-PADS', edition: 3, steps: [{ torque: { lowNm: 27, highNm: 33 } }] }]);
  expect(await people.worker.call('workOrderFile', { workOrderId: one.id, fileId }).then(() => 'shown')).toBe('shown');
  expect(await refusalOf(one.car.owner.call('workOrderFile', { workOrderId: one.id, fileId }))).toBe('notFound');
  const { instructions } = await people.worker.call('listInstructions', { brandId: 'xihe' });
  expect(instructions).toMatchObject([{ edition: 3 }]);
  expect(await people.worker.call('instructionDrawing', { instructionsId: instructions[0].id, fileId }).then(() => 'shown')).toBe('shown');
  await one.by(people.worker, 'stopWork', { reason: 'break' });
});

test('an expert answers what a technician asks, once and never themselves, and whoever works meanwhile is not disturbed', async () => {
  const one = await visit(home, people);
  await one.by(people.worker, 'askExpert', { words: '绝缘雨后偏低，查哪里？' });
  const questionId = one.page.questions[0]?.id ?? '';
  const answer = (who: typeof people.worker, words = '查后桥插头护套'): Promise<string> => refusalOf(who.call('answerQuestion', { workOrderId: one.id, questionId, words }));
  expect((await people.manager.call('listQuestions', {})).questions).toMatchObject([{ id: questionId, number: one.page.workOrder.number, answeredAt: null }]);
  expect((await home.staff({ role: 'warrantyOfficer', brandId: 'yuanlan' }).call('listQuestions', {})).questions).toEqual([]);
  expect(await answer(people.worker)).toBe('questionOwn');
  expect(await answer(home.staff({ role: 'warrantyOfficer', brandId: 'yuanlan' }))).toBe('workOrderNotFound');
  const both = await Promise.all([answer(people.second), answer(home.staff({ role: 'warrantyOfficer', brandId: 'xihe' }))]);
  expect(both.sort()).toEqual(['done', 'questionAnswered']);
  const before = one.page.workOrder.version;
  await one.by(people.worker, 'recordDiagnosis', { complaint: '报警', cause: '插头进水', correction: '更换护套', spentCentihours: 35 }); // with the version of before
  expect(one.page.workOrder.version).toBe(before + 1);
  expect(one.page).toMatchObject({ questions: [{ answer: '查后桥插头护套' }], diagnosis: { spentCentihours: 35 } });
});

test('what a phone without a network did counts from when it was done: never after now, before the last work, or more than a day ago', async () => {
  const one = await (await visit(home, people)).approved(['BRAKE-PADS']);
  const from = home.clock.now();
  home.clock.advance({ minutes: 90 });
  const later = (minutes: number): string => new Date(from.getTime() + minutes * 60_000).toISOString();
  await one.by(people.worker, 'startWork', { doneAt: later(10) });
  await one.by(people.worker, 'stopWork', { reason: 'break', doneAt: later(40) });
  await one.by(people.worker, 'startWork', { doneAt: later(20) }); // before the last stop: from there
  await one.by(people.worker, 'stopWork', { reason: 'break', doneAt: later(600) }); // after now: now
  const minute = (at: string | null | undefined): string => at?.slice(0, 16) ?? '';
  expect(one.page.spells.map((spell) => [spell.startedAt, spell.stoppedAt].map(minute))).toEqual([[later(10), later(40)], [later(40), later(90)]].map((pair) => pair.map(minute)));
  await one.by(people.worker, 'startWork', { doneAt: '2020-01-01T00:00:00Z' });
  expect(minute(one.page.spells.at(-1)?.startedAt)).toBe(minute(later(90)));
  await one.by(people.worker, 'stopWork', { reason: 'break', doneAt: '2020-01-01T00:00:00Z' });
  expect(minute(one.page.spells.at(-1)?.stoppedAt)).toBe(minute(later(90))); // no work ends before it began
});
