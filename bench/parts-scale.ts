// Parts at the size of a maker: a million movements and 200,000 numbers at places in PostgreSQL. How long the page of one number
// takes, and the night's run that foresees and advises for all of them. Bounded: the size is the aim's, or what PARTS_SCALE says of it.
import { beijingDay } from '../server/platform/calendar.ts';
import { sql } from '../server/platform/database.ts';
import { buildHouse } from '../server/platform/house.ts';
import { filesInMemory } from '../server/platform/files.ts';
import { demoInbox } from '../server/platform/outside/sms.ts';
import { notConnected } from '../server/platform/outside/payment.ts';
import { callFromInside } from '../server/platform/invoke.ts';
import { unitOfWork, type Tx } from '../server/platform/tx.ts';
import { startPostgres } from '../tests/setup.ts';

const share = Number(process.env['PARTS_SCALE'] ?? '1');
const outlets = 40;
const parts = Math.round(5_000 * share);
const movements = Math.round(1_000_000 * share);
const brandId = 'grand';

/** One brand with forty outlets, a price list of so many numbers, three years of picks and receipts, and a balance at every place. */
async function fill(tx: Tx): Promise<void> {
  const run = (statement: ReturnType<typeof sql>) => tx.db.query(statement);
  await run(sql`select setseed(0.42)`);
  // a receipt of each number at each place, large enough for what is taken from it
  await run(sql`insert into parts.movements (at, place_id, outlet_id, brand_id, code, kind, quantity, by_name)
    select now() - interval '1100 days', 'o' || o, 'o' || o, ${brandId}, 'N-' || n, 'receive', 6 + (n % 7), 'bench' from generate_series(1, ${parts}::int) n, generate_series(1, ${outlets}::int) o`);
  const left = movements - parts * outlets;
  // what is taken is spread over three years, a few numbers often and most seldom; as much comes in again
  await run(sql`insert into parts.movements (at, place_id, outlet_id, brand_id, code, kind, quantity, by_name)
    select at, o, o, ${brandId}, code, kind, quantity, 'bench' from (
      select now() - random() * interval '1095 days' as at, 'o' || (1 + floor(random() * ${outlets}::int))::int as o, 'N-' || (1 + floor(power(random(), 2.2) * ${parts}::int))::int as code from generate_series(1, ${Math.floor(left / 2)}::int)) p
    cross join lateral (values ('receive', 1, interval '0 days'), ('pick', -1, interval '1 hour')) k(kind, quantity, later)`);
  await run(sql`update parts.stock set counted_at = now(), counted_by = 'bench' where brand_id = ${brandId}`);
}

async function outletsAndBook(call: (name: string, input: Record<string, unknown>) => Promise<unknown>): Promise<void> {
  await call('setUpAlliance', { name: '联盟', nameEn: 'Alliance' });
  await call('addBrand', { id: brandId, name: '宏图', nameEn: 'Grand', hotline: '400-000-0001' });
  for (let o = 1; o <= outlets; o++) {
    await call('addOutlet', { id: `o${o}`, name: `${o} 号店`, nameEn: `Outlet ${o}`, city: '上海', cityEn: 'Shanghai', tier: 1 + (o % 4), kind: 'serviceCentre', address: '路', phone: '021-1', lon: 121, lat: 31, brandIds: [brandId], capabilities: ['lift'], opensOnHolidays: false, weeklyHours: [{ weekday: 1, opens: '08:30', closes: '18:00' }] });
  }
  const part = (n: number) => ({ code: `N-${n}`, name: `备件 ${n}`, nameEn: `Part ${n}`, origin: 'originalPart', unitFen: 2_000 + ((n * 7_919) % 400_000), coverage: n % 3 === 0 ? 'wear' : n % 3 === 1 ? 'general' : 'evCore', modelIds: null });
  await call('publishPrices', { brandId, validFrom: beijingDay(new Date()), note: 'bench', content: { ratesFenPerHour: [30_000, 26_000, 22_000, 20_000], operations: [], parts: Array.from({ length: parts }, (_, index) => part(index + 1)) } });
}

const percentile = (times: readonly number[], at: number): string => times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * at))]!.toFixed(0);

export async function bench(): Promise<string> {
  const postgres = await startPostgres({ durable: true });
  if (postgres === undefined) throw new Error('this bench needs PostgreSQL');
  let ending = async (): Promise<void> => undefined;
  try {
    const [{ modules }, { journey }] = [await import('../server/modules.ts'), await import('../server/journey.ts')];
    const clock = () => new Date();
    const house = await buildHouse({ database: { url: postgres.url, poolSize: 4 }, modules, journey, files: filesInMemory(), outside: { sms: demoInbox(clock), payment: notConnected }, clock });
    const administrator = { kind: 'staff' as const, id: 'a', name: 'bench', grants: [{ role: 'administrator' as const, brandId: null, outletId: null }] };
    const call = async (name: string, input: Record<string, unknown>): Promise<unknown> => {
      const found = house.operations.get(name);
      if (found === undefined) throw new Error(`no operation is called ${name}`);
      return unitOfWork(house.world, administrator, (tx) => found.verb(tx, input, callFromInside));
    };
    ending = () => house.close();
    await outletsAndBook(call);
    const filling = performance.now();
    await unitOfWork({ ...house.world, boundRole: undefined }, { kind: 'system', id: 'bench' }, fill);
    const filled = (performance.now() - filling) / 1000;
    await house.world.database.exec('analyze');
    const used = process.cpuUsage();
    const began = performance.now();
    const run = (await call('planParts', { brandId })) as { parts: number; pairs: number; suggestions: number };
    const night = (performance.now() - began) / 1000;
    const cpu = process.cpuUsage(used);
    const times: number[] = [];
    for (let index = 0; index < 60; index++) {
      const from = performance.now();
      await call('showPart', { brandId, code: `N-${1 + ((index * 83) % parts)}` });
      times.push(performance.now() - from);
    }
    return [
      `${movements.toLocaleString('en')} movements of ${parts.toLocaleString('en')} numbers at ${outlets} outlets in PostgreSQL (written through the ledger’s own trigger in ${filled.toFixed(0)} s${share === 1 ? '' : `; reduced to ${share} of the aim’s size, see PARTS_SCALE`}); other work shared the machine’s two cores meanwhile.`, '',
      '| | measured | aim |', '|---|---:|---:|',
      `| numbers at places | ${run.pairs.toLocaleString('en')} | 200,000 |`,
      `| night’s run: read, foresee ${run.parts.toLocaleString('en')} numbers with back-test, divide, advise, write ${run.suggestions.toLocaleString('en')} pieces of advice | ${night.toFixed(0)} s by the clock; ${((cpu.user + cpu.system) / 1e6).toFixed(0)} s of processor beside PostgreSQL’s | ≤ 300 s |`,
      `| page of a number, median | ${percentile(times, 0.5)} ms | ≤ 200 ms |`, `| page of a number, 95 % | ${percentile(times, 0.95)} ms | |`,
    ].join('\n');
  } finally {
    await ending();
    await postgres.stop();
  }
}
