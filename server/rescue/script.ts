// The safety script: what is asked and said first, one step after the other, before anybody speaks of trucks or money.
// Q1 people, then who is hurt, then smoke; the lane and the triangle only where there is traffic; Q2 what was answered is
// kept with who and when, and an answer may be given anew: the last one counts; Q3 not knowing is treated as the danger.
import type { scriptAnswers, scriptSteps } from './api.ts';

export type Step = (typeof scriptSteps)[number];
export type Answer = { step: Step; answer: (typeof scriptAnswers)[number]; byName: string; at: string };

const yesNo = ['yes', 'no', 'unknown'] as const;
/** What may be answered to each step. */
export const answersTo: Record<Step, readonly Answer['answer'][]> = {
  people: yesNo, injured: yesNo, smoke: yesNo, lane: ['emergencyLane', 'trafficLane', 'serviceArea', 'offRoad', 'unknown'], warned: yesNo, battery: yesNo, height: ['under2m', 'under2m4', 'higher', 'unknown'],
};
const onTheRoad = ['motorway', 'tunnel', 'lane', 'roadside'];

/** The steps for where the car stands, in their order. (Q1) */
export function stepsFor(places: readonly string[]): Step[] {
  const road = places.length === 0 || places.some((place) => onTheRoad.includes(place));
  return ['people', 'injured', 'smoke', ...(road ? (['lane', 'warned'] as const) : []), 'battery', ...(places.includes('garage') ? (['height'] as const) : [])];
}

/** The step that comes next; null when all were answered. */
export const nextStep = (places: readonly string[], answers: readonly Pick<Answer, 'step'>[]): Step | null => stepsFor(places).find((step) => !answers.some((one) => one.step === step)) ?? null;

/** How far everybody keeps from the car; null where nothing may burn. (Q3) */
export function keepAwayM(answers: readonly Answer[], mayBurn: boolean, distanceM: number): number | null {
  const said = (step: Step): string | undefined => answers.findLast((one) => one.step === step)?.answer;
  return mayBurn || said('smoke') === 'yes' || said('smoke') === 'unknown' || said('battery') === 'yes' ? distanceM : null;
}
