// Structured logs, one JSON line each, on standard error; personal data never goes here: of an error only its name, words,
// code and place are written, not the values that the failed statement carried.
import pino from 'pino';

type Failed = Error & { code?: unknown; constraint?: unknown; table?: unknown };

/** An error as the log may keep it. */
export function withoutValues(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: typeof error };
  const { code, constraint, table } = error as Failed;
  return {
    type: error.constructor.name, message: error.message, code, constraint, table, stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: withoutValues(error.cause) }),
  };
}

export const log = pino(
  {
    level: process.env['LOG_LEVEL'] ?? (process.env['NODE_ENV'] === 'test' || process.env['VITEST'] !== undefined ? 'silent' : 'info'),
    base: null, serializers: { err: withoutValues },
  },
  pino.destination(2),
);
