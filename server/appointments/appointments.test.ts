// Booking as people do it, over HTTP: true slots, the last slot, shared outlets, moving, arriving, not coming.
import { beforeAll, expect, test } from 'vitest';
import { house } from '#platform/testing';
import type { Refusal } from '#platform/refusals';
import { ownerWithCar, workshop } from '../../tests/two-brands.ts';

const home = await house({ startsAt: '2026-11-24T01:00:00Z' }); // Tuesday 09:00 in Beijing
type Person = Awaited<ReturnType<typeof ownerWithCar>>;
let mine: Person;
let other: Person;
let staff: Awaited<ReturnType<typeof workshop>>;
beforeAll(async () => {
  staff = await workshop(home);
  mine = await ownerWithCar(home, 'xihe');
  other = await ownerWithCar(home, 'yuanlan');
});

const slotsOf = async (person: Person, operations: string[], fromOn: string, days = 1) =>
  (await person.owner.call('findSlots', { vehicleId: person.vehicleId, outletId: 'shanghai-one', operations, fromOn, days })).days as { onDay: string; slots: { startsAt: string }[]; refused: { code: string } | null }[];
const book = (person: Person, operations: string[], startsAt: string, more: Record<string, unknown> = {}) =>
  person.owner.call('bookAppointment', { vehicleId: person.vehicleId, outletId: 'shanghai-one', operations, startsAt, ...more });

test('a shown slot can be confirmed, moves the case, and is gone for the next', async () => {
  const { caseId } = await mine.owner.call('reportTrouble', { vehicleId: mine.vehicleId, words: '充不进电' });
  const [day] = await slotsOf(mine, ['CHARGE-PORT'], '2026-11-25');
  const first = day?.slots[0]?.startsAt as string;
  const booked = await book(mine, ['CHARGE-PORT'], first, { caseId });
  expect(booked).toMatchObject({ state: 'booked', startsAt: first, caseId, operations: [{ code: 'CHARGE-PORT', nameEn: 'Charge port replacement' }] });
  await home.settle();
  expect((await mine.owner.call('showMyCase', { caseId })).case.stage).toBe('booked');
  const [after] = await slotsOf(other, ['CHARGE-PORT'], '2026-11-25');
  expect(after?.slots.map((slot) => slot.startsAt)).not.toContain(first); // one bay, shared between the brands
  await expect(book(mine, ['MAINTAIN'], day?.slots.at(-1)?.startsAt as string, { caseId })).rejects.toThrow('alreadyBooked');
});

test('who books by telephone says no place: the outlet that the car goes to comes first, then the nearer ones, whatever their names', async () => {
  const outlet = { tier: 2, kind: 'serviceCentre', phone: '028-60000001', brandIds: ['xihe'], capabilities: ['lift'], opensOnHolidays: false, weeklyHours: [{ weekday: 1, opens: '08:30', closes: '18:00' }] };
  await staff.administrator.call('addOutlet', { ...outlet, id: 'a-chengdu', name: '成都店', nameEn: 'Chengdu', city: '成都', cityEn: 'Chengdu', address: '一环路 1 号', lon: 104.06, lat: 30.67 });
  await staff.administrator.call('addOutlet', { ...outlet, id: 'z-suzhou', name: '苏州店', nameEn: 'Suzhou', city: '苏州', cityEn: 'Suzhou', address: '人民路 1 号', lon: 120.62, lat: 31.3 });
  const { outlets } = await home.staff({ role: 'agent', brandId: 'xihe' }).call('suggestOutlets', { vehicleId: mine.vehicleId, operations: ['MAINTAIN'] });
  expect(outlets.map((one: { id: string }) => one.id)).toEqual(['shanghai-one', 'z-suzhou', 'a-chengdu']);
  expect(outlets[0].kmAway).toBeNull(); // nobody said where they are
});

test('the board shows my brand its customers and the other brand only that time is taken', async () => {
  const xihe = await home.staff({ role: 'adviser', brandId: 'xihe', outletId: 'shanghai-one' }).call('dayBoard', { outletId: 'shanghai-one', on: '2026-11-25' });
  expect(xihe.appointments).toHaveLength(1);
  expect(xihe.takenByOthers).toEqual([]);
  const yuanlan = await home.staff({ role: 'adviser', brandId: 'yuanlan', outletId: 'shanghai-one' }).call('dayBoard', { outletId: 'shanghai-one', on: '2026-11-25' });
  expect(yuanlan.appointments).toEqual([]);
  expect(yuanlan.takenByOthers).toHaveLength(2); // the bay and the technician
  expect(JSON.stringify(yuanlan)).not.toContain('苏念慈');
});

test('of twenty who press at once for the last slot exactly one gets it, and the others are told the nearest', async () => {
  const [day] = await slotsOf(mine, ['HV-INSPECT'], '2026-11-26');
  const last = day?.slots.at(-1)?.startsAt as string;
  const cars = await Promise.all(Array.from({ length: 20 }, async (_, index) => {
    const adviser = home.staff({ role: 'adviser', brandId: index % 2 === 0 ? 'xihe' : 'yuanlan' });
    const brandId = index % 2 === 0 ? 'xihe' : 'yuanlan';
    const { id: ownerId } = await adviser.call('addOwner', { brandId, name: `车主${index}`, phone: `136${String(index).padStart(8, '0')}`, kind: 'person' });
    const { vehicle } = await adviser.call('addVehicle', { vin: `LTEST4E1XTA0001${String(index).padStart(2, '0')}`, modelId: `${brandId}-one`, ownerId, plateNo: null, colour: '白', deliveredOn: null, usageNature: 'household' });
    return { owner: home.owner({ id: ownerId, brandIds: [brandId] }), vehicleId: vehicle.id as string };
  }));
  const outcomes = await Promise.allSettled(cars.map((car) => car.owner.call('bookAppointment', { vehicleId: car.vehicleId, outletId: 'shanghai-one', operations: ['HV-INSPECT'], startsAt: last })));
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
  for (const outcome of outcomes) {
    if (outcome.status === 'fulfilled') continue;
    expect((outcome.reason as Refusal).code).toBe('slotTaken');
    expect(((outcome.reason as Refusal).details['alternatives'] as unknown[]).length).toBeGreaterThan(0);
  }
});

test('a withdrawn certificate takes the slots with it, and the day says which paper is missing', async () => {
  const people = await staff.administrator.call('listTechnicians', { outletId: 'shanghai-one' });
  const paper = people.technicians.find((one: { staffId: string }) => one.staffId === staff.technicianIds[0]).certificates.find((one: { kind: string }) => one.kind === 'makerHv');
  await staff.administrator.call('withdrawCertificate', { id: paper.id, why: '课程未复训' });
  const [day] = await slotsOf(mine, ['HV-INSPECT'], '2026-11-27');
  expect(day).toMatchObject({ slots: [], refused: { code: 'noGuardian' } });
  await staff.administrator.call('addCertificate', { staffId: staff.technicianIds[0], kind: 'makerHv', brandId: null, number: 'renewed', validFrom: '2026-01-01', validTo: '2026-11-30' });
  const days = await slotsOf(mine, ['HV-INSPECT'], '2026-11-30', 2);
  expect(days.map((one) => one.refused?.code ?? 'free')).toEqual(['free', 'noGuardian']); // expires on the 30th
});

test('moving keeps one appointment, a stale move says what changed, and cancelling reopens the case', async () => {
  const [appointment] = (await mine.owner.call('myAppointments', {})).appointments;
  const [day] = await slotsOf(mine, ['CHARGE-PORT'], '2026-11-30');
  const moved = await mine.owner.call('moveAppointment', { appointmentId: appointment.id, startsAt: day?.slots[0]?.startsAt, version: appointment.version });
  expect(moved).toMatchObject({ id: appointment.id, startsAt: day?.slots[0]?.startsAt });
  const stale = await mine.owner.call('cancelAppointment', { appointmentId: appointment.id, why: '没空', version: appointment.version }).catch((error: Refusal) => error);
  expect(stale).toMatchObject({ code: 'staleEdit' });
  expect(((stale as Refusal).details['changes'] as { action: string }[])[0]?.action).toBe('appointments.move');
  await home.settle(); // reactions to two facts told at once come in no order
  let now = moved;
  for (const startsAt of [appointment.startsAt, moved.startsAt]) {
    now = await mine.owner.call('moveAppointment', { appointmentId: appointment.id, startsAt, version: now.version });
    await home.settle();
  }
  const told = (await mine.owner.call('myNotices', { limit: 50 })).notices.filter((one: { code: string }) => one.code === 'appointmentMoved').map((one: { data: { startsAt: string } }) => one.data.startsAt);
  expect(told.slice(0, 3)).toEqual([moved.startsAt, appointment.startsAt, moved.startsAt]); // told each time, also of a time told before
  await mine.owner.call('cancelAppointment', { appointmentId: appointment.id, why: '没空', version: now.version });
  await home.settle();
  expect((await mine.owner.call('showMyCase', { caseId: appointment.caseId })).case.stage).toBe('open');
});

test('a case that its owner calls off gives the booked slot back to others, and the board no longer waits for the car (B3)', async () => {
  const { caseId } = await mine.owner.call('reportTrouble', { vehicleId: mine.vehicleId, words: '车门异响' });
  const [day] = await slotsOf(mine, ['MAINTAIN'], '2026-12-01');
  const startsAt = day?.slots[0]?.startsAt as string;
  const booked = await book(mine, ['MAINTAIN'], startsAt, { caseId });
  await home.settle();
  const agent = home.staff({ role: 'agent', brandId: 'xihe' });
  const { case: one } = await agent.call('showCase', { caseId });
  await agent.call('closeCase', { caseId, how: 'cancelledByOwner', why: '车主自己修好了', version: one.version });
  await home.settle();
  expect((await mine.owner.call('myAppointments', {})).appointments.find((each: { id: string }) => each.id === booked.id).state).toBe('cancelled');
  expect((await mine.owner.call('showMyCase', { caseId })).case.stage).toBe('closed');
  const [after] = await slotsOf(other, ['MAINTAIN'], '2026-12-01');
  expect(after?.slots.map((slot) => slot.startsAt)).toContain(startsAt);
});

test('a car that does not come frees its slot after the grace, and is taken in all the same when it comes late', async () => {
  const [day] = await slotsOf(other, ['MAINTAIN'], '2026-11-25');
  const startsAt = day?.slots[0]?.startsAt as string;
  const booked = await book(other, ['MAINTAIN'], startsAt);
  home.clock.set(new Date(Date.parse(startsAt) + 31 * 60_000).toISOString());
  await home.runRounds('watch-no-shows');
  expect((await other.owner.call('myAppointments', {})).appointments[0].state).toBe('noShow');
  const adviser = home.staff({ role: 'adviser', brandId: 'yuanlan', outletId: 'shanghai-one' });
  const { version } = await adviser.call('showAppointment', { appointmentId: booked.id });
  expect(await adviser.call('markArrived', { appointmentId: booked.id, version })).toMatchObject({ state: 'arrived' });
});
