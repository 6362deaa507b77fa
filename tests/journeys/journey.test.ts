// The main job, end to end: bytes in, improvement action out. A car's frames become an alert, a case, a visit, an
// approved estimate, certified work, an inspection, a payment, a survey, a recovery case, a finding and an action.
import { afterAll, expect, test } from 'vitest';
import { wechatPay } from '#platform/outside/payment';
import { house } from '#platform/testing';
import { openWallet } from '../../fleet/outside/wallet.ts';
import { healthy, report } from '../../server/telemetry/testing.ts';
import { overTheWire } from '../over-the-wire.ts';
import { ownerWithCar, vins, workshop } from '../two-brands.ts';

const wallet = await openWallet();
afterAll(() => wallet.close());
const home = await house({ startsAt: '2026-11-24T00:30:00Z', outside: { payment: wechatPay(wallet.merchant) } }); // Tuesday 08:30 in Beijing

test('one car’s signal becomes solved service', async () => {
  const { technicianIds } = await workshop(home);
  const { owner, vehicleId } = await ownerWithCar(home, 'xihe');
  const agent = home.staff({ role: 'agent', brandId: 'xihe' });
  const adviser = home.staff({ role: 'adviser', brandId: 'xihe', outletId: 'shanghai-one', name: '顾问' });
  const manager = home.staff({ role: 'serviceManager', brandId: 'xihe', outletId: 'shanghai-one', name: '经理' });
  const [worker, second] = technicianIds.slice(0, 2).map((id) => home.staff({ role: 'technician', brandId: 'xihe', outletId: 'shanghai-one', id, name: `技师 ${id.slice(-4)}` }));
  if (worker === undefined || second === undefined) throw new Error('two technicians are needed');

  // signal → alert → case
  const start = home.clock.now().getTime();
  await overTheWire(home, vins.xihe, Array.from({ length: 12 }, (_, index) => report(vins.xihe, new Date(start - (12 - index) * 1000), { ...healthy, tempMaxC: index < 6 ? 31 : 66, alarmLevel: index < 6 ? 0 : 3, alarmBits: index < 6 ? 0 : 2 })));
  const { cases } = await agent.call('listCases', { scope: 'all' });
  expect(cases).toHaveLength(1);
  expect(cases[0]).toMatchObject({ trouble: 'batteryHot', urgency: 1, stage: 'open' });
  expect(home.sms.messages()[0]?.text).toContain('15米');
  const caseId = cases[0].id as string;
  // the owner says the same in words: it joins
  expect(await owner.call('reportTrouble', { vehicleId, words: '车底有烧焦味，仪表报电池过热' })).toMatchObject({ joined: true, caseId });
  await agent.call('takeCase', { caseId, version: (await agent.call('showCase', { caseId })).case.version });

  // case → appointment
  const { days } = await owner.call('findSlots', { vehicleId, outletId: 'shanghai-one', operations: ['HV-INSPECT'], days: 3 });
  const slot = days.find((day: { slots: unknown[] }) => day.slots.length > 0).slots[0];
  const visit = await owner.call('bookAppointment', { vehicleId, caseId, outletId: 'shanghai-one', operations: ['HV-INSPECT'], startsAt: slot.startsAt });
  await home.settle();
  home.clock.set(visit.startsAt);

  // appointment → work order with an estimate that the owner answers line by line
  await expect(adviser.call('checkIn', { appointmentId: visit.id, odometerKm: 900_000, socPct: 55, keys: 1, itemsLeft: '', warningLamps: [], photos: [], statement: '电池过热', signerName: '苏念慈', unsignedWhy: '拖车送到，车主随后到店', promisedAt: new Date(home.clock.now().getTime() + 6 * 3_600_000).toISOString() })).rejects.toThrow('odometerNeedsConfirming');
  let page = await adviser.call('checkIn', { appointmentId: visit.id, odometerKm: 12_002, socPct: 55, keys: 1, itemsLeft: '儿童座椅', warningLamps: ['battery'], photos: [], statement: '电池过热', signerName: '苏念慈', unsignedWhy: '拖车送到，车主随后到店', promisedAt: new Date(home.clock.now().getTime() + 6 * 3_600_000).toISOString() });
  await home.settle();
  expect((await owner.call('showMyCase', { caseId })).case.stage).toBe('inService');
  const at = () => ({ workOrderId: page.workOrder.id as string, version: page.workOrder.version as number });
  page = await worker.call('recordDiagnosis', { ...at(), complaint: '电池过热', cause: '冷却水泵停转；12V 老化', correction: '检查电池，更换 12V' });
  page = await adviser.call('saveEstimate', { ...at(), operations: ['HV-INSPECT', 'LV-BATTERY', 'CHARGE-PORT'], parts: [], payers: [] });
  const stale = await manager.call('saveEstimate', { ...at(), version: page.workOrder.version - 1, operations: ['MAINTAIN'], parts: [], payers: [] }).catch((error: { code: string; details: { changes: unknown[] } }) => error);
  expect(stale).toMatchObject({ code: 'staleEdit' });
  const by = (code: string) => page.lines.find((line: { code: string }) => line.code === code);
  expect(by('HV-INSPECT')).toMatchObject({ payType: 'warranty', payReason: 'withinEvCore', ownerFen: 0, totalFen: 48_000 });
  expect(by('P-12V')).toMatchObject({ payType: 'owner', ownerFen: 48_050 }); // wear part, out of its term
  page = await adviser.call('sendEstimate', at());
  await home.settle();
  await expect(worker.call('startWork', at())).rejects.toThrow('workNotNow');
  const answer = (list: { lineId: string; answer: string }[]) => owner.call('answerEstimate', { ...at(), answers: list });
  await answer(page.lines.map((line: { id: string; code: string }) => ({ lineId: line.id, answer: ['CHARGE-PORT', 'P-PORT'].includes(line.code) ? 'declined' : 'approved' })));
  page = await adviser.call('showWorkOrder', { workOrderId: page.workOrder.id });
  expect(page.workOrder.state).toBe('approved');

  // work: two certified people, a lock-out below 60 V, an inspection by somebody else
  await expect(worker.call('startWork', { ...at(), guardianId: technicianIds[1] })).rejects.toThrow('lockOutNeeded');
  await expect(worker.call('recordLockOut', { ...at(), measuredV: 61, meter: 'M-7', guardianId: technicianIds[1] })).rejects.toThrow('voltageTooHigh');
  page = await worker.call('recordLockOut', { ...at(), measuredV: 0.4, meter: 'M-7', guardianId: technicianIds[1] });
  await expect(worker.call('startWork', { ...at(), guardianId: technicianIds[2] })).rejects.toThrow('guardianNeeded');
  page = await worker.call('startWork', { ...at(), guardianId: technicianIds[1] });
  page = await worker.call('stopWork', { ...at(), reason: 'break' });
  page = await worker.call('releaseLockOut', at());
  page = await worker.call('finishWork', { ...at(), note: '更换完成，绝缘 520 MΩ' });
  expect(page.workOrder.state).toBe('inspection');
  await expect(worker.call('inspect', { ...at(), passed: true, words: '合格' })).rejects.toThrow('ownWorkInspected');
  page = await second.call('inspect', { ...at(), passed: true, words: '路试 5 公里，温度正常' });
  await home.settle();

  // invoice: exactly the approved lines, paid once through the signed platform
  const { invoices } = await owner.call('myInvoices', {});
  expect(invoices).toHaveLength(1);
  expect(invoices[0]).toMatchObject({ state: 'issued', owedFen: page.ownerFen, totalFen: page.totalFen });
  expect((await owner.call('showMyCase', { caseId })).case.stage).toBe('awaitingPayment');
  await expect(adviser.call('handBack', { ...at(), version: (await adviser.call('showWorkOrder', { workOrderId: page.workOrder.id })).workOrder.version, toName: '苏念慈', odometerKm: 12_007, socPct: 60 })).rejects.toThrow('notPaid');
  const paying = await owner.call('payInvoice', { invoiceId: invoices[0].id });
  expect((await owner.call('payInvoice', { invoiceId: invoices[0].id })).outTradeNo).toBe(paying.outTradeNo);
  await home.settle();
  wallet.payQuietly(paying.outTradeNo);
  const told = wallet.notificationOf(paying.outTradeNo, home.clock.now());
  const notify = (bytes: Uint8Array) => home.nobody.call('paymentNotified', { bytes: Buffer.from(bytes), contentType: 'application/json', headers: told.headers });
  await expect(notify(Buffer.from(`${Buffer.from(told.bytes).toString()} `))).rejects.toThrow('notANotification');
  for (let repeat = 0; repeat < 3; repeat++) expect(await notify(told.bytes)).toEqual({ code: 'SUCCESS' });
  await home.settle();
  const paid = await manager.call('showInvoice', { invoiceId: invoices[0].id });
  expect(paid.invoice).toMatchObject({ state: 'paid', paidFen: paid.invoice.owedFen });
  expect(paid.ledger.map((row: { kind: string; amountFen: number }) => [row.kind, row.amountFen])).toEqual([['owed', paid.invoice.owedFen], ['paid', paid.invoice.owedFen]]);
  await expect(manager.call('refundInvoice', { invoiceId: paid.invoice.id, amountFen: paid.invoice.paidFen + 1, why: '多退', version: paid.invoice.version })).rejects.toThrow('refundTooMuch');

  // hand-back → the owner's word → survey → recovery case, finding, action
  page = await adviser.call('showWorkOrder', { workOrderId: page.workOrder.id });
  page = await adviser.call('handBack', { ...at(), toName: '苏念慈', odometerKm: 12_007, socPct: 60 });
  await home.settle();
  const mine = await owner.call('showMyCase', { caseId });
  expect(mine.case.stage).toBe('awaitingConfirmation');
  await owner.call('confirmSolved', { caseId, version: mine.case.version });
  home.clock.advance({ hours: 26 });
  await home.runRounds();
  const { surveys } = await owner.call('mySurveys', { state: 'sent' });
  expect(surveys).toHaveLength(1);
  await owner.call('answerSurvey', { surveyId: surveys[0].id, score: 2, reasons: ['waitTooLong'], words: '等太久了' });
  await home.settle();
  const recovery = (await manager.call('listCases', { scope: 'all', kind: 'recovery' })).cases;
  expect(recovery).toHaveLength(1);
  expect(recovery[0]).toMatchObject({ linkedCaseId: caseId, holder: { kind: 'desk', desk: 'managerDesk' } });
  home.clock.advance({ minutes: 5 });
  const { groups } = await manager.call('listFindings', {});
  expect(groups).toMatchObject([{ cause: 'waitTooLong', findings: 1 }]);
  const action = await manager.call('addAction', { brandId: 'xihe', outletId: 'shanghai-one', cause: 'waitTooLong', what: '上午增加一名接车顾问', ownerStaffId: (await manager.call('listStaff', {})).staff[0].id, dueOn: '2026-12-10', measure: 'lowShareOfCause' });
  expect(action).toMatchObject({ state: 'open', before: { numerator: 1 } });
  expect((await agent.call('listCases', { scope: 'all', stage: 'closed' })).cases.map((one: { id: string }) => one.id)).toEqual([caseId]);
});
