// A battery's health and faults from what the car tells while it drives, charges and rests. One state per vehicle, frame by
// frame, nothing read twice: `newState`, `observe`, `report`; `serialise` and `restore` between restarts.
// Pure: no I/O, no clock, no chance. Model, method, figures and limits of what may be believed: README.md.
export type { BatteryFrame, Chemistry, Pack } from './frame.ts';
export { newState, restore, serialise, type State } from './state.ts';
export { flush, observe } from './observe.ts';
export { cellHistory, cellResistances, report, type Report } from './report.ts';
export { type Cause, type Evidence, type Kind, kinds, type LearntKind, learntKinds, monthsReached, type NextTest, type Reached, type RuledOut, type Tails, type Tier, tierRank } from './evidence.ts';
export { describeEvidence, describeReport, type Language } from './describe.ts';
export { budgets, conformalLimit, firstLimits, fitTails, healthyLimit, type Learnt, leastMonths, type Limits, type Method, tailLimit, widest } from './limits.ts';
export type { CapacityReport, Measurement } from './capacity.ts';
export { type Effects, fitEffects, noEffects } from './effects.ts';
export type { Care, Due, RemainingLife } from './life.ts';
export type { RangeSplit } from './use.ts';
export { curveOf, mvOf, socOf } from './ocv.ts';
