import { test } from 'vitest';
import { house } from '#platform/testing';
import { sql } from '#platform/database';
import { smallTown } from './small-town.test-data.ts';
import { api } from './api.ts';
const home = await house({ startsAt: '2026-11-24T02:00:00Z' });
test('perf', async () => {
  const town = await smallTown(home);
  const owner = await town.driver();
  const { caseId } = await owner.on(api).reportTrouble({ vehicleId: owner.vehicle.id, words: '充不进电' });
  await home.inside(async (tx) => {
    await tx.db.query(sql`insert into cases.cases select 'x' || g, 'N' || g, kind, vin || g, vehicle_id || g, plate_no, model_id, model_name, model_name_en, brand_id, owner_id, outlet_id, trouble, 1 + g % 4, urgency_reasons, urgency_judged, place,
      case when g % 20 = 0 then 'open' else 'closed' end, next_due_at + (g || ' minutes')::interval, opened_at + (g || ' minutes')::interval, null, 0, null, now(), 'confirmed', null, null, 1 from cases.cases, generate_series(1, 20000) g where id = ${caseId}`);
    await tx.db.query(sql`insert into cases.holdings select 'h' || g, 'x' || g, brand_id, owner_id, kind, desk, outlet_id, staff_id, staff_name, from_at, until_at, how from cases.holdings, generate_series(1, 20000) g where case_id = ${caseId}`);
    await tx.db.query(sql`insert into cases.clocks (id, case_id, brand_id, owner_id, clock, calendar, minutes, at_risk_pct, started_at, due_at, at_risk_at, ended_at) select 'k' || g || clock, 'x' || g, brand_id, owner_id, clock, calendar, minutes, at_risk_pct, started_at, due_at, at_risk_at, case when g % 20 = 0 then null else now() end from cases.clocks, generate_series(1, 20000) g where case_id = ${caseId}`);
    await tx.db.query(sql`insert into cases.entries (id, case_id, brand_id, owner_id, at, kind, visibility, by_kind, by_name) select 'e' || g, 'x' || (g / 5), brand_id, owner_id, at, kind, visibility, by_kind, by_name from cases.entries, generate_series(5, 100000) g where case_id = ${caseId}`);
  });
  const pg = (home.database.native as { pool?: { query(t: string): Promise<unknown> } }).pool;
  await pg?.query('analyze');
  for (const [name, work] of Object.entries({
    list: () => town.staff.agent.on(api).listCases({}), desk: () => town.staff.agent.on(api).listCases({ scope: 'desk' }), west: () => town.staff.west.on(api).listCases({}),
    closed: () => town.staff.agent.on(api).listCases({ stage: 'closed' }), counts: () => town.staff.agent.on(api).caseCounts({}), show: () => town.staff.agent.on(api).showCase({ caseId: 'x20' }),
    text: () => town.staff.agent.on(api).listCases({ text: 'N777' }), mine: () => owner.on(api).myCases({}), notices: () => town.staff.agent.call('staffNotices', {}), watch: () => home.runRounds('watch-clocks', 'watch-hand-overs', 'return-cases'),
  })) {
    await work();
    const t = performance.now();
    for (let i = 0; i < 5; i++) await work();
    console.log(name, ((performance.now() - t) / 5).toFixed(1), 'ms');
  }
}, 120_000);
