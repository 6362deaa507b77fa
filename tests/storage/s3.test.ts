// The lake in a bucket of a server that speaks S3.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsClient } from 'aws4fetch';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { objectsIn, s3Bucket, type S3Place } from '#platform/bucket/s3-bucket';
import { openLake } from '../../server/telemetry/lake.ts';
import { rowOf } from '../../server/telemetry/history-row.ts';
import { healthy, report } from '../../server/telemetry/testing.ts';
import { escapesOnce, startS3Server, type S3Server } from './s3-server.ts';

const dir = mkdtempSync(join(tmpdir(), 'careloop-s3-lake-'));
let server: S3Server | undefined;
let place: S3Place;
beforeAll(async () => {
  server = await startS3Server();
  place = { endpoint: server.endpoint, bucket: 'history', region: 'us-east-1', accessKeyId: server.accessKeyId, secretAccessKey: server.secretAccessKey, prefix: 'careloop/', cacheDir: join(dir, 'cache'), cacheBytes: 1e9 };
  const made = await new AwsClient({ ...place, service: 's3' }).fetch(`${place.endpoint}/history`, { method: 'PUT' });
  expect(made.status).toBe(200);
}, 90_000);
vi.setConfig({ testTimeout: 60_000 });
afterAll(async () => {
  await server?.stop();
  rmSync(dir, { recursive: true, force: true });
});

const localFile = (text: string): string => {
  const path = join(dir, `file-${Math.random().toString(36).slice(2)}`);
  writeFileSync(path, text);
  return path;
};

test('a file is kept under its name, read back through the cache, listed and removed', async () => {
  const bucket = s3Bucket(place);
  const name = `brand=xihe/day=2026-03-02/bucket=001/one ${escapesOnce ? '&' : 'and'} two+三.parquet`;
  await bucket.keep(name, localFile('a few bytes'));
  const opened = await Promise.all([bucket.open(name), bucket.open(name)]);
  expect(readFileSync(opened[0], 'utf8')).toBe('a few bytes');
  expect(opened[1]).toBe(opened[0]);
  const [found] = await bucket.list('brand=xihe/');
  expect(found).toMatchObject({ name, bytes: 11 });
  expect(Math.abs((found?.changedAt.getTime() ?? 0) - Date.now())).toBeLessThan(3_600_000);
  await bucket.remove(name);
  await bucket.remove(name);
  expect(await bucket.list('')).toEqual([]);
});

test.each([1, 7, 25, 1_000])('a listing longer than a page is read to its end: %i files to a page', async (pageKeys) => {
  const bucket = s3Bucket({ ...place, prefix: `many-${pageKeys}/`, pageKeys });
  const names = Array.from({ length: 25 }, (_, index) => `day=2026-03-0${1 + (index % 3)}/file ${index}+三`);
  await Promise.all(names.map((name) => bucket.keep(name, localFile('x'))));
  expect((await bucket.list('')).map((file) => file.name).sort()).toEqual(names.toSorted());
  expect(await bucket.list('day=2026-03-02/')).toHaveLength(8);
});

test('a page of a listing tells its files, their names unescaped, and where the next page begins', () => {
  const page = (rest: string): string => `<?xml version="1.0"?><ListBucketResult>${rest}<Contents><Key>lake/one &amp; two.parquet</Key><LastModified>2026-03-02T01:00:00.000Z</LastModified><ETag>&quot;x&quot;</ETag><Size>11</Size></Contents></ListBucketResult>`;
  const objects = [{ key: 'lake/one & two.parquet', bytes: 11, changedAt: new Date('2026-03-02T01:00:00Z') }];
  expect(objectsIn(page('<IsTruncated>true</IsTruncated><NextContinuationToken>a+b=</NextContinuationToken>'))).toEqual({ objects, next: 'a+b=' });
  expect(objectsIn(page('<IsTruncated>false</IsTruncated>'))).toEqual({ objects, next: undefined });
});

test('a wrong key and a bucket that is not there are refused in words', async () => {
  await expect(s3Bucket({ ...place, secretAccessKey: 'wrong' }).keep('x', localFile('x'))).rejects.toThrow(/refused PUT .*: 403/);
  await expect(s3Bucket({ ...place, bucket: 'nowhere' }).open('x')).rejects.toThrow(/has no x|refused GET/);
});

test('the cache stays within its size, and keeps what was asked for lately', async () => {
  const bucket = s3Bucket({ ...place, cacheDir: join(dir, 'small'), cacheBytes: 30 });
  for (const name of ['a', 'b', 'c', 'd']) await bucket.keep(`cache/${name}`, localFile('0123456789ABCDEF'));
  for (const name of ['a', 'b', 'c', 'd']) await bucket.open(`cache/${name}`);
  expect(readdirSync(join(dir, 'small'))).toHaveLength(4); // all within the last minutes (S2)
});

test('the history is written to the bucket, merged there, and read from there', async () => {
  const lake = await openLake({ bucket: s3Bucket({ ...place, prefix: 'lake/' }), scratchDir: join(dir, 'scratch') });
  const shelf = { brandId: 'xihe', onDay: '2026-03-02', bucket: 1, buckets: 4 };
  const vin = 'LTEST4E11TA000001';
  const rowAt = (seconds: number) => {
    const at = new Date(Date.parse('2026-03-02T01:00:00Z') + seconds * 1000);
    return rowOf({ id: seconds, vin, edition: 2016, command: 2, bytes: report(vin, at, healthy), receivedAt: at });
  };
  const [one, two] = [await lake.write(shelf, [rowAt(0), rowAt(10)]), await lake.write(shelf, [rowAt(10), rowAt(20)])];
  expect(await lake.add(shelf, [rowAt(0), rowAt(20)], [one.name, two.name])).toEqual({ written: undefined, replaced: [], rows: 0 });
  const merged = await lake.merge(shelf, [one.name, two.name]);
  expect(merged).toMatchObject({ rowCount: 3, firstVin: vin, lastVin: vin });
  const rows = await lake.ask<{ soc_pct: number; frames: Uint8Array[] }>([merged.name], (from) => `select * from ${from} order by collected_at`);
  expect(rows.map((row) => row.soc_pct)).toEqual([healthy.socPct, healthy.socPct, healthy.socPct]);
  expect(rows[0]?.frames).toHaveLength(1);
  lake.close();
});
