// How a rescue begins: the owner's one tap, a person at the desk, or a danger that waits for nobody.
// B1 one open mission per car: a second tap, a colleague, a signal find the same one; B2 in danger it begins by itself while
// a person is being called; B3 a precise place comes from whoever sent it, or from the car where its owner allows it, and in danger
// to life from the car without asking (PIPL art. 13 (1) no. 4), which its owner reads; B4 what is not known is not guessed: no
// destination is proposed, and no place kept, for a car of which nobody knows where it stands.
import { actorId, actorName, holds } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { nextNumber } from '#platform/numbers';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { alertForHouse } from '#alerts';
import { alertsOfCase, caseById, findCase, noEvidence, noteOnCase, openCase, placesInWords, type Case } from '#cases';
import { allows, languageOf } from '#people';
import { latestState } from '#telemetry';
import { vehicleByIdOrVin } from '#vehicles';
import type { api } from './api.ts';
import { announceMission, askNext } from './ask-contractors.ts';
import { roadKm } from './arrival.ts';
import { payerOf } from './choose.ts';
import { destinationAgain, freeKeptPlace, proposeDestination } from './destination.ts';
import { ofMission, rescueBegun, type Mission, type Place, type Point } from './mission.ts';
import { responseTo, type Response } from './response.ts';
import { ownView, staffView } from './show-rescues.ts';
import { exitsOf, insertMission, legsOf, lockCar, openMissionOf, rulesOn, saveMission } from './store.ts';

export const desk = ['agent', 'dispatcher', 'serviceManager', 'regionalManager'] as const;

/** All kinds of place that are known of where the car stands. */
export const kindsOf = (place: Place): string[] => [...new Set([...(place.kind === undefined ? [] : [place.kind]), ...placesInWords(place.words ?? '').map((said) => said.place), ...(place.road !== undefined && place.kind === undefined ? ['motorway'] : [])])];

/** What the words say of road, kilometre post and direction: "G42 沪蓉高速 上海方向 K123+500". */
export function placeInWords(words: string): Pick<Place, 'road' | 'kmPost' | 'direction'> {
  const [road, km] = [/\b[GS]\d{1,4}\b/i.exec(words)?.[0]?.toUpperCase(), /\bK\d{1,4}(?:\+\d{1,3})?/i.exec(words)?.[0]?.toUpperCase()];
  const direction = /(?:往|去|向)?([\p{Script=Han}]{1,6}?)方向/u.exec(words)?.[1] ?? /\b(?:towards?|bound for) ([A-Z][a-z]+(?: [A-Z][a-z]+)?)/.exec(words)?.[1];
  return { ...(road === undefined ? {} : { road }), ...(km === undefined ? {} : { kmPost: km }), ...(direction === undefined ? {} : { direction: /方向/.test(words) ? `${direction}方向` : direction }) };
}

/** The same place, with what is said anew laid over it. */
export function placeWith(before: Place, more: Place): Place {
  const merged = { ...before, ...more };
  return { ...placeInWords(merged.words ?? ''), ...merged };
}

/** Where it was said to stand. */
function placeSaid(one: Case, said: Place | undefined): Place {
  const { kind, words, lon, lat } = one.place;
  const saidAnew = said?.kind !== undefined || said?.lon !== undefined; // where it stood in an older trouble of the case does not count
  const known: Place = saidAnew ? {} : { ...(kind === undefined || kind === 'outlet' ? {} : { kind }), ...(words === undefined ? {} : { words }), ...(lon === undefined || lat === undefined ? {} : { lon, lat }) };
  return placeWith(known, said ?? {});
}
/** (B3) */
async function placeOfCase(tx: Tx, one: Case, said: Place | undefined): Promise<Place> {
  const place = placeSaid(one, said);
  return place.lon !== undefined ? place : { ...place, ...(await placeOfCar(tx, one)) };
}

/** Where the car says that it is, to the metre: a truck has to find it. (B3) */
async function placeOfCar(tx: Tx, one: Pick<Case, 'id' | 'vin' | 'brandId' | 'ownerId' | 'urgency'>): Promise<Pick<Place, 'lon' | 'lat'>> {
  const allowed = await allows(tx, one.ownerId, 'locationForRescue');
  if (!allowed && one.urgency > 1) return {};
  const seen = await latestState(tx, one.vin);
  if (seen === undefined || seen.lon === null || seen.lat === null) return {};
  if (!allowed) tx.record({ action: 'rescue.readPlace', subject: 'cases', subjectId: one.id, brandId: one.brandId, why: 'PIPL 13 (1) 4' });
  if (!allowed) await noteOnCase(tx, one.id, { kind: 'note', visibility: 'owner', text: placeReadWords[await languageOf(tx, one.ownerId)], by: { name: 'CareLoop' }, key: `rescue place ${one.id}` });
  return { lon: seen.lon, lat: seen.lat };
}
const placeReadWords = {
  zh: '事关人身安全，救援读取了车辆自己报的位置，救援结束后不再读取（个人信息保护法第十三条第一款第四项）',
  en: 'People may be in danger, so the rescue has read where the car itself says it is; not any more once the rescue is over (PIPL, Art. 13 (1) no. 4)',
};

/** The response to what is known of a mission now. */
export async function responseNow(tx: Tx, one: Pick<Case, 'id' | 'urgency' | 'trouble'>, place: Place, answers: Mission['answers'], atOutlet: boolean): Promise<Response> {
  const alerts = [];
  for (const id of await alertsOfCase(tx, one.id)) {
    const alert = await alertForHouse(tx, id);
    if (alert !== undefined && alert.clearedAt === null) alerts.push({ kind: alert.kind, severity: alert.severity });
  }
  return responseTo({ urgency: one.urgency, trouble: one.trouble, alerts, places: [...kindsOf(place), ...(atOutlet ? ['outlet'] : [])], answers, heightMm: place.heightMm });
}

/** The exit nearest to the car, on its road where that is known. */
export async function handOverFor(tx: Tx, place: Place): Promise<Point | null> {
  const exits = await exitsOf(tx, place.road);
  const near = exits.map((exit) => ({ exit, km: roadKm(exit, place, 100) })).filter((one) => one.km !== null).sort((a, b) => (a.km ?? 0) - (b.km ?? 0))[0];
  return near === undefined ? null : { name: near.exit.name, nameEn: near.exit.nameEn, lon: near.exit.lon, lat: near.exit.lat };
}

/** (B1) */
async function begin(tx: Tx, one: Case, by: Mission['begunBy'], said: Place | undefined): Promise<Mission> {
  await lockCar(tx, one.vin);
  const open = await openMissionOf(tx, one.vin);
  if (open !== undefined) return open;
  const vehicle = (await vehicleByIdOrVin(tx, one.vin)) ?? refuse('vehicleNotFound', { id: one.vin });
  const place = await placeOfCase(tx, one, said);
  const response = await responseNow(tx, one, place, [], one.place.kind === 'outlet');
  const rules = await rulesOn(tx, beijingDay(tx.now));
  const guaranteeUntil = vehicle.deliveredOn === null ? '' : monthsLater(vehicle.deliveredOn, rules.get('guaranteeMonths') ?? 36);
  const { payer, rule } = payerOf({ trouble: one.trouble, inGuarantee: beijingDay(tx.now) <= guaranteeUntil });
  const handOver = response.trafficRescueFirst ? await handOverFor(tx, place) : null;
  const fresh = await insertMission(tx, {
    id: newId(), number: await nextNumber(tx, 'R'), caseId: one.id, brandId: one.brandId, ownerId: one.ownerId, vehicleId: one.vehicleId, vin: one.vin, plateNo: one.plateNo, modelId: one.modelId, modelName: one.modelName, modelNameEn: one.modelNameEn, trouble: one.trouble,
    level: response.level, state: 'helpSought', begunBy: by, response, place, handOver, answers: [], destination: null, payer, payerRule: rule,
  });
  if (fresh === undefined) return (await openMissionOf(tx, one.vin)) ?? refuse('internal');
  const withPlace: Mission = { ...fresh, destination: await proposeDestination(tx, fresh) }; // (B4)
  const asked = (await saveMission(tx, await askNext(tx, withPlace, []))) ?? refuse('staleEdit');
  await noteOnCase(tx, one.id, { kind: 'rescueBegun', visibility: 'owner', data: { number: asked.number, level: asked.level, by }, key: `rescue ${asked.id}` });
  tx.record({ action: 'rescue.begin', subject: 'missions', subjectId: asked.id, brandId: asked.brandId, version: asked.version, after: { caseId: one.id, level: asked.level, response, place } });
  tx.tell(rescueBegun({ ...ofMission(asked), level: asked.level }));
  announceMission(tx, asked);
  return asked;
}

function monthsLater(onDay: string, months: number): string {
  const [year, month, day] = onDay.split('-').map(Number) as [number, number, number];
  return new Date(Date.UTC(year, month - 1 + months, day)).toISOString().slice(0, 10);
}

/** What cases keep of the place. */
const casePlace = (place: Place): Case['place'] => {
  const words = [place.road, place.direction, place.kmPost, place.words].filter((one) => one !== undefined).join(' ');
  return { ...(place.kind === undefined ? {} : { kind: place.kind }), ...(words === '' ? {} : { words }), ...(place.lon === undefined || place.lat === undefined ? {} : { lon: place.lon, lat: place.lat }) };
};

type Asked = { trouble?: Mission['trouble'] | undefined; words?: string | undefined; place?: Place | undefined };
type Car = NonNullable<Awaited<ReturnType<typeof vehicleByIdOrVin>>>;

/** The case that a call for help opens or joins. */
async function caseOfCall(tx: Tx, vehicle: Car, asked: Asked, from: { source: 'owner' | 'phone'; id: string }): Promise<Case> {
  const place = casePlace(asked.place ?? {});
  const said = asked.words === undefined ? [] : [asked.words];
  const { case: one } = await openCase(tx, {
    vehicle, source: from.source, by: { id: from.id, name: actorName(tx.actor) }, place, ...(asked.words === undefined ? {} : { words: asked.words }), data: { rescue: true },
    evidence: { ...noEvidence, words: [...said, ...(place.words === undefined ? [] : [place.words])], troubles: said.length === 0 || asked.trouble !== undefined ? [(asked.trouble ?? 'powerLoss') as Case['trouble']] : [], places: place.kind === undefined ? [] : [place.kind] },
  });
  return one;
}

export async function requestRescue(tx: Tx, input: Input<typeof api.requestRescue>) {
  const vehicle = await vehicleByIdOrVin(tx, input.vehicleId);
  if (vehicle === undefined || vehicle.ownerId !== actorId(tx.actor)) return refuse('vehicleNotFound', { id: input.vehicleId });
  const open = await openMissionOf(tx, vehicle.vin);
  return ownView(tx, open ?? (await begin(tx, await caseOfCall(tx, vehicle, input, { source: 'owner', id: vehicle.ownerId }), 'owner', input.place)));
}

/** Somebody calls who cannot wait, and who answers the phone sends help at once. (B1) */
export async function startRescueOfCar(tx: Tx, input: Input<typeof api.startRescueOfCar>) {
  const vehicle = await vehicleByIdOrVin(tx, input.vehicleId);
  if (vehicle === undefined || !holds(tx.actor, desk, { brandId: vehicle.brandId })) return refuse('vehicleNotFound', { id: input.vehicleId });
  const open = await openMissionOf(tx, vehicle.vin);
  return staffView(tx, open ?? (await begin(tx, await caseOfCall(tx, vehicle, input, { source: 'phone', id: actorId(tx.actor) ?? '' }), 'staff', input.place)));
}

export async function startRescue(tx: Tx, input: Input<typeof api.startRescue>) {
  const one = await findCase(tx, input.caseId);
  if (!holds(tx.actor, desk, { brandId: one.brandId })) refuse('notAllowed');
  if (one.stage === 'closed') refuse('caseClosed', { number: one.number });
  if (one.kind !== 'trouble' || one.stage === 'inService') refuse('rescueNotNeeded');
  return staffView(tx, await begin(tx, one, 'staff', input.place));
}

/** Reaction: a case began or became more urgent. (B2) */
export async function startOnDanger(tx: Tx, body: { caseId: string }): Promise<void> {
  const one = await caseById(tx, body.caseId);
  if (one === undefined || one.kind !== 'trouble' || one.urgency > 1 || !['open', 'booked'].includes(one.stage)) return;
  const response = await responseNow(tx, one, placeSaid(one, undefined), [], one.place.kind === 'outlet');
  if (response.starts === 'byItself') await begin(tx, one, 'signal', undefined);
}

/** What is known has changed: the response, the exit, the destination and whom to ask follow. */
export async function judgeAgain(tx: Tx, mission: Mission): Promise<Mission> {
  const one = (await caseById(tx, mission.caseId)) ?? refuse('caseNotFound', { id: mission.caseId });
  const before = mission.place.lon === undefined && one.urgency === 1 ? { ...mission, place: { ...mission.place, ...(await placeOfCar(tx, one)) } } : mission;
  const judged = await responseNow(tx, one, before.place, before.answers, false);
  const response: Response = { ...judged, level: Math.min(judged.level, before.level) as Response['level'] };
  const handOver = response.trafficRescueFirst ? (before.handOver ?? (await handOverFor(tx, before.place))) : null;
  const next: Mission = { ...before, response, level: response.level, handOver };
  const destination = await destinationAgain(tx, next, response.quarantine && !before.response.quarantine);
  if (before.response.quarantine && !response.quarantine) await freeKeptPlace(tx, next.id);
  return askNext(tx, { ...next, destination }, await legsOf(tx, [before.id]));
}
