// The pre-check of a claim before it is sent: open rules as data (text, severity, numbers, days, version), each looked at by
// a small function of its id. P1 the same claim and the same rules give the same findings, in the same order; P2 a rule of
// another day is not asked; P3 whoever looks at no rule finds nothing, and never throws.
import { createHash } from 'node:crypto';
import type { ClaimLine, PartState } from './claim.ts';

export type CheckRule = { id: string; version: number; validFrom: string; validTo: string | null; severity: 'error' | 'warning'; text: string; textEn: string; params: Record<string, number>; source: string };
export type Finding = { ruleId: string; version: number; severity: 'error' | 'warning'; text: string; textEn: string; about: string[] };
/** Everything the rules look at. */
export type ClaimFacts = {
  onDay: string; finished: boolean; finishedOn: string; complaint: string; cause: string; correction: string; payType: string; kind: 'maker' | 'supplier';
  lines: readonly ClaimLine[]; orderLines: readonly { id: string; totalFen: number; ownerFen: number; claimableFen: number }[];
  parts: readonly { lineId: string; code: string; state: PartState }[]; terms: { sendWithinDays: number } | null; daysSinceFinish: number; safetyInspected: boolean; lockOuts: number; excluded: boolean; photos: number; goodwillGranted: boolean;
  /** Codes of lines that were claimed on this car before, with how many days ago. */
  claimedBefore: readonly { code: string; days: number; number: string }[];
};
type Look = (facts: ClaimFacts, params: Record<string, number>) => string[];

const told = (text: string): string => text.replaceAll(/\s/g, '');
const number = (params: Record<string, number>, name: string, otherwise: number): number => params[name] ?? otherwise;
const when = (wrong: boolean, about: string): string[] => (wrong ? [about] : []);

/** What each rule looks at: the codes or words it finds wrong. */
export const looks: Record<string, Look> = {
  'C01-finished': (facts) => when(!facts.finished, ''),
  'C02-three-cs': ({ complaint, cause, correction }, params) => {
    const all = { complaint: told(complaint), cause: told(cause), correction: told(correction) };
    const least = number(params, 'leastCharacters', 1);
    return Object.entries(all).filter(([name, text]) => text.length < least || Object.entries(all).some(([other, its]) => other !== name && its === text)).map(([name]) => name);
  },
  'C03-in-time': (facts) => when(facts.terms !== null && facts.daysSinceFinish > facts.terms.sendWithinDays, `${facts.daysSinceFinish} > ${facts.terms?.sendWithinDays ?? 0}`),
  'C04-partner': (facts) => when(facts.terms === null, ''),
  'C05-parts-labelled': (facts, params) => facts.lines.filter((line) => facts.kind === 'maker' && line.kind === 'part' && line.totalFen >= number(params, 'fromFen', 0))
    .filter((line) => !facts.parts.some((part) => part.lineId === line.lineId && !['kept', 'missing'].includes(part.state))).map((line) => line.code),
  'C06-second-person': (facts) => (facts.safetyInspected ? [] : facts.lines.filter((line) => line.safety).map((line) => line.code)),
  'C07-lock-out': (facts) => (facts.lockOuts > 0 ? [] : facts.lines.filter((line) => line.hv).map((line) => line.code)),
  'C08-not-excluded': (facts) => when(facts.excluded && facts.payType !== 'goodwill', ''),
  'C09-repeat': (facts, params) => facts.claimedBefore.filter((one) => one.days <= number(params, 'days', 0) && facts.lines.some((line) => line.code === one.code)).map((one) => `${one.code} · ${one.number}`),
  'C10-photos': (facts, params) => when(facts.lines.reduce((sum, line) => sum + line.claimedFen, 0) >= number(params, 'fromFen', 0) && facts.photos < number(params, 'least', 1), `${facts.photos}`),
  'C11-sum': (facts) => facts.lines.filter((line) => {
    const own = facts.orderLines.find((one) => one.id === line.lineId);
    if (own === undefined || own.totalFen !== line.totalFen || own.ownerFen !== line.ownerFen || line.claimedFen + line.ownerFen > line.totalFen) return true;
    return facts.kind === 'maker' ? own.claimableFen !== line.claimedFen : line.claimedFen > own.claimableFen;
  }).map((line) => line.code),
  'C12-goodwill': (facts) => when(facts.payType === 'goodwill' && !facts.goodwillGranted, ''),
};

/** (P1, P2, P3) */
export function preCheck(rules: readonly CheckRule[], facts: ClaimFacts): { findings: Finding[]; hash: string } {
  const inForce = rules.filter((rule) => rule.validFrom <= facts.onDay && (rule.validTo === null || facts.onDay <= rule.validTo)).toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.version - b.version));
  const findings = inForce.flatMap((rule): Finding[] => {
    const about = looks[rule.id]?.(facts, rule.params) ?? [];
    return about.length === 0 ? [] : [{ ruleId: rule.id, version: rule.version, severity: rule.severity, text: rule.text, textEn: rule.textEn, about: [...new Set(about)].filter((one) => one !== '').toSorted() }];
  });
  return { findings, hash: createHash('sha256').update(JSON.stringify([inForce, facts])).digest('hex') };
}
