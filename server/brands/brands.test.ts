import { describe, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { findBrand, findModel, holdsEverywhere } from '#brands';
import { api } from './api.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' });
const head = home.staff({ role: 'administrator', name: 'Head' });
const xiheAdmin = home.staff({ role: 'administrator', brandId: 'xihe' });
const refusalOf = (attempt: Promise<unknown>) => attempt.then(() => 'done', (error: { code?: string }) => error.code);
const model = {
  id: 'xihe-h1', brandId: 'xihe', name: '曦和 H1', nameEn: 'Xihe H1', chemistry: 'LFP' as const, cellCount: 104, probeCount: 32, batteryKwh: 62.5, rangeKm: 510,
  threeGuaranteesMinSohPct: 80, repairWarrantyMinSohPct: 70,
};
const brand = (id: string, name: string) => ({ id, name, nameEn: id, hotline: '400-820-0001' });

describe('setting the house up', () => {
  test('a brand waits for the alliance to have a name (B3)', async () => {
    expect(await home.nobody.on(api).showAlliance({})).toEqual({ alliance: null });
    expect(await refusalOf(head.call('addBrand', brand('xihe', '曦和')))).toBe('allianceNotSetUp');
    expect(await head.on(api).setUpAlliance({ name: '同城', nameEn: 'Tongcheng' })).toMatchObject({ version: 1 });
    expect(await head.on(api).setUpAlliance({ name: '同程联盟', nameEn: 'Tongcheng Alliance' })).toMatchObject({ version: 2 });
    expect(await home.nobody.on(api).showAlliance({})).toMatchObject({ alliance: { name: '同程联盟' } });
  });

  test('brands and models are public once they are there, in the order they joined', async () => {
    await head.on(api).addBrand(brand('xihe', '曦和'));
    home.clock.advance({ seconds: 1 });
    await head.on(api).addBrand(brand('yuanlan', '远岚'));
    expect(await head.on(api).addModel(model)).toEqual({ ...model, version: 1 });
    expect((await home.nobody.on(api).listBrands({})).brands.map((one) => one.id)).toEqual(['xihe', 'yuanlan']);
    expect((await home.nobody.on(api).listModels({ brandId: 'xihe' })).models).toMatchObject([{ id: 'xihe-h1', batteryKwh: 62.5 }]);
    expect((await home.nobody.on(api).listModels({ brandId: 'yuanlan' })).models).toEqual([]);
  });

  test('a code is given once (B2)', async () => {
    expect(await refusalOf(head.call('addBrand', brand('xihe', '别的')))).toBe('brandCodeTaken');
    expect(await refusalOf(head.call('addModel', { ...model, name: '别的' }))).toBe('modelCodeTaken');
  });

  test.each(['XIHE', '曦和', 'a,b', '*', '', 'x'.repeat(41), '1abc'])('the code “%s” is refused at the field: lists of brands are kept by code', async (id) => {
    const error = await head.call('addBrand', brand(id, 'x')).catch((refusal: unknown) => refusal);
    expect(error).toMatchObject({ code: 'badInput', details: { field: 'id' } });
  });
});

describe('who may', () => {
  test('an administrator of one brand corrects that brand and adds its models, and nothing else (B1, B4)', async () => {
    expect(await refusalOf(xiheAdmin.call('addBrand', brand('langtu', '朗途')))).toBe('notAllowed');
    expect(await refusalOf(xiheAdmin.call('setUpAlliance', { name: 'x', nameEn: 'x' }))).toBe('notAllowed');
    expect(await refusalOf(xiheAdmin.call('addModel', { ...model, id: 'yuanlan-y1', brandId: 'yuanlan' }))).toBe('notAllowed');
    expect(await refusalOf(xiheAdmin.call('changeBrand', { ...brand('yuanlan', 'x'), version: 1 }))).toBe('notAllowed');
    expect(await xiheAdmin.on(api).addModel({ ...model, id: 'xihe-h2' })).toMatchObject({ id: 'xihe-h2' });
    expect(await xiheAdmin.on(api).changeBrand({ ...brand('xihe', '曦和汽车'), version: 1 })).toMatchObject({ name: '曦和汽车', version: 2 });
  });

  test('an edit that somebody overtook is refused with what changed', async () => {
    const error = await head.call('changeBrand', { ...brand('xihe', 'x'), version: 1 }).catch((refusal: unknown) => refusal);
    expect(error).toMatchObject({ code: 'staleEdit', details: { changes: [{ after: { name: '曦和汽车' } }] } });
  });

  test('a grant for all brands at one outlet does not speak for the alliance (B1)', () => {
    const grants = [{ role: 'administrator' as const, brandId: null, outletId: 'shanghai-1' }];
    expect(holdsEverywhere({ kind: 'staff', id: 's', name: 's', grants }, ['administrator'])).toBe(false);
    expect(holdsEverywhere(head.actor, ['administrator'])).toBe(true);
    expect(holdsEverywhere(head.actor, ['auditor'])).toBe(false);
  });
});

test('looking up what is not there refuses', async () => {
  await home.inside(async (tx) => {
    expect(await refusalOf(findBrand(tx, 'nope'))).toBe('brandNotFound');
    expect(await refusalOf(findModel(tx, 'nope'))).toBe('modelNotFound');
  });
  expect(await refusalOf(head.call('addModel', { ...model, id: 'nope-1', brandId: 'nope' }))).toBe('brandNotFound');
});
