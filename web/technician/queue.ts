// Deeds of a technician, sent in their order: at once where there is a network, later where there is none.
// Q1 each has a key of its own: sent again it is done once; Q2 photos go first and are not sent twice; Q3 a deed on a work order
// is based on what the person saw, or on what their own deed before it made; Q4 when somebody else changed the order meanwhile, the deed waits for the
// person's word, and later ones on the same job wait behind it; Q5 one tab sends at a time.
import { call, freshKey, Refused, Unreachable, upload, type In, type Out } from '#client/client';
import { all, one, put, putSurely, remove, settle } from './kept.ts';

export type DeedName = 'startWork' | 'stopWork' | 'finishWork' | 'recordDiagnosis' | 'addLinePhotos' | 'acceptHandOver' | 'recordTool' | 'recordTestDrive' | 'recordLockOut' | 'releaseLockOut' | 'inspect' | 'askExpert' | 'moveStop';
/** Deeds that run the clock carry the time at which they were done. */
const clocked: readonly DeedName[] = ['startWork', 'stopWork', 'finishWork'];
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

export const deedsKept = (): Promise<Deed[]> => all<Deed>('deeds');
export const known = async <T>(key: string): Promise<Known<T> | undefined> => one<Known<T>>('known', key);
/** Keeps an answer for where there is no network; without room the older one stays. */
export async function keepAnswer(key: string, value: unknown): Promise<void> {
  await put('known', { key, value, at: new Date().toISOString() }).catch(() => undefined);
  changed();
}

/** Keeps a deed and tries to send it. Throws StorageFull when not even words fit; photos that do not fit throw before anything is kept. */
export async function addDeed<Name extends DeedName>(name: Name, input: Omit<In<Name>, 'version'>, of: Subject, pictures: readonly Blob[] = []): Promise<void> {
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
  changed();
  void sendAll();
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

async function send(deed: Deed): Promise<void> {
  const fileIds = await fileIdsOf(deed);
  const version = deed.seen === null ? undefined : Math.max(deed.seen, (await known<number>(`own:${deed.of.id}`))?.value ?? 0); // (Q3)
  const input = { ...deed.input, ...(fileIds.length === 0 ? {} : { fileIds }), ...(version === undefined ? {} : { version }), ...(clocked.includes(deed.name) ? { doneAt: deed.at } : {}), ...(deed.of.kind === 'stop' ? { clientId: deed.key, at: deed.at } : {}) };
  const answer = await call(deed.name, input as never, { key: deed.key }); // (Q1)
  await settle(deed.seq, deed.photoKeys, deed.of.kind === 'order' ? { key: `own:${deed.of.id}`, value: (answer as Order).workOrder.version, at: deed.at } : undefined);
  await keepAnswer(`${deed.of.kind}:${deed.of.id}`, answer);
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
    if (name === 'finishWork') state = page.lines.some((line) => line.safety) ? 'inspection' : 'ready';
  }
  return { state, working, locked, accepted: own.some((deed) => deed.name === 'acceptHandOver'), waiting: own.length };
}
