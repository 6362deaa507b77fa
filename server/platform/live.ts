// Live updates: what a transaction announced reaches the open screens of those who may see it, as topic and id only;
// the screen then asks again through the front door. L1 nobody hears of a record behind a wall; L2 whose rights changed is
// judged again at once, and whose session ended hears nothing more; L3 a screen that does not listen is let go.
import type { FastifyInstance, FastifyReply } from 'fastify';
import { actorId, visibleBrands, type Actor } from './actor.ts';
import type { Database } from './database.ts';
import { limits } from './limits.ts';
import { metrics } from './metrics.ts';
import { refuse } from './refusals.ts';
import type { LiveNews } from './tx.ts';

type Listener = { actor: Actor; brands: string; token: string | undefined; reply: FastifyReply };
/** How many bytes may wait for a screen that does not take them. */
const waitingMostBytes = 256 * 1024;

export function mayHear(actor: Actor, brands: string, news: LiveNews): boolean {
  if (actor.kind === 'owner') return news.ownerId === actor.id;
  if (actor.kind !== 'staff') return false;
  const brandId = news.brandId ?? null;
  if (brandId !== null && brands !== '*' && !brands.split(',').includes(brandId)) return false;
  const outletId = news.outletId ?? null;
  return outletId === null || actor.grants.some((grant) =>
    (grant.brandId === null || brandId === null || grant.brandId === brandId) && (grant.outletId === null || grant.outletId === outletId));
}

function say(listener: Listener, line: string): void {
  if (listener.reply.raw.writableLength > waitingMostBytes) listener.reply.raw.destroy(); // (L3)
  else listener.reply.raw.write(line);
}

/** (L2) */
async function judgeAgain(listener: Listener, actorOf: (token: string | undefined) => Promise<Actor>): Promise<void> {
  const actor = await actorOf(listener.token).catch(() => listener.actor); // who could not be asked is asked again with the next beat
  if (actor.kind === 'nobody') listener.reply.raw.end();
  else Object.assign(listener, { actor, brands: visibleBrands(actor) });
}

/** Serves GET /api/live as server-sent events. `whoChanged` hears first of people whose rights or sessions changed. */
export async function serveLive(app: FastifyInstance, database: Database, actorOf: (token: string | undefined) => Promise<Actor>,
  tokenOf: (request: { headers: Record<string, unknown> }) => string | undefined, whoChanged: (personId: string) => void): Promise<() => Promise<void>> {
  const listeners = new Set<Listener>();
  const stop = await database.listen('careloop_live', (payload) => {
    if (listeners.size === 0) return;
    const news = JSON.parse(payload) as LiveNews;
    const line = `data: ${JSON.stringify({ topic: news.topic, id: news.id })}\n\n`;
    if (news.topic === 'people') whoChanged(news.id);
    for (const listener of listeners) {
      if (mayHear(listener.actor, listener.brands, news)) say(listener, line);
      if (news.topic === 'people' && actorId(listener.actor) === news.id) void judgeAgain(listener, actorOf);
    }
  });
  const beat = setInterval(() => {
    for (const listener of listeners) {
      say(listener, ': still here\n\n');
      void judgeAgain(listener, actorOf);
    }
  }, 20_000);
  app.get('/api/live', { schema: { hide: true } }, async (request, reply) => {
    const token = tokenOf(request);
    const actor = await actorOf(token);
    if (actor.kind === 'nobody') refuse('notSignedIn');
    if (listeners.size >= limits.liveListeners) refuse('busy');
    const listener = { actor, brands: visibleBrands(actor), token, reply };
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', connection: 'keep-alive', 'x-accel-buffering': 'no' });
    reply.raw.write('retry: 2000\n\n');
    listeners.add(listener);
    metrics.liveListeners.set(listeners.size);
    request.raw.on('close', () => {
      listeners.delete(listener);
      metrics.liveListeners.set(listeners.size);
    });
  });
  return async () => {
    clearInterval(beat);
    for (const listener of listeners) listener.reply.raw.end();
    await stop();
  };
}
