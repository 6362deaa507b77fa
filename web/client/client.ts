// Calls an operation by its contract. A refusal becomes `Refused` with code and details; a broken line becomes
// `Unreachable`, which says nothing was done.
import type { Input, Output } from '#platform/contract';
import { operations, type OperationName, type Operations } from './operations.ts';
import type * as Sentences from './sentences/index.ts';

export class Refused extends Error {
  readonly code: string;
  readonly details: Record<string, unknown>;
  readonly status: number;
  constructor(code: string, details: Record<string, unknown>, status: number) {
    super(code);
    this.code = code;
    this.details = details;
    this.status = status;
  }
}
export class Unreachable extends Error {}

export type In<Name extends OperationName> = Input<Operations[Name]>;
export type Out<Name extends OperationName> = Output<Operations[Name]>;

/** A key for one intent of a person: the same key twice does the thing once. */
export const freshKey = (): string => [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

function address(path: string, input: Record<string, unknown>): { url: string; rest: Record<string, unknown> } {
  const rest = { ...input };
  const url = `/api${path}`.replaceAll(/:([A-Za-z]+)/g, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(String(value));
  });
  return { url, rest };
}

let fetched: typeof Sentences | undefined;
/** What refusals say to people; fetched with the first of them, since most pages are opened and left without one. */
export const sentences = (): typeof Sentences | undefined => fetched;

async function read(response: Response): Promise<unknown> {
  const body: unknown = await response.json().catch(() => ({ code: 'internal', details: {} }));
  if (response.ok) return body;
  const { code, details } = body as { code?: string; details?: Record<string, unknown> };
  fetched ??= await import('./sentences/index.ts').catch(() => undefined);
  throw new Refused(code ?? 'internal', details ?? {}, response.status);
}

const send = (url: string, init: RequestInit): Promise<Response> => fetch(url, init).catch((error: unknown) => {
  if ((error as Error).name === 'AbortError') throw error;
  throw new Unreachable('the house cannot be reached');
});

/** Calls `name` with `input`. Throws Refused or Unreachable. */
export async function call<Name extends OperationName>(name: Name, input: In<Name>, options: { key?: string; signal?: AbortSignal } = {}): Promise<Out<Name>> {
  const { method, path } = operations[name];
  const { url, rest } = address(path, input as Record<string, unknown>);
  if (method === 'GET') {
    const query = new URLSearchParams();
    for (const [field, value] of Object.entries(rest)) {
      if (Array.isArray(value)) for (const one of value) query.append(field, String(one));
      else if (value !== undefined && value !== null && value !== '') query.set(field, String(value));
    }
    const tail = query.size > 0 ? `?${query}` : '';
    return (await read(await send(url + tail, { signal: options.signal ?? null }))) as Out<Name>;
  }
  return (await read(await send(url, {
    method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': options.key ?? freshKey() }, body: JSON.stringify(rest), signal: options.signal ?? null,
  }))) as Out<Name>;
}

/** Calls an operation whose body is a file. */
export async function callWithFile<Name extends OperationName>(name: Name, input: In<Name>, file: Blob): Promise<Out<Name>> {
  const { url, rest } = address(operations[name].path, input as Record<string, unknown>);
  const query = new URLSearchParams(Object.entries(rest).map(([field, value]) => [field, String(value)]));
  return (await read(await send(`${url}?${query}`, { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: file }))) as Out<Name>;
}

/** Uploads a picture; answers its id. */
export async function upload(picture: Blob): Promise<string> {
  const answer = (await read(await send('/api/files', { method: 'POST', headers: { 'content-type': picture.type || 'application/octet-stream' }, body: picture }))) as { fileId: string };
  return answer.fileId;
}
