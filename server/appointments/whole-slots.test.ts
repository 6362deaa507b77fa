// Slots that are true in every part: tools and their calibration, shifts, parts, and what becomes of booked visits when a
// technician is ill. In the words of a service manager.
import { beforeAll, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { ownerWithCar, smallBook, workshop } from '../../tests/two-brands.ts';

const home = await house({ startsAt: '2026-11-23T01:00:00Z' });
const refusalOf = (attempt: Promise<unknown>) => attempt.then(() => 'done', (error: { code?: string }) => error.code);
const manager = home.staff({ role: 'serviceManager', brandId: 'xihe', outletId: 'shanghai-one' });
const at = { outletId: 'shanghai-one' };
let mine: Awaited<ReturnType<typeof ownerWithCar>>;
let other: typeof mine;
let people: string[];

beforeAll(async () => {
  const { administrator, technicianIds } = await workshop(home);
  people = technicianIds;
  mine = await ownerWithCar(home, 'xihe');
  other = await ownerWithCar(home, 'yuanlan');
  const seal = { ...smallBook.operations[0], code: 'PACK-SEAL', hv: true, labourCentihours: 100, level: 2, tools: ['airtightnessTester'], parts: [], bayCapability: 'hvBay', certificate: null };
  await administrator.call('publishPrices', { brandId: 'xihe', validFrom: '2026-11-24', note: '增加气密检测', content: { ...smallBook, operations: [...smallBook.operations, seal] } });
  home.clock.set('2026-11-24T01:00:00Z');
});

const day = async (operation: string, onDay: string, who = mine) => (await who.owner.call('findSlots', { vehicleId: who.vehicleId, ...at, operations: [operation], fromOn: onDay, days: 1 })).days[0];
const why = async (operation: string, onDay: string) => (await day(operation, onDay)).refused;
const book = async (operation: string, onDay: string, who = mine) => who.owner.call('bookAppointment', { vehicleId: who.vehicleId, ...at, operations: [operation], startsAt: (await day(operation, onDay, who)).slots[0].startsAt });

test('work inside the pack takes a higher level of the maker’s course, and the day says which paper is missing', async () => {
  expect(await why('PACK-SEAL', '2026-11-26')).toMatchObject({ code: 'noTechnician', data: { certificate: 'lvElectrician,makerHv' } });
  await home.staff({ role: 'administrator' }).call('addCertificate', { staffId: people[0], kind: 'makerHv', brandId: 'xihe', number: 'L2', validFrom: '2026-01-01', validTo: '2027-12-31', level: 2 });
  expect(await why('PACK-SEAL', '2026-11-26')).toEqual({ code: 'noTool', data: { tool: 'airtightnessTester' } });
});

test('a tool out of calibration removes the slot and says so; calibrated again it is back (O2)', async () => {
  const tool = await manager.call('addTool', { ...at, kind: 'airtightnessTester', serialNo: 'AT-07', name: '气密检测仪', calibratedOn: '2025-11-27', calibrationDueOn: '2026-11-26' });
  expect(await refusalOf(manager.call('addTool', { ...at, kind: 'airtightnessTester', serialNo: 'AT-07', name: '重复', calibratedOn: null, calibrationDueOn: null }))).toBe('toolNumberTaken');
  expect((await day('PACK-SEAL', '2026-11-26')).slots.length).toBeGreaterThan(0);
  expect(await why('PACK-SEAL', '2026-11-27')).toEqual({ code: 'toolOutOfCalibration', data: { tool: 'airtightnessTester', name: '气密检测仪' } });
  await manager.call('changeTool', { id: tool.id, name: tool.name, calibratedOn: '2026-11-20', calibrationDueOn: '2027-11-19', inUse: true, version: tool.version });
  expect((await day('PACK-SEAL', '2026-11-27')).slots.length).toBeGreaterThan(0);
});

test('a shift counts instead of the opening hours, and a day off is a day off (R1)', async () => {
  for (const staffId of people) await manager.call('planShifts', { ...at, staffId, fromOn: '2026-12-01', toOn: '2026-12-02', weekdays: [2], kind: 'shift', starts: '13:00', ends: '18:00' });
  expect((await day('MAINTAIN', '2026-12-01')).slots[0].startsAt).toBe('2026-12-01T05:00:00.000Z');
  for (const staffId of people) await manager.call('planShifts', { ...at, staffId, fromOn: '2026-12-01', toOn: '2026-12-02', weekdays: [3], kind: 'off' });
  expect(await why('MAINTAIN', '2026-12-02')).toMatchObject({ code: 'techniciansAway' });
  expect(await refusalOf(manager.call('planShifts', { ...at, staffId: people[0], fromOn: '2026-12-01', toOn: '2026-12-02', weekdays: [3], kind: 'shift', starts: '18:00', ends: '08:00' }))).toBe('shiftNotValid');
});

test('two technicians exchange days when the colleague says yes, and nobody answers for another (R2, R3)', async () => {
  const [first, second] = people.map((id) => home.staff({ role: 'technician', brandId: 'xihe', outletId: 'shanghai-one', id }));
  expect(await refusalOf((first as typeof manager).call('askSwap', { ...at, withStaffId: people[1], myDay: '2026-12-01', theirDay: '2026-12-07' }))).toBe('shiftNotFound');
  const asked = await (first as typeof manager).call('askSwap', { ...at, withStaffId: people[1], myDay: '2026-12-01', theirDay: '2026-12-02' });
  expect(await refusalOf((first as typeof manager).call('answerSwap', { id: asked.id, accept: true, version: asked.version }))).toBe('swapNotFound');
  await manager.call('planShifts', { ...at, staffId: people[1], fromOn: '2026-12-01', toOn: '2026-12-01', weekdays: [2], kind: 'off' });
  expect(await (second as typeof manager).call('answerSwap', { id: asked.id, accept: true, version: asked.version })).toMatchObject({ state: 'accepted', askerName: '周师傅', otherName: '吴师傅' });
  const { shifts } = await manager.call('showRoster', { ...at, fromOn: '2026-12-01', days: 1 });
  expect(Object.fromEntries(shifts.map((one: { staffId: string; starts: string | null }) => [one.staffId, one.starts]))).toMatchObject({ [people[0] as string]: null, [people[1] as string]: '13:00' });
});

test('a part that was counted and is used up removes the slot until the day it comes, and is promised once (D2)', async () => {
  expect(await why('CHARGE-PORT', '2026-11-28')).toBeNull(); // never counted: not judged
  await manager.call('countPart', { ...at, brandId: 'xihe', code: 'P-PORT', onHand: 0 });
  expect(await why('CHARGE-PORT', '2026-11-28')).toEqual({ code: 'partsMissing', data: { part: 'P-PORT' } });
  const coming = await manager.call('expectParts', { ...at, brandId: 'xihe', code: 'P-PORT', quantity: 1, expectedOn: '2026-11-29' });
  expect(await why('CHARGE-PORT', '2026-11-28')).toEqual({ code: 'partsMissing', data: { part: 'P-PORT', arrives: '2026-11-29' } });
  await book('CHARGE-PORT', '2026-11-29');
  await home.settle();
  expect(await why('CHARGE-PORT', '2026-11-30')).toEqual({ code: 'partsMissing', data: { part: 'P-PORT' } });
  home.clock.set('2026-11-30T01:00:00Z');
  const late = await manager.call('expectParts', { ...at, brandId: 'xihe', code: 'P-PORT', quantity: 5, expectedOn: '2026-11-29' });
  expect(await why('CHARGE-PORT', '2026-12-05'), 'what should have come yesterday and did not is promised to nobody').toEqual({ code: 'partsMissing', data: { part: 'P-PORT' } });
  await manager.call('dropExpectedParts', { expectedId: late.id });
  home.clock.set('2026-11-24T01:00:00Z');
  expect(await refusalOf(manager.call('receiveParts', { expectedId: coming.id, quantity: 2 }))).toBe('moreThanOrdered');
  await manager.call('receiveParts', { expectedId: coming.id, quantity: 1 });
  const more = await manager.call('expectParts', { ...at, brandId: 'xihe', code: 'P-PORT', quantity: 1, expectedOn: '2026-11-29' });
  await manager.call('receiveParts', { expectedId: more.id, quantity: 1 });
  expect(await why('CHARGE-PORT', '2026-11-30')).toBeNull();
  expect(await refusalOf(manager.call('countPart', { ...at, brandId: 'xihe', code: 'P-NONE', onHand: 1 }))).toBe('partNotFound');
});

test('a technician is ill: who is hit is shown with somebody else for the same time, and the visit moves over when the manager says so (N1, N2)', async () => {
  const visit = (await mine.owner.call('myAppointments', {})).appointments[0];
  expect(await manager.call('hitAppointments', { ...at, fromOn: '2026-11-29', days: 1 })).toEqual({ looked: 1, hit: [] });
  const { technicianId, version } = await manager.call('showAppointment', { appointmentId: visit.id });
  const absence = await manager.call('addAbsence', { staffId: technicianId, firstOn: '2026-11-29', lastOn: '2026-11-29', kind: 'sick' });
  const [hit] = (await manager.call('hitAppointments', { ...at, fromOn: '2026-11-29', days: 1 })).hit;
  expect(hit).toMatchObject({ why: 'technicianGone', appointment: { id: visit.id }, alternatives: [] });
  expect(hit.proposal.technicianId).not.toBe(technicianId);
  const moved = await manager.call('reassignAppointment', { appointmentId: visit.id, version });
  expect(moved).toMatchObject({ startsAt: visit.startsAt, technicianId: hit.proposal.technicianId });
  expect((await manager.call('hitAppointments', { ...at, fromOn: '2026-11-29', days: 1 })).hit).toEqual([]);
  await manager.call('dropAbsence', { id: absence.id });
});

test('when nobody else can, the nearest other times are proposed and the visit stays as it is', async () => {
  for (const staffId of people) await manager.call('addAbsence', { staffId, firstOn: '2026-11-29', lastOn: '2026-11-29', kind: 'sick' });
  const [hit] = (await manager.call('hitAppointments', { ...at, fromOn: '2026-11-29', days: 1 })).hit;
  expect(hit).toMatchObject({ why: 'technicianGone', proposal: null });
  expect(hit.alternatives.length).toBeGreaterThan(0);
  expect(await refusalOf(manager.call('reassignAppointment', { appointmentId: hit.appointment.id, version: hit.appointment.version }))).toBe('nobodyElse');
});

test('who did not come twice within half a year books for himself at short notice only; the desk may do more', async () => {
  await home.inside(async (tx) => {
    for (const nth of [1, 2]) await tx.db.query(home.sql`insert into appointments.appointments (id, number, brand_id, owner_id, vehicle_id, vin, case_id, outlet_id, operations, starts_at, ends_at, technician_id, bay_id, state, booked_by, booked_at)
      values (${`missed-${nth}`}, ${`A-${nth}`}, 'yuanlan', ${other.ownerId}, ${other.vehicleId}, ${other.vin}, ${`gone-${nth}`}, 'shanghai-one', '["MAINTAIN"]', ${new Date(home.clock.now().getTime() - nth * 20 * 86_400_000)}, ${new Date(home.clock.now().getTime() - nth * 20 * 86_400_000 + 3_600_000)}, 'x', 'x', 'noShow', 'x', now())`);
  });
  expect((await day('MAINTAIN', '2026-11-25', other)).refused).toBeNull();
  expect((await day('MAINTAIN', '2026-11-26', other)).refused).toEqual({ code: 'missedBefore', data: { until: '2026-11-25' } });
  const desk = await home.staff({ role: 'adviser', brandId: 'yuanlan', outletId: 'shanghai-one' }).call('findSlots', { vehicleId: other.vehicleId, ...at, operations: ['MAINTAIN'], fromOn: '2026-11-26', days: 1 });
  expect(desk.days[0].refused).toBeNull();
});
