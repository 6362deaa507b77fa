// What the owner should do this minute, as codes that each face puts into words: people first, then traffic, then the car.
// A1 in danger the first advice is to stop and get away, and whom to call is said; A2 nothing that can wait is said to
// somebody in danger; A3 on a motorway people are behind the barrier before the triangle is spoken of.
// Sources: 道路交通安全法 art. 52 and 68 with its implementing regulation art. 60 (hazard lights; triangle 50 to 100 m
// behind, on motorways at least 150 m; people behind the barrier); emergency guides of makers for a burning traction
// battery (15 m).
import type { Advice, PlaceKind, Trouble } from './codes.ts';
import { placesInWords } from './trouble.ts';
import type { Urgency } from './urgency.ts';

const burning: readonly Trouble[] = ['smokeOrFire', 'batteryHot', 'batteryDamage', 'flooded'];
const outOfHand: readonly Trouble[] = ['brakes', 'steering'];
const stranded: readonly Trouble[] = ['powerLoss', 'outOfCharge', 'twelveVolt', 'tyre', 'vehicleAlarm', 'collision', 'trapped'];

function onTheRoad(places: readonly PlaceKind[]): Advice[] {
  if (places.includes('tunnel')) return ['hazardLights', 'outOfTheTunnel', 'call12122'];
  if (places.includes('motorway')) return ['hazardLights', 'behindTheBarrier', 'triangle150m', 'call12122'];
  if (places.includes('lane') || places.includes('roadside')) return ['hazardLights', 'behindTheBarrier', 'triangle50m'];
  return ['hazardLights'];
}

function forTrouble(trouble: Trouble): Advice[] {
  switch (trouble) {
    case 'smokeOrFire': return ['stopSafely', 'leaveTheCar', 'keep15m', 'call119', 'doNotTouchHighVoltage'];
    case 'batteryHot': case 'batteryDamage': return ['stopSafely', 'leaveTheCar', 'keep15m', 'call119', 'stopCharging'];
    case 'electricShock': return ['doNotTouchHighVoltage', 'call120', 'stopCharging'];
    case 'flooded': return ['leaveTheCar', 'doNotDrive', 'doNotTouchHighVoltage'];
    case 'brakes': case 'steering': return ['slowAndHandBrake', 'stopSafely', 'doNotDrive'];
    case 'trapped': return ['call119', 'call120', 'unlockWithCardKey'];
    case 'collision': return ['stopSafely', 'leaveTheCar', 'call122', 'call120', 'photographIt'];
    case 'insulation': return ['stopSafely', 'doNotDrive', 'doNotTouchHighVoltage', 'stopCharging'];
    default: return ['stopSafely', 'doNotDrive'];
  }
}

/** What can be said to somebody who is in no danger. */
function calmAdvice(trouble: Trouble): Advice[] {
  switch (trouble) {
    case 'insulation': case 'batteryCells': return ['avoidFastCharging', 'driveGentlyToService', 'bookAVisit'];
    case 'batteryHot': return ['stopCharging', 'takeItOutdoors', 'stayReachable'];
    case 'charging': return ['tryAnotherCharger', 'photographIt', 'bookAVisit'];
    case 'twelveVolt': return ['unlockWithCardKey', 'keepCharged', 'stayReachable'];
    case 'outOfCharge': case 'powerLoss': return ['doNotDrive', 'stayReachable'];
    case 'brakes': case 'steering': case 'tyre': return ['driveGentlyToService', 'photographIt', 'bookAVisit'];
    case 'maintenance': return ['bookAVisit'];
    case 'dissatisfied': return ['stayReachable'];
    default: return ['photographIt', 'bookAVisit'];
  }
}

/** Advice in the order in which it is to be followed; somebody displeased is not told to stop the car. `place` is what is known of where the car stands. */
export function adviceFor(one: { trouble: Trouble; urgency: Urgency; place: { kind?: PlaceKind | undefined; words?: string | undefined } }): Advice[] {
  const places = [...(one.place.kind === undefined ? [] : [one.place.kind]), ...placesInWords(one.place.words ?? '').map((said) => said.place)];
  if (one.urgency > 2 || (one.trouble === 'dissatisfied' && one.urgency === 2)) return calmAdvice(one.trouble);
  const danger = one.urgency === 1 || burning.includes(one.trouble) || outOfHand.includes(one.trouble);
  const first = forTrouble(one.trouble);
  const road = stranded.includes(one.trouble) || danger ? onTheRoad(places) : [];
  const said: Advice[] = [...first, ...road, 'stayReachable'];
  return said.filter((advice, index) => said.indexOf(advice) === index);
}
