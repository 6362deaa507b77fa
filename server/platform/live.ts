// Live updates: what a transaction announced reaches the open screens of those who may see it, as topic and id only;
// the screen then asks again through the front door. L1 nobody hears of a record behind a wall.
import type { FastifyInstance, FastifyReply } from 'fastify';
import { visibleBrands, type Actor } from './actor.ts';
import type { Database } from './database.ts';
import { limits } from './limits.ts';
import { metrics } from './metrics.ts';
import { refuse } from './refusals.ts';
import type { LiveNews } from './tx.ts';

type Listener = { actor: Actor; brands: string; reply: FastifyReply };

export function mayHear(actor: Actor, brands: string, news: LiveNews): boolean {
  if (actor.kind === 'owner') return news.ownerId === actor.id;
  if (actor.kind !== 'staff') return false;
  const brandId = news.brandId ?? null;
  if (brandId !== null && brands !== '*' && !brands.split(',').includes(brandId)) return false;
  const outletId = news.outletId ?? null;
  return outletId === null || actor.grants.some((grant) =>
    (grant.brandId === null || brandId === null || grant.brandId === brandId) && (grant.outletId === null || grant.outletId === outletId));
}

/** Serves GET /api/live as server-sent events. */
export async function serveLive(app: FastifyInstance, database: Database, actorOf: (token: string | undefined) => Promise<Actor>,
  tokenOf: (request: { headers: Record<string, unknown> }) => string | undefined): Promise<() => Promise<void>> {
  const listeners = new Set<Listener>();
  const stop = await database.listen('careloop_live', (payload) => {
    const news = JSON.parse(payload) as LiveNews;
    const line = `data: ${JSON.stringify({ topic: news.topic, id: news.id })}\n\n`;
    for (const listener of listeners) {
      if (mayHear(listener.actor, listener.brands, news)) listener.reply.raw.write(line);
    }
  });
  const beat = setInterval(() => {
    for (const listener of listeners) listener.reply.raw.write(': still here\n\n');
  }, 20_000);
  app.get('/api/live', { schema: { hide: true } }, async (request, reply) => {
    const actor = await actorOf(tokenOf(request));
    if (actor.kind === 'nobody') refuse('notSignedIn');
    if (listeners.size >= limits.liveListeners) refuse('busy');
    const listener = { actor, brands: visibleBrands(actor), reply };
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
