// Deeds of a technician, sent in their order: at once where there is a network, later where there is none.
// Q1 each has a key of its own: sent again it is done once; Q2 photos go first and are not sent twice; Q3 a deed on a work order
// is based on what the person saw, or on what their own deed before it made; Q4 when somebody else changed the order meanwhile, the deed waits for the
// person's word, and later ones on the same job wait behind it; Q5 one tab sends at a time; Q6 what the phone has no room for is sent at
// once where there is a network, with the same key when it is pressed again, and is refused where there is none.
import { call, freshKey, Refused, Unreachable, upload, type In, type Out } from '#client/client';
import { all, answer, one, put, putAnswer, putSurely, remove, settle } from './kept.ts';

export type DeedName = 'startWork' | 'stopWork' | 'finishWork' | 'recordDiagnosis' | 'addLinePhotos' | 'acceptHandOver' | 'recordTool' | 'recordCoding' | 'recordTestDrive' | 'recordLockOut' | 'releaseLockOut' | 'inspect' | 'askExpert' | 'moveStop' | 'recordHandOver';
/** Deeds that run the clock carry the time at which they were done. */
const clocked: readonly DeedName[] = ['startWork', 'stopWork', 'finishWork', 'recordCoding'];
export type Subject = { kind: 'order' | 'stop'; id: string; label: string };
export type Deed = { seq: number; key: string; name: DeedName; input: Record<string, unknown>; of: Subject; at: string; photoKeys: string[]; /** Of a work order: the version that the person saw. */ seen: number | null; stopped: { code: string; details: Record<string, unknown> } | null };
type Photo = { key: string; picture: Blob; fileId: string | null };
export type Order = Out<'showWorkOrder'>;
type Known<T> = { key: string; value: T; at: string };

const listeners = new Set<() => void>();
const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('careloop-technician') : undefined;
const changed = (): void => {
  for (const listener of listeners) listener();
  channel?.postMessage('changed');
};
channel?.addEventListener('message', () => {
  for (const listener of listeners) listener();
});
export function onChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export const deedsKept = (): Promise<Deed[]> => all<Deed>('deeds').catch(() => []);
export const known = <T>(key: string): Promise<Known<T> | undefined> => answer<Known<T>>(key);
/** Keeps an answer for where there is no network; without room it is there as long as the app is open. */
export async function keepAnswer(key: string, value: unknown): Promise<void> {
  await putAnswer({ key, value, at: new Date().toISOString() } as { key: string });
  changed();
}
/** A stop as the house answered it, in the day's list too. */
async function keepStop(stop: Out<'moveStop'>): Promise<void> {
  const stops = (await known<Out<'moveStop'>[]>('stops'))?.value ?? [];
  await keepAnswer('stops', stops.map((one) => (one.jobId === stop.jobId ? stop : one)));
}

/** Keeps a deed and tries to send it. What does not fit is sent at once, or throws StorageFull. (Q6) Answers how it went. */
export async function addDeed<Name extends DeedName>(name: Name, input: Omit<In<Name>, 'version'>, of: Subject, pictures: readonly Blob[] = []): Promise<'kept' | 'sent'> {
  try {
    await keepDeed(name, input, of, pictures);
  } catch (error) {
    await sendUnkept(name, input as Record<string, unknown>, of, pictures, error);
    return 'sent';
  }
  changed();
  void sendAll();
  return 'kept';
}

const unkeptKeys = new Map<string, string>();
/** (Q6) */
async function sendUnkept(name: DeedName, input: Record<string, unknown>, of: Subject, pictures: readonly Blob[], why: unknown): Promise<void> {
  await sendAll();
  if ((await deedsKept()).some((deed) => deed.of.id === of.id)) throw why; // what was done before it comes first
  const same = JSON.stringify([name, input, of.id, pictures.map((picture) => picture.size)]);
  const key = unkeptKeys.get(same) ?? freshKey();
  unkeptKeys.set(same, key);
  try {
    const fileIds: string[] = [];
    for (const picture of pictures) fileIds.push(await upload(picture));
    await hear({ seq: 0, key, name, input, of, at: new Date().toISOString(), photoKeys: [], seen: of.kind === 'order' ? await versionOf(of.id) : null, stopped: null }, fileIds);
    unkeptKeys.delete(same);
  } catch (error) {
    throw error instanceof Unreachable ? why : error;
  }
}

async function keepDeed<Name extends DeedName>(name: Name, input: Omit<In<Name>, 'version'>, of: Subject, pictures: readonly Blob[]): Promise<void> {
  const photoKeys: string[] = [];
  try {
    for (const picture of pictures) {
      const key = freshKey();
      await put('photos', { key, picture, fileId: null } satisfies Photo);
      photoKeys.push(key);
    }
    await putSurely('deeds', { key: freshKey(), name, input: input as Record<string, unknown>, of, at: new Date().toISOString(), photoKeys, seen: of.kind === 'order' ? await versionOf(of.id) : null, stopped: null } satisfies Omit<Deed, 'seq'>);
  } catch (error) {
    for (const key of photoKeys) await remove('photos', key).catch(() => undefined);
    throw error;
  }
}

/** The photos of a deed, whole in memory: they outlive what is dropped. */
export async function picturesOf(deed: Deed): Promise<Blob[]> {
  const photos = await Promise.all(deed.photoKeys.map((key) => one<Photo>('photos', key)));
  return Promise.all(photos.flatMap((photo) => (photo === undefined ? [] : [photo.picture])).map(async (picture) => new Blob([await picture.arrayBuffer()], { type: picture.type })));
}

export async function dropDeed(deed: Deed): Promise<void> {
  for (const key of deed.photoKeys) await remove('photos', key);
  await remove('deeds', deed.seq);
  changed();
  void sendAll();
}
const versionOf = async (id: string): Promise<number | null> => (await known<Order>(`order:${id}`))?.value.workOrder.version ?? null;

/** The person has seen what changed and wants it all the same. */
export async function sendAnyway(deed: Deed): Promise<void> {
  await putSurely('deeds', { ...deed, key: freshKey(), seen: deed.of.kind === 'order' ? await versionOf(deed.of.id) : null, stopped: null });
  changed();
  await sendAll();
}

let running: Promise<void> | undefined;
/** Sends what waits; settles when nothing is left that can be sent now. (Q5) */
export const sendAll = (): Promise<void> => (running ??= (navigator.locks === undefined ? sendInOrder() : navigator.locks.request('careloop-technician', sendInOrder)).finally(() => (running = undefined)));

async function sendInOrder(): Promise<void> {
  const blocked = new Set<string>();
  for (let next = await first(blocked); next !== undefined; next = await first(blocked)) {
    try {
      await send(next);
    } catch (error) {
      if (error instanceof Unreachable) return;
      if (error instanceof Refused && (error.status === 401 || error.status === 429 || error.status >= 500)) return; // later, when signed in or when it can be heard
      if (error instanceof Refused) {
        await putSurely('deeds', { ...next, stopped: { code: error.code, details: error.details } });
        if (next.of.kind === 'order' && error.code === 'staleEdit') await refreshOrder(next.of.id);
      }
      blocked.add(next.of.id);
    }
    changed();
  }
}
/** The first that may be sent: nothing before it on the same job stands still. (Q4) */
async function first(blocked: ReadonlySet<string>): Promise<Deed | undefined> {
  const halted = new Set(blocked);
  for (const deed of await deedsKept()) {
    if (deed.stopped !== null) halted.add(deed.of.id);
    if (!halted.has(deed.of.id)) return deed;
  }
  return undefined;
}

async function refreshOrder(id: string): Promise<void> {
  await call('showWorkOrder', { workOrderId: id }).then((page) => keepAnswer(`order:${id}`, page), () => undefined);
}

/** (Q2) */
async function fileIdsOf(deed: Deed): Promise<string[]> {
  const fileIds: string[] = [];
  for (const key of deed.photoKeys) {
    const photo = await one<Photo>('photos', key);
    if (photo === undefined) continue;
    const fileId = photo.fileId ?? (await upload(photo.picture));
    if (photo.fileId === null) await put('photos', { ...photo, fileId }).catch(() => undefined);
    fileIds.push(fileId);
  }
  return fileIds;
}

/** The house hears a deed; what it answered is kept. */
async function hear(deed: Deed, fileIds: readonly string[]): Promise<unknown> {
  const version = deed.seen === null ? undefined : Math.max(deed.seen, (await known<number>(`own:${deed.of.id}`))?.value ?? 0); // (Q3)
  const photos = fileIds.length === 0 ? {} : deed.name === 'recordHandOver' ? { photoIds: fileIds } : { fileIds };
  const input = { ...deed.input, ...photos, ...(version === undefined ? {} : { version }), ...(clocked.includes(deed.name) ? { doneAt: deed.at } : {}), ...(deed.name === 'moveStop' ? { clientId: deed.key, at: deed.at } : {}) };
  const told = await call(deed.name, input as never, { key: deed.key }); // (Q1)
  if (deed.seq > 0) await settle(deed.seq, deed.photoKeys, deed.of.kind === 'order' ? { key: `own:${deed.of.id}`, value: (told as Order).workOrder.version, at: deed.at } : undefined);
  if (deed.of.kind === 'stop') await keepStop(told as Out<'moveStop'>);
  else await keepAnswer(`order:${deed.of.id}`, told);
  return told;
}

async function send(deed: Deed): Promise<void> {
  await hear(deed, await fileIdsOf(deed));
}

/** The order as it will be when all that waits has been heard. */
export function asIfSent(page: Order, deeds: readonly Deed[], me: string): { state: Order['workOrder']['state']; working: boolean; locked: boolean; accepted: boolean; waiting: number } {
  const own = deeds.filter((deed) => deed.of.kind === 'order' && deed.of.id === page.workOrder.id && deed.stopped === null);
  let { state } = page.workOrder;
  let working = page.spells.some((spell) => spell.stoppedAt === null && spell.technicianId === me);
  let locked = page.lockOuts.some((one) => one.releasedAt === null);
  for (const { name } of own) {
    if (name === 'recordLockOut' || name === 'releaseLockOut') locked = name === 'recordLockOut';
    if (name === 'startWork') [state, working] = ['inProgress', true];
    if (name === 'stopWork' || name === 'finishWork') working = false;
    if (name === 'finishWork') state = page.lines.some((line) => line.answer === 'approved' && (line.safety || line.hv)) ? 'inspection' : 'ready';
  }
  return { state, working, locked, accepted: own.some((deed) => deed.name === 'acceptHandOver'), waiting: own.length };
}
