// Files by their content: photos and signatures under the hash of their bytes, in ./data/files (or memory in tests).
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { maybe, one, run, sql } from './database.ts';
import { newId } from './ids.ts';
import { limits } from './limits.ts';
import { refuse } from './refusals.ts';
import { actorId, actorName } from './actor.ts';
import type { Files, Tx } from './tx.ts';

const shaOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export function filesInMemory(): Files {
  const kept = new Map<string, Uint8Array>();
  return {
    async put(bytes) {
      const sha = shaOf(bytes);
      kept.set(sha, bytes);
      return sha;
    },
    get: async (sha) => kept.get(sha),
  };
}

export function filesIn(dir: string): Files {
  const pathOf = (sha: string): string => join(dir, sha.slice(0, 2), sha);
  return {
    async put(bytes) {
      const sha = shaOf(bytes);
      await mkdir(join(dir, sha.slice(0, 2)), { recursive: true });
      const partial = `${pathOf(sha)}.${newId()}`;
      await writeFile(partial, bytes);
      await rename(partial, pathOf(sha));
      return sha;
    },
    async get(sha) {
      return readFile(pathOf(sha)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
    },
  };
}

const startsWith = (bytes: Uint8Array, head: readonly number[], at = 0): boolean => head.every((byte, index) => bytes[at + index] === byte);

/** What the bytes are, by their first bytes and not by what the sender says. */
export function mediaTypeOf(bytes: Uint8Array): string | undefined {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47])) return 'image/png';
  if (startsWith(bytes, [0x52, 0x49, 0x46, 0x46]) && startsWith(bytes, [0x57, 0x45, 0x42, 0x50], 8)) return 'image/webp';
  if (startsWith(bytes, [0x66, 0x74, 0x79, 0x70, 0x68, 0x65, 0x69], 4)) return 'image/heic';
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46, 0x2d])) return 'application/pdf';
  return undefined;
}

/** Takes a photo or a PDF; answers its id. Refuses what is neither or too large, and more than anybody takes in a day. */
export async function keepFile(tx: Tx, bytes: Uint8Array): Promise<{ fileId: string; mediaType: string }> {
  if (bytes.length > limits.photoBytes) refuse('tooLarge', { maxMegabytes: limits.photoBytes / 1_048_576 });
  const mediaType = mediaTypeOf(bytes);
  if (mediaType === undefined) refuse('badInput', { field: 'photo', reason: 'notAPicture' });
  const uploadedBy = actorId(tx.actor) ?? actorName(tx.actor);
  const { today } = await one<{ today: number }>(tx, sql`select count(*)::int as today from platform.files where uploaded_by = ${uploadedBy} and uploaded_at > ${tx.now.toISOString()}::timestamptz - interval '1 day'`);
  if (today >= limits.photosPerDay) refuse('tooManyFiles', { most: limits.photosPerDay });
  const sha = await tx.files.put(bytes);
  const fileId = newId();
  await run(tx, sql`insert into platform.files (id, bytes_size, media_type, sha256, uploaded_by, uploaded_at)
    values (${fileId}, ${bytes.length}, ${mediaType}, ${sha}, ${uploadedBy}, ${tx.now.toISOString()}::timestamptz)`);
  return { fileId, mediaType };
}

/** The bytes of a file. Who may see it is decided by the module whose record names it. */
export async function readKeptFile(tx: Tx, fileId: string): Promise<{ bytes: Uint8Array; mediaType: string }> {
  const row = await maybe<{ sha256: string; mediaType: string }>(tx, sql`select sha256, media_type from platform.files where id = ${fileId}`);
  const bytes = row === undefined ? undefined : await tx.files.get(row.sha256);
  if (row === undefined || bytes === undefined) refuse('notFound');
  return { bytes, mediaType: row.mediaType };
}

/** Those of the ids that this actor uploaded: only own uploads may be attached to a record, and papers (PDF) only where papers are asked for. */
export async function ownUploads(tx: Tx, fileIds: readonly string[], more: { papers?: boolean } = {}): Promise<string[]> {
  const rows = await tx.db.query<{ id: string }>(sql`select id from platform.files where id = any(${fileIds}::text[]) and uploaded_by = ${actorId(tx.actor) ?? actorName(tx.actor)} and (media_type like 'image/%' or ${more.papers === true})`);
  const found = new Set(rows.map((row) => row.id));
  return fileIds.filter((id) => found.has(id));
}

/** What files are and their fingerprints, in the order asked. */
export async function factsOfFiles(tx: Tx, fileIds: readonly string[]): Promise<{ id: string; mediaType: string; sha256: string }[]> {
  const rows = new Map((await tx.db.query<{ id: string; mediaType: string; sha256: string }>(sql`select id, media_type, sha256 from platform.files where id = any(${fileIds}::text[])`)).map((row) => [row.id, row]));
  return fileIds.flatMap((id) => rows.get(id) ?? []);
}
