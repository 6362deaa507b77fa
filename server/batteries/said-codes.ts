// The pack code that a car says at login (2025 edition): kept beside what the file has, so that an unrecorded swap is found.
// S1 nothing is overwritten: the file says what was fitted, this says what the car said; S2 only what is a battery code counts.
import { decodeFrame } from '@careloop/gbt32960';
import type { Tx } from '#platform/tx';
import type { BehindRow } from '#telemetry';
import { writeSaidCode } from './file-store.ts';
import { readCode } from './pack-code.ts';

/** The first pack code of a login. (S2) */
export function codeIn(bytes: Uint8Array): string | undefined {
  const verdict = decodeFrame(bytes);
  const message = verdict.frame?.message;
  if (message?.kind !== 'login') return undefined;
  for (const said of message.codes) {
    const read = readCode(said);
    if (read.ok && read.parsed.productType === 'P') return read.code;
  }
  return undefined;
}

/** (S1) */
export async function noteSaidCodes(tx: Tx, rows: readonly BehindRow[]): Promise<void> {
  for (const { row, of } of rows) {
    const code = row.kind === 'login' ? codeIn(row.bytes) : undefined;
    if (code !== undefined) await writeSaidCode(tx, { vin: row.vin, brandId: of.brandId, code, at: row.collectedAt });
  }
}
