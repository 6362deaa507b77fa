// What a contractor pressed, in the order of pressing, kept on the phone until the house has heard it: each with its own key and the
// time of the press, so that the page goes on without a network as if it were sent.
// N1 a deed that the house refuses is dropped and said; N2 what does not fit on a full phone is held as long as the page is open, and
// that is said; N3 the job as it was last known is shown where nothing can be asked, with what was pressed since.
import { call, freshKey, Unreachable, type In, type Out } from '#client/client';

export type Job = Out<'showRescueJob'>;
export type Deed = Omit<In<'tellRescueJob'>, 'token'>;
type Told = { key: string; input: In<'tellRescueJob'> };
const deedsAt = (token: string): string => `careloop.rescue-job.${token.slice(0, 12)}`;
const jobAt = (token: string): string => `careloop.rescue-job.known.${token.slice(0, 12)}`;

function read<T>(place: string): T | undefined {
  try {
    return (JSON.parse(localStorage.getItem(place) ?? 'null') as T | null) ?? undefined;
  } catch {
    return undefined;
  }
}
/** Whether it lies on the phone now. */
function write(place: string, value: unknown): boolean {
  try {
    localStorage.setItem(place, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** What did not fit: there until the page is closed. (N2) */
const held = new Map<string, readonly Told[]>();
export const waitingDeeds = (token: string): readonly Told[] => held.get(token) ?? read<Told[]>(deedsAt(token)) ?? [];
export const fitsNot = (token: string): boolean => held.has(token);

function keep(token: string, deeds: readonly Told[]): void {
  if (deeds.length === 0) localStorage.removeItem(deedsAt(token));
  if (deeds.length === 0 || write(deedsAt(token), deeds)) held.delete(token);
  else held.set(token, deeds);
}

export function addDeed(token: string, deed: Deed): void {
  const before = waitingDeeds(token);
  if (before.at(-1)?.input.deed === deed.deed) return;
  keep(token, [...before, { key: freshKey(), input: { token, at: new Date().toISOString(), ...deed } }]);
}

export const keepJob = (token: string, job: Job): boolean => write(jobAt(token), job);
/** The job is somebody else's, or long over: nothing of it stays on the phone. */
export const forgetJob = (token: string): void => [deedsAt(token), jobAt(token)].forEach((place) => localStorage.removeItem(place));
export const knownJob = (token: string): Job | undefined => read<Job>(jobAt(token));

const states = { accept: 'accepted', decline: 'declined', setOut: 'underWay', arrive: 'arrived', load: 'loaded', deliver: 'delivered', solve: 'solved' } as const;
const stamps = { accept: 'acceptedAt', decline: 'endedAt', setOut: 'underWayAt', arrive: 'arrivedAt', load: 'loadedAt', deliver: 'endedAt', solve: 'endedAt' } as const;

/** The job as it is once the house has heard what waits. (N3) */
export const jobAfter = (job: Job, deeds: readonly Pick<Told, 'input'>[]): Job => deeds.reduce((so, { input: { deed, at = '', arrivesInMin, driverName, truckPlate } }) => ({
  ...so, state: states[deed], [stamps[deed]]: at, driverName: driverName ?? so.driverName, truckPlate: truckPlate ?? so.truckPlate,
  ...(arrivesInMin === undefined ? {} : { arrivesAt: new Date(Date.parse(at) + arrivesInMin * 60_000).toISOString() }),
}), job);

let sending: Promise<Job | undefined> | undefined;
/** Tells what waits, one after the other; answers the job as it is then, or undefined when nothing waited. */
export const sendDeeds = (token: string): Promise<Job | undefined> => (sending ??= sendAll(token).finally(() => (sending = undefined)));

/** (N1) */
async function sendAll(token: string): Promise<Job | undefined> {
  let job: Job | undefined;
  for (let one = waitingDeeds(token)[0]; one !== undefined; one = waitingDeeds(token)[0]) {
    const { key } = one;
    try {
      job = await call('tellRescueJob', one.input, { key });
    } catch (error) {
      if (error instanceof Unreachable) throw error;
      keep(token, waitingDeeds(token).filter((other) => other.key !== key));
      throw error;
    }
    keep(token, waitingDeeds(token).filter((other) => other.key !== key));
  }
  return job;
}
