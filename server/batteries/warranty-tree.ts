// Who bears a battery's trouble, as a tree of questions: each with its answer and why. Pure.
// W1 the same inputs give the same decision, by the tree named in it; W2 every question that was asked stands in the path; W3 an
// estimate decides nothing that lies within its interval: then the standard test comes first; W4 the sentence to the owner says
// the deciding question in plain words, and where to appeal.
import type { decisionOutcomes } from './paper-api.ts';

export const treeVersion = 'battery-warranty 1 (2026-11)';
export type Inputs = {
  deliveredOn: string | null; onDay: string; odometerKm: number | null; warrantyYears: number; warrantyKm: number; minSohPct: number; damaged: boolean; modified: boolean; flooded: boolean;
  findingOutcome: string | null; findingRule: string | null; testSohPct: number | null; testSdPct: number; estimateLowPct: number | null; estimateHighPct: number | null;
};
export type Outcome = (typeof decisionOutcomes)[number];
export type Asked = { ask: string; answer: string; because: string };
export type Decided = { outcome: Outcome; path: Asked[]; sentence: string; sentenceEn: string };

const cellRules: readonly string[] = ['imbalance', 'leakage', 'step', 'lowCapacity', 'connectionResistance', 'moduleBoard', 'sensor', 'probeSensor', 'insulation', 'cooling', 'runaway'];
const appeal = ['如不认同，可在本页申诉，由另一位人员复核。', ' If you see it otherwise, appeal on this page: another person looks again.'] as const;

function ends(path: Asked[], outcome: Outcome, zh: string, en: string): Decided {
  return { outcome, path, sentence: `${zh}${appeal[0]}`, sentenceEn: `${en}${appeal[1]}` };
}

function yearsBetween(from: string, to: string): number {
  const [a, b] = [new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`)];
  return b.getUTCFullYear() - a.getUTCFullYear() - (b.toISOString().slice(5, 10) < a.toISOString().slice(5, 10) ? 1 : 0);
}

/** (W3) */
function health(path: Asked[], of: Inputs): Decided {
  const min = of.minSohPct;
  if (of.testSohPct !== null) {
    const [low, high] = [of.testSohPct - 1.645 * of.testSdPct, of.testSohPct + 1.645 * of.testSdPct];
    const below = of.testSohPct < min;
    path.push({ ask: 'healthByTest', answer: below ? 'below' : 'above', because: `${of.testSohPct} % (${low.toFixed(1)}…${high.toFixed(1)}), ${min} %` });
    return below ? ends(path, 'covered', `标准检测的健康度为 ${of.testSohPct}%，低于保证值 ${min}%，由厂家承担。`, `The standard test measured ${of.testSohPct} % health, below the guaranteed ${min} %: the maker bears it.`)
      : ends(path, 'notCovered', `标准检测的健康度为 ${of.testSohPct}%，不低于保证值 ${min}%，也没有确认电池故障，本次不属于保修。`, `The standard test measured ${of.testSohPct} % health, not below the guaranteed ${min} %, and no battery fault was confirmed: this is not under warranty.`);
  }
  if (of.estimateLowPct === null || of.estimateHighPct === null) {
    path.push({ ask: 'healthByEstimate', answer: 'unknown', because: '' });
    return ends(path, 'testFirst', '目前没有足够数据判断健康度，请先做标准检测，费用由我们承担。', 'There is not enough data to tell the health: the standard test comes first, at our cost.');
  }
  const because = `${of.estimateLowPct.toFixed(1)}…${of.estimateHighPct.toFixed(1)} %, ${min} %`;
  if (of.estimateLowPct >= min) {
    path.push({ ask: 'healthByEstimate', answer: 'above', because });
    return ends(path, 'notCovered', `日常数据估计的健康度为 ${of.estimateLowPct.toFixed(0)}–${of.estimateHighPct.toFixed(0)}%，整个区间不低于保证值 ${min}%，也没有确认电池故障，本次不属于保修。`, `Estimated from daily data the health is ${of.estimateLowPct.toFixed(0)}–${of.estimateHighPct.toFixed(0)} %, all of it not below the guaranteed ${min} %, and no battery fault was confirmed: this is not under warranty.`);
  }
  path.push({ ask: 'healthByEstimate', answer: 'within', because });
  return ends(path, 'testFirst', `日常数据估计的健康度为 ${of.estimateLowPct.toFixed(0)}–${of.estimateHighPct.toFixed(0)}%，区间包含或低于保证值 ${min}%，请先做标准检测，费用由我们承担。`, `Estimated from daily data the health is ${of.estimateLowPct.toFixed(0)}–${of.estimateHighPct.toFixed(0)} %; the guaranteed ${min} % lies within or above it: the standard test comes first, at our cost.`);
}

/** Decides. (W1, W2, W4) */
export function decide(of: Inputs): Decided {
  const path: Asked[] = [];
  const years = of.deliveredOn === null ? null : yearsBetween(of.deliveredOn, of.onDay);
  const inTime = years !== null && years < of.warrantyYears;
  path.push({ ask: 'withinYears', answer: inTime ? 'yes' : years === null ? 'unknown' : 'no', because: `${of.deliveredOn ?? '–'} → ${of.onDay}, ${of.warrantyYears}` });
  if (years === null) return ends(path, 'testFirst', '没有交付日期，请先核对购车凭证。', 'There is no delivery day on record: please show the papers of the purchase first.');
  if (!inTime) return ends(path, 'notCovered', `交付已满 ${of.warrantyYears} 年，超过电池保修期。`, `More than ${of.warrantyYears} years have passed since delivery: the battery warranty has ended.`);
  const inKm = of.odometerKm === null || of.odometerKm <= of.warrantyKm;
  path.push({ ask: 'withinKm', answer: of.odometerKm === null ? 'unknown' : inKm ? 'yes' : 'no', because: `${of.odometerKm ?? '–'} km, ${of.warrantyKm} km` });
  if (!inKm) return ends(path, 'notCovered', `里程 ${of.odometerKm} km 超过保修里程 ${of.warrantyKm} km。`, `${of.odometerKm} km is more than the ${of.warrantyKm} km of the warranty.`);
  for (const [ask, is, zh, en] of [['damaged', of.damaged, '电池有外力损伤', 'The battery was damaged from outside'], ['flooded', of.flooded, '电池有进水痕迹', 'The battery has been under water'], ['modified', of.modified, '高压系统经过改装', 'The high-voltage system was modified']] as const) {
    path.push({ ask, answer: is ? 'yes' : 'no', because: '' });
    if (is) return ends(path, 'notCovered', `${zh}，不属于质量问题，可向保险报案。`, `${en}: that is no defect of the battery; the insurance may cover it.`);
  }
  const fault = of.findingOutcome === 'confirmed' && of.findingRule !== null && cellRules.includes(of.findingRule);
  path.push({ ask: 'faultConfirmed', answer: fault ? 'yes' : of.findingOutcome ?? 'no', because: of.findingRule ?? '' });
  if (fault) return ends(path, 'covered', '车间检查确认了电池故障，在保修期内，由厂家承担。', 'The workshop confirmed a fault of the battery within the warranty: the maker bears it.');
  return health(path, of);
}

export const decisionMoves = {
  decided: { appeal: 'appealed', answer: 'refused' }, appealed: { appeal: 'refused', answer: 'answered' }, upheld: { appeal: 'refused', answer: 'refused' }, changed: { appeal: 'refused', answer: 'refused' },
} as const;
