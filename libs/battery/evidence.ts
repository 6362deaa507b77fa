// What the library says: one kind of trouble at one place, how sure, how urgent, what else it could have been. A trouble is
// told when it is first believed (twice in a row), when it gets more urgent and when it is over; never twice alike (B5).

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
  /** The last look that showed it; missing in states put away before it was kept. */
  seenAt?: number;
}

/**
 * Rules whose limit is one of chance, so that a fleet may show that its healthy cars go further. The others stand against volts,
 * heat, a guarantee or the law (insulation, 12 V, loss of capacity, runaway), and no fleet moves those; nor a sign to stop.
 */
export const learntKinds = ['imbalance', 'leakage', 'step', 'lowCapacity', 'connectionResistance', 'moduleBoard', 'sensor', 'probeSensor', 'cooling'] as const satisfies readonly Kind[];
export type LearntKind = (typeof learntKinds)[number];
const isLearnt = (sign: Sign): sign is Sign & { kind: LearntKind } => sign.tier !== 'stop' && sign.key !== 'cooling:hot' && (learntKinds as readonly Kind[]).includes(sign.kind);

/** How many times the limit of chance a fleet's healthy cars have shown to be theirs, by rule; a rule that is not named keeps that limit. */
export type Tails = Partial<Record<Kind, { info: number; visit: number }>>;

/** How near its limits a car came by each rule that looked: the highest score reached twice in a row, and the same where it was a visit's. */
export type Reached = Partial<Record<LearntKind, [any: number, severe: number]>>;
/** A car-month: thirty days, numbered since 1970; `days`: how many of them had a look at all. */
export interface Month { no: number; days: number; day: number; reached: Reached }

export interface Evidences {
  open: Record<string, Open>;
  /** Every sign of the last looks, also those below the limit: by them a fleet learns how far healthy cars go. */
  last: Record<string, { kind: Kind; any: number; severe: number }>;
  /** The months as of late, the one that goes on last. */
  months: Month[];
}

export const newEvidences = (): Evidences => ({ open: {}, last: {}, months: [] });

const keyOf = (sign: Sign): string => sign.key ?? `${sign.kind}${sign.cells === undefined ? '' : `:${sign.cells[0]}`}${sign.probes === undefined ? '' : `:p${sign.probes[0]}`}`;

/** A rule's score against how far healthy cars go by it: below the visit's tail it is no visit. */
function against(sign: Sign, tails: Tails): Sign {
  const tail = isLearnt(sign) ? tails[sign.kind] : undefined;
  return tail === undefined ? sign : { ...sign, score: sign.score / tail.info, tier: sign.tier === 'visit' && sign.score < tail.visit ? 'info' : sign.tier };
}

const looksToRaise = 2;
const looksToClear = 6;
/**
 * What is told of one cell stands on weeks of rests, so a few days of others do not end it: told, taken back and told again was
 * one trouble. Where the cell now has another story, and for joints, which speak at every load, the looks suffice.
 */
const cellClearsAfterMs = 14 * 86_400_000;
const openAtMost = 40;
/** Share of the limit for information down to which what is told stays open, and down to which a rule names a sign at all. */
export const keptFrom = 0.6;
export const namedFrom = 0.3;

const dayMs = 86_400_000;
const monthDays = 30;
const monthsKept = 7;
/** Days with a look from which a month says how far a car goes. */
const leastDays = 10;

/** The month of a moment; looks come in order of time. */
function monthOf(state: Evidences, at: number): Month {
  const day = Math.floor(at / dayMs);
  const no = Math.floor(day / monthDays);
  let month = state.months.at(-1);
  if (month === undefined || month.no < no) {
    month = { no, days: 0, day: -1, reached: {} };
    state.months.push(month);
    if (state.months.length > monthsKept) state.months.shift();
  }
  if (month.day < day) {
    month.day = day;
    month.days++;
  }
  return month;
}

/** Remembers how far signs went twice in a row, by the limits of chance, whatever limits are in force. */
function noteReached(state: Evidences, family: readonly Kind[], signs: readonly Sign[], at: number): void {
  const month = monthOf(state, at);
  for (const kind of learntKinds) if (family.includes(kind)) month.reached[kind] ??= [0, 0];
  const now: Evidences['last'] = {};
  for (const sign of signs) {
    if (!isLearnt(sign)) continue;
    const [key, any, severe] = [keyOf(sign), sign.score, sign.tier === 'info' ? 0 : sign.score];
    const before = state.last[key];
    now[key] = { kind: sign.kind, any, severe };
    if (before === undefined) continue;
    const [mostAny, mostSevere] = month.reached[sign.kind]!;
    const short = (score: number): number => Math.round(100 * score) / 100;
    month.reached[sign.kind] = [Math.max(mostAny, short(Math.min(any, before.any))), Math.max(mostSevere, short(Math.min(severe, before.severe)))];
  }
  for (const [key, one] of Object.entries(state.last)) if (!family.includes(one.kind)) now[key] = one;
  state.last = now;
}

/** The months that are over and were looked at often enough: a car-month each. */
export const monthsReached = (state: Evidences): { no: number; reached: Reached }[] =>
  state.months.slice(0, -1).filter((month) => month.days >= leastDays).map(({ no, reached }) => ({ no, reached }));

/**
 * One look of the rules named by `family` (a prefix of keys or kinds): signs that are there are kept, those no longer there
 * fade. Answers what is to be told.
 */
export function look(state: Evidences, family: readonly Kind[], found: readonly Sign[], tails: Tails, at: number, daysOfData: number): Evidence[] {
  noteReached(state, family, found, at);
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
    open.seenAt = at;
    const worse = tierRank[sign.tier] > tierRank[open.evidence.tier];
    const tier = worse || !open.told ? sign.tier : open.evidence.tier;
    const first = open.evidence.at;
    open.evidence = { ...sign, key, tier, state: open.told && worse ? 'escalated' : 'raised', at: open.told && !worse ? first : at, daysOfData };
    if (open.seen < looksToRaise) continue;
    if (!open.told || worse) told.push({ ...open.evidence });
    open.told = true;
  }
  for (const [key, open] of Object.entries(state.open).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (now.has(key) || !family.includes(open.evidence.kind)) continue;
    open.missed++;
    open.seen = 0;
    if (open.missed < (open.told ? looksToClear : looksToRaise)) continue;
    const { kind, cells } = open.evidence;
    const ofCell = cells?.length === 1 && kind !== 'connectionResistance' && !found.some((one) => one.cells?.[0] === cells[0] && one.score >= 1);
    if (open.told && ofCell && at - (open.seenAt ?? 0) < cellClearsAfterMs) continue;
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
