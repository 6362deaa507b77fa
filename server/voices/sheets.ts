// Sheets as platforms and lines of the state give them: first looked at, then heard, then undone if need be. M1 a dry run writes
// nothing but itself; M2 a row that was heard before is said to be known; M3 what was brought can be taken back while nobody has
// worked on it; M4 a long sheet is heard in portions, each once, and says how far it is; M5 a car nobody knows is noted, and the voice heard all the same.
import { asSeen } from '#platform/audit';
import { actorName } from '#platform/actor';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Call } from '#platform/routes';
import type { Tx } from '#platform/tx';
import { beijingDay } from '#platform/calendar';
import { readSheet } from '#network';
import { marksKnown, normalPlate } from '#vehicles';
import type { api } from './api.ts';
import { deskOf, hear, keyOf, noonOf, openHearing } from './hear.ts';
import { brandChecked, managers } from './reach.ts';
import { channelOf, columns, judgeRows, wordOfChannel, type SheetRow } from './sheet-rows.ts';
import { dropSheet, insertSheet, knownKeys, lockSheet, saveSheet, sheetById, sheetsOf, type Sheet } from './store.ts';
import { sheetGoesOn, type Channel, type Told } from './voice.ts';

/** A sheet of a platform's month fits; what is longer is split. */
const mostRows = 5000;
const rowsShown = 500;
const portion = 200;
const isGood = (row: SheetRow): boolean => row.faults.length === 0;
const weight = (row: SheetRow): number => (isGood(row) ? ((row.notes ?? []).length > 0 ? 1 : 2) : 0);
const shown = ({ rows, ...one }: Sheet, most = rowsShown) => ({
  ...one, columns: columns.map(({ name }) => name), good: rows.filter(isGood).length, bad: rows.filter((row) => !isGood(row)).length, noted: rows.filter((row) => (row.notes ?? []).length > 0).length,
  done: Math.min(one.done, rows.length), rows: [...rows].sort((a, b) => weight(a) - weight(b) || a.line - b.line).slice(0, most).map((row) => ({ ...row, notes: row.notes ?? [] })),
});

function toldBy(tx: Tx, cells: SheetRow['cells']): Told {
  const cell = (name: string): string | undefined => ((cells[name] ?? '') === '' ? undefined : cells[name]);
  const [words, on, author] = [cell('内容') ?? '', cell('日期') ?? '', cell('姓名')];
  return { channel: channelOf(cell('渠道') ?? '') as Channel, sourceKey: keyOf({ words, on, ...(cell('编号') === undefined ? {} : { sourceKey: cell('编号') as string }), ...(author === undefined ? {} : { author }) }), words, saidAt: noonOf(tx, on), author, phone: cell('电话'), car: cell('车牌'), url: cell('链接') };
}

/** (M1, M2, M5) */
export async function checkVoices(tx: Tx, input: Input<typeof api.checkVoices>, call: Call) {
  await brandChecked(tx, input.brandId, managers);
  const sheet = await readSheet(call.bytes, mostRows);
  if (sheet === 'tooLarge') return refuse('sheetTooLong', { most: mostRows });
  if (sheet === undefined) return refuse('sheetNotReadable');
  const rows = judgeRows(sheet, input.channel, beijingDay(tx.now)) ?? refuse('sheetNoHeader', { columns: columns.filter((column) => column.must === true).map((column) => column.name).join('、') });
  for (const row of rows) if ((row.cells['渠道'] ?? '') === '' && input.channel !== undefined) row.cells['渠道'] = wordOfChannel(input.channel);
  const told = new Map(rows.filter(isGood).map((row) => [row, toldBy(tx, row.cells)]));
  const heard = await knownKeys(tx, input.brandId, [...told.values()].map(({ sourceKey }) => sourceKey));
  const markOf = ({ car }: Told): string => (car === undefined ? '' : car.trim().length === 17 ? car.trim().toUpperCase() : normalPlate(car));
  const cars = await marksKnown(tx, input.brandId, [...new Set([...told.values()].map(markOf).filter((mark) => mark !== ''))]);
  for (const [row, one] of told) {
    if (heard.has(`${one.channel} ${one.sourceKey}`)) row.faults.push({ column: '编号', code: 'known' });
    if (markOf(one) !== '' && !cars.has(markOf(one))) row.notes = [{ column: '车牌', code: 'notACar' }];
  }
  return shown(await insertSheet(tx, { brandId: input.brandId, fileName: input.fileName.trim(), rows, byName: actorName(tx.actor) }));
}

async function mine(tx: Tx, id: string, version: number, state: Sheet['state']): Promise<Sheet> {
  const one = await lockSheet(tx, id);
  if (one === undefined) return refuse('sheetNotFound', { id });
  await brandChecked(tx, one.brandId, managers);
  return asSeen(tx, 'voiceSheets', one, { version, state, notNow: 'sheetNotNow' });
}

/** Hears the next rows. (M4) */
async function hearPortion(tx: Tx, sheet: Sheet): Promise<Sheet> {
  const rows = sheet.rows.slice(sheet.done, sheet.done + portion).filter(isGood).map((row) => toldBy(tx, row.cells));
  const hearing = await openHearing(tx, sheet.brandId, rows);
  let { made, twins } = sheet;
  for (const told of rows) {
    const voice = await hear(tx, sheet.brandId, told, { sheetId: sheet.id, deskOf: sheet.deskOf, hearing });
    if (voice === undefined) continue;
    made++;
    if (voice.twinOf !== null) twins++;
  }
  const done = Math.min(sheet.rows.length, sheet.done + portion);
  const whole = done >= sheet.rows.length;
  const saved = await saveSheet(tx, { ...sheet, state: whole ? 'applied' : 'applying', done, made, twins });
  if (!whole) tx.tell(sheetGoesOn({ sheetId: saved.id, brandId: saved.brandId, from: done }));
  else tx.record({ action: 'voices.applySheet', subject: 'voiceSheets', subjectId: saved.id, brandId: saved.brandId, version: saved.version, after: { fileName: saved.fileName, made, twins } });
  tx.announce({ topic: 'voices', id: saved.id, brandId: saved.brandId });
  return saved;
}

export async function applyVoices(tx: Tx, input: Input<typeof api.applyVoices>) {
  const sheet = await mine(tx, input.sheetId, input.version, 'checked');
  return shown(await hearPortion(tx, { ...sheet, deskOf: deskOf(tx, true) }));
}
/** Reaction: a sheet goes on where it is; told twice it goes on once. (M4) */
export async function hearSheet(tx: Tx, body: { sheetId: string; from: number }): Promise<void> {
  const sheet = await lockSheet(tx, body.sheetId);
  if (sheet?.state === 'applying' && sheet.done === body.from) await hearPortion(tx, sheet);
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
  return { sheets: (await sheetsOf(tx, input.brandId)).map((sheet) => shown(sheet, 0)) };
}
export async function showVoiceSheet(tx: Tx, input: Input<typeof api.showVoiceSheet>) {
  const sheet = (await sheetById(tx, input.sheetId)) ?? refuse('sheetNotFound', { id: input.sheetId });
  await brandChecked(tx, sheet.brandId, managers);
  return shown(sheet);
}
