// `npm run bench -- <name>`: measured figures, seeded, on both engines where one is asked, written to bench/results/.
import { cpus } from 'node:os';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [name = ''] = process.argv.slice(2);
const benches: Record<string, () => Promise<{ bench(): Promise<string> }>> = {
  // the house under load
  booking: () => import('./booking.ts'),
  fuzz: () => import('./fuzz.ts'),
  gateway: () => import('./gateway.ts'),
  http: () => import('./http.ts'),
  journey: () => import('./journey.ts'),
  lake: () => import('./lake.ts'),
  pages: () => import('./pages.ts'),
  assistant: () => import('./assistant.ts'),
  // the libraries
  battery: () => import('./battery.ts'),
  'battery-fleet': () => import('./battery-fleet.ts'),
  codec: () => import('./codec.ts'),
  'dispatch-day': () => import('./dispatch-day.ts'),
  demand: () => import('./demand.ts'),
  emerging: () => import('./emerging.ts'),
  'parts-scale': () => import('./parts-scale.ts'),
  'parts-year': () => import('./parts-year.ts'),
  'try-move': () => import('./try-move.ts'),
  routing: () => import('./routing.ts'),
};
const chosen = benches[name];
if (chosen === undefined) {
  process.stderr.write(`npm run bench -- ${Object.keys(benches).join(' | ')}\n`);
  process.exit(1);
}
const text = await (await chosen()).bench();
const page = `# ${name}\n\n${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores (${cpus()[0]?.model ?? ''}), Node ${process.version}; load and server on the same machine.\n\n${text}\n`;
mkdirSync(join(import.meta.dirname, 'results'), { recursive: true });
writeFileSync(join(import.meta.dirname, 'results', `${name}.md`), page);
process.stdout.write(page);
process.exit(0);
