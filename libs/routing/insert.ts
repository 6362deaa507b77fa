// One more job into a plan that stands: nothing else moves to another vehicle or changes its order.
import type { Problem, Solution } from './problem.ts';
import { rich } from './rich.ts';
import { layOut, tell } from './solve.ts';

/** `problem` already holds the job; the plan is `solution` with it in the cheapest place, or with it left out and why. */
export function insert(problem: Problem, solution: Solution, job: string): Solution {
  const table = layOut(problem, 1, solution);
  const { ground, plan, driver, random } = table;
  const task = ground.tasks.findIndex((one) => one.visits.some((visit) => ground.jobs[ground.jobOf[visit]!]!.id === job));
  if (task < 0) throw new TypeError(`routing: the job ${job} is not in the problem`);
  const where = Array.from(plan.absent.subarray(0, plan.absents)).indexOf(task);
  if (where < 0) return tell(table, 0);
  const craft = rich(plan, ground, driver, random);
  plan.turn++;
  plan.touches = 0;
  if (craft.seek(task, 0, false) < plan.penalty[task]!) {
    craft.put(task);
    plan.absent.copyWithin(where, where + 1, plan.absents--);
  }
  return tell(table, 0, craft, solution.leftOut.filter((left) => left.job !== job));
}
