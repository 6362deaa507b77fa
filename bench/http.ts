// The ten commonest operations as a working day mixes them, 64 clients, 15 seconds, seeded choice, on both engines.
import { createRandom } from '../fleet/random.ts';
import { load, table, type Shot } from './load.ts';
import { act, ask, signIn, startServer } from './server.ts';

type People = { staff: { id: string; role: string; brand: { id: string } | null; outlet: { id: string } | null }[]; owners: { id: string }[] };
type Weighted = { share: number; shot: Shot };

async function mix(origin: URL): Promise<Weighted[]> {
  const people = await ask<People>(origin, '/demo/people');
  const agent = people.staff.find((one) => one.role === 'agent' && one.brand?.id === 'yuanlan');
  const adviser = people.staff.find((one) => one.role === 'adviser' && one.brand?.id === 'yuanlan');
  if (agent === undefined || adviser === undefined || people.owners[0] === undefined) throw new Error('the demo has nobody to sign in as');
  const [desk, counter, owner] = [await signIn(origin, 'staff', agent.id), await signIn(origin, 'staff', adviser.id), await signIn(origin, 'owner', people.owners[0].id)];
  const { vehicles } = await ask<{ vehicles: { id: string; vin: string }[] }>(origin, '/my/vehicles', owner);
  const vehicle = vehicles[0] as { id: string; vin: string };
  const { caseId } = await act<{ caseId: string }>(origin, '/my/cases', owner, { vehicleId: vehicle.id, words: '充不进电，换了三个桩都不行' });
  const get = (name: string, path: string, headers: { cookie: string }): Shot => ({ name, method: 'GET', path: `/api${path}`, headers });
  return [
    { share: 18, shot: get('listCases', '/cases?scope=all&limit=50', desk) },
    { share: 12, shot: get('showCase', `/cases/${caseId}`, desk) },
    { share: 10, shot: get('caseCounts', '/cases/counts', desk) },
    { share: 14, shot: get('myCases', '/my/cases', owner) },
    { share: 12, shot: get('showMyCase', `/my/cases/${caseId}`, owner) },
    { share: 8, shot: get('listMyVehicles', '/my/vehicles', owner) },
    { share: 8, shot: get('search', `/search?text=${vehicle.vin.slice(-6)}`, desk) },
    { share: 6, shot: get('dayBoard', `/outlets/${adviser.outlet?.id ?? ''}/board`, counter) },
    { share: 6, shot: get('showPriceList', '/prices/list?brandId=yuanlan', desk) },
    { share: 6, shot: { name: 'addCaseNote', method: 'POST', path: `/api/cases/${caseId}/notes`, headers: desk, body: { text: '已电话联系，等待车主回复' } } },
  ];
}

async function measure(engine: 'postgres' | 'pglite'): Promise<string> {
  const server = await startServer(engine);
  if (server === undefined) return `## ${engine}\n\nnot on this machine\n`;
  const shots = await mix(server.origin);
  const random = createRandom(42);
  const total = shots.reduce((sum, one) => sum + one.share, 0);
  const next = (): Shot => {
    let left = random.next() * total;
    return (shots.find((one) => (left -= one.share) < 0) ?? (shots[0] as Weighted)).shot;
  };
  await load(server.origin, { clients: 64, seconds: 3, next });
  const rows = await load(server.origin, { clients: 64, seconds: 15, next });
  await server.stop();
  return `## ${engine}\n\n${table(rows)}\n`;
}

export async function bench(): Promise<string> {
  return `64 clients, mixed, 15 s after 3 s of warming up. Aim on PostgreSQL: ≥ 800 requests/s, p99 ≤ 150 ms.\n\n${await measure('postgres')}\n${await measure('pglite')}`;
}
