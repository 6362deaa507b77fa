// What makers' fault codes mean, and which of them a car names. F1 the meaning of a code is the maker's, of one model, from a
// day on: what a code of last winter meant is what was valid then; F2 what has begun to hold is never rewritten, a better text
// begins today or later; F3 a code nobody explained is told as unknown, never guessed from another model or brand; F4 a car's
// codes are shown to its brand's people only, of its present owner's time, of the last days; the rest needs a look (car-window.ts).
import { findModel } from '#brands';
import { actorName, holds, type Role } from '#platform/actor';
import { changesSince } from '#platform/audit';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findBook } from '#prices';
import { vehicleByIdOrVin, type Vehicle } from '#vehicles';
import type { api } from './api.ts';
import type { Read } from './consume.ts';
import { heldSince } from './car-window.ts';
import { eventTime } from './event-time.ts';
import { faultKeepers } from './fault-api.ts';
import { editionsOf, insertCodes, keepNamed, namedSince, updateCode, type FaultCode, type FaultPart, type Meaning, type Named, type NewCode } from './fault-store.ts';

const shownDays = 7;
const shownMost = 50;
/** Between the report that named a code and the one a car was heard by last, a terminal may send others that list none. */
const standsMs = 60_000;

/** A code as people read it: four bytes in hexadecimal. */
export const hexOf = (code: number): string => code.toString(16).toUpperCase().padStart(8, '0');
export const codeWritten = (text: string): string => text.replace(/^0x/i, '').toUpperCase();

export function keptBy(tx: Tx, brandId: string): void {
  if (!holds(tx.actor, faultKeepers, { brandId })) refuse('notAllowed');
}

/** What codes of a car's model meant on their days; null for those nobody explained. (F1, F3) */
export async function meaningsOf(tx: Tx, car: Pick<Vehicle, 'brandId' | 'modelId'>, codes: readonly string[]): Promise<(code: string, at: Date) => Meaning | null> {
  const editions = codes.length === 0 ? [] : await editionsOf(tx, car.brandId, [car.modelId], [...new Set(codes)]);
  return (code, at) => editions.findLast((one) => one.code === code && one.validFrom <= beijingDay(at)) ?? null;
}

/** Keeps which codes a batch of frames names; a moment that cannot be believed of a frame sent again tells of no time. */
export async function keepFaults(tx: Tx, batch: readonly Read[]): Promise<void> {
  const named = new Map<string, Named>();
  for (const { frame: { vin, receivedAt }, understood, of } of batch) {
    if (understood.does !== 'report' || understood.faults === undefined) continue;
    const { at, clock } = eventTime(understood.saidAt, receivedAt);
    if (understood.reissued && clock !== 'good') continue;
    for (const { part, code } of understood.faults) {
      const key = `${vin} ${of.ownerId} ${part} ${code}`;
      const before = named.get(key);
      named.set(key, { vin, brandId: of.brandId, ownerId: of.ownerId, part, code: hexOf(code), firstAt: before === undefined || at < before.firstAt ? at : before.firstAt, lastAt: before === undefined || at > before.lastAt ? at : before.lastAt });
    }
  }
  if (named.size > 0) await keepNamed(tx, [...named.values()]);
}

export type CarFault = { part: FaultPart; hex: string; meaning: Meaning | null; firstAt: Date; lastAt: Date; stands: boolean };

/** The codes a car named lately, for whoever may see the car: those that stand first. (F4) */
export async function faultsOfCar(tx: Tx, car: Vehicle): Promise<CarFault[]> {
  const since = Math.max(tx.now.getTime() - shownDays * 86_400_000, (await heldSince(tx, car.vin))?.getTime() ?? 0);
  const named = await namedSince(tx, car, new Date(since), shownMost);
  const meaning = await meaningsOf(tx, car, named.map((one) => one.code));
  return named.map(({ part, code, firstAt, lastAt, seenAt }) => ({ part, hex: code, firstAt: firstAt.getTime() < since ? new Date(since) : firstAt, lastAt, stands: seenAt !== null && seenAt.getTime() - lastAt.getTime() <= standsMs, meaning: meaning(code, lastAt) }))
    .sort((a, b) => Number(b.stands) - Number(a.stands));
}

export const vehicleFaults = async (tx: Tx, input: Input<typeof api.vehicleFaults>) => ({ faults: await faultsOfCar(tx, (await vehicleByIdOrVin(tx, input.vehicleId)) ?? refuse('vehicleNotFound', { id: input.vehicleId })) });

const readers: readonly Role[] = ['agent', 'adviser', 'technician', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'];
const modelOf = async (tx: Tx, brandId: string, modelId: string): Promise<void> => void ((await findModel(tx, modelId)).brandId === brandId || refuse('modelNotFound', { id: modelId }));

export async function listFaultCodes(tx: Tx, input: Input<typeof api.listFaultCodes>) {
  if (!holds(tx.actor, readers, { brandId: input.brandId })) refuse('notAllowed');
  await modelOf(tx, input.brandId, input.modelId);
  const all = await editionsOf(tx, input.brandId, [input.modelId], input.code === undefined ? null : [codeWritten(input.code)]);
  const today = beijingDay(tx.now);
  const counts = (one: FaultCode): boolean => input.code !== undefined || one.validFrom > today || !all.some((other) => other.code === one.code && other.validFrom > one.validFrom && other.validFrom <= today);
  const text = (input.text ?? '').trim().normalize('NFKC').toLowerCase();
  return { codes: all.filter((one) => counts(one) && `${one.code} 0x${one.code} ${one.name ?? ''} ${one.component} ${one.componentEn} ${one.title} ${one.titleEn} ${one.operationCode ?? ''}`.toLowerCase().includes(text)) };
}

/** Whether an edition may begin on a day beside those there are. (F2) */
export const mayBegin = (editions: readonly FaultCode[], validFrom: string, today: string): boolean => editions.length === 0 || validFrom >= today;

export async function setFaultCode(tx: Tx, { version, ...input }: Input<typeof api.setFaultCode>) {
  keptBy(tx, input.brandId);
  await modelOf(tx, input.brandId, input.modelId);
  if (input.operationCode !== undefined && !(await findBook(tx, input.brandId)).content.operations.some((one) => one.code === input.operationCode)) refuse('operationNotFound', { field: 'operationCode', code: input.operationCode });
  const next: NewCode = {
    ...input, code: codeWritten(input.code), name: input.name ?? null, componentEn: input.componentEn ?? input.component, titleEn: input.titleEn ?? input.title, meaningEn: input.meaningEn ?? input.meaning, adviceEn: input.adviceEn ?? input.advice,
    operationCode: input.operationCode ?? null, articleId: input.articleId ?? null,
  };
  const editions = await editionsOf(tx, next.brandId, [next.modelId], [next.code]);
  if (!mayBegin(editions, next.validFrom, beijingDay(tx.now))) refuse('faultCodeBegun', { field: 'validFrom', today: beijingDay(tx.now) });
  const same = editions.find((one) => one.validFrom === next.validFrom);
  const stale = async (): Promise<never> => refuse('staleEdit', { changes: same === undefined ? [] : await changesSince(tx, 'faultCodes', same.id, version ?? 0) });
  const after = same === undefined ? (await insertCodes(tx, [next], actorName(tx.actor)))[0] : await updateCode(tx, same.id, version ?? 0, next, actorName(tx.actor));
  if (after === undefined) return stale();
  tx.record({ action: 'telemetry.setFaultCode', subject: 'faultCodes', subjectId: after.id, brandId: after.brandId, version: after.version, before: same ?? editions.at(-1), after });
  tx.announce({ topic: 'faultCodes', id: after.id, brandId: after.brandId });
  return after;
}
