// The graded response to a car that stands: how fast, with what, and who comes first; from what the car signals, what
// people say and where it stands. Pure.
// G1 people in danger: a person is called within a minute and the rescue starts by itself, beside it; G2 on a motorway its
// own rescue (12122) moves the car, ours takes it over at the exit; G3 an electric car is carried with no wheel turning;
// G4 a battery that may burn goes to quarantine and is handled by trained hands only; G5 every step says why.
import type { emergencyNumbers, means, ways } from './api.ts';
import type { Answer } from './script.ts';

export type Need = (typeof means)[number];
export type Way = (typeof ways)[number];
export type Reason = { code: string; detail: string | null };
export type Response = {
  level: 1 | 2 | 3 | 4; starts: 'byItself' | 'offered' | 'notNeeded'; way: Way; needs: Need[]; trafficRescueFirst: boolean; quarantine: boolean;
  callPersonWithinSeconds: number | null; numbers: (typeof emergencyNumbers)[number][]; reasons: Reason[];
};
export type Situation = {
  /** How urgent the case is by signal, words and place, and what the trouble is. */
  urgency: 1 | 2 | 3 | 4; trouble: string;
  alerts: readonly { kind: string; severity: number }[];
  places: readonly string[];
  answers: readonly Answer[];
  heightMm?: number | undefined;
};

const mayBurn = ['smokeOrFire', 'batteryHot', 'batteryDamage', 'flooded'];
const damaged = ['smokeOrFire', 'batteryHot', 'batteryDamage', 'flooded', 'collision', 'insulation', 'electricShock'];
const stands = [...damaged, 'powerLoss', 'outOfCharge', 'twelveVolt', 'tyre', 'brakes', 'steering', 'trapped'];
const burningAlerts = ['overheatingPack'];
const ofTheRoad = ['motorway', 'tunnel'];
/** A low garage lets in no ordinary flatbed. */
const flatbedHeightMm = 2400;

export const latest = (answers: readonly Answer[], step: Answer['step']): Answer['answer'] | undefined => answers.findLast((one) => one.step === step)?.answer;

/** Help on the spot where it is quick and nothing may burn; everything else is carried. (G3) */
function wayOf(of: Situation, exposed: boolean, burns: boolean): { way: Way; reason: Reason } {
  if (exposed) return { way: 'tow', reason: { code: 'exposedSoCarried', detail: null } };
  if (burns) return { way: 'tow', reason: { code: 'mayBurnSoCarried', detail: null } };
  if (of.trouble === 'outOfCharge') return { way: 'charge', reason: { code: 'chargedOnTheSpot', detail: null } };
  if (of.trouble === 'twelveVolt') return { way: 'jumpStart', reason: { code: 'startedOnTheSpot', detail: null } };
  if (of.trouble === 'tyre') return { way: 'tyre', reason: { code: 'tyreOnTheSpot', detail: null } };
  return { way: 'tow', reason: { code: 'carried', detail: of.trouble } };
}

function needsOf(way: Way, hv: boolean, low: boolean): Need[] {
  const onTheSpot: Record<Exclude<Way, 'tow'>, Need> = { charge: 'mobileCharger', jumpStart: 'jumpStarter', tyre: 'tyreService' };
  if (way !== 'tow') return [onTheSpot[way]];
  return [low ? 'lowGarage' : 'flatbed', ...(hv ? (['hvTrained'] as const) : [])];
}

/** Whether a garage is too low for a flatbed: by its height, or by what was answered. */
export const isLow = (of: Pick<Situation, 'answers' | 'heightMm' | 'places'>): boolean =>
  of.heightMm !== undefined ? of.heightMm < flatbedHeightMm : ['under2m', 'under2m4'].includes(latest(of.answers, 'height') ?? '') || (of.places.includes('garage') && latest(of.answers, 'height') !== 'higher');

export function responseTo(of: Situation): Response {
  const reasons: Reason[] = [{ code: `urgency${of.urgency}`, detail: of.trouble }];
  const because = (code: string, detail: string | null = null): boolean => reasons.push({ code, detail }) > 0;
  const smoke = latest(of.answers, 'smoke') === 'yes' && because('smokeSeen');
  const hurt = latest(of.answers, 'injured') === 'yes' && because('somebodyHurt');
  const hot = (latest(of.answers, 'battery') === 'yes' && because('batteryWarns')) || of.alerts.some((alert) => burningAlerts.includes(alert.kind) && alert.severity <= 2 && because('signal', alert.kind));
  const lane = latest(of.answers, 'lane') === 'trafficLane' && because('inTheLane');
  const motorway = of.places.some((place) => ofTheRoad.includes(place)) && latest(of.answers, 'lane') !== 'serviceArea' && because('motorway');
  const burns = smoke || hot || mayBurn.includes(of.trouble);
  const quarantine = burns && because('quarantine');
  const level = smoke || hurt || lane ? 1 : of.urgency;
  const exposed = motorway || lane || of.places.includes('lane');
  const { way, reason } = wayOf(of, exposed, burns);
  reasons.push(reason);
  const low = of.places.includes('garage') && way === 'tow' && isLow(of) && because('lowGarage', of.heightMm === undefined ? null : String(of.heightMm));
  const needed = (stands.includes(of.trouble) || burns || lane || (level <= 2 && of.trouble !== 'dissatisfied')) && !(of.places.includes('outlet') && !burns);
  return {
    level, starts: !needed ? 'notNeeded' : level === 1 ? 'byItself' : 'offered', way, needs: needsOf(way, burns || damaged.includes(of.trouble), low), trafficRescueFirst: motorway, quarantine,
    callPersonWithinSeconds: level === 1 ? 60 : null,
    numbers: [...(burns ? (['119'] as const) : []), ...(hurt || of.trouble === 'electricShock' ? (['120'] as const) : []), ...(of.trouble === 'collision' ? (['122'] as const) : []), ...(motorway ? (['12122'] as const) : [])], reasons,
  };
}
