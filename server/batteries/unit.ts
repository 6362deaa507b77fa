// A unit: a pack, module or cell with its code, from the factory to the recycler.
// U1 the table of custody is total: every state against every state; U2 what leaves a car goes into a chain that only ends at
// second life, recycled or back at the maker; U3 whoever takes a unit over is named, and weight and certificate are owed where
// the law or the next hand needs them.
import type { Static } from '#platform/contract';
import type { custodyStates, fitKinds, gapKinds, partyKinds, Parsed, titleKinds, traceKinds, traceStates, unitKinds } from './file-api.ts';

export type Custody = (typeof custodyStates)[number];
export type UnitKind = (typeof unitKinds)[number];
export type Fit = (typeof fitKinds)[number];
export type Party = (typeof partyKinds)[number];
export type TraceKind = (typeof traceKinds)[number];
export type Unit = {
  id: string; code: string; kind: UnitKind; brandId: string; modelId: string | null; parsed: Static<typeof Parsed>; state: Custody; titleKind: (typeof titleKinds)[number]; titleName: string | null; cascadeCode: string | null;
  weightKg: number | null; holder: string | null; outletId: string | null; stateSinceAt: Date; version: number;
};
export type Fitting = { id: string; unitId: string; code: string; kind: UnitKind; brandId: string; inKind: 'car' | 'pack'; inKey: string; fit: Fit; fromAt: Date; toAt: Date | null; why: string; byName: string };
export type Step = { id: string; unitId: string; brandId: string; from: Custody; to: Custody; at: Date; byName: string; partyKind: Party | null; partyName: string | null; weightKg: number | null; certificateNo: string | null; words: string | null };
export type Trace = {
  id: string; unitId: string; code: string; kind: TraceKind; brandId: string; stepId: string | null; vin: string | null; occurredAt: Date; dueOn: string; state: (typeof traceStates)[number]; receiptNo: string | null;
  removedCode: string | null; partyName: string | null; weightKg: number | null; certificateNo: string | null; version: number;
};
export type Gap = { kind: (typeof gapKinds)[number]; unitId: string; code: string; brandId: string; sinceAt: Date; data: Record<string, string> };

/** `hand`: handed on by people; `fit`: only by fitting into a car or pack; `watch`: only by a quarantine that begins or ends; no: not from here. (U1) */
type Way = 'hand' | 'fit' | 'watch' | 'no';
const none: Record<Custody, Way> = { new: 'no', inCar: 'no', inPack: 'no', removed: 'no', quarantined: 'no', tested: 'no', stored: 'no', inTransit: 'no', secondLife: 'no', atRecycler: 'no', recycled: 'no', returnedToMaker: 'no' };
export const custody: Record<Custody, Record<Custody, Way>> = {
  new: { ...none, inCar: 'fit', inPack: 'fit', quarantined: 'watch', stored: 'hand', inTransit: 'hand', returnedToMaker: 'hand' },
  inCar: { ...none, removed: 'fit', quarantined: 'fit' },
  inPack: { ...none, removed: 'fit', quarantined: 'fit' },
  removed: { ...none, quarantined: 'watch', tested: 'hand', stored: 'hand', inTransit: 'hand', returnedToMaker: 'hand' },
  quarantined: { ...none, removed: 'watch', tested: 'hand', inTransit: 'hand' },
  tested: { ...none, inCar: 'fit', inPack: 'fit', quarantined: 'watch', stored: 'hand', inTransit: 'hand', returnedToMaker: 'hand' },
  stored: { ...none, inCar: 'fit', inPack: 'fit', quarantined: 'watch', tested: 'hand', inTransit: 'hand', returnedToMaker: 'hand' },
  inTransit: { ...none, stored: 'hand', quarantined: 'watch', secondLife: 'hand', atRecycler: 'hand', returnedToMaker: 'hand' },
  secondLife: { ...none, inTransit: 'hand', atRecycler: 'hand' },
  atRecycler: { ...none, recycled: 'hand', inTransit: 'hand' },
  recycled: none,
  returnedToMaker: { ...none, inTransit: 'hand', stored: 'hand', atRecycler: 'hand', recycled: 'hand' },
};
/** What people may do next with a unit. */
export const nextOf = (state: Custody): Custody[] => (Object.keys(custody) as Custody[]).filter((to) => custody[state][to] === 'hand');
export const ended: readonly Custody[] = ['recycled', 'secondLife', 'returnedToMaker'];

/** What the next hand needs to be told. (U3) */
export const owedAt: Partial<Record<Custody, readonly ('partyName' | 'weightKg' | 'certificateNo')[]>> = {
  inTransit: ['partyName'], secondLife: ['partyName', 'weightKg'], atRecycler: ['partyName', 'weightKg'], recycled: ['certificateNo'], returnedToMaker: ['partyName'],
};

/** What a step owes to the regulator's platform. */
export function traceOf(from: Custody, to: Custody): TraceKind | null {
  if ((from === 'inCar' || from === 'inPack') && (to === 'removed' || to === 'quarantined')) return 'wasteIn';
  if (to === 'inTransit' && from !== 'secondLife' && from !== 'new') return 'wasteOut';
  if (to === 'secondLife') return 'cascadeOut';
  if (to === 'atRecycler') return 'recycleIn';
  return to === 'recycled' ? 'recycleDone' : null;
}
export const ruleOfTrace: Record<TraceKind, string> = { batteryServiced: 'traceServicedDays', wasteIn: 'traceWasteDays', wasteOut: 'traceWasteDays', cascadeOut: 'traceCascadeDays', recycleIn: 'traceRecycleDays', recycleDone: 'traceRecycleDays' };

/** What is missing in the chain of a unit now. Decided from what stands in it. */
export function gapsOf(unit: Unit, steps: readonly Step[], traces: readonly Trace[], saysCode: string | null, now: Date, stuck: { removedDays: number; transitDays: number }): Gap[] {
  const since = (at: Date): number => (now.getTime() - at.getTime()) / 86_400_000;
  const gap = (kind: Gap['kind'], sinceAt: Date, data: Record<string, string> = {}): Gap => ({ kind, unitId: unit.id, code: unit.code, brandId: unit.brandId, sinceAt, data });
  const found: Gap[] = [];
  const lying: readonly Custody[] = ['removed', 'quarantined', 'tested'];
  const lyingSince = steps.findLast((step) => lying.includes(step.to) && !lying.includes(step.from))?.at ?? unit.stateSinceAt;
  if (lying.includes(unit.state) && since(lyingSince) > stuck.removedDays) found.push(gap('removedNowhere', lyingSince, { state: unit.state }));
  if (unit.state === 'inTransit' && since(unit.stateSinceAt) > stuck.transitDays) found.push(gap('stuck', unit.stateSinceAt, { holder: unit.holder ?? '' }));
  for (const step of steps) {
    if (['secondLife', 'atRecycler'].includes(step.to) && step.weightKg === null) found.push(gap('noWeight', step.at, { to: step.to }));
    if (step.to === 'recycled' && step.certificateNo === null) found.push(gap('noCertificate', step.at));
  }
  const late = traces.filter((trace) => (trace.state === 'due' || trace.state === 'rejected') && Date.parse(`${trace.dueOn}T16:00:00Z`) < now.getTime())[0];
  if (late !== undefined) found.push(gap('traceLate', late.occurredAt, { kind: late.kind, dueOn: late.dueOn }));
  if (saysCode !== null && saysCode !== unit.code && unit.state === 'inCar') found.push(gap('codeMismatch', unit.stateSinceAt, { says: saysCode }));
  return found.filter((one, index) => found.findIndex((other) => other.kind === one.kind) === index);
}
