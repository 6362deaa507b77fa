// Structured logs, one JSON line each, on standard error; personal data never goes here.
import pino from 'pino';

export const log = pino(
  { level: process.env['LOG_LEVEL'] ?? (process.env['NODE_ENV'] === 'test' || process.env['VITEST'] !== undefined ? 'silent' : 'info'), base: null },
  pino.destination(2),
);
