// The contract of an operation: method, path, who may call it, what goes in, what comes out, how it may refuse.
// Pure data that the server, the web, OpenAPI and the stranger tests all read.
import Type, { type Static, type TSchema } from 'typebox';
import type { Role } from './actor.ts';

/** anyone: no sign-in; owner: a signed-in owner; demo: anyone, but only while the demo world runs; else a role of staff. */
export type Who = 'anyone' | 'owner' | 'demo' | Role;

export type Operation<I extends TSchema = TSchema, O extends TSchema = TSchema> = {
  readonly method: 'GET' | 'POST';
  /** Below /api, with `:name` for parts that are fields of the input. */
  readonly path: `/${string}`;
  readonly who: readonly Who[];
  readonly summary: string;
  readonly input: I;
  readonly output: O;
  readonly refusals: readonly string[];
  /** The body is raw bytes (a photo, a signed call-back); the handler gets it beside the input. */
  readonly raw?: true;
  /** The verb returns `{ bytes, mediaType }` instead of JSON. */
  readonly sendsBytes?: true;
  /** Tried by guessers: fewer requests per minute and address. */
  readonly guarded?: true;
};

export const op = <I extends TSchema, O extends TSchema>(operation: Operation<I, O>): Operation<I, O> => operation;

export type Input<Op> = Op extends Operation<infer I, TSchema> ? Static<I> : never;
export type Output<Op> = Op extends Operation<TSchema, infer O> ? Static<O> : never;

// Shapes that every contract needs.
export const Id = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9_.:-]+$' });
/** An instant, ISO 8601 in UTC. Handlers may return a Date: it is serialised so. */
export const Instant = Type.Unsafe<string>({ type: 'string', format: 'date-time' });
export const LocalDate = Type.String({ format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
export const Fen = Type.Integer({ minimum: -2_000_000_000, maximum: 2_000_000_000 });
export const Version = Type.Integer({ minimum: 0 });
export const Words = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' });
export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
export const OneOf = <const T extends readonly string[]>(values: T) => Type.Unsafe<T[number]>({ type: 'string', enum: [...values] });
/** What an operation with `sendsBytes` returns; not described further. */
export const Bytes = Type.Unsafe<{ bytes: Uint8Array; mediaType: string }>({});
export const Done = Type.Object({ ok: Type.Literal(true) });
export const page = { limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })), after: Type.Optional(Type.String({ maxLength: 200 })) };
export { Type };
export type { Static, TSchema };
