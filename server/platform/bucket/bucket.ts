// A place for large files under names like `brand=xihe/day=2026-11-24/…`: a local folder, or a bucket of any server that
// speaks S3. B1 a kept file is there whole or not at all, and survives a power cut once `keep` has answered; B2 a name is
// written once and never changed; B3 `open` gives a local file to read from, wherever the bytes lie.
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

export type Kept = { name: string; bytes: number; changedAt: Date };
export type Bucket = {
  /** Where it is, for people. */
  readonly place: string;
  /** Takes over a finished local file; it is gone from where it was. (B1) */
  keep(name: string, localFile: string): Promise<void>;
  /** The path of a local file with the content. (B3) */
  open(name: string): Promise<string>;
  /** Removes a file; one that is not there is removed already. */
  remove(name: string): Promise<void>;
  /** Files whose names begin so. */
  list(under: string): Promise<Kept[]>;
};

/** Writes what the system still holds back to the disk. */
export async function flushToDisk(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function filesBelow(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true, recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

export function folderBucket(dir: string): Bucket {
  return {
    place: dir,
    async keep(name, localFile) {
      const path = join(dir, name);
      await mkdir(dirname(path), { recursive: true });
      await flushToDisk(localFile);
      await rename(localFile, path);
      await flushToDisk(dirname(path)); // the name itself
    },
    open: async (name) => join(dir, name),
    remove: (name) => rm(join(dir, name), { force: true }),
    async list(under) {
      const found: Kept[] = [];
      for (const path of await filesBelow(dir)) {
        const name = relative(dir, path).replaceAll('\\', '/');
        const known = name.startsWith(under) ? await stat(path).catch(() => undefined) : undefined; // removed meanwhile
        if (known !== undefined) found.push({ name, bytes: known.size, changedAt: known.mtime });
      }
      return found;
    },
  };
}
