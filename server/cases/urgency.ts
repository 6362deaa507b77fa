// How urgent a case is: 1 people in danger, 2 a danger or somebody stranded, 3 needs work soon, 4 can wait. Decided from
// what the car signals, what people say, where the car stands and who is in it; every step keeps its reason.
// U1 a danger heard of besides never makes it less urgent; U2 the reasons say all that counted; U3 a word denied counts for nothing.
import type { CircumstanceCode, PlaceKind, Trouble, WordCode } from './codes.ts';
import { placesInWords, troublesInWords, vulnerableInWords } from './trouble.ts';

export type Urgency = 1 | 2 | 3 | 4;
export type Evidence = {
  alerts: readonly { kind: string; severity: Urgency }[];
  words: readonly string[];
  /** Chosen by a person from a list, beside the words. */
  troubles: readonly Trouble[];
  places: readonly PlaceKind[];
  /** The mark of a survey that opened it. */
  score: number | null;
  /** Somebody on the telephone pressed the key for danger and has said nothing yet. */
  dangerKey?: boolean;
};
export type Reason = {
  from: 'signal' | 'words' | 'place' | 'people' | 'mark' | 'staff';
  code: WordCode | CircumstanceCode | (string & {});
  urgency: Urgency;
  matched: string | null;
};
export type Judgement = { urgency: Urgency; trouble: Trouble; reasons: Reason[] };

const troubleOfAlert: Record<string, Trouble> = {
  overheatingPack: 'batteryHot', insulationFalling: 'insulation', chargingFails: 'charging', twelveVoltDying: 'twelveVolt',
  cellSpread: 'batteryCells', makerAlarmLevel3: 'vehicleAlarm', lowSocStranded: 'outOfCharge',
  makerFlags: 'vehicleAlarm', standingDrain: 'batteryCells', wentSilent: 'vehicleAlarm', sensorGone: 'vehicleAlarm', badWeather: 'other',
  'battery.insulation': 'insulation', 'battery.cooling': 'batteryHot', 'battery.runaway': 'batteryHot', 'battery.auxBattery': 'twelveVolt',
};
/** What a trouble means when nothing else is known but its name. */
const chosenUrgency: Record<Trouble, Urgency> = {
  smokeOrFire: 1, electricShock: 1, brakes: 1, steering: 1, trapped: 1, batteryDamage: 1,
  batteryHot: 2, insulation: 2, flooded: 2, collision: 2, powerLoss: 2, outOfCharge: 2,
  batteryCells: 3, twelveVolt: 3, charging: 3, vehicleAlarm: 3, tyre: 3, noise: 3, screen: 3, dissatisfied: 3, other: 3,
  airConditioning: 4, bodyAndPaint: 4, maintenance: 4,
};
const exposed: readonly PlaceKind[] = ['motorway', 'tunnel', 'lane'];
const enclosed: readonly PlaceKind[] = ['garage', 'tunnel', 'home'];
const safe: readonly PlaceKind[] = ['home', 'garage', 'chargingStation', 'outlet'];
const mayBurn: readonly Trouble[] = ['smokeOrFire', 'batteryHot', 'batteryDamage', 'insulation', 'flooded'];
const stuck: readonly Trouble[] = ['powerLoss', 'outOfCharge', 'twelveVolt', 'tyre', 'vehicleAlarm', 'flooded', 'collision'];
/** Strandings that are no danger where the car stands well. */
const calmWhereSafe: readonly Trouble[] = ['powerLoss', 'outOfCharge'];

type Found = { trouble: Trouble; reason: Reason };
/** Words that a person has to read: within working hours. */
const unclear: Found = { trouble: 'other', reason: { from: 'words', code: 'unclear', urgency: 3, matched: null } };

function found(evidence: Evidence): Found[] {
  const signals = evidence.alerts.map((alert): Found => ({
    trouble: troubleOfAlert[alert.kind] ?? (alert.kind.startsWith('battery.') ? 'batteryCells' : 'vehicleAlarm'), reason: { from: 'signal', code: alert.kind, urgency: alert.severity, matched: null },
  }));
  const words = evidence.words.flatMap((text) => {
    const heard = troublesInWords(text).map(({ trouble, code, urgency, matched }): Found => ({ trouble, reason: { from: 'words', code, urgency, matched } }));
    return heard.length > 0 || evidence.troubles.length > 0 ? heard : [unclear];
  });
  const chosen = evidence.troubles.map((trouble): Found => ({ trouble, reason: { from: 'words', code: 'chosen', urgency: chosenUrgency[trouble], matched: trouble } }));
  const mark: Found[] = evidence.score === null ? [] : [{ trouble: 'dissatisfied', reason: { from: 'mark', code: 'dissatisfied', urgency: evidence.score <= 1 ? 2 : 3, matched: String(evidence.score) } }];
  const pressed: Found[] = evidence.dangerKey === true ? [{ trouble: 'other', reason: { from: 'words', code: 'dangerKey', urgency: 1, matched: null } }] : [];
  const all = [...signals, ...words, ...chosen, ...mark, ...pressed];
  return all.length > 0 ? all : [unclear];
}

type Circumstances = { exposed: boolean; enclosed: boolean; safe: boolean; place: PlaceKind | null; vulnerable: string | null };

function circumstances(evidence: Evidence): Circumstances {
  const places = [...evidence.places, ...evidence.words.flatMap((text) => placesInWords(text).map((said) => said.place))];
  const isExposed = places.some((place) => exposed.includes(place));
  const isSafe = !isExposed && !places.includes('roadside') && places.some((place) => safe.includes(place));
  const telling = places.find((place) => (isExposed ? exposed : safe).includes(place)) ?? places[0] ?? null;
  const vulnerable = evidence.words.map(vulnerableInWords).find((word) => word !== undefined) ?? null;
  return { exposed: isExposed, enclosed: places.some((place) => enclosed.includes(place)), safe: isSafe, place: telling, vulnerable };
}

/** What the circumstances make of one trouble; the reasons are added where they changed something. */
function inPlace(one: Found, where: Circumstances): Reason[] {
  const reasons: Reason[] = [];
  let urgency = one.reason.urgency;
  const change = (to: number, from: Reason['from'], code: CircumstanceCode, matched: string | null): void => {
    const next = Math.min(4, Math.max(1, to)) as Urgency;
    if (next !== urgency) reasons.push({ from, code, urgency: next, matched });
    urgency = next;
  };
  if (where.exposed && urgency < 4) change(stuck.includes(one.trouble) ? 1 : urgency - 1, 'place', 'exposedOnTheRoad', where.place);
  if (where.enclosed && mayBurn.includes(one.trouble)) change(urgency - 1, 'place', 'fireIndoors', where.place);
  if (where.safe && calmWhereSafe.includes(one.trouble)) change(urgency + 1, 'place', 'safePlace', where.place);
  if (where.vulnerable !== null && urgency < 4 && stuck.includes(one.trouble)) change(urgency - 1, 'people', 'vulnerablePeople', where.vulnerable);
  return reasons;
}

/** Weighs all that is known. The trouble is that of the most urgent finding, a named one before an unclear one. (U1, U2) */
export function weigh(evidence: Evidence): Judgement {
  const where = circumstances(evidence);
  const weighed = found(evidence).map((one) => {
    const added = inPlace(one, where);
    return { trouble: one.trouble, reasons: [one.reason, ...added], urgency: added.at(-1)?.urgency ?? one.reason.urgency };
  });
  weighed.sort((a, b) => a.urgency - b.urgency || Number(a.trouble === 'vehicleAlarm') - Number(b.trouble === 'vehicleAlarm'));
  const first = weighed[0] as (typeof weighed)[number];
  const reasons = weighed.flatMap((one) => one.reasons);
  const distinct = reasons.filter((reason, index) => reasons.findIndex((other) => other.from === reason.from && other.code === reason.code && other.urgency === reason.urgency) === index);
  return { urgency: first.urgency, trouble: first.trouble, reasons: distinct };
}
