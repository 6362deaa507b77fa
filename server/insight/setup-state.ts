// How far the first set-up has come. S1 the next step is the first that is not done, in the order of the wizard.
import type { Tx } from '#platform/tx';
import { allBrands, allModels, theAlliance } from '#brands';
import { outletsFor } from '#network';
import { countStaff } from '#people';
import { setUpSteps } from './api.ts';

type Step = (typeof setUpSteps)[number];

/** The first step that is not done, null when all are. (S1) */
export const nextStep = (done: Record<Step, boolean>): Step | null => setUpSteps.find((step) => !done[step]) ?? null;

export async function setupState(tx: Tx) {
  const staff = await countStaff(tx);
  const done: Record<Step, boolean> = {
    administrator: staff > 0,
    alliance: (await theAlliance(tx)) !== undefined,
    brand: (await allBrands(tx)).length > 0,
    model: (await allModels(tx)).length > 0,
    outlet: (await outletsFor(tx)).length > 0,
    staff: staff > 1,
  };
  return { empty: !done.administrator, next: nextStep(done), steps: setUpSteps.map((step) => ({ step, done: done[step] })) };
}
