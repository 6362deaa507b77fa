// A refusal is a no that someone can act on. It is thrown where it is found, mapped once to an HTTP status,
// and shown by the web as a sentence in the reader's language.
export type RefusalDetails = Record<string, unknown>;

export class Refusal extends Error {
  readonly code: string;
  readonly details: RefusalDetails;
  /** What was written before it stays written: a try that counts. */
  readonly kept: boolean;
  constructor(code: string, details: RefusalDetails = {}, kept = false) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
    this.kept = kept;
  }
}

/** Throws a refusal. `details.field` names the input field to blame, other details fill the sentence. */
export function refuse(code: string, details: RefusalDetails = {}): never {
  throw new Refusal(code, details);
}

/** Refuses, and what this transaction wrote stays: for tries that are counted. */
export function refuseAndKeep(code: string, details: RefusalDetails = {}): never {
  throw new Refusal(code, details, true);
}

/** Codes of the platform itself; each module lists its own in its api.ts. */
export const platformRefusals = [
  'notSignedIn', 'notAllowed', 'notFound', 'badInput', 'staleEdit', 'tooManyRequests', 'tooManyFiles', 'tooLarge', 'busy', 'internal',
] as const;

const statusByCode: Record<string, number> = {
  notSignedIn: 401, notAllowed: 403, notFound: 404, badInput: 400, staleEdit: 409, tooManyRequests: 429, tooManyFiles: 429, tooLarge: 413, busy: 503, internal: 500,
};

/** 4xx status of a code: what ends in `NotFound` is 404, the platform's own have their table, all others are 409. */
export function statusOf(code: string): number {
  return statusByCode[code] ?? (code.endsWith('NotFound') ? 404 : 409);
}
