// The standard files of routing research as problems: Solomon and Gehring-Homberger (VRPTW), Li-Lim (PDPTW), each in its own
// convention: VRPTW distances cut to one decimal (all times ten times as large, in whole numbers), PDPTW in double precision.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Problem } from '@careloop/routing';

export type Instance = { name: string; kind: 'vrptw' | 'pdptw'; customers: number; problem: Problem; /** Cost units per distance unit of the file. */ scale: number };

const numbers = (line: string): number[] => line.trim().split(/\s+/).map(Number);
const idOf = (row: number): string => String(row).padStart(5, '0');

function travelOf(rows: readonly number[][], scale: number): Problem['travel'] {
  const places = rows.length;
  const distance = new Float64Array(places * places);
  rows.forEach(([, x = 0, y = 0], i) => rows.forEach(([, toX = 0, toY = 0], k) => {
    const far = Math.sqrt((x - toX) ** 2 + (y - toY) ** 2);
    distance[i * places + k] = scale === 1 ? far : Math.floor(scale * far);
  }));
  return { road: { places, distance } };
}

export function readInstance(file: string): Instance | undefined {
  const lines = readFileSync(file, 'utf8').split(/\r?\n/);
  const name = basename(file).replace(/\.[a-z]+$/i, '');
  const first = numbers(lines[0] ?? '');
  const pdptw = first.length === 3 && first.every(Number.isFinite);
  const head = pdptw ? first : numbers(lines[lines.findIndex((line) => /^\s*NUMBER/.test(line)) + 1] ?? '');
  const rows = lines.slice(pdptw ? 1 : lines.findIndex((line) => /^\s*CUST/.test(line)) + 1).map(numbers).filter((row) => row.length >= 7 && row.every(Number.isFinite));
  const [count = 0, room = 0] = head;
  if (rows.length < 2 || count === 0) return undefined;
  const scale = pdptw ? 1 : 10;
  const [, , , , opens = 0, closes = 0] = rows[0]!;
  const problem: Problem = {
    travel: travelOf(rows, scale),
    vehicles: Array.from({ length: count }, (_, index) => ({ id: idOf(index + 1), start: 0, end: 0, shift: { from: opens * scale, until: closes * scale }, capacity: { goods: room } })),
    jobs: rows.slice(1).map(([, , , demand = 0, ready = 0, due = 0, service = 0], index) => ({
      id: idOf(index + 1), place: index + 1, service: service * scale, windows: [{ from: ready * scale, until: due * scale }], ...(pdptw ? {} : { delivers: { goods: demand } }),
    })),
    ...(pdptw ? { pairs: rows.flatMap(([row = 0, , , demand = 0, , , , , delivery = 0]) => (delivery > 0 ? [{ pickup: idOf(row), delivery: idOf(delivery), carries: { goods: demand } }] : [])) } : {}),
  };
  return { name, kind: pdptw ? 'pdptw' : 'vrptw', customers: rows.length - 1, problem, scale };
}

export const sets: Record<string, (one: Instance) => boolean> = {
  solomon: (one) => one.kind === 'vrptw' && one.customers <= 100,
  'homberger-200': (one) => one.kind === 'vrptw' && one.customers > 100 && one.customers <= 200,
  'homberger-400': (one) => one.kind === 'vrptw' && one.customers > 200 && one.customers <= 400,
  'homberger-1000': (one) => one.kind === 'vrptw' && one.customers > 400,
  pdptw: (one) => one.kind === 'pdptw',
};

export function readSet(folder: string, set: string, only: readonly string[]): Instance[] {
  const wanted = sets[set];
  if (wanted === undefined) throw new Error(`--set ${Object.keys(sets).join(' | ')}`);
  return readdirSync(folder).filter((file) => file.endsWith('.txt')).sort().flatMap((file) => readInstance(join(folder, file)) ?? [])
    .filter((one) => wanted(one) && (only.length === 0 || only.includes(one.name)));
}

/** Best known values by name of the instance, from a table with a head line; the first of the columns that has a number. */
export function bestKnown(file: string, kind: Instance['kind']): Map<string, number> {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const columns = head.split(',').map((name) => name.trim().toLowerCase());
  const wanted = kind === 'vrptw' ? ['bk_distance_1decimal', 'distance', 'best', 'bks', 'value'] : ['bk_distance_double', 'bk_hierarchical_distance', 'distance', 'best', 'bks', 'value'];
  const nameAt = Math.max(0, columns.findIndex((name) => /^(file|name|instance)$/.test(name)));
  return new Map(lines.flatMap((line) => {
    const cells = line.split(',').map((cell) => cell.trim());
    const value = wanted.map((name) => Number(cells[columns.indexOf(name)] || Number.NaN)).find(Number.isFinite);
    return value === undefined ? [] : [[basename(cells[nameAt] ?? '').replace(/\.[a-z]+$/i, ''), value] as const];
  }));
}
