// What the desk and the owner do with a mission under way.
// R1 an edit is based on what the desk saw of the thing it is about, whatever else of the mission has moved since: an answer of the
// answers to that step, the place of the place, news of a helper of that helper; owners, who see one page, are simply heard; R2 what
// the script's answers say counts at once: response, numbers, whom to ask, and a danger reaches the case and with it a person on
// duty; R3 only what may be called off is; R4 a wrong press of the desk is taken back, and the owner hears what is true.
import { actorId, actorName, holds } from '#platform/actor';
import { changesSince, changesTo, type Change } from '#platform/audit';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { hearDanger, noteOnCase } from '#cases';
import type { api } from './api.ts';
import { ask, rankedFor } from './ask-contractors.ts';
import { desk, judgeAgain, placeWith } from './begin-rescue.ts';
import { mayGoTo } from './choose.ts';
import { asDestination, goTo, lookForDestination } from './destination.ts';
import { end, moveHelper, savedAndTold, sayTime, takeBack } from './move-leg.ts';
import { isOpenLeg, isOwn, missionMoves, type Leg, type Mission, type Place } from './mission.ts';
import { answersTo, type Answer, type Step } from './script.ts';
import { findMission, onwardMost, ownView, scriptOf, staffView } from './show-rescues.ts';
import { exitsOf, insertLeg, legsOf, lockMission, rulesOn } from './store.ts';

type Seen = { missionId: string; version: number };
async function lockedFor(tx: Tx, input: Seen, may: readonly (typeof desk)[number][]): Promise<Mission> {
  await findMission(tx, input.missionId);
  const mission = (await lockMission(tx, input.missionId)) ?? refuse('missionNotFound', { id: input.missionId });
  return holds(tx.actor, may, { brandId: mission.brandId }) ? mission : refuse('notAllowed');
}
const by = (...actions: `rescue.${string}`[]) => (change: Change): boolean => actions.includes(change.action as `rescue.${string}`);
const partOf = (change: Change): { step?: string; place?: object; helper?: string } => (change.after ?? {}) as { step?: string; place?: object; helper?: string };
/** What each edit is about: the changes since that make it stale. (R1) */
const about = {
  answer: (step: Step) => (change: Change) => by('rescue.hear')(change) && partOf(change).step === step,
  place: (change: Change) => by('rescue.hear')(change) && partOf(change).place !== undefined,
  exit: by('rescue.handOver'),
  destination: by('rescue.destination'),
  ourHelper: (change: Change) => partOf(change).helper !== undefined && partOf(change).helper !== '12122',
  anyHelper: (change: Change) => by('rescue.trafficRescue')(change) || partOf(change).helper !== undefined,
  onward: by('rescue.askOnward', 'rescue.arrangeOnward'),
  payer: by('rescue.payer'),
} as const;

/** (R1) */
async function toEdit(tx: Tx, input: Seen, concerns: (change: Change) => boolean, may: readonly (typeof desk)[number][] = desk, over = false): Promise<Mission> {
  const mission = await lockedFor(tx, input, may);
  const changes = await changesTo(tx, { subject: 'missions', id: mission.id, version: input.version }, concerns);
  if (changes.length > 0) refuse('staleEdit', { changes });
  if (mission.endedAt !== null && !over) refuse('missionOver', { number: mission.number });
  return mission;
}
/** The mission and the helper of whom there is news; `which` finds it among the legs. (R1) */
async function toTellOf(tx: Tx, input: Seen & { legId: string | null; legVersion: number }, which: (leg: Leg) => boolean): Promise<{ mission: Mission; leg: Leg | undefined }> {
  const mission = await lockedFor(tx, input, desk);
  const leg = (await legsOf(tx, [mission.id])).findLast(which);
  if (leg === undefined && input.legId !== null) refuse('legNotFound', { id: input.legId });
  if ((leg?.id ?? null) !== input.legId || (leg?.version ?? 0) !== input.legVersion) refuse('staleEdit', { changes: await changesSince(tx, 'missions', mission.id, input.version) });
  return mission.endedAt !== null ? refuse('missionOver', { number: mission.number }) : { mission, leg };
}
async function mine(tx: Tx, id: string, over = false): Promise<Mission> {
  const mission = await lockMission(tx, id);
  if (mission === undefined || mission.ownerId !== actorId(tx.actor)) return refuse('missionNotFound', { id });
  return mission.endedAt !== null && !over ? refuse('missionOver', { number: mission.number }) : mission;
}
async function kept(tx: Tx, action: `rescue.${string}`, before: Mission, next: Mission, after: unknown, why?: string): Promise<Mission> {
  const saved = await savedAndTold(tx, next);
  tx.record({ action, subject: 'missions', subjectId: saved.id, brandId: saved.brandId, version: saved.version, before: { state: before.state, level: before.level }, after, ...(why === undefined ? {} : { why }) });
  return saved;
}

/** What an answer says of danger to people, as a case weighs it. */
const dangerIn = (said: { step?: Step | undefined; answer?: Answer['answer'] | undefined }): Omit<Parameters<typeof hearDanger>[2], 'source'> | undefined => {
  if (said.step === 'smoke' && said.answer === 'yes') return { troubles: ['smokeOrFire'], words: [], places: [] };
  if (said.step === 'injured' && said.answer === 'yes') return { troubles: [], words: ['有人受伤'], places: [] };
  if (said.step === 'lane' && said.answer === 'trafficLane') return { troubles: ['powerLoss'], words: [], places: ['lane'] };
  return undefined;
};

/** (R2) */
async function heard(tx: Tx, mission: Mission, said: { step?: Step | undefined; answer?: Answer['answer'] | undefined; place?: Place | undefined }): Promise<Mission> {
  if (said.step !== undefined && (said.answer === undefined || !answersTo[said.step].includes(said.answer) || !scriptOf(mission, 0).steps.includes(said.step))) refuse('scriptStepNotAsked', { field: 'answer', step: said.step });
  const answers = said.step === undefined || said.answer === undefined ? mission.answers : [...mission.answers, { step: said.step, answer: said.answer, byName: actorName(tx.actor), at: tx.now.toISOString() }];
  const place = said.place === undefined ? mission.place : placeWith(mission.place, said.place);
  const danger = dangerIn(said);
  if (danger !== undefined) await hearDanger(tx, mission.caseId, { ...danger, source: tx.actor.kind === 'owner' ? 'owner' : 'phone' });
  const saved = await kept(tx, 'rescue.hear', mission, await judgeAgain(tx, { ...mission, answers, place }), said);
  if (saved.level < mission.level) await noteOnCase(tx, saved.caseId, { kind: 'note', text: `救援等级 ${mission.level} → ${saved.level}` });
  return saved;
}

export const answerScript = async (tx: Tx, input: Input<typeof api.answerScript>) => staffView(tx, await heard(tx, await toEdit(tx, input, about.answer(input.step)), { step: input.step, answer: input.answer }));
export const setRescuePlace = async (tx: Tx, input: Input<typeof api.setRescuePlace>) => staffView(tx, await heard(tx, await toEdit(tx, input, about.place), { place: input.place }));
export const answerMyScript = async (tx: Tx, input: Input<typeof api.answerMyScript>) => ownView(tx, await heard(tx, await mine(tx, input.missionId), input));

export async function setHandOver(tx: Tx, input: Input<typeof api.setHandOver>) {
  const mission = await toEdit(tx, input, about.exit);
  const exit = input.pointId === undefined ? undefined : ((await exitsOf(tx, undefined)).find((one) => one.id === input.pointId) ?? refuse('handOverPointNotFound', { field: 'pointId' }));
  const words = input.words?.trim() ?? '';
  if (exit === undefined && words === '') refuse('handOverPointNotFound', { field: 'words' });
  const handOver = exit === undefined ? { name: words, nameEn: words, lon: mission.place.lon ?? null, lat: mission.place.lat ?? null } : { name: exit.name, nameEn: exit.nameEn, lon: exit.lon, lat: exit.lat };
  return staffView(tx, await kept(tx, 'rescue.handOver', mission, await judgeAgain(tx, { ...mission, handOver }), handOver));
}

const delayed = (tx: Tx, mission: Mission, leg: Leg, arrivesInMin: number | undefined): Promise<Mission> => sayTime(tx, mission, leg, arrivesInMin ?? refuse('arrivalNotValid', { field: 'arrivesInMin' }), actorName(tx.actor));

export async function noteTrafficRescue(tx: Tx, input: Input<typeof api.noteTrafficRescue>) {
  const { mission, leg } = await toTellOf(tx, input, (one) => one.kind === 'trafficRescue');
  const { deed, arrivesInMin, words } = input;
  const open = leg !== undefined && isOpenLeg(leg) ? leg : undefined;
  if (deed === 'delay') return staffView(tx, await delayed(tx, mission, open ?? refuse('legNotFound', { kind: 'trafficRescue' }), arrivesInMin));
  if (deed === 'takeBack') return staffView(tx, await takeBack(tx, mission, open ?? refuse('legNotFound', { kind: 'trafficRescue' })));
  if (deed !== 'request') return staffView(tx, await moveHelper(tx, mission, open ?? refuse('legNotFound', { kind: 'trafficRescue' }), deed, { arrivesInMin, why: words, byName: actorName(tx.actor) }));
  if (open !== undefined) refuse('legNotNow', { state: open.state });
  await insertLeg(tx, {
    missionId: mission.id, brandId: mission.brandId, ownerId: mission.ownerId, kind: 'trafficRescue', turn: 1, contractorId: null, name: '12122', phone: '12122', state: 'requested', answerByAt: null, farKm: null, linkKey: null,
    arrivesAt: arrivesInMin === undefined ? null : new Date(tx.now.getTime() + arrivesInMin * 60_000), arrivesBasis: arrivesInMin === undefined ? 'none' : 'helperSaid',
  });
  await noteOnCase(tx, mission.caseId, { kind: 'rescueMoved', text: words ?? null, data: { number: mission.number, helper: '12122', helperKind: 'trafficRescue', state: 'requested', at: tx.now.toISOString(), arrivesAt: null } });
  return staffView(tx, await kept(tx, 'rescue.trafficRescue', mission, mission, { words: words ?? null }));
}

export async function listRescueContractors(tx: Tx, input: Input<typeof api.listRescueContractors>) {
  const mission = await findMission(tx, input.missionId);
  const asked = new Set((await legsOf(tx, [mission.id])).map((leg) => leg.contractorId));
  return { contractors: (await rankedFor(tx, mission)).map(({ contractor, farKm, minutes, lacks }) => ({ id: contractor.id, name: contractor.name, nameEn: contractor.nameEn, phone: contractor.phone, farKm, minutes, lacks, asked: asked.has(contractor.id) })) };
}

export async function askContractor(tx: Tx, input: Input<typeof api.askContractor>) {
  const before = await toEdit(tx, input, about.ourHelper);
  const ranked = (await rankedFor(tx, before)).find((one) => one.contractor.id === input.contractorId) ?? refuse('contractorNotFound', { field: 'contractorId' });
  const lacks = ranked.lacks.filter((lack) => lack !== 'outOfReach');
  if (lacks.length > 0) refuse('contractorCannot', { field: 'contractorId', lacks });
  const legs = await legsOf(tx, [before.id]);
  const held = legs.find((leg) => leg.kind === 'contractor' && isOpenLeg(leg));
  if (held?.state === 'loaded') refuse('legNotNow', { state: held.state });
  const turn = Math.max(1, ...legs.map((leg) => leg.turn));
  const mission = held === undefined ? before : await moveHelper(tx, before, held, 'replace', { why: 'anotherAsked', byName: actorName(tx.actor), asksNobody: true });
  return staffView(tx, await savedAndTold(tx, await ask(tx, mission, ranked, turn)));
}

export async function recordLeg(tx: Tx, input: Input<typeof api.recordLeg>) {
  const { mission, leg } = await toTellOf(tx, input, (one) => one.id === input.legId);
  if (leg === undefined) return refuse('legNotFound', { id: input.legId });
  if (isOwn(leg)) refuse('legNotNow', { state: leg.state }); // its driver tells, through dispatch
  if (input.deed === 'delay') return staffView(tx, await delayed(tx, mission, leg, input.arrivesInMin));
  if (input.deed === 'takeBack') return staffView(tx, await takeBack(tx, mission, leg));
  return staffView(tx, await moveHelper(tx, mission, leg, input.deed, { arrivesInMin: input.arrivesInMin, why: input.words, byName: actorName(tx.actor) }));
}

export async function listDestinations(tx: Tx, input: Input<typeof api.listDestinations>) {
  const looked = await lookForDestination(tx, await findMission(tx, input.missionId));
  return { operations: looked.operations, outlets: looked.candidates.map((one) => asDestination(one, null)) };
}

export async function chooseDestination(tx: Tx, input: Input<typeof api.chooseDestination>) {
  const mission = await toEdit(tx, input, about.destination);
  const looked = await lookForDestination(tx, mission);
  const chosen = looked.candidates.find((one) => one.outlet.id === input.outletId) ?? refuse('outletNotFound', { field: 'outletId' });
  if (!mayGoTo(chosen)) refuse('destinationCannot', { field: 'outletId' });
  const destination = await goTo(tx, mission, looked, chosen, actorName(tx.actor));
  return staffView(tx, await kept(tx, 'rescue.destination', mission, { ...mission, destination }, destination));
}

export async function askOnward(tx: Tx, input: Input<typeof api.askOnward>) {
  const mission = await mine(tx, input.missionId, true);
  const mostFen = onwardMost(mission, await rulesOn(tx, beijingDay(tx.now))).find((one) => one.kind === input.kind)?.fen ?? null;
  const onward = { kind: input.kind, people: input.people, toWords: input.toWords.trim(), askedAt: tx.now.toISOString(), askedBy: actorName(tx.actor), mostFen, arrangedAt: null, arrangedWords: null };
  await noteOnCase(tx, mission.caseId, { kind: 'rescueOnward', visibility: 'owner', text: onward.toWords, data: { kind: input.kind, people: input.people } });
  return ownView(tx, await kept(tx, 'rescue.askOnward', mission, { ...mission, onward }, onward));
}

export async function arrangeOnward(tx: Tx, input: Input<typeof api.arrangeOnward>) {
  const mission = await toEdit(tx, input, about.onward, desk, true);
  if (mission.onward === null) return refuse('onwardNotAsked');
  const onward = { ...mission.onward, arrangedAt: tx.now.toISOString(), arrangedWords: input.words.trim() };
  await noteOnCase(tx, mission.caseId, { kind: 'rescueOnward', visibility: 'owner', text: onward.arrangedWords, data: { kind: onward.kind, people: onward.people, arranged: true } });
  return staffView(tx, await kept(tx, 'rescue.arrangeOnward', mission, { ...mission, onward }, onward));
}

export async function decidePayer(tx: Tx, input: Input<typeof api.decidePayer>) {
  const mission = await toEdit(tx, input, about.payer, ['serviceManager', 'regionalManager'], true);
  return staffView(tx, await kept(tx, 'rescue.payer', mission, { ...mission, payer: input.payer, payerRule: input.why.trim() }, { payer: input.payer }, input.why));
}

/** (R3) */
async function callOff(tx: Tx, mission: Mission, why: string): Promise<Mission> {
  if (missionMoves[mission.state].cancelled === 'refused') refuse('missionOver', { number: mission.number });
  tx.record({ action: 'rescue.cancel', subject: 'missions', subjectId: mission.id, brandId: mission.brandId, version: mission.version + 1, after: { why } });
  return end(tx, mission, 'cancelled', why);
}
export const cancelRescue = async (tx: Tx, input: Input<typeof api.cancelRescue>) => staffView(tx, await callOff(tx, await toEdit(tx, input, about.anyHelper), input.why));
export const cancelMyRescue = async (tx: Tx, input: Input<typeof api.cancelMyRescue>) => ownView(tx, await callOff(tx, await mine(tx, input.missionId), input.why));
