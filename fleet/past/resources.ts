// What the outlets of the country work with: exercises that keep papers alive, tools with their calibration, shifts, counted
// parts, loaner cars, and somebody who waits in line.
import { beijingDay } from '../../server/platform/calendar.ts';
import type { Replay } from '../replay.ts';
import { administrator, ownerActor, staffActor, type Known } from '../settle-world.ts';
import type { StaffPlan, World as Country } from '../world.ts';
import type { Script } from './plan.ts';

const dayMs = 86_400_000;
const later = (at: Date, days: number): string => beijingDay(new Date(at.getTime() + days * dayMs));

/** Every four months who works on high voltage, or calibrates, shows that they still can. At some places the last of them did not. */
export async function* exercises(on: Replay, country: Country, known: Known, now: Date): Script {
  for (const daysAgo of [330, 220, 110, 20]) {
    const at = new Date(now.getTime() - daysAgo * dayMs);
    yield at;
    for (const outlet of country.outlets) {
      const last = outlet.hvTechnicians > 2 ? `${outlet.id}-tech${outlet.hvTechnicians}` : '';
      for (const plan of country.staff.filter((one) => one.userName.startsWith(`${outlet.id}-tech`) && one.userName !== last)) {
        for (const kind of ['lvElectrician', 'makerHv', 'calibration']) {
          if (plan.certificates.some((paper) => paper.kind === kind)) await on.call(administrator, at, 'recordPractice', { staffId: known.staffId.get(plan.userName), kind, onDay: beijingDay(at), why: '季度实操演练' });
        }
      }
    }
  }
}

/** Kinds with the days until each is due again; `where`: which outlets have one. */
const tools = [['insulationTester', '绝缘测试仪', 'IT', 200], ['hvMultimeter', '高压万用表', 'HM', 21], ['torqueWrench', '电池包扭力扳手', 'TW', 120], ['hvGloves', '绝缘手套（1000V）', 'GL', 90], ['airtightnessTester', '电池包气密检测仪', 'AT', 300], ['adasTarget', '摄像头标定靶板', 'CT', 160], ['wheelAligner', '四轮定位仪', 'WA', 80]] as const;
const hasTool = (outlet: Country['outlets'][number], kind: string): boolean => (kind === 'wheelAligner' ? outlet.capabilities.includes('lift') : kind === 'adasTarget' ? outlet.capabilities.includes('calibration') : outlet.hvBays > 0);
/** At a few places the gloves are overdue, as the tools page says. */
const dueIn = (kind: string, days: number, nth: number): number => (kind === 'hvGloves' && nth % 4 === 3 ? -6 : days + nth);

/** Every outlet has its tools from the first day on, calibrated a year before they are due now. */
export async function equipTools(on: Replay, country: Country, known: Known, from: Date, now: Date): Promise<Script> {
  const again: { at: Date; tool: { id: string; version: number }; input: Record<string, unknown> }[] = [];
  for (const [nth, outlet] of country.outlets.entries()) {
    for (const [kind, name, code, days] of tools.filter(([each]) => hasTool(outlet, each))) {
      const [due, serialNo] = [dueIn(kind, days, nth), `${code}-${String(nth + 1).padStart(3, '0')}`];
      const calibration = { name, calibratedOn: later(now, due - 365), calibrationDueOn: later(now, due), calibrationNo: `JZ-${outlet.id}-${code}` };
      const at = new Date(now.getTime() + (due - 365) * dayMs);
      const tool = await on.call(administrator, from, 'addTool', { outletId: outlet.id, kind, serialNo, ...calibration, ...(at > from ? { calibratedOn: later(now, due - 720), calibrationDueOn: later(now, due - 355) } : {}) });
      if (at > from) again.push({ at, tool, input: { ...calibration, inUse: true } });
      known.tools.set(outlet.id, [...(known.tools.get(outlet.id) ?? []), { kind, serialNo, calibrationDueOn: calibration.calibrationDueOn }]);
    }
  }
  return recalibrate(on, again.toSorted((a, b) => a.at.getTime() - b.at.getTime()));
}
async function* recalibrate(on: Replay, again: readonly { at: Date; tool: { id: string; version: number }; input: Record<string, unknown> }[]): Script {
  for (const { at, tool, input } of again) {
    yield at;
    await on.call(administrator, at, 'changeTool', { id: tool.id, version: tool.version, ...input });
  }
}

async function equip(on: Replay, country: Country, known: Known, now: Date): Promise<void> {
  for (const outlet of country.outlets.filter((one) => one.hvBays > 0)) {
    const people = country.staff.filter((one) => one.userName.startsWith(`${outlet.id}-tech`)).map((one) => known.staffId.get(one.userName));
    for (const [index, staffId] of people.entries()) {
      await on.call(administrator, now, 'planShifts', { outletId: outlet.id, staffId, fromOn: later(now, 3), toOn: later(now, 31), weekdays: [1 + (index % 7)], kind: 'off' });
    }
    const brandId = outlet.brandIds[0] as string;
    for (const [code, onHand] of [['P-CHGPORT', 2], ['P-12V', 6], ['P-PUMP', 0], ['P-SCREEN', 0], ['P-PADS', 8]] as const) await on.call(administrator, now, 'countPart', { outletId: outlet.id, brandId, code, onHand });
    await on.call(administrator, now, 'expectParts', { outletId: outlet.id, brandId, code: 'P-PUMP', quantity: 4, expectedOn: later(now, 4), note: '区域仓补货' });
  }
}

async function lend(on: Replay, country: Country, known: Known, now: Date): Promise<void> {
  for (const [nth, outlet] of country.outlets.filter((one) => one.kind === 'serviceCentre').entries()) {
    const adviser = staffActor(known, country.staff.find((one) => one.userName === `${outlet.id}-adviser`) as StaffPlan);
    for (const [index, brandId] of outlet.brandIds.entries()) {
      const brand = country.brands.find((one) => one.id === brandId);
      const model = brand?.models[0];
      const car = await on.call(administrator, now, 'addLoaner', { outletId: outlet.id, brandId, plateNo: `沪AD9${nth}${index}0${index + 1}`, modelName: model?.name ?? '', modelNameEn: model?.nameEn ?? '', odometerKm: 8_000 + nth * 1_371, socPct: 86, insuredUntil: later(now, 200) });
      const borrower = country.cars.filter((one) => one.brandId === brandId)[40 + nth];
      if (borrower === undefined || index > 0) continue;
      const at = new Date(now.getTime() - 30 * 3_600_000);
      const loan = await on.call(adviser, at, 'reserveLoan', { vehicleId: known.vehicleId.get(borrower.vin), loanerId: car.id, fromAt: at.toISOString(), untilAt: new Date(now.getTime() + (nth % 2 === 0 ? 2 : -0.2) * dayMs).toISOString() });
      if (nth % 3 === 2) continue;
      const photo = await on.picture(adviser, at, Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64'));
      const owner = country.owners.find((one) => one.key === borrower.ownerKey);
      const signed = await on.call(adviser, at, 'signLoan', { loanId: loan.id, holder: owner?.name ?? '车主', licenceNo: `3101011990${String(nth).padStart(2, '0')}011234`, licenceClass: 'C1', licenceUntil: later(now, 900), signatureFileId: photo, depositFen: loan.depositFen, depositWay: 'wechatHold', depositRef: `WX${later(now, -1).replaceAll('-', '')}${nth}`, version: loan.version });
      await on.call(adviser, at, 'handOverLoaner', { loanId: loan.id, odometerKm: 8_000 + nth * 1_371 + 3, socPct: 84, photoIds: [photo], version: signed.version });
    }
  }
}

/** Somebody waits for the first day on which a place has no time for a battery check. */
async function waitInLine(on: Replay, country: Country, known: Known, now: Date): Promise<void> {
  let waiting = 0;
  for (const car of country.cars.slice(60, 90)) {
    const [owner, vehicleId] = [country.owners.find((one) => one.key === car.ownerKey), known.vehicleId.get(car.vin)];
    const outlet = country.outlets.find((one) => one.hvBays === 1 && one.brandIds.includes(car.brandId));
    if (owner === undefined || outlet === undefined || waiting >= 3) continue;
    const asked = { vehicleId, outletId: outlet.id, operations: ['BAT-DIAG'] };
    const { days } = await on.call(ownerActor(known, owner), now, 'findSlots', { ...asked, days: 14 });
    const day = days.find((one: { refused: { code: string } | null }) => one.refused !== null && ['full', 'reserved', 'techniciansAway'].includes(one.refused.code));
    if (day === undefined) continue;
    await on.call(ownerActor(known, owner), now, 'joinWaiting', { ...asked, fromOn: day.onDay, toOn: day.onDay });
    waiting += 1;
  }
}

export async function resources(on: Replay, country: Country, known: Known, now: Date): Promise<void> {
  await equip(on, country, known, now);
  await lend(on, country, known, now);
  await waitInLine(on, country, known, now);
}
