// In the shop: who may work with which papers, who may continue another's work, and who may look at it again.
import { beforeAll, describe, expect, test } from 'vitest';
import { house, type Caller } from '#platform/testing';
import { doneLines } from '#workorders';
import { arrival, newCar, outletId, refusalOf, shop, visit, Visit, type Shop } from './small-shop.test-data.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' });
let people: Shop;
beforeAll(async () => {
  people = await shop(home);
});
const approved = async (...operations: string[]) => (await visit(home, people)).approved(operations);
const refused = (one: Visit, who: Caller, name: string, input: Record<string, unknown> = {}) => refusalOf(one.by(who, name, input));
const lockOut = (one: Visit, measuredV = 0.4, who = people.worker) => one.by(who, 'recordLockOut', { measuredV, meter: 'M-7', guardianId: who === people.second ? people.ids.worker : people.ids.second });
const carState = { drained: 'no', energy: 'notTouched', bolts: 'someLoose', toolsInside: '扭力扳手在前机舱' };
const release = (one: Visit) => one.by(people.manager, 'stopWork', { reason: 'otherJob', note: '换单' });
/** A work order of the other brand at the same outlet. */
async function foreignVisit(): Promise<{ one: Visit; manager: Caller }> {
  const at = (role: 'adviser' | 'serviceManager') => home.staff({ role, brandId: 'yuanlan', outletId });
  const [adviser, manager] = [at('adviser'), at('serviceManager')];
  const car = await newCar(home, 'yuanlan');
  const one = new Visit(home, { ...people, adviser, manager }, car, await adviser.call('checkIn', arrival(home, { caseId: car.caseId })));
  return { one: await one.approved(['MAINTAIN']), manager };
}

describe('high voltage (P1)', () => {
  test('needs a certified technician, a second one beside, and the absence of voltage on record', async () => {
    const one = await approved('HV-INSPECT');
    const { worker, second, untrained, ids } = people;
    expect(await refused(one, untrained, 'startWork', { guardianId: ids.worker })).toBe('technicianNotCertified');
    expect(await refused(one, worker, 'startWork')).toBe('guardianNeeded');
    expect(await refused(one, worker, 'startWork', { guardianId: ids.worker })).toBe('guardianNeeded');
    expect(await refused(one, worker, 'startWork', { guardianId: ids.untrained })).toBe('guardianNeeded');
    expect(await refused(one, worker, 'startWork', { guardianId: ids.second })).toBe('lockOutNeeded');
    expect(await refusalOf(lockOut(one, 0.4, untrained))).toBe('technicianNotCertified');
    expect(await refusalOf(lockOut(one, 0.4, people.manager))).toBe('technicianNotCertified');
    expect(await refusalOf(lockOut(one, 400))).toBe('voltageTooHigh');
    expect(await refusalOf(lockOut(one, 60))).toBe('voltageTooHigh');
    await lockOut(one, 59.9, second);
    expect(one.page.lockOuts).toMatchObject([{ measuredV: 59.9, meter: 'M-7', byName: '吴师傅', releasedAt: null }]);
    await one.by(worker, 'startWork', { guardianId: ids.second });
    expect(one.page.spells).toMatchObject([{ technicianName: '周师傅', guardianName: '吴师傅', hv: true, stoppedAt: null }]);
    expect(await refused(one, worker, 'releaseLockOut'), 'nobody puts the voltage back while somebody works').toBe('stillWorking');
    expect(await refused(one, worker, 'finishWork', { note: '完成' })).toBe('lockOutOpen');
    expect((await one.fresh()).spells[0]?.stoppedAt, 'a refused finish stops nobody').toBeNull();
    await one.by(worker, 'stopWork', { reason: 'break' });
    expect(await refused(one, worker, 'releaseLockOut'), 'another’s lock is not taken off without a word').toBe('reasonNeeded');
    await one.by(worker, 'releaseLockOut', { why: '吴师傅已下班，电话确认', insulationMohm: 520 });
    expect(one.page.lockOuts).toMatchObject([{ guardianName: '周师傅', releasedByName: '周师傅', releaseWhy: '吴师傅已下班，电话确认', insulationMohm: 520 }]);
    expect(await refused(one, worker, 'releaseLockOut')).toBe('lockOutNeeded');
    expect(await refused(one, worker, 'startWork', { guardianId: ids.second }), 'a released lock-out counts no more').toBe('lockOutNeeded');
    await one.by(worker, 'finishWork', { note: '完成' });
    expect(one.state).toBe('inspection');
  });
  test('of a technician whose paper was withdrawn is refused', async () => {
    const one = await approved('HV-INSPECT');
    await lockOut(one);
    const { technicians } = await people.administrator.call('listTechnicians', { outletId });
    const paper = technicians.find((each: { staffId: string }) => each.staffId === people.ids.worker).certificates.find((each: { kind: string }) => each.kind === 'makerHv');
    await people.administrator.call('withdrawCertificate', { id: paper.id, why: '复训未通过' });
    expect(await refused(one, people.worker, 'startWork', { guardianId: people.ids.second })).toBe('technicianNotCertified');
    expect(await refused(one, people.second, 'startWork', { guardianId: people.ids.worker })).toBe('guardianNeeded');
    await people.administrator.call('addCertificate', { staffId: people.ids.worker, kind: 'makerHv', brandId: null, number: 'for another model', validFrom: '2026-01-01', validTo: '2030-01-01', modelIds: ['another-model'] });
    expect(await refused(one, people.worker, 'startWork', { guardianId: people.ids.second })).toBe('technicianNotCertified');
    await people.administrator.call('addCertificate', { staffId: people.ids.worker, kind: 'makerHv', brandId: null, number: 'again', validFrom: '2026-01-01', validTo: '2030-01-01' });
    await one.by(people.worker, 'startWork', { guardianId: people.ids.second });
    await release(one);
  });
  test('that was declined needs no papers for the rest', async () => {
    const one = await (await visit(home, people)).approved(['HV-INSPECT', 'MAINTAIN'], ['HV-INSPECT']);
    await one.by(people.untrained, 'startWork');
    await release(one);
  });
});

describe('work', () => {
  test('is begun by those with the paper that an operation asks for (P5)', async () => {
    const one = await approved('CALIBRATE');
    expect(await refused(one, people.second, 'startWork')).toBe('technicianNotCertified');
    await one.by(people.worker, 'startWork');
    await release(one);
  });
  test('of another is continued with that one’s note (P2)', async () => {
    const one = await approved('MAINTAIN');
    await one.by(people.worker, 'startWork');
    for (const reason of ['handOver', 'otherJob']) expect(await refused(one, people.worker, 'stopWork', { reason })).toBe('handOverNoteNeeded');
    await one.by(people.worker, 'stopWork', { reason: 'break' });
    expect(await refused(one, people.second, 'startWork')).toBe('handOverNoteNeeded');
    await one.by(people.worker, 'startWork');
    expect(await refused(one, people.worker, 'stopWork', { reason: 'handOver', note: '机滤已拆' })).toBe('carStateNeeded');
    await one.by(people.worker, 'stopWork', { reason: 'handOver', note: '机滤已拆，等新件', carState });
    expect(await refused(one, people.second, 'startWork'), 'before the car was accepted as it stands').toBe('handOverWaits');
    expect(await refused(one, people.worker, 'acceptHandOver')).toBe('handOverOwn');
    await one.by(people.second, 'acceptHandOver', { words: '已核对，螺栓松两颗' });
    expect(one.page.handOvers).toMatchObject([{ fromName: '周师傅', ...carState, acceptedByName: '吴师傅', acceptedWords: '已核对，螺栓松两颗' }]);
    await one.by(people.second, 'startWork');
    expect(one.page.spells.map((spell) => [spell.technicianName, spell.stopReason, spell.note])).toEqual([['周师傅', 'break', null], ['周师傅', 'handOver', '机滤已拆，等新件'], ['吴师傅', null, null]]);
    await release(one);
  });
  test('is at one place at a time, also behind the wall of another brand, and also when both begin at once', async () => {
    const [one, other] = [await approved('MAINTAIN'), await approved('MAINTAIN')];
    await one.by(people.worker, 'startWork');
    expect(await refused(other, people.worker, 'startWork')).toBe('workingElsewhere');
    const foreign = await foreignVisit();
    expect(await refused(foreign.one, foreign.manager, 'startWork', { technicianId: people.ids.worker })).toBe('workingElsewhere');
    await release(one);
    const both = await Promise.all([one, other].map((each) => refusalOf(people.worker.call('startWork', each.at()))));
    expect(both.sort()).toEqual(['done', 'workingElsewhere']);
    for (const each of [one, other]) await each.fresh().then(() => release(each)).catch(() => undefined);
  });
  test('is stopped by who works, or for them by a manager; nobody is sent to work by a colleague', async () => {
    const one = await approved('MAINTAIN');
    expect(await refused(one, people.worker, 'startWork', { technicianId: people.ids.second })).toBe('notAllowed');
    await one.by(people.manager, 'startWork', { technicianId: people.ids.second });
    expect(await refused(one, people.worker, 'stopWork', { reason: 'break' })).toBe('nobodyWorks');
    expect(await refused(one, people.worker, 'finishWork', { note: '完成' })).toBe('stillWorking');
    await one.by(people.second, 'stopWork', { reason: 'waitingPart', note: '等机滤' });
    expect(one.page.workOrder).toMatchObject({ holdReason: 'waitingPart', waitingFor: 'waitingPart' });
    await one.by(people.worker, 'startWork');
    expect(one.page.workOrder.holdReason).toBeNull();
    await release(one);
  });
  test('covers exactly what was approved, and waits while an answer is due (P4)', async () => {
    const one = await (await visit(home, people)).approved(['MAINTAIN', 'BRAKE-PADS', 'CHARGE-PORT'], ['BRAKE-PADS']);
    await one.by(people.worker, 'startWork');
    await one.estimate(['MAINTAIN', 'BRAKE-PADS', 'CHARGE-PORT', 'LV-BATTERY']);
    expect(await refused(one, people.worker, 'finishWork', { note: '完成' }), 'a draft line is open').toBe('workNotNow');
    await one.estimate(['MAINTAIN', 'BRAKE-PADS', 'CHARGE-PORT']);
    await one.by(people.worker, 'finishWork', { note: '完成' });
    expect(one.state).toBe('ready');
    expect(one.page.lines.filter((line) => line.done).map((line) => line.code)).toEqual(['CHARGE-PORT', 'P-PORT', 'MAINTAIN']);
    expect((await home.inside((tx) => doneLines(tx, one.id))).map((line) => line.code)).toEqual(['CHARGE-PORT', 'P-PORT', 'MAINTAIN']);
  });
});

describe('an inspection (P3)', () => {
  const waiting = async () => {
    const one = await approved('BRAKE-PADS', 'MAINTAIN');
    await one.by(people.worker, 'startWork');
    await one.by(people.worker, 'finishWork', { note: '完成' });
    expect(one.state).toBe('inspection');
    return one;
  };
  const look = { passed: true, words: '路试合格' };
  test('is by a certified inspector or a manager, and never by who worked on it', async () => {
    const one = await waiting();
    expect(await refused(one, people.worker, 'inspect', look)).toBe('ownWorkInspected');
    expect(await refused(one, people.untrained, 'inspect', look)).toBe('inspectorNeeded');
    await one.by(people.second, 'inspect', look);
    expect(one.page).toMatchObject({ workOrder: { state: 'ready' }, inspection: { passed: true, byName: '吴师傅' } });
    const managed = await waiting();
    await managed.by(people.manager, 'inspect', look);
    expect(managed.state).toBe('ready');
  });
  test('that fails sends the safety work back, to be finished and inspected again, and one invoice follows', async () => {
    const one = await waiting();
    await one.by(people.second, 'inspect', { passed: false, words: '制动异响' });
    expect(one.state).toBe('inProgress');
    expect(one.page.lines.map((line) => [line.code, line.done])).toEqual([['BRAKE-PADS', false], ['MAINTAIN', true]]);
    expect(one.page.workOrder.finishedAt).toBeNull();
    await home.settle();
    expect((await one.car.owner.call('myInvoices', {})).invoices).toEqual([]);
    expect(await refused(one, people.second, 'inspect', look)).toBe('workNotNow');
    await one.by(people.worker, 'startWork');
    await one.by(people.worker, 'finishWork', { note: '重新装配' });
    expect(await refused(one, people.worker, 'inspect', look)).toBe('ownWorkInspected');
    await one.by(people.second, 'inspect', look);
    await home.settle();
    const { invoices } = await one.car.owner.call('myInvoices', {});
    expect(invoices.map((invoice: { lines: { code: string }[] }) => invoice.lines.map((line) => line.code))).toEqual([['BRAKE-PADS', 'MAINTAIN']]);
  });
  test('is not asked for work that touches neither safety nor high voltage', async () => {
    const one = await approved('MAINTAIN', 'CHARGE-PORT');
    await one.by(people.worker, 'startWork');
    await one.by(people.worker, 'finishWork', { note: '完成' });
    expect(one.state).toBe('ready');
  });
});
