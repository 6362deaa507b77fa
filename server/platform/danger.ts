// Danger as the house judges it: the library's table and ear, with what the ear learned as it is shipped (libs/danger/ear.bin.gz).
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'fflate';
import { unpackEar, type Ear } from '@careloop/danger/ear';
import { judgeDanger as judgeBy, type Judged } from '@careloop/danger/judge';

export type { Judged } from '@careloop/danger/judge';

let shipped: Ear | undefined;
const ear = (): Ear => (shipped ??= unpackEar(gunzipSync(new Uint8Array(readFileSync(createRequire(import.meta.url).resolve('@careloop/danger/ear.bin.gz'))))));

export const judgeDanger = (words: string): Judged => judgeBy(words, ear());
