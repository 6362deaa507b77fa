// `careloop battery replay <file.csv[.gz]>`: runs the battery library over a history and prints evidence as lines of JSON on
// standard output, then a readable report. Columns are found by name, in any order; what is missing is not told. Columns:
// tboxTime (local time of China, or ISO with a zone, or milliseconds), BMSBatteryVoltage V, BMSBatteryCurrent A (negative =
// charging), vehBMSPackSOC %, vehSpeed km/h, vehOdo km, BMSChargeStatus 1–4, BMSCellVoltageMax/Min V or mV, BMSProbeTempMax/Min °C,
// insulationResistance (MΩ when the first value is at most 50, else kΩ), auxVoltage V, ambientTemp °C, V_1… V or mV, T_1… °C.
// What cannot be read is passed by and named on standard error: the first line and column of each, and how often.
import { type BatteryFrame, type Chemistry, describeEvidence, describeReport, type Evidence, flush, type Language, newState, observe, type Pack, report, serialise } from '@careloop/battery';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

type NumberField = Exclude<keyof BatteryFrame, 'at' | 'cellMv' | 'probeC' | 'wet'>;

const columns: Record<string, NumberField> = {
  BMSBatteryVoltage: 'packV', BMSBatteryCurrent: 'currentA', vehBMSPackSOC: 'socPct', vehSpeed: 'speedKmh', vehOdo: 'odometerKm', BMSChargeStatus: 'charging', BMSCellVoltageMax: 'cellMaxMv',
  BMSCellVoltageMin: 'cellMinMv', BMSProbeTempMax: 'tempMaxC', BMSProbeTempMin: 'tempMinC', insulationResistance: 'insulationKohm', auxVoltage: 'auxV', ambientTemp: 'ambientC',
};
const chinaMs = 8 * 3_600_000;

/** Reads times of one form fast: the day is parsed once, the rest by its digits. */
function clockReader(): (text: string) => number {
  let [day, dayMs] = ['', 0];
  return (text) => {
    if (text.length !== 19 || text.charCodeAt(10) === 84) return /^\d{12,}$/.test(text) ? Number(text) : Date.parse(text);
    const date = text.slice(0, 10);
    if (date !== day) [day, dayMs] = [date, Date.parse(`${date}T00:00:00Z`)];
    const two = (at: number): number => (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
    return dayMs + (two(11) * 3600 + two(14) * 60 + two(17)) * 1000 - chinaMs;
  };
}

/** What is wrong with a file, in words for the person who brought it. */
export class UnreadableCsv extends Error {}

/** Something that could not be read: where it was first, what stood there, and how often. */
export interface Unread { line: number; column: string; text: string; times: number }
type Note = (column: string, text: string) => void;

interface Layout { names: string[]; time: number; fields: { at: number; name: NumberField; times: number }[]; cells: number[]; probes: number[] }

function layoutOf(header: string): Layout {
  const names = header.split(',').map((name) => name.trim().replace(/^\uFEFF/, '').replaceAll('"', ''));
  const time = names.findIndex((name) => ['tboxTime', 'time', 'timestamp', 'at'].includes(name));
  if (time < 0) throw new UnreadableCsv(`the first line has no column of time (tboxTime, time, timestamp or at); it has: ${names.slice(0, 12).join(', ')}${names.length > 12 ? ' …' : ''}`);
  const numbered = (letter: string): number[] => names.flatMap((name, at) => (new RegExp(`^${letter}_\\d+$`).test(name) ? [{ at, number: Number(name.slice(2)) }] : [])).sort((a, b) => a.number - b.number).map((one) => one.at);
  const fields = names.flatMap((name, at) => (columns[name] === undefined ? [] : [{ at, name: columns[name], times: name.startsWith('BMSCell') ? 1000 : 1 }]));
  const layout = { names, time, fields, cells: numbered('V'), probes: numbered('T') };
  if (fields.length + layout.cells.length + layout.probes.length === 0) throw new UnreadableCsv(`the first line has a time but no column that is known; known are ${Object.keys(columns).join(', ')}, V_1 …, T_1 …`);
  return layout;
}

/** Cells in V, or in mV where they are above what any cell has in V; what no number is, 0. */
const millivolts = (value: number): number => Math.min(65_535, Math.max(0, Math.round(value > 100 ? value : value * 1000))) || 0;

/** What files write where nothing was measured. */
const nothing = /^\s*(|nan|null|none|n\/a|-|\\n)\s*$/i;

/** The parts of a line in which some are quoted: a comma inside quotes parts nothing. */
const quoted = (line: string): string[] => Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, inner, plain]) => (inner === undefined ? (plain ?? '') : inner.replaceAll('""', '"')));

/** A reader of rows: each line of the file to a frame, undefined for a line without a moment; `note` hears what is no number. */
export function frameReader(header: string, note: Note = () => {}): (line: string) => BatteryFrame | undefined {
  const layout = layoutOf(header);
  const clock = clockReader();
  const cellMv = new Uint16Array(layout.cells.length);
  const probeC = new Float32Array(layout.probes.length);
  const insulation = layout.fields.find((field) => field.name === 'insulationKohm');
  let unitKnown = false;
  const check = (column: number, text: string): void => { if (!nothing.test(text)) note(layout.names[column]!, text); };
  return (line) => {
    const parts = line.includes('"') ? quoted(line) : line.split(',');
    const at = clock(parts[layout.time] ?? '');
    if (Number.isNaN(at)) {
      if (line.trim() !== '') note(layout.names[layout.time]!, parts[layout.time] ?? '');
      return undefined;
    }
    if (parts.length !== layout.names.length) note('', `${parts.length} columns where the first line has ${layout.names.length}`);
    const frame: BatteryFrame = { at };
    for (const { at: index, name, times } of layout.fields) {
      const text = parts[index];
      if (text === undefined || text === '') continue;
      const value = +text * (times === 1000 && +text > 100 && name !== 'insulationKohm' ? 1 : times);
      if (name === 'insulationKohm' && !unitKnown && value > 0) {
        insulation!.times = value <= 50 ? 1000 : 1;
        unitKnown = true;
        frame[name] = value * insulation!.times;
      } else frame[name] = value;
      if (Number.isNaN(value)) check(index, text);
    }
    if (cellMv.length > 0) {
      for (let i = 0; i < cellMv.length; i++) {
        const text = parts[layout.cells[i]!] ?? '';
        const value = +text;
        cellMv[i] = millivolts(value);
        if (Number.isNaN(value)) check(layout.cells[i]!, text);
      }
      frame.cellMv = cellMv;
    }
    if (probeC.length > 0) {
      for (let i = 0; i < probeC.length; i++) {
        const text = parts[layout.probes[i]!] ?? '';
        probeC[i] = text === '' ? Number.NaN : +text;
        if (Number.isNaN(probeC[i])) check(layout.probes[i]!, text);
      }
      frame.probeC = probeC;
    }
    return frame;
  };
}

/** Calls `line` for every line of a file, unpacking .gz. */
async function lines(path: string, line: (text: string) => void): Promise<void> {
  const file = createReadStream(path, { highWaterMark: 1 << 20 });
  const source = path.endsWith('.gz') ? file.pipe(createGunzip({ chunkSize: 1 << 20 })) : file;
  file.on('error', (error) => source.destroy(error));
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of source as AsyncIterable<Uint8Array>) {
    const text = rest + decoder.decode(chunk, { stream: true });
    let from = 0;
    for (let to = text.indexOf('\n'); to >= 0; to = text.indexOf('\n', from)) {
      line(text.charCodeAt(to - 1) === 13 ? text.slice(from, to - 1) : text.slice(from, to));
      from = to + 1;
    }
    rest = text.slice(from);
  }
  if (rest.length > 0) line(rest);
}

export interface Replay { evidence: Evidence[]; report: ReturnType<typeof report>; rows: number; /** Lines without a time that could be read. */ passed: number; unread: Unread[]; cpuMs: number; stateBytes: number }

/** Runs the library over a file; `tell` hears each piece of evidence as it comes. */
export async function replayFile(path: string, pack: Pack, tell: (one: Evidence) => void = () => {}): Promise<Replay> {
  const state = newState(pack);
  const evidence: Evidence[] = [];
  const say = (list: Evidence[]): void => list.forEach((one) => { evidence.push(one); tell(one); });
  const began = process.cpuUsage();
  let read: ReturnType<typeof frameReader> | undefined;
  let [rows, passed, firstPassed, lineNo] = [0, 0, '', 0];
  const unread = new Map<string, Unread>();
  const note: Note = (column, text) => {
    const known = unread.get(column);
    if (known === undefined) unread.set(column, { line: lineNo, column, text, times: 1 });
    else known.times++;
  };
  await lines(path, (text) => {
    lineNo++;
    if (read === undefined) {
      read = frameReader(text, note);
      return;
    }
    const frame = read(text);
    if (frame === undefined) {
      if (text.trim() !== '' && passed++ === 0) firstPassed = text;
      return;
    }
    rows++;
    const told = observe(state, frame);
    if (told.length > 0) say(told);
  });
  if (read === undefined) throw new UnreadableCsv('the file is empty');
  if (rows === 0) throw new UnreadableCsv(passed === 0 ? 'the file has a first line and nothing below it' : `none of the ${passed} lines has a time that can be read (2026-11-26 08:00:00, ISO with a zone, or milliseconds); the first is line 2: ${firstPassed.slice(0, 80)}`);
  say(flush(state));
  const used = process.cpuUsage(began);
  return { evidence, report: report(state), rows, passed, unread: [...unread.values()].sort((a, b) => a.line - b.line), cpuMs: (used.user + used.system) / 1000, stateBytes: serialise(state).length };
}

const usage = 'careloop battery replay <file.csv[.gz]> [--chemistry ncm|lfp] [--rated-ah N] [--max-v N] [--language zh|en] [--json]';

function readOptions(args: readonly string[]): { path: string; pack: Pack; language: Language; json: boolean } | undefined {
  const option = (name: string): string | undefined => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const valued = ['--chemistry', '--rated-ah', '--max-v', '--language'];
  const path = args.find((arg, i) => i > 0 && !arg.startsWith('--') && !valued.includes(args[i - 1]!));
  const [chemistry, rated, maxV] = [option('--chemistry'), option('--rated-ah'), option('--max-v')];
  if (args[0] !== 'replay' || path === undefined || (chemistry !== undefined && chemistry !== 'ncm' && chemistry !== 'lfp')) return undefined;
  if ([rated, maxV].some((text) => text !== undefined && !(Number(text) > 0))) return undefined;
  const pack: Pack = { ...(chemistry === undefined ? {} : { chemistry: chemistry as Chemistry }), ...(rated === undefined ? {} : { ratedAh: Number(rated) }), ...(maxV === undefined ? {} : { maxV: Number(maxV) }) };
  return { path, pack, language: option('--language') === 'en' ? 'en' : 'zh', json: args.includes('--json') };
}

/** Where something could not be read, and what stood there. */
function wordsOf({ line, column, text, times }: Unread): string {
  const often = times === 1 ? '' : ` (${times} times)`;
  return column === '' ? `line ${line} has ${text}${often}` : `line ${line}, column ${column}: “${text.slice(0, 40)}” cannot be read${often}`;
}

/** The command; exit code 2 when it was not understood, 1 when the file could not be read. */
export async function batteryCommand(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (options === undefined) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  const { path, pack, language, json } = options;
  let told: Replay;
  try {
    told = await replayFile(path, pack, (one) => process.stdout.write(`${JSON.stringify({ ...one, at: new Date(one.at).toISOString(), ...(one.onsetAt === undefined ? {} : { onsetAt: new Date(one.onsetAt).toISOString() }), words: describeEvidence(one, language) })}\n`));
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code;
    if (!(error instanceof UnreadableCsv) && missing === undefined) throw error;
    process.stderr.write(`${path}: ${missing === 'ENOENT' ? 'there is no such file' : error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
  for (const one of told.unread.slice(0, 20)) process.stderr.write(`${path}: ${wordsOf(one)}\n`);
  if (told.unread.length > 20) process.stderr.write(`${path}: and ${told.unread.length - 20} more columns with values that are no number\n`);
  if (told.passed > 0) process.stderr.write(`${path}: ${told.passed} lines without a time that can be read were passed by\n`);
  if (json) process.stdout.write(`${JSON.stringify({ report: told.report, rows: told.rows, cpuMs: Math.round(told.cpuMs), stateBytes: told.stateBytes })}\n`);
  else process.stdout.write(`\n${describeReport(told.report, language)}\n\n${told.rows} rows, ${(told.rows / (told.cpuMs / 1000)).toFixed(0)} rows per second of processor, state ${(told.stateBytes / 1024).toFixed(1)} KB\n`);
  return 0;
}
