// What counts as a report of something: an owner's case, or a voice from outside. P1 a trouble that the words name is the subject,
// for service what it was about, unless that is a mere guess; P2 a car says one thing once, wherever it is said: at the desk, at a line of the state, in a thread;
// P3 a batch is the cars of a model delivered in one quarter, a software version is what the car itself told before, else
// what the words name; P4 who asks for maintenance
// reports nothing.
import { addDays, beijingDay } from '#platform/calendar';
import type { Tx } from '#platform/tx';
import { noEvidence, reportsOfBrand, weigh, type Trouble } from '#cases';
import { softwareTold, type SoftwareTold } from '#commands';
import { carsByModel, deliveryDays } from '#vehicles';
import { outsideReports, type OutsideReport } from '#voices';
import { rulesOn } from './store.ts';

export type Subject = Trouble | OutsideReport['topic'];
export type Report = {
  id: string; caseId: string | null; voiceId: string | null; number: string; on: string; subject: Subject; modelId: string | null; modelName: string; modelNameEn: string; outletId: string | null; vehicleId: string | null; ownerId: string | null;
  reporter: string; source: string | null; words: string | null; batch: string | null; software: string | null;
  /** The version that the car itself told, where it is known. */
  runs: string | null;
};

/** What service did is the subject even where the words name a trouble as well. */
const ofService: readonly OutsideReport['topic'][] = ['attitude', 'waiting', 'repairQuality', 'price', 'parts', 'delivery', 'rescue'];
const alsoTrouble: Partial<Record<OutsideReport['topic'], Trouble>> = { charging: 'charging', climate: 'airConditioning' };
/** (P1) */
export function subjectOf(topic: OutsideReport['topic'], words: string, sure = true): Subject {
  if (sure && ofService.includes(topic)) return topic;
  const { trouble } = weigh({ ...noEvidence, words: [words] });
  return trouble === 'other' ? (alsoTrouble[topic] ?? topic) : trouble;
}

/** The quarter of a day, as 2026Q3. (P3) */
export const quarterOf = (on: string): string => `${on.slice(0, 4)}Q${Math.ceil(Number(on.slice(5, 7)) / 3)}`;

const number = String.raw`(?<![\d.])(\d{1,2}(?:\.\d{1,3}){1,3})(?![\d.]|\s*(?:万|元|块|公里|度|千瓦|小时|km|kwh|v(?![a-z])))`;
const namedFirst = new RegExp(String.raw`(?:\bv|version|software|firmware|ota|软件|系统|固件|车机|版本|升级(?:到|至|了|成)?)\s*(?:版本|为|是|号)?\s*v?\s*${number}`, 'iu');
const namedAfter = new RegExp(String.raw`${number}\s*(?:版本?|系统|固件)`, 'iu');
/** The software version that words name, if they name one. (P3) */
export const softwareIn = (words: string): string | null => {
  const plain = words.normalize('NFKC');
  return (namedFirst.exec(plain) ?? namedAfter.exec(plain))?.[1] ?? null;
};

/** What a car ran on a day: what it told last until then. */
export const softwareOn = (told: readonly SoftwareTold[], on: string): string | null => told.findLast((one) => beijingDay(one.at) <= on)?.version ?? null;

/** All reports of a brand over the days that are watched, the oldest first. */
export async function reportsOf(tx: Tx, brandId: string): Promise<{ from: string; until: string; reports: Report[]; told: SoftwareTold[] }> {
  const until = beijingDay(tx.now);
  const from = addDays(until, 1 - (await rulesOn(tx, until)).watchDays);
  const [cases, voices, models] = [await reportsOfBrand(tx, brandId, from), await outsideReports(tx, brandId, from), new Map((await carsByModel(tx, brandId)).map((model) => [model.modelId, model]))];
  const delivered = await deliveryDays(tx, [...new Set([...cases, ...voices].flatMap(({ vehicleId }) => vehicleId ?? []))]);
  const told = await softwareTold(tx, brandId);
  const ofCar = Map.groupBy(told, ({ vin }) => vin);
  const softwareOf = (vehicleId: string | null, on: string, words: string): Pick<Report, 'runs' | 'software'> => {
    const runs = softwareOn(ofCar.get(delivered.get(vehicleId ?? '')?.vin ?? '') ?? [], on);
    return { runs, software: runs ?? softwareIn(words) };
  };
  const batchOf = (vehicleId: string | null): string | null => (vehicleId === null || !delivered.has(vehicleId) ? null : quarterOf(delivered.get(vehicleId)!.on));
  const reports = [
    ...cases.filter((one) => one.trouble !== 'maintenance').map((one): Report => ({ // (P4)
      ...one, id: one.caseId, voiceId: null, number: one.caseNumber, subject: one.trouble, reporter: one.vehicleId, source: one.deskOf, batch: batchOf(one.vehicleId), ...softwareOf(one.vehicleId, one.on, one.words ?? ''),
    })),
    // (P2) Who signs with a name is one reporter per channel; who does not is somebody else each time.
    ...voices.map((one): Report => ({
      id: one.id, caseId: null, voiceId: one.id, number: one.number, on: one.on, subject: subjectOf(one.topic, one.words, one.sure), modelId: one.modelId, modelName: models.get(one.modelId ?? '')?.name ?? '', modelNameEn: models.get(one.modelId ?? '')?.nameEn ?? '',
      outletId: one.outletId, vehicleId: one.vehicleId, ownerId: delivered.get(one.vehicleId ?? '')?.ownerId ?? null, reporter: one.vehicleId ?? (one.author === null ? one.id : `${one.channel} ${one.author}`), source: one.deskOf, words: one.words,
      batch: batchOf(one.vehicleId), ...softwareOf(one.vehicleId, one.on, one.words),
    })),
  ];
  return { from, until, told, reports: reports.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.id < b.id ? -1 : 1)) };
}
