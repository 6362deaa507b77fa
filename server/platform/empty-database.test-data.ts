// A database of its own that nothing was migrated in yet, on the engine that the tests run on: for tests of migrations over old rows.
import { openDatabase, type Database } from './database.ts';
import { newId } from './ids.ts';

export async function emptyDatabase(): Promise<{ database: Database; drop(): Promise<void> }> {
  const url = process.env['CARELOOP_TEST_PG'];
  if (url === undefined || url === '') {
    const database = await openDatabase({});
    return { database, drop: () => database.close() };
  }
  const name = `careloop_${newId()}`;
  const admin = await openDatabase({ url, poolSize: 1 });
  await admin.exec(`create database ${name}`);
  const at = new URL(url);
  at.pathname = `/${name}`;
  const database = await openDatabase({ url: at.href, poolSize: 1 });
  return {
    database,
    async drop() {
      await database.close();
      await admin.exec(`drop database if exists ${name} with (force)`);
      await admin.close();
    },
  };
}
