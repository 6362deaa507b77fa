// The file of a pack or module: entering it, putting it in, handing it on, and what is missing in its chain.
// B1 a code names a unit of a brand once; B2 what was installed on any past day can be read, nothing is overwritten; B3 a unit is
// in one place and a car has one pack at every moment, also where a day is told afterwards; of two who fit at the same time one is
// refused; B4 every hand is a step, and owes the regulator what the rules of its day say; B5 a gap that the clock finds stands
// until it is closed.
import { actorName, holds } from '#platform/actor';
import { changesSince } from '#platform/audit';
import { addDays, beijingDay, isWorkingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findBrand, findModel } from '#brands';
import { findOutlet } from '#network';
import { findVehicle } from '#vehicles';
import type { api } from './api.ts';
import { carryWatch, dropGap, endFitting, fittingsIn, fittingsOfUnit, gapsFor, gapsOfUnits, insertFitting, insertStep, insertTrace, insertUnit, lockUnit, openFitting, packInCar, quarantinesOf, saidCode, stepsOf, tracesOf, unitById, unitsFor, unitsNotEnded, updateUnit, writeGap } from './file-store.ts';
import { packChanged } from './finding.ts';
import { kindOfType, readCode } from './pack-code.ts';
import { stretchesOfPack } from './pack-in-car.ts';
import { rulesOn } from './store.ts';
import { custody, gapsOf, nextOf, owedAt, ruleOfTrace, traceOf, type Custody, type Fitting, type Step, type Trace, type Unit } from './unit.ts';

const keepers = ['technician', 'partsPlanner', 'warrantyOfficer', 'serviceManager'] as const;

export function readBatteryCode(_tx: Tx, input: Input<typeof api.readBatteryCode>) {
  const verdict = readCode(input.code);
  return Promise.resolve(verdict.ok ? verdict.parsed : refuse('unitCodeNotValid', { field: 'code', reason: verdict.reason }));
}

export async function findUnit(tx: Tx, id: string): Promise<Unit> {
  return (await unitById(tx, id)) ?? refuse('unitNotFound', { id });
}
async function unitToMove(tx: Tx, id: string, version: number): Promise<Unit> {
  const unit = (await lockUnit(tx, id)) ?? refuse('unitNotFound', { id });
  if (!holds(tx.actor, keepers, { brandId: unit.brandId })) refuse('notAllowed');
  if (unit.version !== version) refuse('staleEdit', { changes: await changesSince(tx, 'batteryUnits', unit.id, version) });
  return unit;
}
const placeAt = async (tx: Tx, outletId: string | undefined, brandId: string): Promise<string | null> => {
  if (outletId === undefined) return null;
  const outlet = await findOutlet(tx, outletId);
  return outlet.brandIds.includes(brandId) ? outlet.id : refuse('outletNotFound', { id: outletId });
};

/** (B1) */
export async function addBatteryUnit(tx: Tx, input: Input<typeof api.addBatteryUnit>): Promise<Unit> {
  const brand = await findBrand(tx, input.brandId);
  if (!holds(tx.actor, [...keepers, 'administrator'], { brandId: brand.id })) refuse('notAllowed');
  if (input.modelId !== undefined && (await findModel(tx, input.modelId)).brandId !== brand.id) refuse('modelNotFound', { id: input.modelId });
  const verdict = readCode(input.code);
  if (!verdict.ok) return refuse('unitCodeNotValid', { field: 'code', reason: verdict.reason });
  const unit = await insertUnit(tx, {
    id: newId(), code: verdict.code, kind: kindOfType[verdict.parsed.productType], brandId: brand.id, modelId: input.modelId ?? null, parsed: verdict.parsed, state: 'new', titleKind: input.titleKind ?? 'carOwner', titleName: input.titleName ?? null,
    cascadeCode: null, weightKg: input.weightKg ?? null, holder: null, outletId: null, stateSinceAt: tx.now, version: 1,
  });
  if (unit === undefined) return refuse('unitCodeTaken', { field: 'code', code: verdict.code });
  tellOf(tx, 'batteries.addUnit', unit, { after: { code: unit.code, warnings: unit.parsed.warnings } });
  return unit;
}

function tellOf(tx: Tx, action: `batteries.${string}`, unit: Unit, more: { before?: unknown; after?: unknown; why?: string }): void {
  tx.record({ action, subject: 'batteryUnits', subjectId: unit.id, brandId: unit.brandId, version: unit.version, ...more });
  tx.announce({ topic: 'batteries', id: unit.id, brandId: unit.brandId });
}

/** The day a number of working days after a day. */
export function workingDayAfter(fromOn: string, days: number): string {
  let day = fromOn;
  for (let left = days; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) left--;
  }
  return day;
}

type Moved = { partyKind?: Step['partyKind']; partyName?: string | undefined; weightKg?: number | undefined; certificateNo?: string | undefined; words?: string | undefined; vin?: string | undefined; at?: Date };
/** Writes a step, what it owes, and the unit's new place. (B4) */
async function step(tx: Tx, unit: Unit, to: Custody, more: Moved & { outletId?: string | null; cascadeCode?: string | undefined }): Promise<Unit> {
  const at = more.at ?? tx.now;
  const made: Step = { id: newId(), unitId: unit.id, brandId: unit.brandId, from: unit.state, to, at, byName: actorName(tx.actor), partyKind: more.partyKind ?? null, partyName: more.partyName ?? null, weightKg: more.weightKg ?? null, certificateNo: more.certificateNo ?? null, words: more.words ?? null };
  const saved = await updateUnit(tx, { ...unit, state: to, stateSinceAt: at, holder: more.partyName ?? (to === 'inTransit' || to === 'atRecycler' || to === 'secondLife' ? unit.holder : null), outletId: more.outletId === undefined ? unit.outletId : more.outletId, weightKg: more.weightKg ?? unit.weightKg, cascadeCode: more.cascadeCode ?? unit.cascadeCode }, unit.version);
  if (saved === undefined) return refuse('staleEdit', { changes: await changesSince(tx, 'batteryUnits', unit.id, unit.version) });
  await insertStep(tx, made);
  const kind = traceOf(unit.state, to);
  if (kind !== null) await owe(tx, unit, kind, made, more.vin ?? null);
  tellOf(tx, 'batteries.moveUnit', saved, { before: { state: unit.state }, after: { state: to, party: made.partyName, weightKg: made.weightKg, certificateNo: made.certificateNo }, ...(more.words === undefined ? {} : { why: more.words }) });
  await watchUnit(tx, saved);
  return saved;
}

async function owe(tx: Tx, unit: Unit, kind: Trace['kind'], made: Pick<Step, 'id' | 'at' | 'partyName' | 'weightKg' | 'certificateNo'>, vin: string | null, removedCode: string | null = null): Promise<void> {
  const onDay = beijingDay(made.at);
  const days = (await rulesOn(tx, onDay)).find((rule) => rule.name === ruleOfTrace[kind])?.value ?? 30;
  await insertTrace(tx, { id: newId(), unitId: unit.id, code: unit.code, kind, brandId: unit.brandId, stepId: made.id, vin, occurredAt: made.at, dueOn: workingDayAfter(onDay, days), state: 'due', receiptNo: null, removedCode, partyName: made.partyName, weightKg: made.weightKg, certificateNo: made.certificateNo, version: 1 });
}

export async function moveBatteryUnit(tx: Tx, input: Input<typeof api.moveBatteryUnit>): Promise<Unit> {
  const unit = await unitToMove(tx, input.unitId, input.version);
  if (custody[unit.state][input.to] !== 'hand') refuse('unitNotNow', { state: unit.state, to: input.to });
  const apart = (await quarantinesOf(tx, unit.id))[0];
  if (apart !== undefined) refuse('quarantineNotOver', { why: 'watchNotOver', until: beijingDay(apart.untilAt) });
  for (const field of owedAt[input.to] ?? []) if (input[field] === undefined) refuse('badInput', { field, reason: 'required' });
  return step(tx, unit, input.to, { ...input, outletId: input.outletId === undefined ? (input.to === 'inTransit' ? null : unit.outletId) : await placeAt(tx, input.outletId, unit.brandId) });
}

/** A unit that stands apart is in quarantine in its chain too, and back among what was taken out when the watch is over. */
export async function putApart(tx: Tx, unit: Unit, outletId: string, why: string): Promise<void> {
  if (custody[unit.state].quarantined !== 'watch') refuse('unitNotNow', { state: unit.state, to: 'quarantined' });
  await step(tx, unit, 'quarantined', { words: why, outletId });
}
export async function takeBack(tx: Tx, unitId: string, words: string): Promise<void> {
  const unit = await lockUnit(tx, unitId);
  if (unit?.state === 'quarantined') await step(tx, unit, 'removed', { words });
}

/** Takes a unit out of where it is; out of a car that stands apart it takes the watch along. */
async function takeOut(tx: Tx, fitting: Fitting, at: Date, why: string, outletId: string | null): Promise<Unit> {
  const unit = (await lockUnit(tx, fitting.unitId)) ?? refuse('unitNotFound', { id: fitting.unitId });
  await endFitting(tx, fitting.id, at);
  const to = fitting.inKind === 'car' && (await carryWatch(tx, fitting.inKey, unit.id)) > 0 ? 'quarantined' : 'removed';
  return step(tx, unit, to, { words: why, at, outletId, ...(fitting.inKind === 'car' ? { vin: fitting.inKey } : {}) });
}

/** (B2, B3) */
export async function fitBatteryUnit(tx: Tx, input: Input<typeof api.fitBatteryUnit>): Promise<Unit> {
  const unit = await unitToMove(tx, input.unitId, input.version);
  const [inKind, to] = unit.kind === 'pack' ? ['car' as const, 'inCar' as const] : ['pack' as const, 'inPack' as const];
  if (custody[unit.state][to] !== 'fit') refuse('unitNotNow', { state: unit.state, to });
  if (unit.kind === 'pack' ? input.vin === undefined : input.packId === undefined) refuse('badInput', { field: unit.kind === 'pack' ? 'vin' : 'packId', reason: 'required' });
  if (input.packId !== undefined) await findUnit(tx, input.packId);
  if (input.vin !== undefined) await findVehicle(tx, input.vin);
  const at = input.at === undefined ? tx.now : new Date(input.at);
  if (at > tx.now) refuse('badInput', { field: 'at', reason: 'inTheFuture' });
  const outletId = await placeAt(tx, input.outletId, unit.brandId);
  const inKey = await placeOf(tx, unit, input);
  const before = inKind === 'car' ? await packInCar(tx, inKey) : undefined;
  if (at < (await freeSince(tx, unit, inKind === 'car' ? inKey : undefined))) refuse('badInput', { field: 'at', reason: 'tooEarly' });
  if (before !== undefined && input.removedTo === undefined) return refuse('carHasPack', { code: before.code });
  const removed = before === undefined ? undefined : await takeOut(tx, before, at, input.why, outletId);
  const made = await insertFitting(tx, { id: newId(), unitId: unit.id, code: unit.code, kind: unit.kind, brandId: unit.brandId, inKind, inKey, fit: input.fit ?? 'own', fromAt: at, toAt: null, why: input.why, byName: actorName(tx.actor) });
  if (made === 0) return refuse('carHasPack', { code: before?.code ?? '' });
  const saved = await step(tx, unit, to, { words: input.why, at, outletId: null, ...(inKind === 'car' ? { vin: inKey } : {}) });
  if (inKind === 'car' && (await stretchesOfPack(tx, inKey)) !== undefined) tx.tell(packChanged({ vin: inKey, brandId: unit.brandId }));
  if (removed !== undefined) await owe(tx, saved, 'batteryServiced', { id: newId(), at, partyName: null, weightKg: null, certificateNo: null }, inKey, removed.code);
  return saved;
}

/** Since when a unit and the car it goes into are free for each other: a day that is told afterwards must not lie in another time of theirs. (B3) */
async function freeSince(tx: Tx, unit: Unit, vin: string | undefined): Promise<Date> {
  const times = [...(unit.state === 'new' ? [] : [unit.stateSinceAt]), ...(vin === undefined ? [] : (await fittingsIn(tx, vin)).map((one) => one.toAt ?? one.fromAt))];
  return times.reduce((latest, one) => (one > latest ? one : latest), new Date(0));
}

/** Takes a unit out of its car or pack, with nothing in its place. (B2) */
export async function removeBatteryUnit(tx: Tx, input: Input<typeof api.removeBatteryUnit>): Promise<Unit> {
  const unit = await unitToMove(tx, input.unitId, input.version);
  const fitting = await openFitting(tx, unit.id);
  if (fitting === undefined || custody[unit.state].removed !== 'fit') return refuse('unitNotNow', { state: unit.state });
  const at = input.at === undefined ? tx.now : new Date(input.at);
  if (at > tx.now) refuse('badInput', { field: 'at', reason: 'inTheFuture' });
  if (at < fitting.fromAt) refuse('badInput', { field: 'at', reason: 'tooEarly' });
  return takeOut(tx, fitting, at, input.why, await placeAt(tx, input.outletId, unit.brandId));
}

async function placeOf(tx: Tx, unit: Unit, input: Input<typeof api.fitBatteryUnit>): Promise<string> {
  if (unit.kind === 'pack') {
    const vehicle = await findVehicle(tx, input.vin ?? '');
    return vehicle.brandId === unit.brandId ? vehicle.vin : refuse('vehicleNotFound', { id: input.vin });
  }
  const pack = await findUnit(tx, input.packId ?? '');
  if (pack.brandId !== unit.brandId || pack.kind !== 'pack') refuse('unitNotFound', { id: input.packId });
  return pack.state === 'recycled' ? refuse('unitNotNow', { state: pack.state }) : pack.code;
}

const stuckOf = async (tx: Tx): Promise<{ removedDays: number; transitDays: number }> => {
  const rules = await rulesOn(tx, beijingDay(tx.now));
  const value = (name: string, otherwise: number): number => rules.find((rule) => rule.name === name)?.value ?? otherwise;
  return { removedDays: value('stuckRemovedDays', 14), transitDays: value('stuckTransitDays', 7) };
};

/** Makes the gaps of a unit those that there are now. (B5) */
async function watchUnit(tx: Tx, unit: Unit, stuck?: { removedDays: number; transitDays: number }): Promise<void> {
  const fitting = unit.state === 'inCar' ? await openFitting(tx, unit.id) : undefined;
  const now = gapsOf(unit, await stepsOf(tx, unit.id), await tracesOf(tx, unit.id), fitting === undefined ? null : await saidCode(tx, fitting.inKey), tx.now, stuck ?? (await stuckOf(tx)));
  const before = await gapsOfUnits(tx, [unit.id]);
  for (const gap of before) if (!now.some((one) => one.kind === gap.kind)) await dropGap(tx, gap);
  for (const gap of now) if ((await writeGap(tx, gap)) > 0) tx.announce({ topic: 'batteries', id: unit.id, brandId: unit.brandId });
}

/** Round: gaps in the chains of all units. */
export async function watchChains(tx: Tx): Promise<void> {
  const stuck = await stuckOf(tx);
  for (let after = ''; ; ) {
    const units = await unitsNotEnded(tx, after, 500);
    for (const unit of units) await watchUnit(tx, unit, stuck);
    if (units.length < 500) return;
    after = units.at(-1)?.id ?? '';
  }
}

export async function listBatteryUnits(tx: Tx, input: Input<typeof api.listBatteryUnits>) {
  const limit = input.limit ?? 50;
  const found = await unitsFor(tx, { state: input.state ?? null, code: input.code?.trim().toUpperCase() ?? null, kind: input.kind ?? null, after: input.after ?? null, limit: limit + 1 });
  return { units: found.slice(0, limit), gaps: await gapsFor(tx, 200), next: found.length > limit ? (found[limit - 1]?.id ?? null) : null };
}

export const tracesShown = (traces: readonly Trace[]) => traces.map((trace) => ({ ...trace, problems: problemsOf(trace) }));
/** What the regulator's file would not take of a line. */
export function problemsOf(trace: Trace): string[] {
  const verdict = readCode(trace.code);
  return [
    ...(verdict.ok && verdict.parsed.madeOn !== null ? [] : ['code']), ...(trace.kind === 'batteryServiced' && trace.removedCode === null ? ['removedCode'] : []), ...(trace.kind === 'batteryServiced' && trace.vin === null ? ['vin'] : []),
    ...(['wasteOut', 'cascadeOut', 'recycleIn'].includes(trace.kind) && trace.partyName === null ? ['partyName'] : []), ...(['cascadeOut', 'recycleIn'].includes(trace.kind) && trace.weightKg === null ? ['weightKg'] : []), ...(trace.kind === 'recycleDone' && trace.certificateNo === null ? ['certificateNo'] : []),
  ];
}

export async function showBatteryUnit(tx: Tx, input: Input<typeof api.showBatteryUnit>) {
  const unit = await findUnit(tx, input.unitId);
  return { unit, fittings: await fittingsOfUnit(tx, unit.id), modules: unit.kind === 'pack' ? await fittingsIn(tx, unit.code) : [], steps: await stepsOf(tx, unit.id), traces: tracesShown(await tracesOf(tx, unit.id)), gaps: await gapsOfUnits(tx, [unit.id]), next: nextOf(unit.state) };
}

const onAt = (at: Date) => (one: Fitting): boolean => one.fromAt <= at && (one.toAt === null || one.toAt > at);
/** (B2) */
export async function carBatteryUnits(tx: Tx, input: Input<typeof api.carBatteryUnits>) {
  const vehicle = await findVehicle(tx, input.vin);
  const fittings = await fittingsIn(tx, vehicle.vin);
  const at = input.at === undefined ? tx.now : new Date(input.at);
  const now = fittings.find(onAt(at)) ?? null;
  return { now, fittings, modules: now === null ? [] : (await fittingsIn(tx, now.code)).filter(onAt(at)), saysCode: await saidCode(tx, vehicle.vin) };
}

/** Car and battery together: a missing battery makes an incomplete car, unless a replacement is proven or the model swaps. */
export async function checkScrapping(tx: Tx, input: Input<typeof api.checkScrapping>) {
  const vehicle = await findVehicle(tx, input.vin);
  const fittings = await fittingsIn(tx, vehicle.vin);
  const now = fittings.find((one) => one.toAt === null);
  const proofs: { code: string; at: Date; certificateNo: string | null }[] = [];
  for (const gone of fittings.filter((one) => one.toAt !== null && one.fit === 'own')) {
    const recovered = (await stepsOf(tx, gone.unitId)).findLast((one) => ['secondLife', 'atRecycler', 'recycled', 'returnedToMaker'].includes(one.to));
    if (recovered !== undefined) proofs.push({ code: gone.code, at: recovered.at, certificateNo: recovered.certificateNo });
  }
  const lost = fittings.filter((one) => one.toAt !== null && one.fit === 'own' && !proofs.some((proof) => proof.code === one.code));
  const says = await saidCode(tx, vehicle.vin);
  const why = [...(now === undefined ? ['noPack'] : []), ...(now?.fit === 'loan' ? ['loanPack'] : []), ...lost.map((one) => `unproven ${one.code}`), ...(now !== undefined && says !== null && says !== now.code ? [`says ${says}`] : [])];
  const verdict = now?.fit === 'swap' ? 'swapModel' as const : why.length > 0 ? 'incomplete' as const : proofs.length > 0 ? 'replacedWithProof' as const : 'complete' as const;
  return { verdict, why, packCode: now?.code ?? null, proofs };
}
