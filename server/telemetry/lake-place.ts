// Where a house keeps its history: a folder beside its other data, or a bucket of a server that speaks S3.
import { join } from 'node:path';
import { folderBucket } from '#platform/bucket/bucket';
import { s3Bucket, type S3Place } from '#platform/bucket/s3-bucket';
import type { Lake } from './lake.ts';

export type LakePlace = { dir: string; buckets: number; s3: Omit<S3Place, 'cacheDir' | 'cacheBytes'> | undefined };

/** Reads LAKE_DIR, LAKE_BUCKETS and LAKE_S3_*; throws a sentence naming the setting that cannot be understood. */
export function lakePlaceFrom(env: Record<string, string | undefined>, dataDir: string): LakePlace {
  const buckets = Number(env['LAKE_BUCKETS'] ?? 4);
  if (!Number.isInteger(Math.log2(buckets)) || buckets > 4096) throw new Error(`LAKE_BUCKETS must be a power of two up to 4096, not "${env['LAKE_BUCKETS']}"`);
  const endpoint = env['LAKE_S3_ENDPOINT'];
  const needed = (name: string): string => env[name] || (() => { throw new Error(`LAKE_S3_ENDPOINT is set, and ${name} is not`); })();
  const s3 = endpoint === undefined || endpoint === '' ? undefined : {
    endpoint, bucket: needed('LAKE_S3_BUCKET'), region: env['LAKE_S3_REGION'] ?? 'us-east-1', accessKeyId: needed('LAKE_S3_KEY_ID'), secretAccessKey: needed('LAKE_S3_SECRET'),
    prefix: env['LAKE_S3_PREFIX'] ?? '',
  };
  return { dir: env['LAKE_DIR'] || join(dataDir, 'lake'), buckets, s3 };
}

const cacheBytes = 20e9;

/** Opens the lake, and DuckDB with it, in a process that has work for it: who writes history or answers questions about it. */
export async function openLakeAt(place: LakePlace, of: { roles: readonly string[]; historySeconds: number }): Promise<Lake | undefined> {
  if (of.historySeconds === 0 || !of.roles.some((role) => role === 'worker' || role === 'api')) return undefined;
  const { dir, buckets, s3 } = place;
  const { openLake } = await import('./lake.ts'); // DuckDB is loaded here, and nowhere else
  const bucket = s3 === undefined ? folderBucket(dir) : s3Bucket({ ...s3, cacheDir: join(dir, 'cache'), cacheBytes });
  return openLake({ bucket, scratchDir: join(dir, '.writing'), buckets }); // on the disk of the folder, where a name is given in one step
}
