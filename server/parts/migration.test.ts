// A house that counted and expected parts before the ledger keeps all of it: every unit becomes an opening movement, what was on its
// way is on order, what visits claimed is held, and cars that waited wait on, each with what it had got already.
import { expect, test } from 'vitest';
import { sql } from '#platform/database';
import { emptyDatabase } from '#platform/empty-database.test-data';
import { migrate, migrations } from '#platform/migrate';

test('old counts, expected parts, claims of visits and boxes of work orders are taken over by the ledger, unit for unit', async () => {
  const { database, drop } = await emptyDatabase();
  try {
    await migrate(database, migrations().filter((one) => one.name < '0190'));
    await database.transaction({}, async (db) => {
      await db.query(sql`select set_config('careloop.brands', '*', true)`);
      for (const [outlet, brand, code, units] of [['shop', 'xihe', 'P-1', 7], ['shop', 'xihe', 'P-2', 0], ['shop', 'aurora', 'P-1', 2], ['other', 'xihe', 'P-1', 1]] as const)
        await db.query(sql`insert into parts.stock (outlet_id, brand_id, code, on_hand, counted_at, counted_by) values (${outlet}, ${brand}, ${code}, ${units}, '2026-11-01T02:00:00Z', '老马')`);
      for (const [id, code, units, how] of [['e1', 'P-1', 4, null], ['e2', 'P-2', 3, 'received'], ['e3', 'P-2', 1, 'dropped']] as const)
        await db.query(sql`insert into parts.expected (id, outlet_id, brand_id, code, quantity, expected_on, note, ended_at, ended_how) values (${id}, 'shop', 'xihe', ${code}, ${units}, '2026-12-03', '顺丰', case when ${how}::text is null then null else '2026-11-02T00:00:00Z'::timestamptz end, ${how}::text)`);
      await db.query(sql`insert into appointments.appointments (id, number, brand_id, owner_id, vehicle_id, vin, case_id, outlet_id, operations, starts_at, ends_at, technician_id, bay_id, state, booked_by, booked_at)
        values ('a1', 'A-1', 'xihe', 'owner', 'car', 'VIN1', 'case', 'shop', '[]', '2026-12-04T01:00:00Z', '2026-12-04T02:00:00Z', 't', 'b', 'booked', '车主', '2026-11-01T00:00:00Z')`);
      for (const [code, units] of [['P-1', 2], ['P-2', 1]] as const) await db.query(sql`insert into appointments.part_claims (appointment_id, outlet_id, brand_id, code, quantity, on_day) values ('a1', 'shop', 'xihe', ${code}, ${units}, '2026-12-04')`);
      for (const [id, state] of [['w1', 'approved'], ['w2', 'cancelled'], ['w3', 'handedBack']] as const)
        await db.query(sql`insert into workorders.work_orders (id, number, brand_id, owner_id, vehicle_id, vin, case_id, outlet_id, book_id, tier, state, check_in, promised_at, promises, checked_in_at, checked_in_by, model_id, state_since)
          values (${id}, ${`W-${id}`}, 'xihe', 'owner', 'car', 'VIN1', 'case', 'shop', 'book', 1, ${state}, '{}', '2026-12-01', '[]', '2026-11-01', '顾问', 'one', '2026-11-01')`);
      for (const [id, work, units, arrived, box] of [['o1', 'w1', 5, 3, 1], ['o2', 'w1', 1, 1, 2], ['o3', 'w2', 2, 0, 1], ['o4', 'w3', 2, 1, 1]] as const)
        await db.query(sql`insert into workorders.ordered_parts (id, work_order_id, brand_id, owner_id, code, name, name_en, quantity, arrived, expected_on, ordered_by, ordered_at, box) values (${id}, ${work}, 'xihe', 'owner', 'P-2', '件', 'Part', ${units}, ${arrived}, '2026-12-03', '顾问', '2026-11-10T00:00:00Z', ${box})`);
    });
    await migrate(database);
    await database.transaction({}, async (db) => {
      await db.query(sql`select set_config('careloop.brands', '*', true)`);
      expect(await db.query(sql`select place_id, brand_id, code, on_hand, quarantined, counted_by from parts.stock order by 1, 2, 3`)).toEqual([
        { placeId: 'other', brandId: 'xihe', code: 'P-1', onHand: 1, quarantined: 0, countedBy: '老马' }, { placeId: 'shop', brandId: 'aurora', code: 'P-1', onHand: 2, quarantined: 0, countedBy: '老马' },
        { placeId: 'shop', brandId: 'xihe', code: 'P-1', onHand: 7, quarantined: 0, countedBy: '老马' }, { placeId: 'shop', brandId: 'xihe', code: 'P-2', onHand: 0, quarantined: 0, countedBy: '老马' },
      ]);
      expect(await db.query(sql`select place_id, code, kind, sum(quantity)::int as units from parts.movements group by 1, 2, 3, brand_id order by 1, 2, 4`)).toEqual([
        { placeId: 'other', code: 'P-1', kind: 'opening', units: 1 }, { placeId: 'shop', code: 'P-1', kind: 'opening', units: 2 }, { placeId: 'shop', code: 'P-1', kind: 'opening', units: 7 },
      ]);
      expect(await db.query(sql`select l.id, l.code, l.quantity, l.received, l.expected_on, p.state, l.ended_how, l.note from parts.purchase_lines l join parts.purchases p on p.id = l.purchase_id order by l.id`)).toEqual([
        { id: 'e1', code: 'P-1', quantity: 4, received: 0, expectedOn: '2026-12-03', state: 'sent', endedHow: null, note: '顺丰' }, { id: 'e2', code: 'P-2', quantity: 3, received: 3, expectedOn: '2026-12-03', state: 'received', endedHow: 'received', note: '顺丰' },
        { id: 'e3', code: 'P-2', quantity: 1, received: 0, expectedOn: '2026-12-03', state: 'cancelled', endedHow: 'dropped', note: '顺丰' },
      ]);
      expect(await db.query(sql`select for_kind, for_id, label, code, quantity, on_day from parts.holds order by code`)).toEqual([{ forKind: 'appointment', forId: 'a1', label: 'A-1', code: 'P-1', quantity: 2, onDay: '2026-12-04' }, { forKind: 'appointment', forId: 'a1', label: 'A-1', code: 'P-2', quantity: 1, onDay: '2026-12-04' }]);
      expect(await db.query(sql`select id, label, quantity, served, ended_how from parts.waiting order by id`)).toEqual([
        { id: 'o1', label: 'W-w1-1', quantity: 5, served: 3, endedHow: null }, { id: 'o2', label: 'W-w1-2', quantity: 1, served: 1, endedHow: 'served' }, { id: 'o3', label: 'W-w2-1', quantity: 2, served: 0, endedHow: 'withdrawn' }, { id: 'o4', label: 'W-w3-1', quantity: 2, served: 1, endedHow: 'withdrawn' },
      ]);
    });
    await expect(database.transaction({}, async (db) => { await db.query(sql`select set_config('careloop.brands', '*', true)`); await db.query(sql`update parts.stock set on_hand = 9 where code = 'P-1'`); })).rejects.toThrow('sum of its movements');
  } finally {
    await drop();
  }
}, 120_000);

test('what vans carried by numbers of their own opens their places in the ledger, unit for unit, and what they should carry stays', async () => {
  const { database, drop } = await emptyDatabase();
  try {
    await migrate(database, migrations().filter((one) => one.name < '0272'));
    await database.transaction({}, async (db) => {
      await db.query(sql`select set_config('careloop.brands', '*', true)`);
      await db.query(sql`insert into network.outlets (id, name, name_en, city, city_en, tier, kind, address, phone, lon, lat, brand_ids, capabilities, weekly_hours, opens_on_holidays, added_at) values ('shop', '店', 'Shop', '上海', 'Shanghai', 1, 'x', '路', '021', 121, 31, array['xihe', 'aurora'], '{}', '[]', true, now())`);
      for (const [id, kind] of [['v1', 'serviceVan'], ['v2', 'serviceVan'], ['d1', 'driver']] as const)
        await db.query(sql`insert into dispatch.vans (id, outlet_id, name, kind, height_cm, shift_from, shift_until, overtime_min, break_from, break_until, break_min) values (${id}, 'shop', ${`车 ${id}`}, ${kind}, 198, '08:30', '18:00', 60, '11:30', '13:30', 40)`);
      for (const [van, brand, code, units, keep] of [['v1', 'xihe', 'P-1', 3, 1], ['v1', 'xihe', 'P-2', 0, 2], ['v1', 'aurora', 'P-1', 5, 0]] as const) await db.query(sql`insert into dispatch.stock (van_id, brand_id, code, quantity, keep) values (${van}, ${brand}, ${code}, ${units}, ${keep})`);
    });
    await migrate(database);
    await database.transaction({}, async (db) => {
      await db.query(sql`select set_config('careloop.brands', '*', true)`);
      expect(await db.query(sql`select id, brand_id, kind, name from parts.places order by 1, 2`)).toEqual(['v1', 'v2'].flatMap((id) => ['aurora', 'xihe'].map((brandId) => ({ id, brandId, kind: 'van', name: `车 ${id}` }))));
      expect(await db.query(sql`select place_id, outlet_id, brand_id, code, on_hand, counted_at is not null as counted from parts.stock order by 3, 4`)).toEqual([
        { placeId: 'v1', outletId: 'shop', brandId: 'aurora', code: 'P-1', onHand: 5, counted: true }, { placeId: 'v1', outletId: 'shop', brandId: 'xihe', code: 'P-1', onHand: 3, counted: true },
      ]);
      expect(await db.query(sql`select kind, quantity from parts.movements order by quantity`)).toEqual([{ kind: 'opening', quantity: 3 }, { kind: 'opening', quantity: 5 }]);
      expect(await db.query(sql`select van_id, brand_id, code, keep from dispatch.keeps order by code`)).toEqual([{ vanId: 'v1', brandId: 'xihe', code: 'P-1', keep: 1 }, { vanId: 'v1', brandId: 'xihe', code: 'P-2', keep: 2 }]);
    });
  } finally {
    await drop();
  }
}, 120_000);
