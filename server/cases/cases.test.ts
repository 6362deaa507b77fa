// Cases as people live them: three ways in, one holder, one timeline, and an end that belongs to the owner.
import { beforeAll, describe, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { sql } from '#platform/database';
import { alertCleared, alertEscalated, alertRaised } from '#alerts';
import { caseBooked, caseForAlert, caseHandedBack, caseInService, caseOwed, moveCase, noteOnCase, openCasesOf, searchCases } from '#cases';
import { api } from './api.ts';
import { refusalOf, smallTown, type Town } from './small-town.test-data.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' }); // Tuesday, 10:00 in Beijing
let town: Town;
beforeAll(async () => {
  town = await smallTown(home);
});
const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(40, 7)]);
const raise = async (vehicle: { vin: string; brandId: string; ownerId: string }, alertId: string, kind: 'overheatingPack' | 'chargingFails' | 'twelveVoltDying', severity: 1 | 2 | 3 | 4) => {
  await home.inside(async (tx) => tx.tell(alertRaised({ alertId, vin: vehicle.vin, brandId: vehicle.brandId, ownerId: vehicle.ownerId, kind, severity })));
  await home.settle();
};
const entryKinds = async (caseId: string) => (await town.staff.agent.on(api).showCase({ caseId })).entries.map((entry) => entry.kind);

describe('the owner reports a trouble', () => {
  test('with words, a place and a photo: urgency with reasons, what to do now, clocks and a desk that has it (O3)', async () => {
    const owner = await town.driver();
    const { fileId } = await owner.call('uploadFile', { bytes: png });
    const opened = await owner.on(api).reportTrouble({ vehicleId: owner.vehicle.id, words: '车头冒烟了', place: { kind: 'motorway', words: 'G60 往上海方向 K123' }, fileIds: [fileId] });
    expect(opened).toMatchObject({ joined: false, urgency: 1 });
    expect(opened.number).toMatch(/^C2611-\d{5}$/);
    expect(opened.advice.slice(0, 4)).toEqual(['stopSafely', 'leaveTheCar', 'keep15m', 'call119']);
    const page = await town.staff.agent.on(api).showCase({ caseId: opened.caseId });
    expect(page.case).toMatchObject({ trouble: 'smokeOrFire', stage: 'open', holder: { kind: 'desk', desk: 'brandDesk' }, ownerPhone: expect.stringMatching(/^138\*{4}\d{4}$/) });
    expect(page.case.vinMasked).not.toContain(owner.vehicle.vin.slice(4, 12));
    expect(page.case.urgencyReasons[0]).toMatchObject({ from: 'words', code: 'smokeOrFire', matched: '车头冒烟' });
    expect(page.clocks.map((clock) => [clock.clock, clock.calendar, Date.parse(clock.dueAt) - Date.parse(clock.startedAt)])).toEqual([
      ['respond', 'always', 180_000], ['plan', 'always', 900_000], ['update', 'always', 1_800_000]]);
    expect(Buffer.compare(await owner.call('caseFile', { caseId: opened.caseId, fileId }), png)).toBe(0);
    expect(Buffer.compare(await town.staff.agent.call('caseFile', { caseId: opened.caseId, fileId }), png)).toBe(0);
    const other = await town.driver();
    expect(await refusalOf(other.call('caseFile', { caseId: opened.caseId, fileId }))).toBe('caseNotFound');
    expect(await refusalOf(town.staff.otherBrand.call('caseFile', { caseId: opened.caseId, fileId }))).toBe('caseNotFound');
    expect(await refusalOf(owner.call('caseFile', { caseId: opened.caseId, fileId: 'another' }))).toBe('notFound');
  });

  test('only for a car of their own, only with photos of their own (B2, N3)', async () => {
    const [owner, other] = [await town.driver(), await town.driver()];
    expect(await refusalOf(owner.on(api).reportTrouble({ vehicleId: other.vehicle.id, words: '坏了' }))).toBe('vehicleNotFound');
    const { fileId } = await other.call('uploadFile', { bytes: png });
    expect(await refusalOf(owner.on(api).reportTrouble({ vehicleId: owner.vehicle.id, words: '坏了', fileIds: [fileId] }))).toBe('fileNotYours');
  });

  test('and sees their own cases, and nothing the desk says among colleagues (N2, P2)', async () => {
    const owner = await town.driver();
    const { caseId } = await owner.on(api).reportTrouble({ vehicleId: owner.vehicle.id, words: '充不进电' });
    await town.staff.agent.on(api).addCaseNote({ caseId, text: '怀疑是桩的问题' });
    await town.staff.agent.on(api).messageOwner({ caseId, text: '请换一个充电桩试试' });
    await owner.on(api).messageDesk({ caseId, text: '换过了，还是不行' });
    const mine = await owner.on(api).showMyCase({ caseId });
    expect(mine.entries.map((entry) => entry.kind)).toEqual(['opened', 'deskMessage', 'ownerMessage']);
    expect(JSON.stringify(mine)).not.toContain('怀疑是桩');
    expect((await owner.on(api).myCases({})).cases.map((one) => one.id)).toEqual([caseId]);
    const other = await town.driver();
    expect(await refusalOf(other.on(api).showMyCase({ caseId }))).toBe('caseNotFound');
    const [row] = (await town.staff.agent.on(api).listCases({ vehicleId: owner.vehicle.id })).cases;
    expect(row).toMatchObject({ id: caseId, ownerWaitsForAnswer: true, urgency: 3 });
  });
});

describe('one breakdown, one case', () => {
  test('seen by the car, the owner and the hotline it is one case with three contacts (O1)', async () => {
    const owner = await town.driver();
    await raise(owner.vehicle, `hot-${owner.id}`, 'overheatingPack', 2);
    const one = await home.inside((tx) => caseForAlert(tx, `hot-${owner.id}`));
    expect(one).toMatchObject({ urgency: 2, trouble: 'batteryHot' });
    home.clock.advance({ minutes: 4 });
    const reported = await owner.on(api).reportTrouble({ vehicleId: owner.vehicle.id, words: '仪表红了，有烧焦味' });
    const phoned = await town.staff.agent.on(api).openCase({ vehicleId: owner.vehicle.id, words: '客户说车坏了', callerName: '路人' });
    expect([reported.caseId, phoned.caseId]).toEqual([one?.id, one?.id]);
    expect([reported.joined, phoned.joined, reported.urgency]).toEqual([true, true, 1]);
    const page = await town.staff.agent.on(api).showCase({ caseId: reported.caseId });
    expect(page.contacts.map((contact) => contact.source)).toEqual(['alert', 'owner', 'phone']);
    expect(page.case).toMatchObject({ trouble: 'smokeOrFire', urgency: 1 });
    expect(await home.inside(async (tx) => (await openCasesOf(tx, owner.vehicle.vin)).length)).toBe(1);
  });

  test('an alert told twice opens one case (O2)', async () => {
    const owner = await town.driver();
    await raise(owner.vehicle, `twice-${owner.id}`, 'chargingFails', 3);
    await raise(owner.vehicle, `twice-${owner.id}`, 'chargingFails', 3);
    const cases = await home.inside((tx) => openCasesOf(tx, owner.vehicle.vin));
    expect(cases).toHaveLength(1);
    expect((await town.staff.agent.on(api).showCase({ caseId: cases[0]?.id ?? '' })).contacts).toHaveLength(1);
  });

  test('an alert that gets worse makes the case more urgent, its clocks tighter; calm signals do not end it (W1)', async () => {
    const owner = await town.driver();
    const alertId = `worse-${owner.id}`;
    await raise(owner.vehicle, alertId, 'overheatingPack', 3);
    const before = await home.inside((tx) => caseForAlert(tx, alertId));
    await home.inside(async (tx) => tx.tell(alertEscalated({ alertId, vin: owner.vehicle.vin, from: 3, to: 1 })));
    await home.settle();
    const page = await town.staff.agent.on(api).showCase({ caseId: before?.id ?? '' });
    expect(page.case.urgency).toBe(1);
    expect(page.case.clocks.every((clock) => clock.calendar === 'always')).toBe(true);
    await home.inside(async (tx) => tx.tell(alertCleared({ alertId, vin: owner.vehicle.vin })));
    await home.settle();
    expect(await entryKinds(before?.id ?? '')).toEqual(['opened', 'alertEscalated', 'urgencyChanged', 'rescueBegun', 'alertCleared']);
    expect((await home.inside((tx) => caseForAlert(tx, alertId)))?.stage).toBe('open');
  });

  test('another trouble is another case; a contact that was another trouble gets its own', async () => {
    const owner = await town.driver();
    const first = await owner.on(api).reportTrouble({ vehicleId: owner.vehicle.id, words: '充不进电' });
    const second = await owner.on(api).reportTrouble({ vehicleId: owner.vehicle.id, words: '门上有划痕，想喷漆' });
    expect(second.joined).toBe(false);
    const third = await owner.on(api).reportTrouble({ vehicleId: owner.vehicle.id, words: '请尽快联系我' });
    expect(third).toMatchObject({ joined: true });
    const page = await town.staff.agent.on(api).showCase({ caseId: third.caseId });
    const contactId = page.contacts.at(-1)?.id ?? '';
    const split = await town.staff.agent.on(api).splitCase({ caseId: third.caseId, contactId, why: '问的是别的事', version: page.case.version });
    expect(split.caseId).not.toBe(third.caseId);
    const after = await town.staff.agent.on(api).showCase({ caseId: split.caseId });
    expect(after.contacts.map((contact) => contact.words)).toEqual(['请尽快联系我']);
    expect(after.links.map((link) => link.id)).toContain(third.caseId);
    expect([first.caseId, second.caseId]).toContain(third.caseId);
    expect(await refusalOf(town.staff.agent.on(api).splitCase({ caseId: split.caseId, contactId, why: '再分', version: after.case.version }))).toBe('onlyContact');
  });
});

describe('a call', () => {
  test('the caller is known by phone, plate, VIN or name, with what is open', async () => {
    const owner = await town.driver();
    const { caseId } = await owner.on(api).reportTrouble({ vehicleId: owner.vehicle.id, words: '充不进电' });
    for (const text of [owner.phone, owner.vehicle.plateNo, owner.vehicle.vin.slice(-8), '车主']) {
      const { callers } = await town.staff.agent.on(api).findCaller({ text });
      expect(callers.find((caller) => caller.vehicleId === owner.vehicle.id)?.cases.map((one) => one.id)).toEqual([caseId]);
    }
    expect((await town.staff.otherBrand.on(api).findCaller({ text: owner.phone })).callers).toEqual([]);
    expect((await home.inside((tx) => searchCases(tx, owner.vehicle.plateNo))).map((one) => one.id)).toEqual([caseId]);
  });

  test('who opens a case on the phone has it, and has answered (B1)', async () => {
    const owner = await town.driver();
    const { caseId } = await town.staff.agent.on(api).openCase({ vehicleId: owner.vehicle.id, words: '想预约保养', trouble: 'maintenance' });
    const page = await town.staff.agent.on(api).showCase({ caseId });
    expect(page.case.holder).toMatchObject({ kind: 'person', name: '坐席小林' });
    expect(page.clocks.find((clock) => clock.clock === 'respond')?.state).toBe('met');
  });

  test('taken at an outlet belongs to that outlet; an outlet that does not serve the brand takes none', async () => {
    const owner = await town.driver();
    const { caseId } = await town.staff.west.on(api).openCase({ vehicleId: owner.vehicle.id, words: '到店说异响' });
    expect((await town.staff.manager.on(api).showCase({ caseId })).case).toMatchObject({ outletId: town.outlets.west, holder: { name: '顾问西', outletId: town.outlets.west } });
    const both = home.staff({ role: 'adviser', brandId: null, outletId: town.outlets.west });
    const other = await town.driver('yuanlan');
    expect(await refusalOf(both.on(api).openCase({ vehicleId: other.vehicle.id, words: '异响' }))).toBe('notAllowed');
  });

  test('is refused for a car behind the wall', async () => {
    const owner = await town.driver('yuanlan');
    expect(await refusalOf(town.staff.agent.on(api).openCase({ vehicleId: owner.vehicle.id, words: '坏了' }))).toBe('vehicleNotFound');
  });
});

describe('urgency', () => {
  test('a person may judge it, with a reason; worse evidence overrules the judgement, the same does not (W2)', async () => {
    const owner = await town.driver();
    const { caseId, version } = await owner.on(api).reportTrouble({ vehicleId: owner.vehicle.id, words: '突然失去动力' });
    const judged = await town.staff.agent.on(api).changeUrgency({ caseId, urgency: 3, why: '车已在家，可以等', version });
    expect(await refusalOf(town.staff.agent2.on(api).changeUrgency({ caseId, urgency: 1, why: '看错了', version }))).toBe('staleEdit');
    expect((await owner.on(api).reportTrouble({ vehicleId: owner.vehicle.id, words: '还是没有动力' })).urgency).toBe(3);
    expect((await owner.on(api).reportTrouble({ vehicleId: owner.vehicle.id, words: '现在冒烟了' })).urgency).toBe(1);
    expect(judged.version).toBeGreaterThan(version);
    const page = await town.staff.agent.on(api).showCase({ caseId });
    expect(page.entries.filter((entry) => entry.kind === 'urgencyChanged').map((entry) => entry.data)).toMatchObject([{ from: 2, to: 3, source: 'staff' }, { from: 3, to: 1, source: 'words' }]);
  });

  test('an edit based on an old version is told what changed (F3)', async () => {
    const owner = await town.driver();
    const { caseId, version } = await owner.on(api).reportTrouble({ vehicleId: owner.vehicle.id, words: '充不进电' });
    await town.staff.agent.on(api).takeCase({ caseId, version });
    const stale = await town.staff.agent2.call('changeUrgency', { caseId, urgency: 2, why: '客户很急', version }).catch((error: { code: string; details: { changes: { actorName: string }[] } }) => error);
    expect(stale.code).toBe('staleEdit');
    expect(stale.details.changes[0]?.actorName).toBe('坐席小林');
  });
});

describe('the end belongs to the owner', () => {
  const solvedCase = async () => {
    const owner = await town.driver();
    const { caseId, version } = await owner.on(api).reportTrouble({ vehicleId: owner.vehicle.id, words: '车机黑屏' });
    const asked = await town.staff.agent.on(api).askConfirmation({ caseId, words: '远程升级后应已恢复', version });
    await home.settle();
    return { owner, caseId, version: asked.version };
  };

  test('the owner confirms and the case closes; staff cannot close what is solved (E1, E2)', async () => {
    const { owner, caseId, version } = await solvedCase();
    expect(await refusalOf(town.staff.agent.on(api).closeCase({ caseId, how: 'cancelledByOwner', why: '客户说好了', version }))).toBe('stageNotNow');
    expect(await refusalOf(town.staff.agent.on(api).confirmSolved({ caseId, version }))).toBe('notAllowed');
    await owner.on(api).confirmSolved({ caseId, version });
    const page = await town.staff.agent.on(api).showCase({ caseId });
    expect(page.case).toMatchObject({ stage: 'closed', closedHow: 'confirmed' });
    expect(page.clocks.every((clock) => ['met', 'metLate', 'ended'].includes(clock.state))).toBe(true);
    expect(await refusalOf(owner.on(api).messageDesk({ caseId, text: '谢谢' }))).toBe('caseClosed');
  });

  test('"not solved" opens it again with the words, also after the end, but not for ever (E3)', async () => {
    const { owner, caseId, version } = await solvedCase();
    const again = await owner.on(api).notSolved({ caseId, words: '今天又黑屏了', version });
    expect(await entryKinds(caseId)).toContain('reopened');
    const asked = await town.staff.agent.on(api).askConfirmation({ caseId, words: '换了模块', version: again.version });
    const closed = await owner.on(api).confirmSolved({ caseId, version: asked.version });
    home.clock.advance({ days: 10 });
    const third = await owner.on(api).notSolved({ caseId, words: '又来了', version: closed.version });
    const last = await town.staff.agent.on(api).askConfirmation({ caseId, words: '换了主机', version: third.version });
    const end = await owner.on(api).confirmSolved({ caseId, version: last.version });
    home.clock.advance({ days: 31 });
    expect(await refusalOf(owner.on(api).notSolved({ caseId, words: '还有', version: end.version }))).toBe('tooLateToReopen');
    const fresh = await owner.on(api).reportTrouble({ vehicleId: owner.vehicle.id, words: '车机黑屏' });
    expect((await owner.on(api).showMyCase({ caseId: fresh.caseId })).case.comebackOf).toBeNull();
  });

  test('the same trouble soon after is a comeback (O4)', async () => {
    const { owner, caseId, version } = await solvedCase();
    await owner.on(api).confirmSolved({ caseId, version });
    home.clock.advance({ days: 3 });
    const fresh = await owner.on(api).reportTrouble({ vehicleId: owner.vehicle.id, words: '又黑屏' });
    expect((await owner.on(api).showMyCase({ caseId: fresh.caseId })).case.comebackOf).toBe(caseId);
    expect(await entryKinds(fresh.caseId)).toContain('comeback');
  });

  test('silence ends it after two reminders, never before (E1, E4)', async () => {
    const { owner, caseId } = await solvedCase();
    const state = async () => (await owner.on(api).showMyCase({ caseId })).case;
    home.clock.advance({ hours: 47 });
    await home.runRounds('watch-silence');
    expect(await entryKinds(caseId)).not.toContain('confirmationReminder');
    home.clock.advance({ hours: 2 });
    await home.runRounds('watch-silence');
    await home.runRounds('watch-silence');
    expect((await entryKinds(caseId)).filter((kind) => kind === 'confirmationReminder')).toHaveLength(1);
    home.clock.advance({ days: 3 });
    await home.runRounds('watch-silence');
    expect((await entryKinds(caseId)).filter((kind) => kind === 'confirmationReminder')).toHaveLength(2);
    expect((await state()).stage).toBe('awaitingConfirmation');
    home.clock.advance({ days: 2, hours: 1 });
    await home.runRounds('watch-silence');
    expect(await state()).toMatchObject({ stage: 'closed', closedHow: 'silence' });
  });

  test('staff close a duplicate or what the owner cancelled, with a reason in the audit, once missed clocks are explained (E2, R3)', async () => {
    const owner = await town.driver();
    const { caseId, version } = await owner.on(api).reportTrouble({ vehicleId: owner.vehicle.id, words: '失去动力' });
    home.clock.advance({ hours: 1, minutes: 1 });
    await home.runRounds('watch-clocks');
    const close = () => town.staff.agent.on(api).closeCase({ caseId, how: 'cancelledByOwner', why: '客户电话取消', version });
    expect(await refusalOf(close())).toBe('breachUnexplained');
    const missed = (await town.staff.agent.on(api).showCase({ caseId })).clocks.filter((clock) => clock.breachedAt !== null);
    expect(missed.map((clock) => clock.clock).sort()).toEqual(['plan', 'respond']);
    for (const clock of missed) await town.staff.agent.on(api).explainBreach({ caseId, clockId: clock.id, reason: 'tooManyCases' });
    expect(await refusalOf(town.staff.agent.on(api).explainBreach({ caseId, clockId: 'other', reason: 'other' }))).toBe('clockNotFound');
    await close();
    const audit = await home.inside((tx) => tx.db.query<{ why: string; actorName: string }>(sql`select why, actor_name from platform.audit where subject_id = ${caseId} and action = 'cases.close'`));
    expect(audit).toEqual([{ why: '客户电话取消', actorName: '坐席小林' }]);
    const other = await owner.on(api).reportTrouble({ vehicleId: owner.vehicle.id, words: '划痕' });
    expect(await refusalOf(town.staff.agent.on(api).closeCase({ caseId: other.caseId, how: 'duplicate', ofCaseId: 'nothing', why: '重复', version: other.version }))).toBe('duplicateNotFound');
    await town.staff.agent.on(api).closeCase({ caseId: other.caseId, how: 'duplicate', ofCaseId: caseId, why: '重复', version: other.version });
    expect((await owner.on(api).showMyCase({ caseId: other.caseId })).case).toMatchObject({ closedHow: 'duplicate', linkedCaseId: caseId, mayReopen: false });
  });
});

describe('the visit moves the case', () => {
  test('booked, checked in, owed, handed back; each cause once, late news moves nothing (V1, V2)', async () => {
    const owner = await town.driver();
    const { caseId } = await owner.on(api).reportTrouble({ vehicleId: owner.vehicle.id, words: '充不进电' });
    expect(await refusalOf(town.staff.west.on(api).showCase({ caseId }))).toBe('caseNotFound');
    const stage = async () => (await owner.on(api).showMyCase({ caseId })).case.stage;
    await home.inside((tx) => caseBooked(tx, { caseId, appointmentId: 'a1', outletId: town.outlets.west }));
    expect(await stage()).toBe('booked');
    expect((await town.staff.west.on(api).showCase({ caseId })).case.outletId).toBe(town.outlets.west);
    for (let repeat = 0; repeat < 2; repeat++) await home.inside((tx) => caseInService(tx, { caseId, workOrderId: 'w1', outletId: town.outlets.west }));
    expect(await stage()).toBe('inService');
    const holders = (await town.staff.west.on(api).showCase({ caseId })).holders;
    expect(holders.map((holder) => [holder.desk, holder.how])).toEqual([['brandDesk', 'opened'], ['outletDesk', 'checkedIn']]);
    await home.inside((tx) => caseOwed(tx, { caseId, invoiceId: 'i1', owedFen: 12_300 }));
    expect(await stage()).toBe('awaitingPayment');
    await home.inside((tx) => moveCase(tx, caseId, 'booked', { key: 'late' }));
    expect(await stage()).toBe('awaitingPayment');
    await home.inside((tx) => caseHandedBack(tx, { caseId, workOrderId: 'w1' }));
    expect(await stage()).toBe('awaitingConfirmation');
    await expect(home.inside((tx) => moveCase(tx, caseId, 'closed'))).rejects.toThrow(/closed by its owner/);
  });

  test('other modules write on the timeline, each key once (N1)', async () => {
    const owner = await town.driver();
    const { caseId } = await owner.on(api).reportTrouble({ vehicleId: owner.vehicle.id, words: '充不进电' });
    for (let repeat = 0; repeat < 2; repeat++) await home.inside((tx) => noteOnCase(tx, caseId, { kind: 'estimateSent', visibility: 'owner', data: { totalFen: 100 }, key: 'estimate 1' }));
    expect((await owner.on(api).showMyCase({ caseId })).entries.filter((entry) => entry.kind === 'estimateSent')).toHaveLength(1);
  });
});

test('a case is found by a plate typed with O for 0, and by its number as it is read aloud', async () => {
  const owner = await town.driver();
  const { caseId } = await owner.on(api).reportTrouble({ vehicleId: owner.vehicle.id, words: '充不进电' });
  await home.inside((tx) => tx.db.query(home.sql`update cases.cases set plate_no = '沪AD0101X' where id = ${caseId}`));
  const number = (await town.staff.agent.on(api).showCase({ caseId })).case.number; // C2611-00042
  const [, month = '', zeros = ''] = /^C(\d{4})-(\d{5})$/.exec(number) ?? [];
  const found = async (text: string) => (await town.staff.agent.on(api).listCases({ scope: 'all', text })).cases.some((one) => one.id === caseId);
  for (const text of ['沪ADO1O1X', '沪AD 0101X', 'adoioix', number, number.slice(1), `${month}-${Number(zeros)}`, `c${month}${zeros}`]) expect([text, await found(text)]).toEqual([text, true]);
  for (const text of ['沪AD0102X', `${month}-${Number(zeros) + 1}`]) expect([text, await found(text)]).toEqual([text, false]);
});

describe('who sees what', () => {
  test('staff of another brand, another outlet, auditors without a desk: each finds only theirs', async () => {
    const owner = await town.driver();
    const { caseId, version } = await owner.on(api).reportTrouble({ vehicleId: owner.vehicle.id, words: '充不进电' });
    for (const caller of [town.staff.otherBrand, town.staff.west, town.staff.shared]) {
      expect(await refusalOf(caller.on(api).showCase({ caseId }))).toBe('caseNotFound');
      expect((await caller.on(api).listCases({ text: owner.vehicle.plateNo })).cases).toEqual([]);
    }
    expect((await town.staff.auditor.on(api).showCase({ caseId })).case.id).toBe(caseId);
    expect(await refusalOf(town.staff.auditor.on(api).takeCase({ caseId, version }))).toBe('notAllowed');
    const both = home.as({ kind: 'staff', id: 'both', name: '两职', grants: [{ role: 'auditor', brandId: 'xihe', outletId: null }, { role: 'adviser', brandId: 'xihe', outletId: town.outlets.east }] });
    expect(await refusalOf(both.on(api).changeUrgency({ caseId, urgency: 4, why: '不急', version }))).toBe('notAllowed');
  });

  test('the inbox reads page by page, most urgent first, and its badges agree with its lists', async () => {
    const agent = town.staff.agent.on(api);
    const seen: { id: string; urgency: number; due: string }[] = [];
    let after: string | undefined;
    do {
      const page = await agent.listCases({ limit: 3, ...(after === undefined ? {} : { after }) });
      seen.push(...page.cases.map((row) => ({ id: row.id, urgency: row.urgency, due: row.clocks[0]?.dueAt ?? '9' })));
      after = page.next ?? undefined;
    } while (after !== undefined);
    const counts = await agent.caseCounts({});
    expect(seen).toHaveLength(counts.all);
    expect(new Set(seen.map((row) => row.id)).size).toBe(seen.length);
    expect(seen).toEqual([...seen].sort((a, b) => a.urgency - b.urgency || (a.due < b.due ? -1 : a.due > b.due ? 1 : a.id < b.id ? -1 : 1)));
    for (const urgency of [1, 2, 3, 4]) expect((await agent.listCases({ urgency, limit: 200 })).cases).toHaveLength(counts.byUrgency.find((row) => row.urgency === urgency)?.cases ?? -1);
    for (const clocks of ['atRisk', 'breached', 'unexplained'] as const) expect((await agent.listCases({ clocks, limit: 200 })).cases).toHaveLength(counts[clocks]);
    for (const scope of ['mine', 'desk'] as const) expect((await agent.listCases({ scope, limit: 200 })).cases).toHaveLength(counts[scope]);
  });
});
