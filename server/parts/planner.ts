// The planner's verbs. L1 the most urgent car is the first line, with whatever could help it; L2 advice that is taken becomes an
// order or a transfer in the same transaction, and what can no longer be done is said, piece by piece; L3 the report counts what
// happened, not what was planned.
import { outletsFor } from '#network';
import { actorName, holds } from '#platform/actor';
import { changesSince } from '#platform/audit';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { carsByModel, maskVin } from '#vehicles';
import type { api } from './api.ts';
import { everyEntry } from './catalogue.ts';
import { kitsOf, supersessionsOf, type Entry } from './catalogue-store.ts';
import { whatIf, type Shelf } from './foresee.ts';
import { kitsIn, piecesOf } from './kit.ts';
import { countryOf, planBrand } from './nightly.ts';
import { openLinesOfCodes, openWaiting, suppliersOf } from './order-store.ts';
import { countOpen, decide, forecastsOf, lastRun, lockSuggestions, openSuggestions, serviceByOutlet, slowMovers, standings, targetsOfCodes, writePastUse, type Run, type Suggestion } from './plan-store.ts';
import { brandFor, placeFor, planners, readers } from './places.ts';
import { freeFrom } from './parts-on-day.ts';
import { writePurchase } from './purchase.ts';
import { holdsAt, stockOfCodes, type Hold } from './store.ts';
import { serversOf } from './supersession.ts';
import { spareAt } from './spare.ts';
import { writeTransfer } from './transfer.ts';
import { byUrgency, costOfWaiting } from './vor.ts';

const dayMs = 86_400_000;
const nameOf = (entries: ReadonlyMap<string, Entry>, code: string): { name: string; nameEn: string } => ({ name: entries.get(code)?.name ?? code, nameEn: entries.get(code)?.nameEn ?? code });
const shownRun = (run: Run) => ({ onDay: run.onDay, endedAt: run.endedAt, parts: run.parts ?? 0, pairs: run.pairs ?? 0, suggestions: run.suggestions ?? 0, tookMs: run.tookMs ?? 0 });

/** (L1) */
export async function listShortages(tx: Tx, input: Input<typeof api.listShortages>) {
  brandFor(tx, input.brandId, readers);
  const cars = (await openWaiting(tx, input.brandId)).filter((one) => holds(tx.actor, readers, one) && (input.outletId === undefined || one.outletId === input.outletId));
  const [entries, chains, today] = [await everyEntry(tx, input.brandId), await supersessionsOf(tx, input.brandId), beijingDay(tx.now)];
  const kits = await kitsOf(tx, input.brandId);
  const pieces = (code: string) => piecesOf(kits, [{ code, quantity: 1 }]);
  const servers = new Map([...new Set(cars.flatMap((one) => [one.code, ...pieces(one.code).map((piece) => piece.code)]))].map((code) => [code, serversOf(chains, code, today)]));
  const [stock, lines] = [await stockOfCodes(tx, input.brandId, [...new Set([...servers.values()].flat())]), await openLinesOfCodes(tx, input.brandId, [...new Set([...servers.keys(), ...[...servers.values()].flat()])])];
  const held = new Map<string, Hold[]>();
  for (const outletId of new Set(cars.map((one) => one.outletId))) held.set(outletId, await holdsAt(tx, outletId, input.brandId));
  return { waiting: byUrgency(cars).map((one) => {
    const there = stock.filter((each) => each.onHand > 0 && (servers.get(one.code) ?? []).includes(each.code));
    const kept = (held.get(one.outletId) ?? []).filter((hold) => hold.forId !== one.forId);
    const coming = (code: string) => lines.flatMap((line) => (line.code === code && line.placeId === one.outletId && line.expectedOn !== null && line.expectedOn >= today ? [{ onDay: line.expectedOn, quantity: line.quantity - line.received }] : []));
    const free = (each: { code: string; onHand: number }): number => Math.max(0, Math.min(each.onHand, freeFrom({ onHand: each.onHand, expected: coming(each.code) }, kept.filter((hold) => hold.code === each.code), today)));
    const here = (code: string): number => stock.filter((each) => each.placeId === one.outletId && (servers.get(code) ?? []).includes(each.code)).reduce((sum, each) => sum + free(each), 0);
    return {
      id: one.id, outletId: one.outletId, code: one.code, ...nameOf(entries, one.code), missing: one.quantity - one.served, forId: one.forId, label: one.label, vinMasked: maskVin(one.vin), safety: one.safety, guaranteeDaysLeft: one.guaranteeDaysLeft, loanerFenPerDay: one.loanerFenPerDay, costFen: costOfWaiting(one),
      askedAt: one.askedAt, waitedDays: Math.round(((tx.now.getTime() - one.askedAt.getTime()) / dayMs) * 10) / 10, expectedOn: one.expectedOn, late: one.expectedOn !== null && one.expectedOn < today,
      onShelf: kitsIn(pieces(one.code), here), elsewhere: there.filter((each) => each.placeId !== one.outletId).map((each) => ({ placeId: each.placeId, outletId: each.outletId, units: each.onHand })).slice(0, 6),
      ordered: lines.some((line) => line.waitingId === one.id || (line.waitingId === null && line.outletId === one.outletId && (servers.get(one.code) ?? []).includes(line.code))),
    };
  }) };
}

export async function shownSuggestions(tx: Tx, brandId: string, rows: readonly Suggestion[], entries: ReadonlyMap<string, Entry>) {
  const suppliers = new Map((await suppliersOf(tx, brandId)).map((one) => [one.id, one]));
  return rows.map((one) => ({
    id: one.id, outletId: one.outletId, placeId: one.placeId, code: one.code, ...nameOf(entries, one.code), kind: one.kind, fromPlaceId: one.fromPlaceId, fromOutletId: one.fromOutletId, supplierId: one.supplierId, supplierName: suppliers.get(one.supplierId ?? '')?.name ?? null, supplierNameEn: suppliers.get(one.supplierId ?? '')?.nameEn ?? null, quantity: one.quantity, costFen: one.costFen, savesFen: one.savesFen, why: one.why, version: one.version,
  }));
}

export async function listSuggestions(tx: Tx, input: Input<typeof api.listSuggestions>) {
  brandFor(tx, input.brandId, [...planners, 'auditor']);
  const [run, sum, rows, entries] = [await lastRun(tx, input.brandId), await countOpen(tx, input.brandId), await openSuggestions(tx, input.brandId, null, input.limit ?? 100), await everyEntry(tx, input.brandId)];
  const mine = rows.filter((one) => holds(tx.actor, [...planners, 'auditor'], one));
  return { run: run === undefined ? null : shownRun(run), open: sum.count, costFen: sum.costFen, savesFen: sum.savesFen, suggestions: await shownSuggestions(tx, input.brandId, mine, entries) };
}

/** (L2) */
async function take(tx: Tx, of: readonly Suggestion[], done: Map<string, string>): Promise<{ purchases: number; transfers: number; failed: { suggestionId: string; code: string }[] }> {
  const made = { purchases: 0, transfers: 0, failed: [] as { suggestionId: string; code: string }[] };
  for (const [, lines] of Map.groupBy(of.filter((one) => one.kind !== 'move'), (one) => `${one.placeId} ${one.supplierId ?? ''}`)) {
    const first = lines[0] as Suggestion;
    const purchase = await writePurchase(tx, { placeId: first.placeId, outletId: first.outletId, brandId: first.brandId }, first.supplierId, lines.map(({ code, quantity }) => ({ code, quantity })), true, null);
    for (const line of lines) done.set(line.id, purchase.id);
    made.purchases += 1;
  }
  for (const one of of.filter((each) => each.kind === 'move')) {
    const [from, to] = [{ placeId: one.fromPlaceId ?? '', outletId: one.fromOutletId ?? '', brandId: one.brandId }, { placeId: one.placeId, outletId: one.outletId, brandId: one.brandId }];
    if ((await spareAt(tx, from, one.code)) < one.quantity) {
      made.failed.push({ suggestionId: one.id, code: 'notThatMany' });
      continue;
    }
    done.set(one.id, (await writeTransfer(tx, { from, to, code: one.code, quantity: one.quantity, why: null })).id);
    made.transfers += 1;
  }
  return made;
}

export async function acceptSuggestions(tx: Tx, input: Input<typeof api.acceptSuggestions>) {
  brandFor(tx, input.brandId, planners);
  const rows = await lockSuggestions(tx, input.suggestionIds);
  if (rows.length !== input.suggestionIds.length || rows.some((one) => one.brandId !== input.brandId || !holds(tx.actor, planners, one))) refuse('suggestionNotFound', { field: 'suggestionIds' });
  if (rows.some((one) => one.state !== 'open')) refuse('suggestionTaken', { field: 'suggestionIds' });
  const done = new Map<string, string>();
  const made = await take(tx, rows, done);
  for (const [id, resultId] of done) await decide(tx, id, 'accepted', actorName(tx.actor), null, resultId);
  tx.record({ action: 'parts.accept', subject: 'suggestions', subjectId: input.suggestionIds[0] ?? '', brandId: input.brandId, after: { accepted: [...done.keys()], ...made } });
  tx.announce({ topic: 'parts', id: 'suggestions', brandId: input.brandId });
  return made;
}

export async function dismissSuggestion(tx: Tx, input: Input<typeof api.dismissSuggestion>) {
  const [one] = await lockSuggestions(tx, [input.suggestionId]);
  if (one === undefined || !holds(tx.actor, planners, one)) return refuse('suggestionNotFound', { id: input.suggestionId });
  if (one.version !== input.version) refuse('staleEdit', { changes: await changesSince(tx, 'suggestions', one.id, input.version) });
  if (one.state !== 'open') refuse('suggestionTaken', { state: one.state });
  await decide(tx, one.id, 'dismissed', actorName(tx.actor), input.why, null);
  tx.record({ action: 'parts.dismiss', subject: 'suggestions', subjectId: one.id, brandId: one.brandId, version: one.version + 1, before: { state: one.state }, after: { state: 'dismissed' }, why: input.why });
  tx.announce({ topic: 'parts', id: one.id, brandId: one.brandId });
  return { ok: true as const };
}

/** The past of the old system: forecasts stand on it until there is enough of our own. */
export async function bringPastUse(tx: Tx, input: Input<typeof api.bringPastUse>) {
  const at = await placeFor(tx, { outletId: input.outletId, brandId: input.brandId }, planners);
  const entries = await everyEntry(tx, at.brandId);
  const unknown = input.rows.find((row) => !entries.has(row.code));
  if (unknown !== undefined) refuse('partNotFound', { field: 'rows', code: unknown.code });
  const rows = new Map(input.rows.map((row) => [`${row.code} ${row.month}`, { code: row.code, month: `${row.month}-01`, units: row.units }]));
  await writePastUse(tx, at, [...rows.values()]);
  tx.record({ action: 'parts.bringPastUse', subject: 'parts', subjectId: at.placeId, brandId: at.brandId, after: { months: rows.size } });
  return { months: rows.size };
}

export async function planParts(tx: Tx, input: Input<typeof api.planParts>) {
  brandFor(tx, input.brandId, planners);
  const run = await planBrand(tx, input.brandId);
  tx.record({ action: 'parts.plan', subject: 'runs', subjectId: run.id, brandId: input.brandId, after: { suggestions: run.suggestions } });
  return shownRun(run);
}

/** (L3) */
export async function partsReport(tx: Tx, input: Input<typeof api.partsReport>) {
  brandFor(tx, input.brandId, [...planners, 'auditor']);
  const [run, entries, outlets, service, stock] = [await lastRun(tx, input.brandId), await everyEntry(tx, input.brandId), await outletsFor(tx, { brandId: input.brandId }), await serviceByOutlet(tx, input.brandId, new Date(tx.now.getTime() - 90 * dayMs)), await standings(tx, input.brandId)];
  const [slow, targets] = [await slowMovers(tx, input.brandId, new Date(tx.now.getTime() - 210 * dayMs)), await targetsOfCodes(tx, input.brandId, [...entries.keys()])];
  const worth = (code: string, units: number): number => units * (entries.get(code)?.costFen ?? 0);
  const foreseen = (outletId: string): number | null => {
    const own = targets.filter((one) => one.placeId === outletId);
    const asked = own.reduce((sum, one) => sum + one.perMonth, 0);
    return asked <= 0 ? null : Math.round((1000 * own.reduce((sum, one) => sum + one.perMonth * one.fillRate, 0)) / asked) / 10;
  };
  return {
    run: run === undefined ? null : shownRun(run), verdicts: (run?.errors ?? []) as { class: string; parts: number; asked: number; errorPct: number; plainErrorPct: number; biasPct: number; insidePct: number; loss: number }[],
    service: outlets.filter((one) => holds(tx.actor, [...planners, 'auditor'], { brandId: input.brandId, outletId: one.id })).map((one) => {
      const found = service.find((each) => each.outletId === one.id);
      const asked = Math.max(found?.asked ?? 0, found?.waited ?? 0);
      return { outletId: one.id, name: one.name, nameEn: one.nameEn, tier: one.tier, asked, waited: found?.waited ?? 0, fillPct: asked === 0 ? null : Math.round((1000 * (asked - (found?.waited ?? 0))) / asked) / 10, meanDays: found?.meanDays == null ? null : Math.round(found.meanDays * 10) / 10, foreseenPct: foreseen(one.id) };
    }),
    slow: slow.map((one) => ({ placeId: one.placeId, outletId: one.outletId, code: one.code, ...nameOf(entries, one.code), onHand: one.onHand, valueFen: worth(one.code, one.onHand), stillDays: Math.round((tx.now.getTime() - (one.stillSince).getTime()) / dayMs) })).toSorted((a, b) => b.valueFen - a.valueFen).slice(0, 100),
    stockFen: stock.reduce((sum, one) => sum + worth(one.code, one.onHand), 0),
  };
}

const mostScenarioParts = 600;
export async function tryScenario(tx: Tx, input: Input<typeof api.tryScenario>) {
  brandFor(tx, input.brandId, [...planners, 'auditor']);
  const [country, forecasts, models] = [await countryOf(tx, input.brandId), await forecastsOf(tx, input.brandId), await carsByModel(tx, input.brandId)];
  const shelves: Shelf[] = country.shelves;
  const perMonth = new Map(forecasts.map((one) => [one.code, one.perMonth]));
  const cars = models.reduce((sum, one) => sum + one.cars, 0);
  const most = country.parts.toSorted((a, b) => b.priceFen * (perMonth.get(b.code) ?? 0) - a.priceFen * (perMonth.get(a.code) ?? 0)).slice(0, mostScenarioParts);
  const rows = most.map((part) => ({ part, ...whatIf(part, perMonth.get(part.code) ?? 0, shelves, { leadFactor: input.leadFactor, newCars: input.newCars, carsNow: cars }) }));
  const total = (of: (row: (typeof rows)[number]) => number): number => rows.reduce((sum, row) => sum + of(row), 0);
  const round = (value: number): number => Math.round(value * 100) / 100;
  return {
    stockFen: total((row) => row.units * row.part.priceFen), stockFenThen: total((row) => row.unitsThen * row.part.priceFen), waiting: round(total((row) => row.waiting)), waitingThen: round(total((row) => row.waitingThen)), cars,
    parts: rows.filter((row) => row.unitsThen !== row.units).map((row) => ({ code: row.part.code, ...nameOf(country.entries, row.part.code), units: row.units, unitsThen: row.unitsThen, moreFen: (row.unitsThen - row.units) * row.part.priceFen })).toSorted((a, b) => b.moreFen - a.moreFen).slice(0, 30),
  };
}
