// Reads a sheet as people have it: .xlsx, or CSV in UTF-8 or GBK. E1 text stays text, leading zeros and all; E2 a date cell is
// its day; E3 a number with more digits than Excel keeps, or that a CSV has as 1.39E+10, is said to have lost them, not guessed.
import { parse } from 'csv-parse/sync';
import { readSheet as readXlsx } from 'read-excel-file/node';

export type Cell = { text: string; digitsLost: boolean };

const day = (at: Date): string => at.toISOString().slice(0, 10);
/** (E1, E2, E3) */
function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return { text: '', digitsLost: false };
  if (value instanceof Date) return { text: day(value), digitsLost: false };
  if (typeof value === 'number') return { text: String(value), digitsLost: Number.isInteger(value) && Math.abs(value) >= 1e15 };
  const text = String(value).normalize('NFKC').replaceAll(/[\u200b\ufeff]/g, '').trim();
  return { text, digitsLost: /^\d(?:\.\d+)?E\+?\d{1,2}$/i.test(text) };
}

/** CSV is UTF-8 when all of it reads so, else what Excel in China writes. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** The cells by row, empty rows left out but counted; undefined when the bytes are no sheet, 'tooLarge' when it has too many rows. */
export async function readSheet(bytes: Uint8Array, mostRows = 2000): Promise<{ line: number; cells: Cell[] }[] | 'tooLarge' | undefined> {
  const zipped = bytes[0] === 0x50 && bytes[1] === 0x4b;
  let rows: unknown[][];
  try {
    rows = zipped ? ((await readXlsx(Buffer.from(bytes))) as unknown[][]) : (parse(textOf(bytes), { relax_column_count: true, bom: true, delimiter: [',', '\t', ';'], skip_empty_lines: false }) as string[][]);
  } catch {
    return undefined;
  }
  const filled = rows.map((row, index) => ({ line: index + 1, cells: row.map(cellOf) })).filter((row) => row.cells.some((cell) => cell.text !== ''));
  return filled.length > mostRows + 10 ? 'tooLarge' : filled;
}

/** A day as people write it: 2026-11-24, 2026/1/4, 2026.11.24, 2026年11月24日, 20261124, or Excel's count of days; undefined when it is none. */
export function dayWritten(text: string): string | undefined {
  const serial = /^\d{5}(\.\d+)?$/.test(text) ? Number(text) : undefined;
  if (serial !== undefined && serial > 20_000 && serial < 80_000) return day(new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000));
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (found === null) return undefined;
  const [year, month, date] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const at = new Date(Date.UTC(year, month - 1, date));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === date ? day(at) : undefined;
}
