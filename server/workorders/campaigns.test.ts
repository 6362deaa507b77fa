// Recalls and service actions: who is in them, who is told, how far they have come; and visits that a change of the day hits.
import { beforeAll, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { addDays, beijingDay } from '#platform/calendar';
import { newCar, outletId, refusalOf, shop, type Car, type Shop } from './small-shop.test-data.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' });
let people: Shop;
beforeAll(async () => {
  people = await shop(home);
});
const officer = home.staff({ role: 'warrantyOfficer', brandId: 'xihe', name: '质保员' });
const open = (vins: string[], code: string) => officer.call('openCampaign', { brandId: 'xihe', code, kind: 'recall', name: '摄像头支架', nameEn: 'Camera bracket', what: '检查并标定', whatEn: 'Check and calibrate', operations: ['CALIBRATE'], openedOn: '2026-11-01', vins });
const told = async (car: Car, code: string): Promise<number> => (await car.owner.call('myNotices', { limit: 100 })).notices.filter((one: { code: string }) => one.code === code).length;
const desk = async (code: string, caseId: string): Promise<number> => (await people.adviser.call('staffNotices', { limit: 200 })).notices.filter((one: { code: string; caseId: string }) => one.code === code && one.caseId === caseId).length;
async function book(car: Car, after = 0) {
  const { days } = await car.owner.call('findSlots', { vehicleId: car.vehicleId, outletId, operations: ['MAINTAIN'], fromOn: addDays(beijingDay(home.clock.now()), after), days: 7 });
  const startsAt = days.find((day: { slots: unknown[] }) => day.slots.length > 0).slots[0].startsAt;
  const booked = await car.owner.call('bookAppointment', { vehicleId: car.vehicleId, caseId: car.caseId, outletId, operations: ['MAINTAIN'], startsAt });
  await home.settle();
  return booked;
}

test('every owner of a called-in car hears it once; the desk hears of each booked visit, whichever came first', async () => {
  const [before, after, other] = [await newCar(home), await newCar(home), await newCar(home)];
  const booked = await book(before, 1);
  const campaign = await open([before.vin, after.vin], 'R2026-11');
  await home.settle();
  await home.settle();
  expect([await told(before, 'campaignOpened'), await told(after, 'campaignOpened'), await told(other, 'campaignOpened')]).toEqual([1, 1, 0]);
  expect([await desk('campaignAtVisit', before.caseId), await desk('campaignAtVisit', after.caseId)]).toEqual([1, 0]);
  await book(after, 1);
  await book(other, 1);
  expect([await desk('campaignAtVisit', before.caseId), await desk('campaignAtVisit', after.caseId), await desk('campaignAtVisit', other.caseId)]).toEqual([1, 1, 0]);
  const page = await people.adviser.call('showCampaign', { campaignId: campaign.id });
  expect(page).toMatchObject({ reach: { cars: 2, told: 2, booked: 2, done: 0 }, campaign: { code: 'R2026-11', closedOn: null } });
  expect(page.cars.map((car: { appointmentId: string }) => car.appointmentId)).toContain(booked.id);
  expect(JSON.stringify(page)).not.toContain(before.vin); // lists mask the VIN
});

test('more cars can be called in, twice counts once; a closed campaign asks nothing any more, and another brand sees none of it', async () => {
  const [first, second] = [await newCar(home), await newCar(home)];
  const campaign = await open([first.vin], 'R2026-12');
  expect(await officer.call('addCampaignCars', { campaignId: campaign.id, vins: [first.vin, second.vin] })).toEqual({ added: 1 });
  await home.settle();
  expect([await told(first, 'campaignOpened'), await told(second, 'campaignOpened')]).toEqual([1, 1]);
  expect(await refusalOf(home.staff({ role: 'warrantyOfficer', brandId: 'yuanlan' }).call('showCampaign', { campaignId: campaign.id }))).toBe('campaignNotFound');
  expect(await refusalOf(home.staff({ role: 'warrantyOfficer', brandId: 'yuanlan' }).call('closeCampaign', { campaignId: campaign.id, why: 'x' }))).toBe('campaignNotFound');
  await officer.call('closeCampaign', { campaignId: campaign.id, why: '全部完成' });
  expect(await refusalOf(officer.call('closeCampaign', { campaignId: campaign.id, why: '再次' }))).toBe('campaignClosed');
  expect((await people.adviser.call('showArrival', { vehicleId: first.vehicleId })).campaigns).toEqual([]);
});

test('a visit that a sick technician hits is told to the desk once, and to the owner when nobody else could come at that time; a visit that is well is not', async () => {
  const car = await newCar(home);
  const booked = await book(car, 4);
  const look = async () => {
    home.clock.advance({ minutes: 31 });
    await home.runRounds('watch-hits');
    await home.settle();
  };
  await look();
  expect([await desk('visitHit', car.caseId), await told(car, 'visitAtRisk')]).toEqual([0, 0]);
  const onDay = beijingDay(new Date(booked.startsAt));
  const { technicianId } = await people.manager.call('showAppointment', { appointmentId: booked.id });
  await people.administrator.call('addAbsence', { staffId: technicianId, firstOn: onDay, lastOn: onDay, kind: 'sick' });
  await look();
  await look();
  expect([await desk('visitHit', car.caseId), await told(car, 'visitAtRisk')]).toEqual([1, 0]); // another can do it
  for (const staffId of Object.values(people.ids).filter((id) => id !== technicianId)) await people.administrator.call('addAbsence', { staffId, firstOn: onDay, lastOn: onDay, kind: 'sick' });
  await look();
  await look();
  expect([await desk('visitHit', car.caseId), await told(car, 'visitAtRisk')]).toEqual([2, 1]); // now nobody can
});
