// What a contractor pressed, in the order of pressing, kept on the phone until the house has heard it: each with its own key
// and the time of the press. A deed that the house refuses is dropped and said.
import { call, freshKey, Unreachable, type In, type Out } from '#client/client';

type Told = { key: string; input: In<'tellRescueJob'> };
const place = (token: string): string => `careloop.rescue-job.${token.slice(0, 12)}`;

export function waitingDeeds(token: string): Told[] {
  try {
    return JSON.parse(localStorage.getItem(place(token)) ?? '[]') as Told[];
  } catch {
    return [];
  }
}
function keep(token: string, deeds: readonly Told[]): void {
  if (deeds.length === 0) localStorage.removeItem(place(token));
  else localStorage.setItem(place(token), JSON.stringify(deeds));
}

export function addDeed(token: string, input: Omit<In<'tellRescueJob'>, 'token'>): void {
  const before = waitingDeeds(token);
  if (before.at(-1)?.input.deed === input.deed) return;
  keep(token, [...before, { key: freshKey(), input: { token, at: new Date().toISOString(), ...input } }]);
}

let sending: Promise<Out<'tellRescueJob'> | undefined> | undefined;
/** Tells what waits, one after the other; answers the job as it is then, or undefined when nothing waited. */
export const sendDeeds = (token: string): Promise<Out<'tellRescueJob'> | undefined> => (sending ??= sendAll(token).finally(() => (sending = undefined)));

async function sendAll(token: string): Promise<Out<'tellRescueJob'> | undefined> {
  let job: Out<'tellRescueJob'> | undefined;
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
