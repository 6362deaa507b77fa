// The front door over HTTP: contracts become routes, OpenAPI and validation; refusals become statuses.
// H1 nothing reaches a verb that its contract does not allow; H2 the same idempotency key does a thing once;
// H3 a bug is a 500 that says nothing, and is logged with its cause; H4 no page may load a foreign host.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { actorId, type Actor } from './actor.ts';
import { once } from './answers.ts';
import type { Operation } from './contract.ts';
import { refuseUnlessAllowed, type Operations } from './invoke.ts';
import { limits } from './limits.ts';
import { serveLive } from './live.ts';
import { log } from './log.ts';
import { metrics, registry } from './metrics.ts';
import { Refusal, statusOf } from './refusals.ts';
import { bringAhead, type Call } from './routes.ts';
import { unitOfWork, type World } from './tx.ts';

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor;
  }
  interface FastifyContextConfig {
    operation?: string;
    raw?: boolean;
  }
}

export type Door = {
  world: World;
  operations: Operations;
  demo: boolean;
  version: string;
  /** Folder of the built web; pages are left out where it does not exist. */
  webDir: string;
  actorFor(token: string): Promise<Actor>;
  health(): Promise<Record<string, unknown> & { ok: boolean }>;
};

const cookieName = 'careloop_session';
const nobody: Actor = { kind: 'nobody' };

const tokenOf = (request: { headers: Record<string, unknown> }): string | undefined => {
  const bearer = request.headers['authorization'];
  if (typeof bearer === 'string' && bearer.startsWith('Bearer ')) return bearer.slice(7);
  const cookies = request.headers['cookie'];
  return typeof cookies === 'string' ? new RegExp(`(?:^|; )${cookieName}=([A-Za-z0-9_-]+)`).exec(cookies)?.[1] : undefined;
};

/** Remembers for a few seconds who a token is, so that a busy screen does not read its rights with every request. */
function rememberActors(door: Door): { of(token: string | undefined): Promise<Actor>; forget(token: string | undefined): void; forgetPerson(id: string): void } {
  const remembered = new Map<string, { actor: Actor; until: number }>();
  return {
    async of(token) {
      if (token === undefined) return nobody;
      const known = remembered.get(token);
      if (known !== undefined && known.until > Date.now()) return known.actor;
      const actor = await door.actorFor(token);
      if (remembered.size > 10_000) remembered.clear();
      remembered.set(token, { actor, until: Date.now() + limits.sessionMemoryMs });
      return actor;
    },
    forget(token) {
      if (token === undefined) remembered.clear();
      else remembered.delete(token);
    },
    forgetPerson(id) {
      for (const [token, { actor }] of remembered) if (actorId(actor) === id) remembered.delete(token);
    },
  };
}

type ObjectSchema = { type: 'object'; properties: Record<string, unknown>; required?: string[]; additionalProperties?: boolean };

/** What is not in the contract is refused; a body of somebody else's protocol says of itself that it may hold more. */
function part(schema: ObjectSchema, names: string[], open = false): ObjectSchema & { additionalProperties: boolean } {
  return {
    type: 'object', additionalProperties: open,
    properties: Object.fromEntries(names.map((name) => [name, schema.properties[name]])),
    required: (schema.required ?? []).filter((name) => names.includes(name)),
  };
}

/** The parts of a request, by the contract's path and input. */
export function requestSchema(operation: Operation): { params?: unknown; querystring?: unknown; body?: unknown } {
  const input = operation.input as unknown as ObjectSchema;
  const all = Object.keys(input.properties ?? {});
  const inPath = [...operation.path.matchAll(/:([A-Za-z]+)/g)].map((match) => match[1] as string);
  const rest = all.filter((name) => !inPath.includes(name));
  return {
    ...(inPath.length > 0 ? { params: part(input, inPath) } : {}),
    ...(operation.method === 'GET' || operation.raw === true ? { querystring: part(input, rest) } : { body: part(input, rest, input.additionalProperties === true) }),
  };
}

function routeSchema(name: string, module: string, operation: Operation): Record<string, unknown> {
  return {
    operationId: name, tags: [module], summary: operation.summary,
    description: `Who: ${operation.who.join(', ')}.${operation.refusals.length > 0 ? ` Refuses: ${operation.refusals.join(', ')}.` : ''}`,
    ...(operation.raw === true ? { consumes: ['application/octet-stream', 'image/*', 'application/json'] } : {}),
    ...requestSchema(operation),
    ...(operation.sendsBytes === true ? {} : { response: { 200: operation.output } }),
  };
}

function addOperation(app: FastifyInstance, door: Door, actors: ReturnType<typeof rememberActors>, name: string): void {
  const { module, operation, verb } = door.operations.get(name) as NonNullable<ReturnType<Operations['get']>>;
  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const token = tokenOf(request);
    const actor = request.actor;
    const input = { ...(operation.raw === true ? {} : (request.body as object | undefined)), ...(request.query as object), ...(request.params as object) };
    const call: Call = {
      bytes: operation.raw === true ? (request.body as Uint8Array) ?? new Uint8Array() : new Uint8Array(),
      headers: request.headers as Record<string, string | undefined>, ip: request.ip, token,
      session: (fresh) => {
        actors.forget(token);
        const kept = `Path=/; HttpOnly; SameSite=Lax${request.protocol === 'https' ? '; Secure' : ''}`;
        reply.header('set-cookie', fresh === null ? `${cookieName}=; ${kept}; Max-Age=0` : `${cookieName}=${fresh}; ${kept}; Max-Age=2592000`);
      },
    };
    const ready = await bringAhead(door.world, actor, verb, input, call);
    const key = request.headers['idempotency-key'];
    const answer = await unitOfWork(door.world, actor, (tx) => operation.method === 'POST' && typeof key === 'string' && actor.kind !== 'nobody' && operation.raw !== true
      ? once(tx, name, key.slice(0, 100), () => verb(tx, input, ready)) : verb(tx, input, ready));
    if (operation.method === 'POST') actors.forget(token);
    if (operation.sendsBytes !== true) return answer;
    const file = answer as { bytes: Uint8Array; mediaType: string };
    return reply.type(file.mediaType).header('cache-control', file.mediaType.startsWith('image/') ? 'private, max-age=3600' : 'no-store').send(Buffer.from(file.bytes));
  };
  app.route({
    method: operation.method, url: `/api${operation.path}`, schema: routeSchema(name, module, operation),
    bodyLimit: operation.raw === true ? limits.photoBytes + 1024 : limits.bodyBytes,
    config: { operation: name, raw: operation.raw === true, ...(operation.guarded === true ? { rateLimit: { max: limits.signInsPerMinute, timeWindow: '1 minute' } } : {}) },
    preValidation: async (request) => {
      request.actor = await actors.of(tokenOf(request));
      refuseUnlessAllowed(operation, request.actor, door.demo);
    },
    handler,
  });
}

/** Bodies are taken as they are; only what comes as text in a path or a query is turned into numbers and booleans. */
function validateStrictly(app: FastifyInstance): void {
  const options = { strict: false, allErrors: false, useDefaults: true };
  const exact = new Ajv(options);
  const fromText = new Ajv({ ...options, coerceTypes: 'array' });
  for (const ajv of [exact, fromText]) {
    addFormats.default(ajv);
    const said = ajv.formats['date-time'] as { validate: (text: string) => boolean };
    ajv.addFormat('date-time', (text) => said.validate(text) && !Number.isNaN(Date.parse(text))); // a leap second is no moment here
  }
  app.setValidatorCompiler(({ schema, httpPart }) => (httpPart === 'body' ? exact : fromText).compile(schema as object));
}

/** SQL states of values that no column can hold: NUL or half a character in text, impossible dates, numbers out of range. */
const unstorable = new Set(['22P02', '22021', '22P05', '22007', '22008', '22009', '22003']);

function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: unknown, request, reply) => {
    const known = error as { validation?: { instancePath: string; keyword: string; params: Record<string, unknown> }[]; statusCode?: number; message?: string };
    if (error instanceof Refusal) return reply.status(statusOf(error.code)).send({ code: error.code, details: error.details });
    if (known.validation !== undefined) {
      const first = known.validation[0];
      const field = first?.keyword === 'required' ? String(first.params['missingProperty']) : (first?.instancePath ?? '').slice(1).replaceAll('/', '.');
      return reply.status(400).send({ code: 'badInput', details: { field, reason: first?.keyword ?? 'format', ...first?.params } });
    }
    if (known.statusCode === 429) return reply.status(429).send({ code: 'tooManyRequests', details: {} });
    if (known.statusCode === 413) return reply.status(413).send({ code: 'tooLarge', details: {} });
    if (known.statusCode !== undefined && known.statusCode < 500) return reply.status(known.statusCode).send({ code: 'badInput', details: { reason: 'unreadable' } });
    if (unstorable.has((error as { code?: string }).code ?? '')) return reply.status(400).send({ code: 'badInput', details: { reason: 'unstorable' } });
    log.error({ err: error, operation: request.routeOptions.config }, 'a request failed');
    return reply.status(500).send({ code: 'internal', details: {} });
  });
}

/** (H4) */
/** Map tiles come from elsewhere only where the operator named an approved source. */
const tiles = URL.canParse(process.env['DISPATCH_TILES_URL'] ?? '') ? ` ${new URL(process.env['DISPATCH_TILES_URL'] ?? '').origin}` : '';
const contentPolicy = `default-src 'self'; img-src 'self' blob: data:${tiles}; style-src 'self' 'unsafe-inline'; script-src 'self'; connect-src 'self'; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'`;

function servePages(app: FastifyInstance, webDir: string): void {
  if (!existsSync(join(webDir, 'index.html'))) return;
  const pages = [...['owner', 'console', 'technician'].map((face) => ({ face, html: readFileSync(join(webDir, face, 'index.html')) })), ...['verify', 'rescue-job', 'wechat-phone'].map((face) => ({ face, html: readFileSync(join(webDir, 'index.html')) }))];
  void app.register(fastifyStatic, {
    root: webDir, index: ['index.html'], cacheControl: false,
    setHeaders: (reply: { header(name: string, value: string): unknown }, path: string) =>
      void reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'),
  } as never);
  app.setNotFoundHandler((request, reply) => {
    const page = pages.find(({ face }) => request.url === `/${face}` || request.url.startsWith(`/${face}/`) || request.url.startsWith(`/${face}?`));
    if (request.method !== 'GET' || page === undefined || /\.[a-z0-9]+$/.test(request.url.split('?')[0] ?? '')) return reply.status(404).send({ code: 'notFound', details: {} });
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page.html);
  });
}

/** How many proxies of ours stand before the door: only what they wrote is believed, not what a caller wrote before them. */
function proxies(setting: string | undefined): false | ((address: string, hop: number) => boolean) {
  const count = Number(setting ?? 0);
  if (!Number.isInteger(count) || count < 0) throw new Error(`TRUST_PROXY must be the number of proxies before this door, not "${setting}"`);
  return count === 0 ? false : (_address, hop) => hop < count;
}

/** Builds the server (not yet listening). */
export async function buildHttp(door: Door): Promise<{ app: FastifyInstance; close(): Promise<void> }> {
  const app = Fastify({ logger: false, trustProxy: proxies(process.env['TRUST_PROXY']), forceCloseConnections: true, pluginTimeout: 120_000 }); // a busy machine starts slowly, but starts
  validateStrictly(app);
  app.decorateRequest('actor');
  const actors = rememberActors(door);
  await app.register(cookie);
  await app.register(compress, { threshold: 2048, global: true });
  await app.register(rateLimit, { max: limits.requestsPerMinute, timeWindow: '1 minute', allowList: (request) => process.env['CARELOOP_NO_RATE_LIMIT'] === '1' || !request.url.startsWith('/api/') });
  await app.register(swagger, { openapi: { openapi: '3.1.0', info: { title: 'CareLoop', version: door.version, description: 'After-sales service of electric vehicles, one closed loop.' } } });
  await app.register(swaggerUi, { routePrefix: '/api/docs', uiConfig: { validatorUrl: null } });
  app.removeContentTypeParser(['text/plain']);
  app.addContentTypeParser(['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'application/octet-stream', 'text/xml', 'application/xml'], { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'buffer' }, (request, body, done) => (request.routeOptions.config.raw === true ? done(null, body) : done(new Refusal('badInput', { reason: 'unreadable' }))));
  app.removeContentTypeParser(['application/json']);
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (request.routeOptions.config.raw === true) return done(null, body);
    try {
      done(null, body.length === 0 ? {} : JSON.parse(body.toString('utf8')));
    } catch {
      done(new Refusal('badInput', { reason: 'unreadable' }));
    }
  });
  answerErrors(app);
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'same-origin');
    reply.header('content-security-policy', contentPolicy);
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  app.addHook('onResponse', async (request, reply) => {
    const operation = request.routeOptions.config?.operation;
    if (operation !== undefined) metrics.requestSeconds.observe({ operation, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
  });
  const stopLive = await serveLive(app, door.world.database, actors.of, tokenOf, actors.forgetPerson);
  app.get('/health', { schema: { hide: true } }, async (_request, reply) => {
    const health = await door.health();
    return reply.status(health.ok ? 200 : 503).send(health);
  });
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
  for (const name of door.operations.keys()) addOperation(app, door, actors, name);
  servePages(app, door.webDir);
  return {
    app,
    async close() {
      await stopLive();
      await app.close();
    },
  };
}
