// A bucket of a server that speaks S3: Amazon, Aliyun OSS, Huawei OBS, MinIO, SeaweedFS, Ceph. Plain requests signed by
// version 4, path style. Files that are read are kept in a local cache of bounded size.
// S1 a request is tried again when the server is busy or the line breaks, and then refused with the server's own words;
// S2 the cache never removes what was asked for in the last minutes.
import { openAsBlob } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { AwsClient } from 'aws4fetch';
import { newId } from '../ids.ts';
import type { Bucket, Kept } from './bucket.ts';

export type S3Place = {
  /** Such as http://127.0.0.1:8333. */
  endpoint: string;
  bucket: string; region: string; accessKeyId: string; secretAccessKey: string;
  /** Put before every name, such as `careloop/`. */
  prefix: string;
  cacheDir: string; cacheBytes: number;
  /** Names per page of a listing; the server's own (1000) when left out. */
  pageKeys?: number;
};

const tries = 4;
const inUseMs = 300_000;

const unescaped = (xml: string): string => xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');
const within = (xml: string, tag: string): string | undefined => {
  const found = new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1];
  return found === undefined ? undefined : unescaped(found);
};

/** The objects of a page of ListObjectsV2, and where the next page begins. */
export function objectsIn(xml: string): { objects: { key: string; bytes: number; changedAt: Date }[]; next: string | undefined } {
  const objects = [...xml.matchAll(/<Contents>([\s\S]*?)<\/Contents>/g)].map(([, one = '']) => (
    { key: within(one, 'Key') ?? '', bytes: Number(within(one, 'Size')), changedAt: new Date(within(one, 'LastModified') ?? Number.NaN) }));
  return { objects, next: within(xml, 'IsTruncated') === 'true' ? within(xml, 'NextContinuationToken') : undefined };
}

/** Removes the least lately used files until the cache fits again. (S2) */
async function tidyCache(dir: string, most: number): Promise<void> {
  const files = await Promise.all((await readdir(dir)).map(async (name) => ({ path: join(dir, name), known: await stat(join(dir, name)).catch(() => undefined) })));
  const kept = files.flatMap(({ path, known }) => (known === undefined ? [] : [{ path, size: known.size, usedMs: known.mtimeMs }])).sort((a, b) => a.usedMs - b.usedMs);
  let total = kept.reduce((sum, file) => sum + file.size, 0);
  for (const file of kept) {
    if (total <= most || Date.now() - file.usedMs < inUseMs) return;
    await rm(file.path, { force: true });
    total -= file.size;
  }
}

async function save(body: AsyncIterable<Uint8Array>, path: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    for await (const chunk of body) await file.write(chunk);
  } finally {
    await file.close();
  }
}

export function s3Bucket(at: S3Place): Bucket {
  const client = new AwsClient({ accessKeyId: at.accessKeyId, secretAccessKey: at.secretAccessKey, region: at.region, service: 's3', retries: 0 });
  const home = `${at.endpoint.replace(/\/$/, '')}/${at.bucket}`;
  const urlOf = (name: string): string => `${home}/${`${at.prefix}${name}`.split('/').map(encodeURIComponent).join('/')}`;

  async function ask(method: string, url: string, body?: () => Promise<Blob>): Promise<Response> {
    for (let attempt = 1; ; attempt++) {
      const answer = await client.fetch(url, { method, ...(body === undefined ? {} : { body: await body() }) }).catch((error: Error) => error);
      if (answer instanceof Response && (answer.ok || answer.status === 404)) return answer;
      const again = answer instanceof Error || answer.status >= 500 || answer.status === 429;
      if (!again || attempt === tries) {
        const said = answer instanceof Error ? String(answer.cause ?? answer) : `${answer.status} ${(await answer.text()).slice(0, 300)}`;
        throw new Error(`the bucket ${at.bucket} refused ${method} ${url}: ${said}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 100 * 4 ** attempt));
    }
  }

  const fetching = new Map<string, Promise<string>>();
  async function bring(name: string): Promise<string> {
    const path = join(at.cacheDir, `${encodeURIComponent(name)}`);
    const now = new Date();
    if (await utimes(path, now, now).then(() => true, () => false)) return path;
    await mkdir(at.cacheDir, { recursive: true });
    const answer = await ask('GET', urlOf(name));
    if (!answer.ok || answer.body === null) throw new Error(`the bucket ${at.bucket} has no ${name}`);
    const partial = `${path}.${newId()}`;
    await save(answer.body, partial);
    await rename(partial, path);
    await tidyCache(at.cacheDir, at.cacheBytes);
    return path;
  }

  return {
    place: `${home}/${at.prefix}`,
    async keep(name, localFile) {
      const answer = await ask('PUT', urlOf(name), () => openAsBlob(localFile));
      if (!answer.ok) throw new Error(`there is no bucket ${at.bucket} at ${at.endpoint}`);
      await rm(localFile, { force: true });
    },
    open(name) {
      const known = fetching.get(name) ?? bring(name).finally(() => fetching.delete(name));
      fetching.set(name, known);
      return known;
    },
    async remove(name) {
      await ask('DELETE', urlOf(name));
    },
    async list(under) {
      const found: Kept[] = [];
      for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
        const query = new URLSearchParams({ 'list-type': '2', prefix: `${at.prefix}${under}`, ...(at.pageKeys === undefined ? {} : { 'max-keys': String(at.pageKeys) }), ...(after === undefined ? {} : { 'continuation-token': after }) });
        const answer = await ask('GET', `${home}?${query}`);
        if (!answer.ok) throw new Error(`there is no bucket ${at.bucket} at ${at.endpoint}`);
        const { objects, next } = objectsIn(await answer.text());
        found.push(...objects.map(({ key, ...rest }) => ({ name: key.slice(at.prefix.length), ...rest })));
        after = next;
      }
      return found;
    },
  };
}
