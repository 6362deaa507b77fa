// Stages in a row (maker's warehouse, region, outlet), each fed by the one before: exact optimum by echelon cost
// recursion (Clark & Scarf 1960; in the form of Shang & Song 2003), Poisson demand, continuous review.
import { type Law, lawMean, poisson } from './law.ts';

/** From the stage that serves the car (first) to the one that buys (last). */
export type Stage = { leadTime: number; echelonHolding: number };

/** Best echelon base stocks, first stage first, and cost per unit of time; `waiting` is the cost of a waiting unit. */
export function bestSerial(stages: readonly Stage[], demandRate: number, waiting: number): { stocks: number[]; cost: number } {
  const reach = Math.ceil(demandRate * stages.reduce((sum, stage) => sum + stage.leadTime, 0));
  const [low, high] = [-(2 * reach + 60 + Math.ceil(12 * Math.sqrt(reach + 1))), 2 * reach + 60 + Math.ceil(12 * Math.sqrt(reach + 1))];
  const local = stages.reduce((sum, stage) => sum + stage.echelonHolding, 0);
  /** Cost passed up by the stages below, as a function of their echelon position; linear to the left of the table. */
  let below = (x: number): number => (waiting + local) * Math.max(0, -x);
  const stocks: number[] = [];
  let cost = 0;
  for (const stage of stages) {
    const law = poisson(demandRate * stage.leadTime);
    const inner = below;
    const table = new Map<number, number>();
    const of = (y: number): number => {
      let value = table.get(y);
      if (value === undefined) table.set(y, value = expected(law, (taken) => stage.echelonHolding * (y - taken) + inner(y - taken)));
      return value;
    };
    let best = Math.floor(lawMean(law));
    for (let y = low; y <= high; y++) if (of(y) < of(best) - 1e-12) best = y;
    stocks.push(best);
    cost = of(best);
    below = (x) => of(Math.min(best, x));
  }
  return { stocks, cost };
}

function expected(law: Law, value: (units: number) => number): number {
  let sum = 0;
  for (let k = 0; k < law.p.length; k++) sum += law.p[k]! * value(k * law.step);
  return sum;
}
