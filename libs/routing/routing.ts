// The door of the library: who drives where and when. `solve` plans, `check` judges any plan from the model alone, `explain`
// says why, `insert` finds room for one more job at once. Pure: no clock, no file, no network; the same seed and number of
// iterations give the same plan, whatever the order of the input.
export { check, type Fault } from './check.ts';
export { explain, type Explanation } from './explain.ts';
export { insert } from './insert.ts';
export type * from './problem.ts';
export { solve, type SolveOptions } from './solve.ts';
export { greatCircle, reckonedTravel } from './travel.ts';
