// A bounded load: so many clients, each one request at a time, for so many seconds; latencies kept exactly.
import { Agent, request as send } from 'node:http';

export type Shot = { name: string; method: 'GET' | 'POST'; path: string; headers?: Record<string, string>; body?: unknown };
export type Figures = { name: string; count: number; errors: number; perSecond: number; p50Ms: number; p90Ms: number; p99Ms: number; maxMs: number };

/** One request; answers its status, and its JSON when asked to read. */
export function fire(agent: Agent, origin: URL, shot: Shot): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const payload = shot.body === undefined ? undefined : JSON.stringify(shot.body);
    const call = send({
      agent, host: origin.hostname, port: origin.port, method: shot.method, path: shot.path,
      headers: { ...shot.headers, ...(payload === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }) },
    }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }));
      response.on('error', reject);
    });
    call.on('error', reject);
    call.end(payload);
  });
}

const at = (sorted: Float64Array, share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

function figures(name: string, taken: number[], errors: number, seconds: number): Figures {
  const sorted = Float64Array.from(taken).sort();
  const round = (value: number): number => Math.round(value * 10) / 10;
  return { name, count: taken.length, errors, perSecond: round(taken.length / seconds), p50Ms: round(at(sorted, 0.5)), p90Ms: round(at(sorted, 0.9)), p99Ms: round(at(sorted, 0.99)), maxMs: round(sorted.at(-1) ?? 0) };
}

/** Keeps `clients` busy with what `next` gives them; the first row of the answer is all together. */
export async function load(origin: URL, options: { clients: number; seconds: number; next(client: number): Shot }): Promise<Figures[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: options.clients });
  const taken = new Map<string, number[]>();
  const errors = new Map<string, number>();
  const end = performance.now() + options.seconds * 1000;
  await Promise.all(Array.from({ length: options.clients }, async (_, client) => {
    while (performance.now() < end) {
      const shot = options.next(client);
      const started = performance.now();
      const status = await fire(agent, origin, shot).then((answer) => answer.status, () => 0);
      const list = taken.get(shot.name) ?? [];
      list.push(performance.now() - started);
      taken.set(shot.name, list);
      if (status === 0 || status >= 400) errors.set(shot.name, (errors.get(shot.name) ?? 0) + 1);
    }
  }));
  agent.destroy();
  const all = [...taken.values()].flat();
  const wrong = [...errors.values()].reduce((sum, count) => sum + count, 0);
  return [figures('all', all, wrong, options.seconds), ...[...taken].map(([name, list]) => figures(name, list, errors.get(name) ?? 0, options.seconds)).sort((a, b) => b.count - a.count)];
}

/** The figures as a Markdown table. */
export function table(rows: readonly Figures[]): string {
  return ['| operation | requests | errors | per second | p50 ms | p90 ms | p99 ms | max ms |', '|---|---:|---:|---:|---:|---:|---:|---:|',
    ...rows.map((row) => `| ${row.name} | ${row.count} | ${row.errors} | ${row.perSecond} | ${row.p50Ms} | ${row.p90Ms} | ${row.p99Ms} | ${row.maxMs} |`)].join('\n');
}
