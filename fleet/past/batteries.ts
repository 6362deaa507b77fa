// Batteries of the past: months of some cars lived by the pack model and heard by the library, so that what it finds becomes cases;
// what workshops found of them; packs by their codes, one of them at the recycler; a certificate; a battery in quarantine.
import { newState, observe, type BatteryFrame } from '@careloop/battery';
import { hearPast } from '../../server/batteries/batteries.ts';
import type { Actor } from '../../server/platform/actor.ts';
import { packCodeOf } from '../pack-code.ts';
import { live, type CarPlan as PackLife } from '../pack/car-life.ts';
import { createRandom } from '../random.ts';
import type { Replay } from '../replay.ts';
import { batteryCars, type Ends, type Story } from './battery-cars.ts';
import { administrator, ownerActor, staffActor, type Known } from '../settle-world.ts';
import type { CarPlan, StaffPlan, World as Country } from '../world.ts';

const dayMs = 86_400_000;
const ratedAh = (car: CarPlan): number => (1000 * car.model.batteryKwh) / (car.model.cellCount * (car.model.chemistry === 'LFP' ? 3.2 : 3.65));

/** The car's months as frames from the beginning of time, and when the library first calls for a visit. */
function lived(car: CarPlan, story: Story, seed: number): { frames: BatteryFrame[]; calledAt: number | undefined } {
  const frames: BatteryFrame[] = [];
  const startAt = Date.UTC(2026, 0, 1);
  const plan: PackLife = { kind: car.model.chemistry === 'LFP' ? 'lfp' : 'ncm', cells: car.model.cellCount, ratedAh: ratedAh(car), soh: car.sohPct / 100, days: story.days, startAt, stepSeconds: 30, faults: story.fault === undefined ? [] : [{ ...story.fault, onsetDay: 20 }] };
  live(plan, createRandom(seed), (frame) => void frames.push({ ...frame, ...(frame.cellMv === undefined ? {} : { cellMv: frame.cellMv.slice() }) }));
  const state = newState({ chemistry: plan.kind, ratedAh: plan.ratedAh });
  let calledAt: number | undefined;
  for (const frame of frames) {
    if (observe(state, frame).some((one) => one.tier !== 'info' && one.state !== 'cleared')) {
      calledAt = frame.at;
      break;
    }
  }
  return { frames, calledAt };
}

/** Hears the months a day at a time, so shifted that the call comes when the story wants it. */
async function tell(on: Replay, car: CarPlan, story: Story, now: Date, seed: number): Promise<Date> {
  const { frames, calledAt } = lived(car, story, seed);
  const wanted = story.ends.is === 'judged' ? now.getTime() - story.ends.daysAgo * dayMs : now.getTime() - 35 * 60_000;
  const last = frames.at(-1)?.at ?? 0;
  const shift = wanted - (calledAt ?? last);
  const further = car.odometerKm - (frames.at(-1)?.odometerKm ?? 0); // the same kilometres, at this car's mileage
  const shifted = frames.map((frame) => ({ ...frame, at: frame.at + shift, ...(frame.odometerKm === undefined || frame.odometerKm === 0 ? {} : { odometerKm: frame.odometerKm + further }) })).filter((frame) => frame.at <= Math.min(now.getTime() - 60_000, wanted + (story.ends.is === 'judged' ? 9 * dayMs : 0)));
  const daily = Map.groupBy(shifted, (frame) => Math.floor((frame.at - wanted) / dayMs));
  for (const chunk of daily.values()) {
    const at = new Date((chunk.at(-1) as BatteryFrame).at);
    await on.round(at, (tx) => hearPast(tx, car.vin, chunk));
  }
  return new Date(wanted);
}

type Cast = { agent: Actor; technician: Actor; officer: Actor; planner: Actor; owner: Actor };
function castOf(country: Country, known: Known, car: CarPlan): Cast {
  const staff = (userName: string): Actor => staffActor(known, country.staff.find((one) => one.userName === userName) as StaffPlan);
  const outlet = country.outlets.find((one) => one.brandIds.includes(car.brandId) && one.hvBays > 0);
  return { agent: staff(`${car.brandId}-agent`), officer: staff(`${car.brandId}-warrantyofficer`), planner: staff(`${car.brandId}-partsplanner`), technician: staff(`${outlet?.id ?? ''}-tech1`), owner: ownerActor(known, country.owners.find((one) => one.key === car.ownerKey) as Country['owners'][number]) };
}

/** The workshop looked; the desk asked, the owner said it is solved. */
async function judged(on: Replay, cast: Cast, car: CarPlan, vehicleId: string, ends: Extract<Ends, { is: 'judged' }>, calledAt: Date): Promise<void> {
  const later = (hours: number): Date => new Date(calledAt.getTime() + hours * 3_600_000);
  const { findings } = await on.call(cast.technician, later(30), 'showBattery', { vin: car.vin });
  const { cases } = await on.call(cast.agent, later(1), 'listCases', { scope: 'all', vehicleId });
  const open = cases.find((one: { stage: string; vin: string }) => one.stage === 'open');
  if (open !== undefined) await on.call(cast.agent, later(1), 'takeCase', { caseId: open.id, version: open.version });
  for (const one of findings.filter((each: { worstTier: string }) => each.worstTier !== 'info')) {
    await on.call(cast.technician, later(6 * 24), 'recordBatteryOutcome', { findingId: one.id, outcome: ends.outcome, words: ends.words, costFen: ends.costFen, version: one.version, ...(ends.foundKind === undefined ? {} : { foundKind: ends.foundKind }) });
  }
  if (open === undefined) return;
  const version = async (): Promise<number> => (await on.call(cast.agent, later(6 * 24 + 1), 'showCase', { caseId: open.id })).case.version;
  await on.call(cast.agent, later(6 * 24 + 2), 'askConfirmation', { caseId: open.id, words: ends.words, version: await version() });
  await on.call(cast.owner, later(6 * 24 + 5), 'confirmSolved', { caseId: open.id, version: await version() });
}

/** Two cars that tell no story, and got another pack. */
function exchanged(country: Country, told: readonly CarPlan[]): CarPlan[] {
  const others = country.cars.slice(60).filter((one) => one.model.chemistry === 'NCM' && !told.includes(one) && Date.parse(one.deliveredOn) < Date.parse(country.today) - 260 * dayMs);
  return ['yuanlan', 'langtu'].flatMap((brandId) => others.findLast((one) => one.brandId === brandId) ?? []);
}

/** Packs by their codes; one car got a new pack, and the old one went to the recycler; one stands removed and goes nowhere. */
async function packs(on: Replay, country: Country, known: Known, cars: readonly CarPlan[], now: Date): Promise<void> {
  const others = exchanged(country, cars);
  for (const [index, car] of [...cars, ...others].entries()) {
    const { planner } = castOf(country, known, car);
    const ago = (days: number): Date => new Date(now.getTime() - days * dayMs);
    const add = (code: string, at: Date, more: Record<string, unknown> = {}) => on.call(planner, at, 'addBatteryUnit', { code, brandId: car.brandId, modelId: car.model.id, weightKg: Math.round(car.model.batteryKwh * 6.1), ...more });
    const fit = (unit: { id: string; version: number }, at: Date, why: string, more: Record<string, unknown> = {}) => on.call(planner, at, 'fitBatteryUnit', { unitId: unit.id, vin: car.vin, at: at.toISOString(), why, version: unit.version, ...more });
    const first = await add(packCodeOf(car), ago(365), index === 4 ? { titleKind: 'batteryCompany', titleName: '同程电池服务公司' } : {});
    await fit(first, ago(364), '随车登记');
    if (!others.includes(car)) continue;
    const next = await add(packCodeOf(car, 1), ago(62));
    await fit(next, ago(car === others[0] ? 60 : 30), '更换电池包', { removedTo: 'removed' });
    if (car !== others[0]) continue;
    let unit = (await on.call(planner, ago(59), 'showBatteryUnit', { unitId: first.id })).unit as { id: string; version: number };
    const hand = async (to: string, days: number, more: Record<string, unknown>): Promise<void> => {
      unit = await on.call(planner, ago(days), 'moveBatteryUnit', { unitId: unit.id, to, version: unit.version, ...more });
    };
    await hand('tested', 58, { words: '余能检测：容量 71%，一个模组自放电' });
    await hand('inTransit', 50, { partyKind: 'carrier', partyName: '安运危险品运输' });
    await hand('atRecycler', 48, { partyKind: 'recycler', partyName: '绿源再生材料', weightKg: Math.round(car.model.batteryKwh * 6.1) - 2 });
    await hand('recycled', 21, { certificateNo: 'ZS-2026-01187', words: '镍钴锰回收率见证明' });
  }
}

/** The pack that was removed and goes nowhere was damaged: it stands apart since this morning, beside a closed bay. */
async function quarantine(on: Replay, country: Country, known: Known, car: CarPlan, now: Date): Promise<void> {
  const outlet = country.outlets.find((one) => one.brandIds.includes(car.brandId) && one.hvBays > 0);
  const { technician, planner } = castOf(country, known, car);
  const at = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);
  const { units } = await on.call(planner, at(9), 'listBatteryUnits', { code: packCodeOf(car) });
  const { bays } = await on.call(administrator, at(9), 'listBays', { outletId: outlet?.id });
  const one = await on.call(technician, at(9), 'startQuarantine', { outletId: outlet?.id, unitId: units[0].id, bayIds: [bays.at(-1).id], place: '院内隔离区', why: '拆下的电池包底部有碰撞凹痕，按受损电池观察', tempC: 23.5 });
  for (const [hours, tempC] of [[6, 23.1], [3, 22.6], [0.5, 22.4]] as const) await on.call(technician, at(hours), 'logQuarantineTemperature', { quarantineId: one.id, tempC });
}

/** Plays the batteries of the past. */
export async function batteries(on: Replay, country: Country, known: Known, now: Date): Promise<void> {
  const told = batteryCars(country);
  if (told.length === 0) return;
  await packs(on, country, known, told.map(({ car }) => car), now);
  for (const brand of country.brands) {
    for (const [rule, operations] of [['leakage', ['BAT-DIAG']], ['connectionResistance', ['BAT-DIAG']], ['imbalance', ['BAT-BALANCE']], ['capacityLoss', ['BAT-HEALTH']], ['insulation', ['INS-DIAG']], ['cooling', ['BAT-COOL']]] as const) {
      await on.call(administrator, new Date(now.getTime() - 100 * dayMs), 'setBatteryJob', { brandId: brand.id, rule, operations: [...operations] });
    }
  }
  for (const [index, { car, story }] of told.entries()) {
    const calledAt = await tell(on, car, story, now, country.seed + index);
    const cast = castOf(country, known, car);
    if (story.ends.is === 'judged') await judged(on, cast, car, known.vehicleId.get(car.vin) ?? '', story.ends, calledAt);
    if (story.ends.is === 'well') await on.call(cast.owner, new Date(now.getTime() - 2 * 3_600_000), 'issueBatteryPaper', { vin: car.vin });
  }
  const damaged = exchanged(country, told.map(({ car }) => car))[1];
  if (damaged !== undefined) await quarantine(on, country, known, damaged, now);
  const [first] = told;
  if (first !== undefined) await on.call(castOf(country, known, first.car).technician, new Date(now.getTime() - 100 * dayMs), 'recordBatteryMiss', { vin: first.car.vin, rule: 'sensor', words: '保养时发现一根采样线松动，此前没有预警' });
}
