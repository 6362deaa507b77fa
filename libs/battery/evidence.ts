// What the library says: one kind of trouble at one place, how sure, how urgent, what else it could have been. A trouble is
// told when it is first believed (twice in a row), when it gets more urgent and when it is over; never twice alike (B5).

import type { Tails } from './tails.ts';

export const kinds = [
  'imbalance', 'leakage', 'step', 'lowCapacity', 'connectionResistance', 'moduleBoard', 'sensor', 'probeSensor', 'insulation',
  'cooling', 'runaway', 'auxBattery', 'capacityLoss',
] as const;
export type Kind = (typeof kinds)[number];

/** Stop driving, book a visit, information. Budgets of false ones per 1,000 vehicle-months: 0.02, 0.5, 5. */
export type Tier = 'stop' | 'visit' | 'info';
export const tierRank: Record<Tier, number> = { info: 1, visit: 2, stop: 3 };

/** Where the trouble is: in the battery, or in what measures, cools, charges or surrounds it. */
export type Cause = 'cell' | 'connection' | 'measurement' | 'module' | 'cooling' | 'charger' | 'drive' | 'highVoltage' | 'auxiliary' | 'ageing';

export type RuledOut =
  | 'frozenValues' | 'sentinels' | 'currentFlowing' | 'boardOffset' | 'senseWire' | 'neighbours' | 'lowCapacity' | 'leakage' | 'resistance' | 'step'
  | 'singleProbe' | 'singleFrame' | 'rain' | 'charger' | 'driveSide' | 'weather' | 'heavyUse' | 'balancing';

export type NextTest =
  | 'restThreeDays' | 'fullChargeAndRest' | 'measureCellByHand' | 'exchangeSenseLeads' | 'torqueAndDrop' | 'insulationByPole' | 'coolantFlow'
  | 'compareProbes' | 'standardCapacityTest' | 'leaveTheCar' | 'auxLoadTest' | 'balanceAtFullCharge';

export interface Evidence {
  /** Same trouble, same key. */
  key: string;
  kind: Kind;
  tier: Tier;
  state: 'raised' | 'escalated' | 'cleared';
  /** The moment of the data that decided. */
  at: number;
  /** Cells (from 1), probes (from 1), or neither: the pack. */
  cells?: number[];
  probes?: number[];
  quantity: string;
  value: number;
  unit: string;
  /** 90 % interval of the value. */
  low: number;
  high: number;
  /** When it began, as far as the data tells. */
  onsetAt?: number;
  daysOfData: number;
  cause: Cause;
  ruledOut: RuledOut[];
  nextTest: NextTest;
  /** How far beyond chance: 1 is the limit for information. */
  score: number;
  /** Further numbers, units last in names. */
  also: Record<string, number>;
}

/** What a rule finds at one look; whether it is told is decided here. */
export type Sign = Omit<Evidence, 'state' | 'at' | 'daysOfData' | 'key'> & { key?: string };

interface Open {
  evidence: Evidence;
  /** Looks in a row with and without it. */
  seen: number;
  missed: number;
  told: boolean;
}

/** How near the limits a car has come: the highest score a rule reached twice in a row, and the same where it was a visit's. */
export type Peaks = Partial<Record<Kind, { any: number; severe: number }>>;

export interface Evidences {
  open: Record<string, Open>;
  /** Every sign of the last looks, also those below the limit: by them a fleet learns how far healthy cars go. */
  last: Record<string, { kind: Kind; any: number; severe: number }>;
  peaks: Peaks;
}

export const newEvidences = (): Evidences => ({ open: {}, last: {}, peaks: {} });

const keyOf = (sign: Sign): string => sign.key ?? `${sign.kind}${sign.cells === undefined ? '' : `:${sign.cells[0]}`}${sign.probes === undefined ? '' : `:p${sign.probes[0]}`}`;

/** A rule's score against how far healthy cars go by it: below the visit's tail it is no visit. */
function against(sign: Sign, tails: Tails): Sign {
  const tail = tails[sign.kind];
  return tail === undefined ? sign : { ...sign, score: sign.score / tail.info, tier: sign.tier === 'visit' && sign.score < tail.visit ? 'info' : sign.tier };
}

const looksToRaise = 2;
const looksToClear = 6;
const openAtMost = 40;
/** Share of the limit for information down to which what is told stays open, and down to which a rule names a sign at all. */
export const keptFrom = 0.6;
export const namedFrom = 0.3;

/** Remembers how far signs went twice in a row. */
function notePeaks(state: Evidences, family: readonly Kind[], signs: readonly Sign[], atOnce: boolean): void {
  const now: Evidences['last'] = {};
  for (const sign of signs) {
    const [key, any, severe] = [keyOf(sign), sign.score, sign.tier === 'info' ? 0 : sign.score];
    const before = atOnce ? { any, severe } : state.last[key];
    now[key] = { kind: sign.kind, any, severe };
    if (before === undefined) continue;
    const peak = state.peaks[sign.kind] ?? { any: 0, severe: 0 };
    const short = (score: number): number => Math.round(100 * score) / 100;
    state.peaks[sign.kind] = { any: Math.max(peak.any, short(Math.min(any, before.any))), severe: Math.max(peak.severe, short(Math.min(severe, before.severe))) };
  }
  for (const [key, one] of Object.entries(state.last)) if (!family.includes(one.kind)) now[key] = one;
  state.last = now;
}

/**
 * One look of the rules named by `family` (a prefix of keys or kinds): signs that are there are kept, those no longer there
 * fade. Answers what is to be told. `at once` leaves the second look out.
 */
export function look(state: Evidences, family: readonly Kind[], found: readonly Sign[], tails: Tails, at: number, daysOfData: number, atOnce = false): Evidence[] {
  notePeaks(state, family, found, atOnce);
  const told: Evidence[] = [];
  const now = new Set<string>();
  for (const sign of found.map((one) => against(one, tails))) {
    const key = keyOf(sign);
    const before = state.open[key];
    // What is open stays open down to `keptFrom` of the limit; nothing new begins below the limit.
    if (sign.score < (before?.told === true ? keptFrom : 1)) continue;
    now.add(key);
    if (before === undefined && Object.keys(state.open).length >= openAtMost) continue;
    const open: Open = before ?? { evidence: { ...sign, key, state: 'raised', at, daysOfData }, seen: 0, missed: 0, told: false };
    state.open[key] = open;
    open.seen++;
    open.missed = 0;
    const worse = tierRank[sign.tier] > tierRank[open.evidence.tier];
    const tier = worse || !open.told ? sign.tier : open.evidence.tier;
    const first = open.evidence.at;
    open.evidence = { ...sign, key, tier, state: open.told && worse ? 'escalated' : 'raised', at: open.told && !worse ? first : at, daysOfData };
    if (open.seen < looksToRaise && !atOnce) continue;
    if (!open.told || worse) told.push({ ...open.evidence });
    open.told = true;
  }
  for (const [key, open] of Object.entries(state.open).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (now.has(key) || !family.includes(open.evidence.kind)) continue;
    open.missed++;
    open.seen = 0;
    if (open.missed < (open.told ? looksToClear : looksToRaise)) continue;
    delete state.open[key];
    if (open.told) told.push({ ...open.evidence, state: 'cleared', at, daysOfData });
  }
  return told;
}

/** What is told of one cell (from 1) alone already, if anything. */
export function believedOf(state: Evidences, cell: number): Kind | undefined {
  for (const open of Object.values(state.open)) if (open.told && open.evidence.cells?.length === 1 && open.evidence.cells[0] === cell && open.evidence.kind !== 'connectionResistance') return open.evidence.kind;
  return undefined;
}

/** How far off a board is that is told of and reads this cell (from 1), mV; 0 for none. */
export function boardMvOf(state: Evidences, cell: number): number {
  for (const open of Object.values(state.open)) if (open.told && open.evidence.kind === 'moduleBoard' && open.evidence.cells?.includes(cell) === true) return open.evidence.value;
  return 0;
}

/** What is believed now, most urgent first. */
export const openEvidence = (state: Evidences): Evidence[] =>
  Object.values(state.open).filter((open) => open.told).map((open) => open.evidence)
    .sort((a, b) => tierRank[b.tier] - tierRank[a.tier] || b.score - a.score || (a.key < b.key ? -1 : 1));
