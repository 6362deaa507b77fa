// Hears danger in words about a car: what it is, how urgent, which words said it, and which words only looked like it.
// D1 no setting and no model switches it off; D2 what was set aside is said with its reason; D3 in doubt it counts.
import { isDenied, setAside, underOneDenial, type Aside, type Found } from './circumstances.ts';
import { hazardsByParts } from './by-parts.ts';
import { hazardsBySenses } from './by-senses.ts';
import { fold } from './fold.ts';
import { figures, hazards, type Level } from './hazards.ts';

export { fold } from './fold.ts';
export { hazards, type Hazard, type Level } from './hazards.ts';
export type { Aside } from './circumstances.ts';
export type Danger = { code: string; level: Level; category: string; matched: string; from: number };
export type Reading = {
  folded: string; level: Level | null; dangers: Danger[]; aside: (Danger & { why: Aside })[];
  /** The words without compounds and figures of speech that only look like danger. */
  literal: string;
};

const ready = [...hazards, ...hazardsByParts, ...hazardsBySenses].map((hazard) => ({ hazard, pattern: new RegExp(hazard.en === undefined ? hazard.zh : `${hazard.zh}|${hazard.en}`, 'gu') }));
const rank: Record<Level, number> = { S0: 0, S1: 1, S2: 2 };
/** Held by the car's body, not by its locks. */
const pinned = /[夹挤压轧]|卡(?:在|住)|撞|追尾|翻|变形|\bpinned\b/;
/** What says to stop without saying why: the danger beside it names what is wrong. */
const bare = new Set(['stopMessage', 'driveLostOnRoad']);

/** Without compounds and figures of speech; every sign stays where it is. */
const withoutFigures = (folded: string): string => folded.replaceAll(figures, (figure) => '＿'.repeat(figure.length));

function allFound(text: string): Found[] {
  return ready.flatMap(({ hazard, pattern }) => [...text.matchAll(pattern)].map((match) => ({ hazard, matched: match[0], from: match.index, until: match.index + match[0].length })))
    .sort((a, b) => a.from - b.from || b.until - a.until).reduce<Found[]>(joinTo, []);
}

/** Two patterns of one danger that overlap have heard one thing. */
function joinTo(known: Found[], one: Found): Found[] {
  const same = known.find((other) => other.hazard.code === one.hazard.code && one.from < other.until);
  if (same === undefined) return [...known, one];
  return known.map((other) => (other === same ? { ...other, until: Math.max(other.until, one.until), matched: other.matched + one.matched.slice(Math.min(one.matched.length, other.until - one.from)) } : other));
}

/** What the words say of danger, most urgent first. (D2, D3) */
export function readDanger(words: string): Reading {
  const folded = fold(words);
  const text = withoutFigures(folded);
  const found = allFound(text);
  const denied = new Set<Found>();
  for (const one of found) if (isDenied(text, one) || found.some((other) => denied.has(other) && underOneDenial(text, other, one))) denied.add(one);
  const told = found.map((one) => {
    const { code, level, category } = one.hazard;
    return { code, level, category: code === 'trapped' && pinned.test(one.matched) ? 'crash.serious' : category, matched: one.matched, from: one.from, why: denied.has(one) ? 'denied' as const : setAside(text, one) };
  });
  const dangers = told.filter((one) => one.why === undefined).map(({ why: _why, ...one }) => one).sort((a, b) => rank[a.level] - rank[b.level] || Number(bare.has(a.code)) - Number(bare.has(b.code)) || a.from - b.from);
  return { folded, literal: text, level: dangers[0]?.level ?? null, dangers, aside: told.filter((one): one is Danger & { why: Aside } => one.why !== undefined) };
}
