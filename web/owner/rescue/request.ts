// The cry for help that survives a bad network: kept on the phone with one key until the house has it, so that it is sent
// once however often it is tried; and the last that was known, for when nothing can be asked.
import { call, freshKey, Unreachable, type In, type Out } from '#client/client';

export type Mission = Out<'myRescues'>['missions'][number];
type Kept = { key: string; input: In<'requestRescue'>; at: string };
const [askedAt, knownAt, carsAt] = ['careloop.rescue.asked', 'careloop.rescue.known', 'careloop.rescue.cars'];

function read<T>(place: string): T | undefined {
  try {
    return (JSON.parse(localStorage.getItem(place) ?? 'null') as T | null) ?? undefined;
  } catch {
    return undefined;
  }
}
const keep = (place: string, value: unknown): void => {
  try {
    localStorage.setItem(place, JSON.stringify(value));
  } catch {
    // a full phone still sends; it only forgets on reload
  }
};

export const waitingRequest = (): Kept | undefined => read<Kept>(askedAt);
export const forgetRequest = (): void => localStorage.removeItem(askedAt);

/** Sends the request, or keeps it. Answers the mission, or undefined while there is no network. */
export async function sendRequest(input: In<'requestRescue'>): Promise<Mission | undefined> {
  const kept = waitingRequest() ?? { key: freshKey(), input, at: new Date().toISOString() };
  keep(askedAt, kept);
  try {
    const mission = await call('requestRescue', kept.input, { key: kept.key });
    forgetRequest();
    return mission;
  } catch (error) {
    if (error instanceof Unreachable) return undefined;
    forgetRequest();
    throw error;
  }
}

export const keepKnown = (mission: Mission): void => keep(knownAt, { mission, at: new Date().toISOString() });
export const lastKnown = (): { mission: Mission; at: string } | undefined => read(knownAt);

export type Car = { id: string; plateNo: string | null; modelName: string; modelNameEn: string };
export const keepCars = (cars: readonly Car[]): void => keep(carsAt, cars.map(({ id, plateNo, modelName, modelNameEn }) => ({ id, plateNo, modelName, modelNameEn })));
export const knownCars = (): Car[] => read<Car[]>(carsAt) ?? [];

/** Where the phone is; undefined when it does not say so within a few seconds. */
export const placeOfPhone = (withinMs = 6_000): Promise<{ lon: number; lat: number } | undefined> =>
  new Promise((resolve) => {
    if (!('geolocation' in navigator)) return resolve(undefined);
    const giveUp = setTimeout(() => resolve(undefined), withinMs + 500);
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      clearTimeout(giveUp);
      resolve({ lon: Math.round(coords.longitude * 1e6) / 1e6, lat: Math.round(coords.latitude * 1e6) / 1e6 });
    }, () => {
      clearTimeout(giveUp);
      resolve(undefined);
    }, { enableHighAccuracy: true, timeout: withinMs, maximumAge: 30_000 });
  });
