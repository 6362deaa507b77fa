// The car at the door: what the counter is told, and what is kept of the hand-over.
import { expect, test } from 'vitest';
import { house } from '#platform/testing';
import { healthy, report } from '../telemetry/testing.ts';
import { overTheWire } from '../../tests/over-the-wire.ts';
import { arrival, newCar, refusalOf, shop, visit, Visit, type Car } from './small-shop.test-data.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' });
const people = await shop(home);
const officer = home.staff({ role: 'warrantyOfficer', brandId: 'xihe', name: '质保员' });
const knows = (car: Car, caseId = car.caseId) => people.adviser.call('showArrival', { vehicleId: car.vehicleId, ...(caseId === '' ? {} : { caseId }) });
const picture = async (): Promise<string> => (await people.adviser.call('uploadFile', { bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, Math.floor(Math.random() * 200)]), contentType: 'image/png' })).fileId;
const takeIn = async (car: Car, more: Record<string, unknown> = {}): Promise<Visit> => new Visit(home, people, car, await people.adviser.call('checkIn', arrival(home, { caseId: car.caseId, ...more })));
const again = async (car: Car, words: string): Promise<Car> => ({ ...car, caseId: (await people.adviser.call('openCase', { vehicleId: car.vehicleId, words, outletId: 'shanghai-one' })).caseId });
async function back(one: Visit): Promise<void> {
  await one.by(people.manager, 'handBack', { toName: '车主', odometerKm: 12_010, socPct: 60, unpaidReason: '月结' });
  await home.settle();
}

test('what the car says of itself is shown and kept beside what was typed', async () => {
  const car = await newCar(home);
  expect((await knows(car)).car).toBeNull();
  await overTheWire(home, car.vin, [report(car.vin, home.clock.now(), { ...healthy, odometerKm: 12_100 })]);
  expect(await knows(car)).toMatchObject({ car: { odometerKm: 12_100 }, checkedInAs: null, visits: 0, cases: [{ id: car.caseId }] });
  const one = await takeIn(car, { odometerKm: 12_100, socPct: 20 });
  expect(one.page.checkIn).toMatchObject({ socPct: 20, car: { odometerKm: 12_100, socPct: healthy.socPct } });
  expect(await knows(car)).toMatchObject({ checkedInAs: one.id });
});

test('photos are pinned on the drawing of the car; keys, dash-cam and who signed with what authority are kept', async () => {
  const car = await newCar(home);
  const scratch = { position: 'left', fileId: await picture(), x: 22.5, y: 60, note: '左后门划痕' };
  expect(await refusalOf(takeIn(car, { signerRole: 'authorised', signerName: '司机老王' }))).toBe('authorisationNeeded');
  const one = await takeIn(car, { photos: [scratch], keys: 2, keyKinds: ['fob', 'card'], dashcamOff: true, signerRole: 'authorised', signerName: '司机老王', authorisation: '公司授权书 2026-11' });
  expect(one.page.checkIn).toMatchObject({ photos: [scratch], keyKinds: ['fob', 'card'], dashcamOff: true, signerRole: 'authorised', authorisation: '公司授权书 2026-11' });
  expect(await refusalOf(takeIn(await newCar(home), { photos: [{ ...scratch, x: 101 }] }))).toBe('badInput');
});

test('nobody takes a car in unsigned without saying why; what was signed is kept with the visit (C6)', async () => {
  const [car, towed] = [await newCar(home), await newCar(home)];
  expect(await refusalOf(takeIn(car, { unsignedWhy: undefined }))).toBe('signatureNeeded');
  const signatureFileId = await picture();
  expect((await takeIn(car, { signatureFileId, unsignedWhy: undefined })).page.checkIn).toMatchObject({ signatureFileId });
  const one = await takeIn(towed, { unsignedWhy: '夜间拖车送到，车主不在场' });
  expect(one.page.checkIn).toMatchObject({ signatureFileId: null, unsignedWhy: '夜间拖车送到，车主不在场' });
});

test('advice the owner declined is shown at the next visit, until it is done', async () => {
  const car = await newCar(home);
  const first = await takeIn(car);
  await first.ready(['MAINTAIN', 'BRAKE-PADS'], ['BRAKE-PADS']);
  await back(first);
  expect((await knows(await again(car, '保养'))).advice).toMatchObject([{ code: 'BRAKE-PADS', ownerFen: 22_400 }]);
  const second = await takeIn(await again(car, '保养'));
  expect(second.page.adviceNotDone).toMatchObject([{ code: 'BRAKE-PADS' }]);
  await second.ready(['BRAKE-PADS']);
  await back(second);
  expect((await knows(await again(car, '保养'))).advice).toEqual([]);
});

test('the same trouble again is found as a comeback; linked, its lines cost the owner nothing and a wrong link is refused', async () => {
  const car = await newCar(home, 'xihe', { usageNature: 'commercial' });
  const first = await takeIn(car);
  await first.ready(['CHARGE-PORT']);
  expect(first.line('CHARGE-PORT')).toMatchObject({ payType: 'owner' });
  await back(first);
  const back_ = await again(car, '还是充不进电');
  expect((await knows(back_)).comebacks).toMatchObject([{ workOrderId: first.id, days: 0, near: true, sameSystem: true }]);
  const stranger = await visit(home, people);
  expect(await refusalOf(takeIn(back_, { comebackOf: stranger.id }))).toBe('notAComeback');
  const second = await takeIn(back_, { comebackOf: first.id });
  expect(second.page.workOrder.comeback).toMatchObject({ workOrderId: first.id, number: first.page.workOrder.number });
  await second.estimate(['CHARGE-PORT', 'MAINTAIN']);
  expect(second.page.lines.map((line) => [line.code, line.payType])).toEqual([['CHARGE-PORT', 'internal'], ['P-PORT', 'internal'], ['MAINTAIN', 'internal']]); // one system in the small book
  expect(second.page.ownerFen).toBe(0);
});

test('an open campaign cannot be missed: shown at the door, paid by the maker, done by the visit that did it', async () => {
  const [car, other] = [await newCar(home), await newCar(home, 'yuanlan')];
  const campaign = { brandId: 'xihe', code: 'R2026-01', kind: 'recall', name: '摄像头支架', nameEn: 'Camera bracket', what: '检查并标定', whatEn: 'Check and calibrate', operations: ['CALIBRATE'], openedOn: '2026-11-01', vins: [car.vin] };
  expect(await refusalOf(officer.call('openCampaign', { ...campaign, vins: [car.vin, other.vin] }))).toBe('vehicleNotFound');
  expect(await refusalOf(officer.call('openCampaign', { ...campaign, brandId: 'yuanlan' }))).toBe('notAllowed');
  await officer.call('openCampaign', campaign);
  expect(await refusalOf(officer.call('openCampaign', campaign))).toBe('campaignTaken');
  expect((await knows(car)).campaigns).toMatchObject([{ code: 'R2026-01' }]);
  const one = await takeIn(car);
  expect(one.page.campaigns).toMatchObject([{ code: 'R2026-01' }]);
  await one.estimate(['CALIBRATE']);
  expect(one.line('CALIBRATE')).toMatchObject({ payType: 'recall', payReason: 'campaign', ownerFen: 0 });
  for (const payType of ['owner', 'goodwill', 'insurance']) expect(await refusalOf(people.adviser.call('saveEstimate', { ...one.at(), operations: ['CALIBRATE'], parts: [], payers: [{ code: 'CALIBRATE', payType }] }))).toBe('campaignIsFree'); // (W4)
  await one.by(people.adviser, 'sendEstimate');
  await one.answer();
  await one.by(people.worker, 'startWork');
  await one.by(people.worker, 'recordTool', { kind: 'calibration', what: '前视摄像头', toolNo: 'C-1', toolValidUntil: '2027-06-30', value: 0.2, unit: '°', high: 0.5 });
  await one.by(people.worker, 'finishWork', { note: '标定完成' });
  expect(one.page.campaigns).toEqual([]);
  expect((await officer.call('listCampaigns', {})).campaigns).toMatchObject([{ code: 'R2026-01', cars: 1, done: 1 }]);
  expect((await home.staff({ role: 'adviser', brandId: 'yuanlan' }).call('listCampaigns', {})).campaigns).toEqual([]);
});

test('what was done on a car is read at every outlet of its brand, without prices, and by nobody of another', async () => {
  const car = await newCar(home);
  const first = await takeIn(car);
  await first.ready(['BRAKE-PADS', 'MAINTAIN'], ['MAINTAIN']);
  await back(first);
  const [elsewhere, agent, stranger] = [home.staff({ role: 'adviser', brandId: 'xihe', outletId: 'shanghai-two' }), home.staff({ role: 'agent', brandId: 'xihe' }), home.staff({ role: 'adviser', brandId: 'yuanlan', outletId: 'shanghai-one' })];
  const { visits } = await elsewhere.call('showCarHistory', { vehicleId: car.vehicleId });
  expect(visits).toMatchObject([{ number: first.page.workOrder.number, state: 'handedBack', odometerKm: 12_000, mayOpen: false }]);
  expect(new Set(visits[0].work.map((one: { name: string }) => one.name))).toEqual(new Set(first.page.lines.filter((one: { done: boolean }) => one.done).map((one: { name: string }) => one.name)));
  expect(JSON.stringify(visits)).not.toMatch(/Fen|ownerName/);
  expect((await agent.call('showCarHistory', { vehicleId: car.vehicleId })).visits).toHaveLength(1);
  expect(await refusalOf(stranger.call('showCarHistory', { vehicleId: car.vehicleId }))).toBe('vehicleNotFound');
  expect((await people.adviser.call('showCarHistory', { vehicleId: car.vehicleId })).visits[0].mayOpen).toBe(true);
});
