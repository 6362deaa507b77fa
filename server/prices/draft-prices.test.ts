import { beforeAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { house } from '#platform/testing';
import { api } from './api.ts';
import { compareBooks } from './compare-books.ts';
import type { Book } from './price-lines.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' });
const head = home.staff({ role: 'administrator', name: '总管' });
const region = home.staff({ role: 'regionalManager', brandId: 'xihe', name: '区域经理' });
const other = home.staff({ role: 'regionalManager', brandId: 'yuanlan' });
const refusalOf = (attempt: Promise<unknown>) => attempt.then(() => 'done', (error: { code?: string }) => error.code);
const operation = (code: string, labourCentihours: number, more: Partial<Book['operations'][number]> = {}): Book['operations'][number] => ({
  code, system: '电池', name: `项目${code}`, nameEn: code, what: '做', whatEn: 'does', labourCentihours, hv: false, safety: false, mobile: false, certificate: null, bayCapability: null,
  includes: [], parts: [], troubles: [], coverage: 'general', modelIds: null, ...more,
});
const part = (code: string, unitFen: number): Book['parts'][number] => ({ code, name: code, nameEn: code, origin: 'originalPart', unitFen, coverage: 'general', modelIds: null });
const content: Book = { ratesFenPerHour: [32_000, 28_000, 24_000, 20_000], operations: [operation('AA', 100, { parts: [{ code: 'P1', quantity: 2 }] }), operation('BB', 50)], parts: [part('P1', 1000)] };
const draft = async () => (await region.on(api).showPriceDraft({ brandId: 'xihe' })).draft ?? expect.fail('there is no draft');
const priceOf = async (code: string, on?: string) => (await home.nobody.on(api).showPriceList({ brandId: 'xihe', ...(on === undefined ? {} : { on }) })).operations.find((one) => one.code === code)?.totalFen;

beforeAll(async () => {
  await head.call('setUpAlliance', { name: '同程', nameEn: 'Together' });
  for (const id of ['xihe', 'yuanlan']) await head.call('addBrand', { id, name: id, nameEn: id, hotline: '400-820-0001' });
  await head.on(api).publishPrices({ brandId: 'xihe', validFrom: '2026-11-24', note: '首份', content });
});

describe('a draft of prices', () => {
  test('begins as the book in force and differs in nothing; a second beginning finds the same draft', async () => {
    const first = await region.on(api).startPriceDraft({ brandId: 'xihe' });
    expect(first).toMatchObject({ draft: { content, startedBy: '区域经理' }, present: { validFrom: '2026-11-24' }, changes: [], faults: [] });
    expect((await head.on(api).startPriceDraft({ brandId: 'xihe' })).draft?.id).toBe(first.draft?.id);
    expect(await refusalOf(region.on(api).publishPriceDraft({ brandId: 'xihe', version: 1, validFrom: '2026-12-01', note: '没有改' }))).toBe('priceDraftUnchanged');
  });

  test('says line by line what a change does to the prices, also where only a part or the rate moved it', async () => {
    const { version } = await draft();
    const page = await region.on(api).changePriceDraft({ brandId: 'xihe', version, parts: [part('P1', 1500)], operations: [operation('CC', 200)], removeOperations: ['BB'] });
    expect(page.changes.map(({ kind, code, how, beforeFen, afterFen }) => [kind, code, how, beforeFen, afterFen])).toEqual([
      ['operation', 'AA', 'changed', 34_000, 35_000], ['operation', 'BB', 'removed', 16_000, null], ['operation', 'CC', 'added', null, 64_000], ['part', 'P1', 'changed', 1000, 1500],
    ]);
    expect(await priceOf('AA')).toBe(34_000); // a draft is no price
  });

  test('two who change it at once: the second is told what the first did, and nothing is overwritten (D2)', async () => {
    const { version } = await draft();
    await head.on(api).changePriceDraft({ brandId: 'xihe', version, ratesFenPerHour: [33_000, 28_000, 24_000, 20_000] });
    const late = await region.on(api).changePriceDraft({ brandId: 'xihe', version, ratesFenPerHour: [99_900, 28_000, 24_000, 20_000] }).catch((error: { code: string; details: unknown }) => error);
    expect(late).toMatchObject({ code: 'staleEdit', details: { changes: [{ actorName: '总管', action: 'prices.changeDraft' }] } });
    expect((await draft()).content.ratesFenPerHour[0]).toBe(33_000);
  });

  test('that is not sound says where, and is not published', async () => {
    const { version } = await draft();
    const page = await region.on(api).changePriceDraft({ brandId: 'xihe', version, operations: [operation('DD', 10, { includes: ['ZZ'] })] });
    expect(page.faults).toEqual([{ fault: 'includesUnknown', code: 'DD', other: 'ZZ' }]);
    expect(await refusalOf(region.on(api).publishPriceDraft({ brandId: 'xihe', version: page.draft?.version ?? 0, validFrom: '2026-12-01', note: '年度调整' }))).toBe('priceBookBroken');
    await region.on(api).changePriceDraft({ brandId: 'xihe', version: page.draft?.version ?? 0, removeOperations: ['DD'] });
  });

  test('is published from a day on, with who and why; until then the old prices count (D3)', async () => {
    const { version } = await draft();
    expect(await refusalOf(region.on(api).publishPriceDraft({ brandId: 'xihe', version, validFrom: '2026-11-23', note: '昨天' }))).toBe('priceBookInPast');
    expect(await refusalOf(region.on(api).publishPriceDraft({ brandId: 'xihe', version, validFrom: '2026-11-24', note: '今天' }))).toBe('priceBookTaken');
    await region.on(api).publishPriceDraft({ brandId: 'xihe', version, validFrom: '2026-12-01', note: '年度调整' });
    expect(await priceOf('AA')).toBe(34_000);
    expect(await priceOf('AA', '2026-12-01')).toBe(36_000);
    expect((await head.on(api).listPriceBooks({ brandId: 'xihe' })).books[0]).toMatchObject({ validFrom: '2026-12-01', publishedBy: '区域经理', note: '年度调整' });
    const { rows } = await head.call('listAudit', { action: 'prices.publish' });
    expect(rows[0]).toMatchObject({ actorName: '区域经理', why: '年度调整', after: { changes: expect.arrayContaining([expect.objectContaining({ code: 'BB', how: 'removed' })]) } });
    expect((await region.on(api).showPriceDraft({ brandId: 'xihe' })).draft).toBeNull();
    expect(await refusalOf(region.on(api).publishPriceDraft({ brandId: 'xihe', version, validFrom: '2026-12-02', note: '再来' }))).toBe('priceDraftNotFound');
  });

  test('of another brand is neither seen nor touched (D1); dropped, it is gone and the prices stay', async () => {
    await region.on(api).startPriceDraft({ brandId: 'xihe' });
    expect(await refusalOf(other.on(api).showPriceDraft({ brandId: 'xihe' }))).toBe('notAllowed');
    expect(await refusalOf(other.on(api).dropPriceDraft({ brandId: 'xihe', version: 1 }))).toBe('notAllowed');
    await region.on(api).dropPriceDraft({ brandId: 'xihe', version: 1 });
    expect((await region.on(api).showPriceDraft({ brandId: 'xihe' })).draft).toBeNull();
    expect(await priceOf('AA')).toBe(34_000);
  });

  test('published and dropped at the same moment, it is one of the two, and who was slower is told', async () => {
    for (const day of [11, 12, 13, 14, 15]) {
      const { draft: begun } = await region.on(api).startPriceDraft({ brandId: 'xihe' });
      const { draft: changed } = await region.on(api).changePriceDraft({ brandId: 'xihe', version: begun?.version ?? 0, parts: [part(`Q${day}`, 100)] });
      const version = changed?.version ?? 0;
      const said = await Promise.all([refusalOf(head.on(api).publishPriceDraft({ brandId: 'xihe', version, validFrom: `2027-01-${day}`, note: '新年' })), refusalOf(region.on(api).dropPriceDraft({ brandId: 'xihe', version }))]);
      expect(said.filter((one) => one === 'done')).toHaveLength(1);
    }
  });

  test('of a brand without prices begins empty', async () => {
    expect(await other.on(api).startPriceDraft({ brandId: 'yuanlan' })).toMatchObject({ present: null, draft: { content: { operations: [], parts: [] } } });
  });
});

test('comparing: equal books differ in nothing, and every code that moved stands there once (C1, C2)', () => {
  const book = fc.uniqueArray(fc.record({ code: fc.constantFrom('AA', 'BB', 'CC', 'DD'), hours: fc.integer({ min: 0, max: 20 }) }), { selector: (one) => one.code }).map((rows): Book => ({ ...content, operations: rows.map((row) => operation(row.code, row.hours * 5)) }));
  fc.assert(fc.property(book, book, (before, after) => {
    expect(compareBooks(before, structuredClone(before))).toEqual([]);
    const hours = (of: Book, code: string) => of.operations.find((one) => one.code === code)?.labourCentihours;
    expect(compareBooks(before, after).map((one) => one.code)).toEqual(['AA', 'BB', 'CC', 'DD'].filter((code) => hours(before, code) !== hours(after, code)));
  }));
});
