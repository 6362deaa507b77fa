// What the phone keeps in IndexedDB: deeds that wait to be sent, their photos, and packets of jobs for where there is no network.
// K1 a deed is kept before anything else happens and goes only when the house has answered; K2 when the storage is full, a
// reserve, then packets of jobs that no deed waits for, are given up so that words are still kept; what does not fit is said at once and
// never counted as kept; K3 what was fetched and does not fit is there as long as the app is open, also where there is no storage at all.
const name = 'careloop-technician';
const reserveBytes = 256 * 1024;

export type Stored = 'deeds' | 'photos' | 'known' | 'reserve';
export class StorageFull extends Error {}

let opened: Promise<IDBDatabase> | undefined;
const open = (): Promise<IDBDatabase> => (opened ??= new Promise((resolve, reject) => {
  const asked = indexedDB.open(name, 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore('deeds', { keyPath: 'seq', autoIncrement: true });
    for (const store of ['photos', 'known', 'reserve'] as const) asked.result.createObjectStore(store, { keyPath: 'key' });
  };
  asked.onsuccess = () => {
    asked.result.onclose = () => (opened = undefined);
    asked.result.onversionchange = () => { // a newer app in another tab: let it
      asked.result.close();
      opened = undefined;
    };
    resolve(asked.result);
  };
  asked.onerror = () => {
    opened = undefined;
    reject(asked.error ?? new Error('the phone has no storage'));
  };
}));

/** What was fetched and did not fit: there until the app is closed. (K3) */
const memory = new Map<string, { key: string }>();
export const fitsNot = (): boolean => memory.size > 0;

/** One transaction; settles when what was written is on the phone, not before. */
async function within<T>(stores: readonly Stored[], mode: IDBTransactionMode, work: (at: IDBTransaction) => IDBRequest<T>): Promise<T> {
  const database = await open().catch((error: unknown) => {
    throw isFull(error as DOMException) || (error as DOMException)?.name === 'UnknownError' ? new StorageFull('the storage of the phone is full') : error;
  });
  return new Promise((resolve, reject) => {
    const at = database.transaction(stores, mode, { durability: 'strict' });
    const request = work(at);
    const fail = (): void => reject(isFull(at.error) || isFull(request.error) || at.error === null && request.error === null ? new StorageFull('the storage of the phone is full') : (at.error ?? request.error ?? new Error('storage')));
    at.oncomplete = () => resolve(request.result);
    at.onabort = fail;
    at.onerror = fail;
  });
}
const isFull = (error: DOMException | null): boolean => error?.name === 'QuotaExceededError';

export const all = <T>(store: Stored): Promise<T[]> => within(['deeds', 'photos', 'known', 'reserve'], 'readonly', (at) => at.objectStore(store).getAll() as IDBRequest<T[]>);
export const one = <T>(store: Stored, key: IDBValidKey): Promise<T | undefined> => within([store], 'readonly', (at) => at.objectStore(store).get(key) as IDBRequest<T | undefined>);
/** An answer of the house: what did not fit is newer than what lies on the phone. (K3) */
export const answer = async <T>(key: string): Promise<T | undefined> => (memory.get(key) as T | undefined) ?? one<T>('known', key).catch(() => undefined);
export async function putAnswer(value: { key: string }): Promise<void> {
  memory.set(value.key, value);
  await put('known', value).then(() => memory.delete(value.key), () => undefined);
}
export const remove = (store: Stored, key: IDBValidKey): Promise<undefined> => within([store], 'readwrite', (at) => at.objectStore(store).delete(key));
export const put = (store: Stored, value: unknown): Promise<IDBValidKey> => within([store], 'readwrite', (at) => at.objectStore(store).put(value));

/** Sets room aside for words, as long as there is some. */
export async function keepReserve(): Promise<void> {
  if ((await one('reserve', 'words')) !== undefined) return;
  await put('reserve', { key: 'words', bytes: crypto.getRandomValues(new Uint8Array(65_536)), more: Array.from({ length: reserveBytes / 65_536 - 1 }, () => crypto.getRandomValues(new Uint8Array(65_536))) }).catch(() => undefined);
}

/** Packets that no deed waits for: the house has them, and sends them again. */
async function givePacketsUp(): Promise<void> {
  const waited = new Set((await all<{ of: { id: string } }>('deeds')).map((deed) => `order:${deed.of.id}`));
  for (const packet of await all<{ key: string }>('known')) {
    if (!packet.key.startsWith('order:') || waited.has(packet.key)) continue;
    memory.set(packet.key, packet);
    await remove('known', packet.key);
  }
}

/** Puts what must not be lost: when there is no room the reserve is given up for it, then packets. (K2) */
export async function putSurely(store: Stored, value: unknown): Promise<IDBValidKey> {
  for (const makeRoom of [() => remove('reserve', 'words'), givePacketsUp]) {
    try {
      return await put(store, value);
    } catch (error) {
      if (!(error instanceof StorageFull)) throw error;
      await makeRoom();
    }
  }
  return put(store, value);
}

/** A deed was heard: it and its photos go, and what it left behind stays, all at once or not at all. */
type Left = { key: string; value: unknown; at: string };
const settled = (deedSeq: number, photoKeys: readonly string[], left: Left | undefined): Promise<unknown> => within(['deeds', 'photos', 'known'], 'readwrite', (at) => {
  for (const key of photoKeys) at.objectStore('photos').delete(key);
  if (left !== undefined) at.objectStore('known').put(left);
  return at.objectStore('deeds').delete(deedSeq) as IDBRequest<unknown>;
});
/** Where there is no room for what is left behind, it stays while the app is open: a deed that was heard waits for nothing. */
export const settle = (deedSeq: number, photoKeys: readonly string[], left: Left | undefined): Promise<unknown> => settled(deedSeq, photoKeys, left).catch((error: unknown) => {
  if (!(error instanceof StorageFull) || left === undefined) throw error;
  memory.set(left.key, left);
  return settled(deedSeq, photoKeys, undefined);
});

export type Room = { usedBytes: number; ofBytes: number };
export async function roomOnPhone(): Promise<Room | undefined> {
  const told = await navigator.storage?.estimate?.().catch(() => undefined);
  return told?.quota === undefined || told.quota === 0 ? undefined : { usedBytes: told.usage ?? 0, ofBytes: told.quota };
}
