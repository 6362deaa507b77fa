// Monthly series from a CSV: first column the part, then one column a month; an empty cell is a month nobody recorded.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Series = { part: string; units: Float64Array };

export const carparts = join(import.meta.dirname, 'series', 'carparts-300.csv');

export function readSeries(path: string): Series[] {
  const [, ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  return lines.map((line) => {
    const [part = '', ...cells] = line.split(',');
    return { part, units: Float64Array.from(cells, (cell) => (cell.trim() === '' ? Number.NaN : Number(cell))) };
  });
}

export const isComplete = (series: Series): boolean => series.units.every((units) => !Number.isNaN(units));
