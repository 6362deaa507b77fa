// Everything that can exist for one brand's owner, made by the operations of the house: one visit to its end with invoice
// and survey, one under way, a hand-over that waits, an alert, an action, a session, an outlet of the brand alone. What the
// tests of the walls let strangers try to reach.
import { sm2 } from 'sm-crypto-v2';
import type { Caller, house } from '#platform/testing';
import { healthy, report } from '../server/telemetry/testing.ts';
import { overTheWire } from './over-the-wire.ts';
import type { ownerWithCar } from './two-brands.ts';

type Home = Awaited<ReturnType<typeof house>>;
type Mine = Awaited<ReturnType<typeof ownerWithCar>>;
type Ids = Record<string, string>;
const shared = 'shanghai-one';

/** The car tells of a hot battery: an alert, and the case that follows. */
async function alertOf(home: Home, vin: string, agent: Caller): Promise<string> {
  const at = home.clock.now().getTime();
  await overTheWire(home, vin, Array.from({ length: 12 }, (_, index) => report(vin, new Date(at - (12 - index) * 1000), index < 6 ? healthy : { ...healthy, tempMaxC: 66, alarmLevel: 3, alarmBits: 2 })));
  const { alerts } = await agent.call('listAlerts', {});
  return alerts[0].id;
}

/** How an operation is done, and a question about a car. */
async function packetOf(home: Home, brandId: string, workOrderId: string, workerId: string): Promise<Ids> {
  const instructions = await home.staff({ role: 'warrantyOfficer', brandId }).call('publishInstructions', { brandId, code: 'MAINTAIN', steps: [{ words: '按清单检查', wordsEn: 'Go through the list' }], source: '维修手册' });
  const worker = home.staff({ role: 'technician', brandId, outletId: shared, id: workerId });
  const { workOrder } = await worker.call('showWorkOrder', { workOrderId });
  const { questions } = await worker.call('askExpert', { workOrderId, version: workOrder.version, words: '异响从哪里来？' });
  return { instructionsId: instructions.id, questionId: questions[0].id };
}

const nextMonday = (home: Home): string => {
  const today = new Date(home.clock.now().getTime() + 8 * 3_600_000);
  return new Date(today.getTime() + (8 - (today.getUTCDay() || 7)) * 86_400_000).toISOString().slice(0, 10);
};

/** A technician, a bay, and papers at an outlet that serves this brand alone. */
async function placeOf(home: Home, administrator: Caller, brandId: string): Promise<Ids> {
  const outlet = await administrator.call('addOutlet', {
    id: `${brandId}-home`, name: '总店', nameEn: 'Home', city: '北京', cityEn: 'Beijing', tier: 1, kind: 'serviceCentre', address: '一号路 1 号', phone: '010-60000001', lon: 116.3, lat: 39.9,
    brandIds: [brandId], capabilities: ['lift'], opensOnHolidays: false, weeklyHours: [{ weekday: 1, opens: '08:30', closes: '18:00' }],
  });
  const bay = await administrator.call('addBay', { outletId: outlet.id, name: '一', capabilities: ['lift'] });
  const person = await administrator.call('addStaff', { userName: `home-${brandId}`, name: '何曦', password: 'Correct-Horse-9-Staple', grants: [{ role: 'technician', brandId, outletId: outlet.id }] });
  const certificate = await administrator.call('addCertificate', { staffId: person.id, kind: 'lvElectrician', brandId: null, number: `T-${brandId}`, validFrom: '2024-01-01', validTo: '2030-01-01' });
  const absence = await administrator.call('addAbsence', { staffId: person.id, firstOn: '2029-01-01', lastOn: '2029-01-02', kind: 'leave' });
  const colleague = await administrator.call('addStaff', { userName: `home2-${brandId}`, name: '何露', grants: [{ role: 'technician', brandId, outletId: outlet.id }] });
  const tool = await administrator.call('addTool', { outletId: outlet.id, kind: 'insulationTester', serialNo: `IT-${brandId}`, name: '绝缘测试仪', calibratedOn: '2026-06-01', calibrationDueOn: '2027-05-31' });
  const monday = nextMonday(home);
  for (const staffId of [person.id, colleague.id]) await administrator.call('planShifts', { outletId: outlet.id, staffId, fromOn: monday, toOn: monday, weekdays: [1], kind: 'off' });
  const swap = await home.staff({ role: 'technician', brandId, outletId: outlet.id, id: person.id }).call('askSwap', { outletId: outlet.id, withStaffId: colleague.id, myDay: monday, theirDay: monday });
  const sheet = await administrator.call('checkImport', { outletId: outlet.id, kind: 'tools', fileName: '工具.csv', bytes: Buffer.from('名称,种类,编号\n扭力扳手,扭力扳手,007\n') });
  const regional = home.staff({ role: 'regionalManager', brandId });
  const voice = await regional.call('addVoice', { brandId, channel: 'letter', words: '等了一整天没有人告诉我进度' });
  const voiceSheet = await regional.call('checkVoices', { brandId, fileName: '投诉.csv', bytes: Buffer.from('投诉内容,投诉时间,来源\n异响修不好,2026-01-02,车质网\n') });
  const faultSheet = await administrator.call('checkFaultSheet', { brandId, fileName: '故障码.csv', bytes: Buffer.from('故障码,车型\n00000001,一\n') });
  const signedIn = await home.app.inject({ method: 'POST', url: '/api/sign-in/staff', payload: { userName: `home-${brandId}`, password: 'Correct-Horse-9-Staple' } });
  const { sessions } = await home.withToken(/careloop_session=([\w-]+)/.exec(String(signedIn.headers['set-cookie']))?.[1] ?? '').call('listMySessions', {});
  return { ownOutletId: outlet.id, bayId: bay.id, staffId: person.id, certificateId: certificate.id, absenceId: absence.id, sessionId: sessions[0].id, toolId: tool.id, swapId: swap.id, importId: sheet.id, voiceId: voice.id, voiceSheetId: voiceSheet.id, faultSheetId: faultSheet.id };
}

/** A visit for a reported trouble as far as asked: to a sent estimate, or handed back with its invoice unpaid. */
async function visitOf(home: Home, brandId: string, mine: Mine, words: string, workerId: string, until: 'quoted' | 'handedBack'): Promise<Ids> {
  const at = (role: 'adviser' | 'serviceManager' | 'technician', id?: string): Caller => home.staff({ role, brandId, outletId: shared, ...(id === undefined ? {} : { id }) });
  const [adviser, manager, worker] = [at('adviser'), at('serviceManager'), at('technician', workerId)];
  const { fileId: ownersPhoto } = await mine.owner.call('uploadFile', { bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 1]), contentType: 'image/png' });
  const { caseId } = await mine.owner.call('reportTrouble', { vehicleId: mine.vehicleId, words, fileIds: [ownersPhoto] });
  const { days } = await mine.owner.call('findSlots', { vehicleId: mine.vehicleId, outletId: shared, operations: ['MAINTAIN'], days: 14 });
  const booked = await mine.owner.call('bookAppointment', { vehicleId: mine.vehicleId, caseId, outletId: shared, operations: ['MAINTAIN'], startsAt: days.find((day: { slots: unknown[] }) => day.slots.length > 0).slots[0].startsAt });
  await home.settle();
  const { fileId } = await adviser.call('uploadFile', { bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 2]), contentType: 'image/png' });
  let page = await adviser.call('checkIn', { appointmentId: booked.id, odometerKm: 12_002, socPct: 55, keys: 1, itemsLeft: '', warningLamps: [], photos: [{ position: 'front', fileId }], statement: words, signerName: mine.owner.actor.kind, signatureFileId: fileId, promisedAt: new Date(home.clock.now().getTime() + 3_600_000).toISOString(), confirmOdometer: true });
  const by = async (who: Caller, name: string, input: Record<string, unknown> = {}): Promise<void> => {
    const answer = await who.call(name, { workOrderId: page.workOrder.id, version: page.workOrder.version, ...input });
    page = answer.workOrder === undefined ? await manager.call('showWorkOrder', { workOrderId: page.workOrder.id }) : answer;
  };
  await by(adviser, 'saveEstimate', { operations: ['MAINTAIN'], parts: [], payers: [] });
  await by(adviser, 'sendEstimate');
  const ids: Ids = { caseId, appointmentId: booked.id, workOrderId: page.workOrder.id, lineId: page.lines[0].id, fileId, ownersPhoto };
  if (until === 'quoted') return ids;
  await by(mine.owner, 'answerEstimate', { answers: [{ lineId: page.lines[0].id, answer: 'approved' }] });
  await by(worker, 'startWork');
  await by(worker, 'finishWork', { note: '完成' });
  await home.settle();
  const [invoice] = (await mine.owner.call('myInvoices', {})).invoices;
  page = await manager.call('showWorkOrder', { workOrderId: page.workOrder.id });
  await by(manager, 'handBack', { toName: '苏', odometerKm: 12_003, socPct: 50, unpaidReason: '月结' });
  await home.settle();
  home.clock.advance({ hours: 26 });
  await home.runRounds('send-surveys');
  const [survey] = (await mine.owner.call('mySurveys', { state: 'sent' })).surveys;
  const { id: documentId } = await manager.call('issueDocument', { workOrderId: ids['workOrderId'], kind: 'release' });
  return { ...ids, invoiceId: invoice.id, surveyId: survey.id, documentId };
}

/** A platform and a target of the brand alone, a look into the car, and a command that waits for its owner. */
async function linksOf(brandId: string, mine: Mine, administrator: Caller, technician: Caller): Promise<Ids> {
  const platform = await administrator.call('addPlatform', { name: '平台', userName: `from-${brandId}`.slice(0, 12), password: 'Tidal-Plate-77', brandIds: [brandId], vinPrefixes: [] });
  const target = await administrator.call('addForwardTarget', { name: '市平台', host: '127.0.0.1', port: 9, tls: false, code: 'CARELOOP', userName: 'careloop', password: 'Tidal-Plate-77', brandIds: [brandId], platePrefixes: [], enabled: false });
  const look = await technician.call('openLook', { vin: mine.vin, scopes: ['commands'], purpose: 'diagnosis', why: '核对上报周期', minutes: 1_440 });
  const command = await technician.call('askCommand', { vin: mine.vin, kind: 'reset', validMinutes: 10_080 });
  const dialect = await administrator.call('addDialect', { name: '某型终端', vinPrefix: 'LZZZZ', source: '厂家手册', settings: { coordinates: 'gcj02' } });
  const key = await administrator.call('addVehicleKey', { vin: mine.vin, algorithm: 'sm2', keyHex: sm2.generateKeyPairHex().publicKey });
  return { keyId: key.id, dialectId: dialect.id, platformId: platform.id, targetId: target.id, lookId: look.id, commandId: command.id };
}

/** What people stated about a repair, an exclusion that the owner may appeal, and a mobility duty. */
async function guaranteesOf(home: Home, brandId: string, mine: Mine, workOrderId: string, caseId: string): Promise<Ids> {
  const { statements } = await home.staff({ role: 'warrantyOfficer', brandId }).call('excludeRepair', { workOrderId, ground: 'modified', causalLink: '改装线束', words: '照片' });
  const statementId = statements[0].id as string;
  await home.staff({ role: 'serviceManager', brandId, outletId: shared }).call('answerStatement', { statementId, agrees: true, words: '属实' });
  const dutyId = `duty-${brandId}`;
  await home.inside((tx) => tx.db.query(home.sql`insert into warranty.mobility_duties (id, brand_id, owner_id, outlet_id, vin, vehicle_id, work_order_id, case_id, number, from_at, raised_at)
    values (${dutyId}, ${brandId}, ${mine.ownerId}, ${shared}, ${mine.vin}, ${mine.vehicleId}, ${workOrderId}, ${caseId}, ${`D-${brandId}`}, now(), now())`));
  return { statementId, dutyId };
}

/** A claim with an old part, the maker it goes to, and a goodwill request. */
async function claimOf(home: Home, brandId: string, mine: Mine, workOrderId: string, caseId: string): Promise<Ids> {
  const terms = { validFrom: '2026-01-01', sendWithinDays: 30, answerWithinDays: 20, appealWithinDays: 15, partsBackWithinDays: 10 };
  const partner = await home.staff({ role: 'warrantyOfficer', brandId }).call('addPartner', { brandId, kind: 'maker', name: '厂家', nameEn: 'Maker', contact: 'claims', ...terms });
  const [claimId, partId] = [`claim-${brandId}`, `part-${brandId}`];
  await home.inside((tx) => tx.db.query(home.sql`insert into claims.claims (id, number, brand_id, outlet_id, work_order_id, order_number, case_id, vehicle_id, vin, model_name, model_name_en, kind, pay_type, partner_id, partner_name, partner_name_en, odometer_km, finished_on, state, complaint, cause, correction, lines, claimed_fen, findings, created_at)
    values (${claimId}, ${`K-${brandId}`}, ${brandId}, ${shared}, ${workOrderId}, ${`W-${brandId}`}, ${caseId}, ${mine.vehicleId}, ${mine.vin}, '一号', 'One', 'maker', 'warranty', ${partner.id}, '厂家', 'Maker', 12000, '2026-11-20', 'draft', '充不进电', '端子烧蚀', '更换充电口', '[]'::jsonb, 0, '[]'::jsonb, now())`));
  await home.inside((tx) => tx.db.query(home.sql`insert into claims.parts (id, claim_id, brand_id, outlet_id, line_id, code, name, name_en, quantity, state, steps) values (${partId}, ${claimId}, ${brandId}, ${shared}, 'x', 'P-PORT', '充电口总成', 'Charge port', 1, 'kept', '[]'::jsonb)`));
  const requestId = `goodwill-${brandId}`;
  await home.inside((tx) => tx.db.query(home.sql`insert into goodwill.requests (id, number, brand_id, owner_id, outlet_id, work_order_id, order_number, case_id, vehicle_id, vin, state, lines, maker_pct, outlet_pct, owner_pct, given_fen, reason, words, requested_by, requested_name, requested_at)
    values (${requestId}, ${`G-${brandId}`}, ${brandId}, ${mine.ownerId}, ${shared}, ${workOrderId}, ${`W-${brandId}`}, ${caseId}, ${mine.vehicleId}, ${mine.vin}, 'refused', '[]'::jsonb, 50, 20, 30, 0, 'longWait', '等了很久', 'x', '顾问', now())`));
  return { claimId, partId, partnerId: partner.id, requestId };
}

/** Money of the owner: a package, a deposit, a tax invoice of their unpaid visit, and a difference to a bill. */
async function moneyOf(home: Home, brandId: string, mine: Mine, invoiceId: string): Promise<Ids> {
  const manager = home.staff({ role: 'serviceManager', brandId, outletId: shared });
  const plan = await home.staff({ role: 'regionalManager', brandId }).call('addPlan', { brandId, name: '保养套餐', nameEn: 'Maintenance', priceFen: 50_000, months: 24, transferable: true, items: [{ code: 'MAINTAIN', times: 3 }] });
  const sold = await manager.call('sellPackage', { planId: plan.id, vehicleId: mine.vehicleId, outletId: shared, channel: 'card' });
  const deposit = await manager.call('takeDeposit', { ownerId: mine.ownerId, brandId, outletId: shared, amountFen: 10_000, channel: 'cash', why: '订配件' });
  const { entries } = await manager.call('listEntries', { subjectId: deposit.id });
  const { payers } = await manager.call('showInvoice', { invoiceId });
  const [paperId, differenceId] = [`paper-${brandId}`, `difference-${brandId}`];
  await home.inside((tx) => tx.db.query(home.sql`insert into fapiao.papers (id, brand_id, owner_id, outlet_id, invoice_id, payer_id, kind, state, serial, buyer_kind, buyer_title, gross_fen, tax_fen, tax_basis_points, lines, asked_by, asked_at) values (${paperId}, ${brandId}, ${mine.ownerId}, ${shared}, ${invoiceId}, 'none', 'blue', 'failed', ${paperId}, 'person', '王', 100, 12, 1300, '[]', 'x', now())`));
  await home.inside((tx) => tx.db.query(home.sql`insert into cashier.differences (id, brand_id, outlet_id, channel, on_day, kind, moved, no, bill_fen, state, found_at) values (${differenceId}, ${brandId}, ${shared}, 'wechat', '2026-11-24', 'missingHere', 'payment', ${differenceId}, 100, 'open', now())`));
  const orderId = `order-${brandId}`;
  await home.inside((tx) => tx.db.query(home.sql`insert into benefits.orders (id, brand_id, owner_id, what, plan_id, vehicle_id, vin, outlet_id, why, amount_fen, out_trade_no, channel, state, asked_at) values (${orderId}, ${brandId}, ${mine.ownerId}, 'package', ${plan.id}, ${mine.vehicleId}, ${mine.vin}, ${shared}, '保养套餐', 50000, ${orderId}, 'wechat', 'failed', now())`));
  return { planId: plan.id, orderId, packageId: sold.id, depositId: deposit.id, entryId: entries[0].id, payerId: payers[0].id, paperId, differenceId };
}

/** The battery of the owner's car: a finding, a pack in quarantine with a line for the regulator, a test, a decision, a certificate. */
async function batteryOf(home: Home, brandId: string, mine: Mine): Promise<Ids> {
  const officer = home.staff({ role: 'warrantyOfficer', brandId });
  const technician = home.staff({ role: 'technician', brandId, outletId: shared });
  const unit = await officer.call('addBatteryUnit', { code: `03UPE01000011CG15${brandId === 'xihe' ? '0000001' : '0000002'}`, brandId });
  const quarantine = await technician.call('startQuarantine', { outletId: shared, unitId: unit.id, bayIds: [], place: '院内', why: '碰撞', tempC: 22 });
  const [findingId, traceId] = [`finding-${brandId}`, `trace-${brandId}`];
  await home.inside((tx) => tx.db.query(home.sql`insert into batteries.findings (id, number, thread, vin, brand_id, model_id, owner_id, key, rule, cause, tier, worst_tier, state, cells, quantity, value, unit, low, high, score, days_of_data, ruled_out, next_test, library_version, found_at, told_at, last_at)
    values (${findingId}, ${`B-${brandId}`}, ${findingId}, ${mine.vin}, ${brandId}, ${`${brandId}-one`}, ${mine.ownerId}, 'leakage:7', 'leakage', 'cell', 'visit', 'visit', 'open', '{7}', 'current', 20, 'mA', 15, 25, 2, 40, '{balancing}', 'restThreeDays', 1, now(), now(), now())`));
  await home.inside((tx) => tx.db.query(home.sql`insert into batteries.traces (id, unit_id, code, kind, brand_id, occurred_at, due_on, state) values (${traceId}, ${unit.id}, ${unit.code}, 'wasteIn', ${brandId}, now(), '2026-12-30', 'due')`));
  await home.inside((tx) => tx.db.query(home.sql`insert into batteries.states (vin, brand_id, model_id, library_version, written_at, frames, body, report) values (${mine.vin}, ${brandId}, ${`${brandId}-one`}, 1, now(), 10, '{}',
    ${JSON.stringify({ chemistry: 'ncm', cells: 96, days: 60, rests: 9, charges: 9, kmPerDay: 30, capacity: { capacityAh: 190, lowAh: 186, highAh: 194, sohPct: 90, lowPct: 88, highPct: 92, measurements: 9, updatedAt: '2026-11-20T00:00:00Z' }, range: null, remainingLife: null, hygiene: {}, fullChargeDueAt: null })}::jsonb)`));
  const test = await technician.call('startBatteryTest', { vin: mine.vin });
  const decision = await officer.call('decideBatteryWarranty', { vin: mine.vin, damaged: true, modified: false, flooded: false });
  const paper = await officer.call('issueBatteryPaper', { vin: mine.vin });
  return { unitId: unit.id, packId: unit.id, quarantineId: quarantine.id, findingId, traceId, testId: test.id, decisionId: decision.id, batteryPaperId: paper.id };
}

/** A talk with the assistant that offered something, and an article of the brand's own. */
async function talkOf(home: Home, brandId: string, mine: Mine): Promise<Ids> {
  const { conversation } = await mine.owner.call('startConversation', { vehicleId: mine.vehicleId });
  const talk = await mine.owner.call('sendTurn', { conversationId: conversation.id, text: '充不进电，帮我叫拖车救援' });
  const { articles } = await home.staff({ role: 'serviceManager', brandId }).call('saveArticles', { brandId, markdown: [`---\nid: article-${brandId}\ntitle: 自有文章\ncategory: other.general\nvalidFrom: 2026-01-01\nreviewedBy: 审核\nreviewedOn: 2026-01-01\n---\n## 说明\n内容。`] });
  await home.inside((tx) => tx.db.query(home.sql`insert into conversations.examples (id, brand_id, text, intent, category, urgency, by_name, at) values (${`example-${brandId}`}, ${brandId}, '口盖弹不开', 'symptom', 'charging.port_cable', 'S3', '审核', now())`));
  return { conversationId: conversation.id, cardId: talk.cards[0].id, turnId: talk.turns.at(-1).id, articleId: articles[0].articleId, exampleId: `example-${brandId}` };
}

/** A rescue under way with somebody asked: the hot battery began it by itself, the desk adds where the car stands. */
async function rescueOf(brandId: string, mine: Mine, administrator: Caller, agent: Caller): Promise<Ids> {
  const contractor = await administrator.call('addContractor', { brandId, name: '平安拖车', nameEn: 'Tow', phone: '021-5550001', city: '上海', lon: 121.2, lat: 31.3, radiusKm: 100, means: ['flatbed', 'hvTrained'], truckHeightMm: 2900, baseFen: 40_000, includedKm: 10, fenPerKm: 1_000 });
  const begun = await mine.owner.call('requestRescue', { vehicleId: mine.vehicleId, trouble: 'brakes', place: { kind: 'roadside', lon: 121.21, lat: 31.3 } });
  const page = await agent.call('showRescue', { missionId: begun.id });
  const placed = page.legs.length > 0 ? page : await agent.call('setRescuePlace', { missionId: page.id, version: page.version, place: { kind: 'roadside', lon: 121.21, lat: 31.3 } });
  return { missionId: placed.id, legId: placed.legs[0].id, contractorId: contractor.id };
}

/** A supplier, a warehouse, an order on its way, parts between two places, advice, a waiting car, and a sheet of the catalogue. */
async function partsOf(home: Home, brandId: string, mine: Mine, outletId: string, workOrderId: string): Promise<Ids> {
  const planner = home.staff({ role: 'partsPlanner', brandId });
  const supplier = await planner.call('addSupplier', { brandId, name: `供应商-${brandId}`, nameEn: 'Supplier', promisedDays: 9 });
  const store = await planner.call('addPlace', { outletId: shared, brandId, name: `中心库-${brandId}`, nameEn: 'Store' });
  const purchase = await planner.call('orderFromSupplier', { outletId: shared, brandId, supplierId: supplier.id, lines: [{ code: 'P-PORT', quantity: 2 }] });
  await planner.call('countPart', { outletId: shared, brandId, code: 'P-12V', onHand: 40 });
  const transfer = await planner.call('askTransfer', { brandId, fromPlaceId: shared, toPlaceId: outletId, code: 'P-12V', quantity: 1 });
  const [suggestionId, waitingPartId] = [`advice-${brandId}`, `waits-${brandId}`];
  await home.inside((tx) => tx.db.query(home.sql`insert into parts.suggestions (id, brand_id, outlet_id, place_id, code, kind, quantity, cost_fen, saves_fen, why, state, made_at) values (${suggestionId}, ${brandId}, ${shared}, ${shared}, 'P-PORT', 'buy', 1, 100, 100, '{"perMonth":1,"onHand":0,"held":0,"onOrder":0,"waiting":0,"target":1,"leadDays":9,"fillPct":90,"spareThere":null,"months":null}'::jsonb, 'open', now())`));
  await home.inside((tx) => tx.db.query(home.sql`insert into parts.waiting (id, brand_id, outlet_id, code, quantity, for_id, label, vin, asked_at, asked_by) values (${waitingPartId}, ${brandId}, ${shared}, 'P-PORT', 1, ${workOrderId}, ${`W-${brandId}-1`}, ${mine.vin}, now(), 'x')`));
  const sheet = await planner.call('checkPartSheet', { brandId, fileName: '备件.csv', bytes: Buffer.from('件号,名称\nP-NEW,新件\n') });
  return { supplierId: supplier.id, placeId: store.id, fromPlaceId: store.id, toPlaceId: store.id, purchaseId: purchase.id, purchaseLineId: purchase.lines[0].id, transferId: transfer.id, suggestionId, waitingPartId, partSheetId: sheet.id };
}

/** The ids of all that exists for `mine`, by what they name. */
export async function recordsOf(home: Home, brandId: string, mine: Mine, administrator: Caller, technicianIds: readonly string[]): Promise<Ids> {
  const agent = home.staff({ role: 'agent', brandId });
  const manager = home.staff({ role: 'serviceManager', brandId, outletId: shared });
  const place = await placeOf(home, administrator, brandId);
  const waiting = await mine.owner.call('joinWaiting', { vehicleId: mine.vehicleId, outletId: place['ownOutletId'], operations: ['MAINTAIN'], fromOn: nextMonday(home), toOn: nextMonday(home) });
  const expected = await administrator.call('expectParts', { outletId: shared, brandId, code: 'P-PORT', quantity: 2, expectedOn: '2030-01-01' });
  const car = await administrator.call('addLoaner', { outletId: shared, brandId, plateNo: brandId === 'xihe' ? '沪AD90001' : '沪AD90002', modelName: '代步车', modelNameEn: 'Loaner', odometerKm: 100, socPct: 90, insuredUntil: '2030-01-01' });
  const loan = await home.staff({ role: 'adviser', brandId, outletId: shared }).call('reserveLoan', { vehicleId: mine.vehicleId, loanerId: car.id, fromAt: '2026-12-20T02:00:00.000Z', untilAt: '2026-12-23T02:00:00.000Z' });
  const home_ = { lon: 116.31, lat: 39.91 };
  const van = await administrator.call('addVan', { outletId: place['ownOutletId'], kind: 'serviceVan', name: '上门', plateNo: null, staffId: place['staffId'], tools: [], heightCm: 200, lon: null, lat: null, shiftFrom: '08:30', shiftUntil: '18:00', overtimeMin: 60, breakFrom: '11:30', breakUntil: '13:30', breakMin: 0, inUse: true });
  const { days } = await mine.owner.call('findVisitTimes', { vehicleId: mine.vehicleId, kind: 'homeVisit', operations: ['LV-BATTERY'], ...home_, days: 10 });
  const asked = await mine.owner.call('askVisit', { vehicleId: mine.vehicleId, kind: 'homeVisit', operations: ['LV-BATTERY'], place: { ...home_, address: '一号路 2 号' }, fromAt: days.flatMap((day: { windows: unknown[] }) => day.windows)[0].fromAt });
  const closed = await administrator.call('reportDisturbance', { outletId: place['ownOutletId'], kind: 'roadClosed', ...home_, words: '封路' });
  const [road] = await home.inside((tx) => tx.db.query<{ id: string }>(home.sql`select id from dispatch.closures where outlet_id = ${place['ownOutletId'] ?? ''}`));
  const visitIds = { vanId: van.id, jobId: asked.id, disturbanceId: closed.id, closureId: road?.id ?? '' };
  const done = await visitOf(home, brandId, mine, '充不进电，换了三个桩都不行', technicianIds[0] ?? '', 'handedBack');
  const running = await visitOf(home, brandId, mine, '刹车异响', technicianIds[0] ?? '', 'quoted');
  const campaign = await home.staff({ role: 'warrantyOfficer', brandId }).call('openCampaign', { brandId, code: `R-${brandId}`, kind: 'recall', name: '摄像头支架', nameEn: 'Camera bracket', what: '检查', whatEn: 'Check', operations: ['CALIBRATE'], openedOn: '2026-11-01', vins: [mine.vin] });
  const orderedId = `ordered-${brandId}`;
  await home.inside((tx) => tx.db.query(home.sql`insert into workorders.ordered_parts (id, work_order_id, brand_id, owner_id, code, name, name_en, quantity, ordered_by, ordered_at, box) values (${orderedId}, ${running['workOrderId'] ?? ''}, ${brandId}, ${mine.ownerId}, 'P-PORT', '充电口总成', 'Charge port', 1, 'x', now(), 1)`));
  const dutyManager = home.staff({ role: 'serviceManager', brandId });
  const now = home.clock.now().getTime();
  const { shifts } = await dutyManager.call('addShift', { brandId, staffId: place['staffId'], phone: '13922223333', turn: 1, fromAt: new Date(now - 3_600_000).toISOString(), untilAt: new Date(now + 86_400_000).toISOString() });
  const alertId = await alertOf(home, mine.vin, agent);
  await home.settle();
  const { calls } = await dutyManager.call('listDuty', {});
  const { maintenance } = await agent.call('listMaintenance', {});
  const stormId = `storm-${brandId}`;
  await home.inside((tx) => tx.db.query(home.sql`insert into alerts.storms (id, number, brand_id, kind, shared, began_at, last_at, cars) values (${stormId}, ${`S-${brandId}`}, ${brandId}, 'chargingFails', 'brand', now(), now(), 8)`));
  const caseOf = (): Promise<{ case: { version: number }; handOvers: { id: string }[]; clocks: { id: string }[]; contacts: { id: string }[] }> => manager.call('showCase', { caseId: running['caseId'] });
  await manager.call('takeCase', { caseId: running['caseId'], version: (await caseOf()).case.version });
  await manager.call('askHandOver', { caseId: running['caseId'], desk: 'brandDesk', version: (await caseOf()).case.version });
  const page = await caseOf();
  const issueId = `issue-${brandId}`;
  await home.inside((tx) => tx.db.query(home.sql`insert into improvement.issues (id, number, brand_id, trouble, model_id, state, raised_on, since_on, seen, expected, ratio_from, ratio_to) values (${issueId}, ${`E-${brandId}`}, ${brandId}, 'noise', ${`${brandId}-h1`}, 'raised', '2026-09-01', '2026-08-20', 7, 0.6, 4, 20)`));
  const action = await manager.call('addAction', { brandId, outletId: shared, cause: 'waitTooLong', what: '增加一名接车顾问', ownerStaffId: (await manager.call('listStaff', {})).staff[0].id, dueOn: '2030-12-10', measure: 'lowShareOfCause' });
  const driver = await mine.owner.call('addDriver', { ownerId: mine.ownerId, brandId, name: '苏家人', phone: '13611112222', maySignIn: false });
  const guarantees = await guaranteesOf(home, brandId, mine, done['workOrderId'] ?? '', done['caseId'] ?? '');
  const claim = await claimOf(home, brandId, mine, done['workOrderId'] ?? '', done['caseId'] ?? '');
  const link = await linksOf(brandId, mine, administrator, home.staff({ role: 'technician', brandId }));
  const money = await moneyOf(home, brandId, mine, done['invoiceId'] ?? '');
  const opened = await home.staff({ role: 'adviser', brandId, outletId: shared }).call('openAccident', { workOrderId: running['workOrderId'], insurer: '平安产险', reportNo: `RD-${brandId}`, fault: 'own', happenedAt: new Date(home.clock.now().getTime() - 86_400_000).toISOString(), words: '剐蹭护栏' });
  const talk = await talkOf(home, brandId, mine);
  const rescue = await rescueOf(brandId, mine, administrator, agent);
  const packet = await packetOf(home, brandId, running['workOrderId'] ?? '', technicianIds[0] ?? '');
  const battery = await batteryOf(home, brandId, mine);
  const parts = await partsOf(home, brandId, mine, place['ownOutletId'] ?? '', running['workOrderId'] ?? '');
  const { notices } = await mine.owner.call('myNotices', { unread: true });
  return {
    ...place, ...visitIds, ...talk, ...rescue, ...packet, ...battery, ...parts, insuranceId: opened.accident.id, loanId: loan.id, loanerId: car.id, waitingId: waiting.id, campaignId: campaign.id, orderedId, expectedId: expected.id, ...done, ...running, ...link, ...guarantees, ...claim, ...money, alertId, shiftId: shifts[0].id, callId: calls[0].id, maintenanceId: maintenance[0].id, stormId, issueId, actionId: action.id, driverId: driver.id, noticeId: notices[0].id, handOverId: page.handOvers[0]?.id ?? '', clockId: page.clocks[0]?.id ?? '', contactId: page.contacts[0]?.id ?? '',
    doneCaseId: done['caseId'] ?? '', paidWorkOrderId: done['workOrderId'] ?? '',
  };
}
