// Sheets as platforms and lines of the state give them: first looked at, then heard, then undone if need be. M1 a dry run writes
// nothing but itself; M2 a row that was heard before is said to be known; M3 what was brought can be taken back while nobody has
// worked on it.
import { asSeen } from '#platform/audit';
import { actorName } from '#platform/actor';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Call } from '#platform/routes';
import type { Tx } from '#platform/tx';
import { readSheet } from '#network';
import type { api } from './api.ts';
import { hear, keyOf, noonOf } from './hear.ts';
import { brandChecked, managers } from './reach.ts';
import { channelOf, columns, judgeRows, wordOfChannel, type SheetRow } from './sheet-rows.ts';
import { dropSheet, insertSheet, isKnown, lockSheet, saveSheet, sheetsOf, type Sheet } from './store.ts';
import type { Channel, Told } from './voice.ts';

const shown = (one: Sheet) => ({ ...one, columns: columns.map(({ name }) => name), good: one.rows.filter((row) => row.faults.length === 0).length, bad: one.rows.filter((row) => row.faults.length > 0).length });

function toldBy(tx: Tx, cells: SheetRow['cells']): Told {
  const cell = (name: string): string | undefined => ((cells[name] ?? '') === '' ? undefined : cells[name]);
  const [words, on, author] = [cell('内容') ?? '', cell('日期') ?? '', cell('姓名')];
  return { channel: channelOf(cell('渠道') ?? '') as Channel, sourceKey: keyOf({ words, on, ...(cell('编号') === undefined ? {} : { sourceKey: cell('编号') as string }), ...(author === undefined ? {} : { author }) }), words, saidAt: noonOf(tx, on), author, phone: cell('电话'), car: cell('车牌'), url: cell('链接') };
}

/** (M1, M2) */
export async function checkVoices(tx: Tx, input: Input<typeof api.checkVoices>, call: Call) {
  await brandChecked(tx, input.brandId, managers);
  const sheet = await readSheet(call.bytes);
  if (sheet === undefined || sheet === 'tooLarge') return refuse('sheetNotReadable');
  const rows = judgeRows(sheet, input.channel) ?? refuse('sheetNoHeader', { columns: columns.filter((column) => column.must === true).map((column) => column.name).join('、') });
  for (const row of rows) {
    if ((row.cells['渠道'] ?? '') === '' && input.channel !== undefined) row.cells['渠道'] = wordOfChannel(input.channel);
    if (row.faults.length > 0) continue;
    const told = toldBy(tx, row.cells);
    if (await isKnown(tx, input.brandId, told.channel, told.sourceKey)) row.faults.push({ column: '编号', code: 'known' });
  }
  return shown(await insertSheet(tx, { brandId: input.brandId, fileName: input.fileName.trim(), rows, byName: actorName(tx.actor) }));
}

async function mine(tx: Tx, id: string, version: number, state: Sheet['state']): Promise<Sheet> {
  const one = await lockSheet(tx, id);
  if (one === undefined) return refuse('sheetNotFound', { id });
  await brandChecked(tx, one.brandId, managers);
  return asSeen(tx, 'voiceSheets', one, { version, state, notNow: 'sheetNotNow' });
}

export async function applyVoices(tx: Tx, input: Input<typeof api.applyVoices>) {
  const sheet = await mine(tx, input.sheetId, input.version, 'checked');
  let [made, twins] = [0, 0];
  for (const row of sheet.rows.filter((each) => each.faults.length === 0)) {
    const voice = await hear(tx, sheet.brandId, toldBy(tx, row.cells), sheet.id);
    if (voice === undefined) continue;
    made++;
    if (voice.twinOf !== null) twins++;
  }
  const saved = await saveSheet(tx, { ...sheet, state: 'applied', made, twins });
  tx.record({ action: 'voices.applySheet', subject: 'voiceSheets', subjectId: saved.id, brandId: saved.brandId, version: saved.version, after: { fileName: saved.fileName, made, twins } });
  return shown(saved);
}

/** (M3) */
export async function undoVoices(tx: Tx, input: Input<typeof api.undoVoices>) {
  const sheet = await mine(tx, input.sheetId, input.version, 'applied');
  const gone = await dropSheet(tx, sheet.id);
  const saved = await saveSheet(tx, { ...sheet, state: 'undone', made: sheet.made - gone });
  tx.record({ action: 'voices.undoSheet', subject: 'voiceSheets', subjectId: saved.id, brandId: saved.brandId, version: saved.version, after: { gone, stayed: saved.made } });
  tx.announce({ topic: 'voices', id: saved.id, brandId: saved.brandId });
  return shown(saved);
}
export async function listVoiceSheets(tx: Tx, input: Input<typeof api.listVoiceSheets>) {
  await brandChecked(tx, input.brandId, managers);
  return { sheets: (await sheetsOf(tx, input.brandId)).map(shown) };
}
