// Pulling the plug in the middle of a step: what the owner's app and the desk do is sent, the program is killed like a
// pulled plug, started again, and the same step is sent with the same idempotency key until it is done.
import type { Program } from './program.ts';

export type Session = { cookie: string };
// biome-ignore lint/suspicious/noExplicitAny: answers of many operations
type Answer = any;

export function plugOf(program: () => Program) {
  const send = (session: Session | undefined, method: 'GET' | 'POST', path: string, body?: unknown, key?: string): Promise<Response> =>
    fetch(`${program().origin}/api${path}`, {
      method, headers: { ...(session === undefined ? {} : { cookie: session.cookie }), ...(method === 'POST' ? { 'content-type': 'application/json' } : {}), ...(key === undefined ? {} : { 'idempotency-key': key }) },
      ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}),
    });
  const answerOf = async (path: string, response: Response): Promise<Answer> => {
    const answer = (await response.json()) as unknown;
    if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  };
  const cookieOf = (response: Response): Session => ({ cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '' });
  return {
    send,
    ok: async (session: Session | undefined, method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> => answerOf(path, await send(session, method, path, body)),
    signIn: async (path: string, body: unknown): Promise<Session> => cookieOf(await send(undefined, 'POST', path, body)),
    /** Sends the step, pulls the plug `afterMs` later, starts again (as `env` says), and sends the same step until it is done. */
    async killedDuring(session: Session, path: string, body: unknown, key: string, afterMs: number, env: Record<string, string> = {}): Promise<Answer> {
      const first = send(session, 'POST', path, body, key).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      await program().kill();
      await first;
      await program().restart(env);
      return answerOf(path, await send(session, 'POST', path, body, key));
    },
    async killed(env: Record<string, string> = {}): Promise<void> {
      await program().kill();
      await program().restart(env);
    },
  };
}

/** Waits for what follows. What a killed program had in hand is taken up again when its half minute is over. */
export async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (const stop = Date.now() + 60_000; Date.now() < stop; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const found = await ask();
    if (found !== undefined) return found;
  }
  throw new Error('it did not happen within a minute');
}
