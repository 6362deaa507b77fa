// One number on one page: what it is, what was asked for and what is foreseen with its error, where it lies, what replaces it,
// which cars carry it, and who waits. Every statement here goes by an index, however many movements there are.
import { holds } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findBook } from '#prices';
import { carsByModel, maskVin } from '#vehicles';
import type { api } from './api.ts';
import { catalogueCode, supersessionsOf } from './catalogue-store.ts';
import { bare } from './catalogue.ts';
import { dutyUntil } from './fit.ts';
import { monthBefore, pastMonths } from './nightly.ts';
import { openLinesOfCodes, openWaiting, supplierById } from './order-store.ts';
import { askedOf, forecastOf, openSuggestions, targetsOfCodes } from './plan-store.ts';
import { brandFor, planners, readers } from './places.ts';
import { shownSuggestions } from './planner.ts';
import { movementsOf, stockOfCodes } from './store.ts';
import { chainOf, serversOf } from './supersession.ts';

async function historyOf(tx: Tx, brandId: string, codes: readonly string[], since: string): Promise<number[]> {
  const history = new Array<number>(pastMonths + 1).fill(0);
  for (const rows of await Promise.all(codes.map((code) => askedOf(tx, brandId, code, since)))) for (const { month, units } of rows) if (month >= 0 && month <= pastMonths) history[month]! += units;
  return history;
}

export async function showPart(tx: Tx, input: Input<typeof api.showPart>) {
  const { brandId, code } = input;
  brandFor(tx, brandId, readers);
  const [own, book, today] = [await catalogueCode(tx, brandId, code), await findBook(tx, brandId), beijingDay(tx.now)];
  const listed = book.content.parts.find((one) => one.code === code);
  const entry = own ?? (listed === undefined ? refuse('partNotFound', { code }) : bare(brandId, listed));
  const all = await supersessionsOf(tx, brandId);
  const [chain, servers, since] = [chainOf(all, code), serversOf(all, code, today), monthBefore(today, pastMonths)];
  const older = chain.slice(0, chain.indexOf(code) + 1);
  const [history, forecast, stock, lines, targets, waiting, suggestions, models, supplier, movements] = await Promise.all([
    historyOf(tx, brandId, older, since), forecastOf(tx, brandId, code), stockOfCodes(tx, brandId, chain), openLinesOfCodes(tx, brandId, chain), targetsOfCodes(tx, brandId, [code]), openWaiting(tx, brandId), openSuggestions(tx, brandId, code, 20), carsByModel(tx, brandId),
    entry.supplierId === null ? undefined : supplierById(tx, entry.supplierId), movementsOf(tx, brandId, code, 20),
  ]);
  const { modelIds } = entry;
  const places = [...new Set([...stock.filter((one) => one.code === code || one.onHand > 0).map((one) => `${one.placeId} ${one.code}`), ...targets.filter((one) => one.target > 0).map((one) => `${one.placeId} ${code}`)])];
  return {
    ...entry, dutyUntil: entry.endedOn === null ? null : dutyUntil(entry.endedOn), supplierName: supplier?.name ?? null, supplierNameEn: supplier?.nameEn ?? null, firstMonth: since, history, forecast: forecast ?? null,
    stock: places.map((key) => {
      const [placeId = '', number = ''] = key.split(' ');
      const there = stock.find((one) => one.placeId === placeId && one.code === number);
      const coming = lines.filter((one) => one.placeId === placeId && one.code === number);
      const target = number === code ? targets.find((one) => one.placeId === placeId) : undefined;
      return { placeId, outletId: there?.outletId ?? placeId, code: number, bin: there?.bin ?? null, onHand: there?.onHand ?? 0, quarantined: there?.quarantined ?? 0, onOrder: coming.reduce((sum, one) => sum + one.quantity - one.received, 0), expectedOn: coming[0]?.expectedOn ?? null, target: target?.target ?? null, perMonth: target?.perMonth ?? null, fillPct: target === undefined ? null : Math.round(target.fillRate * 100) };
    }),
    chain: chain.map((each) => ({ code: each, servesThis: servers.includes(each), onHand: stock.filter((one) => one.code === each).reduce((sum, one) => sum + one.onHand, 0) })), links: all.filter((one) => chain.includes(one.oldCode)),
    models: models.filter((one) => modelIds === null || modelIds.includes(one.modelId)),
    waiting: waiting.filter((one) => one.code === code && holds(tx.actor, readers, one)).map((one) => ({ label: one.label, forId: one.forId, vinMasked: maskVin(one.vin), missing: one.quantity - one.served, expectedOn: one.expectedOn })),
    suggestions: holds(tx.actor, planners, { brandId }) ? await shownSuggestions(tx, brandId, suggestions, new Map([[code, entry]])) : [], movements,
  };
}
