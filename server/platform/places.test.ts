// Where rights reach: the list's condition and the single look give the same answer.
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { openDatabase, sql } from './database.ts';
import { placesOf, reaches, withinPlaces } from './places.ts';

const database = await openDatabase({});
afterAll(() => database.close());
const brand = fc.constantFrom<string | null>(null, 'xihe', 'yuanlan');
const outlet = fc.constantFrom<string | null>(null, 'west', 'east');

test('a list shows exactly the records that one may look at', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.record({ brandId: brand, outletId: outlet }), { maxLength: 4 }), async (places) => {
    const rows = await database.query<{ brandId: string; outletId: string | null }>(sql`select * from (values ('xihe', null), ('xihe', 'west'), ('yuanlan', 'east'), ('yuanlan', null), ('langtu', 'west')) as r(brand_id, outlet_id)
      where ${withinPlaces(places, sql`r.brand_id`, sql`r.outlet_id`)}`);
    const all = [['xihe', null], ['xihe', 'west'], ['yuanlan', 'east'], ['yuanlan', null], ['langtu', 'west']] as const;
    expect(rows.map((row) => [row.brandId, row.outletId])).toEqual(all.filter(([brandId, outletId]) => places.some((place) => reaches(place, { brandId, outletId }))));
  }), { numRuns: 60 });
});

test('places come from the grants of the roles asked for', () => {
  const actor = { kind: 'staff' as const, id: 's', name: 's', grants: [{ role: 'agent' as const, brandId: 'xihe', outletId: null }, { role: 'auditor' as const, brandId: null, outletId: null }] };
  expect(placesOf(actor, ['agent'])).toEqual([{ brandId: 'xihe', outletId: null }]);
  expect(placesOf({ kind: 'owner', id: 'o', name: 'o', brandIds: ['xihe'] }, ['agent'])).toEqual([]);
  expect(placesOf({ kind: 'system', id: 'x' }, ['agent'])).toEqual([{ brandId: null, outletId: null }]);
});
