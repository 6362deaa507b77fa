// Makers' fault codes: a sheet in and out again, the wall between brands, the meaning of the day, and what a car names.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { commands, encodeFrame } from '@careloop/gbt32960';
import { appendFrames } from '#platform/stream/journal';
import { house } from '#platform/testing';
import { api as looksApi } from '../looks/api.ts';
import { api } from './api.ts';
import { consumeAll } from './consume.ts';
import { forgetOldData } from './forget-old-data.ts';
import { cars, vins } from './testing.ts';

const home = await house({ startsAt: '2026-03-02T02:00:00Z' });
const fleet = await cars(home);
const [vin, other, third] = vins;
await fleet.register(vin);
await fleet.register(third);
await fleet.register(other, 'langtu');
const keeper = home.staff({ role: 'warrantyOfficer', brandId: 'xihe', name: '何质' });
const technician = home.staff({ role: 'technician', brandId: 'xihe' });
const stranger = home.staff({ role: 'warrantyOfficer', brandId: 'langtu' });
const place = { brandId: 'xihe', modelId: 'xihe-one' };
const codes = async (text?: string) => (await technician.on(api).listFaultCodes({ ...place, ...(text === undefined ? {} : { text }) })).codes;
const namedBy = async (of: string) => (await technician.on(api).vehicleFaults({ vehicleId: of })).faults;

/** A car names codes in an alarm item, which is read at once. */
async function say(car: string, named: { battery?: number[]; motor?: number[]; other?: number[] }, at = home.clock.now()): Promise<void> {
  const bytes = encodeFrame({ command: commands.realtime, vin: car, message: { kind: 'report', at: at.getTime(), items: [{ kind: 'alarms', level: 2, flags: 1 << 11, batteryFaults: named.battery ?? [], motorFaults: named.motor ?? [], engineFaults: [], otherFaults: named.other ?? [] }] } });
  await home.inside((tx) => appendFrames(tx, [{ vin: car, edition: 2016, command: commands.realtime, bytes, receivedAt: home.clock.now(), sha: createHash('sha256').update(bytes).digest().subarray(0, 16), connectionId: 'c1' }]));
  await consumeAll(home.world, []);
}
const head = ['故障代码', 'DTC', '适用车型', '部件名称', '故障名称', '故障含义', '严重度', '处理措施', '生效日期', '出处'];
const row = (code: string, more: Partial<Record<string, string>> = {}): string[] => head.map((name) => more[name] ?? ({ 故障代码: code, 适用车型: 'xihe-one', 部件名称: '高压系统', 故障名称: '绝缘下降', 故障含义: '绝缘电阻低于 500 Ω/V', 严重度: '严重', 处理措施: '断电验电后逐段测量', 生效日期: '2025-01-01', 出处: '厂家故障码表 第 3 版' } as Record<string, string>)[name] ?? '');
const bring = (rows: string[][], by = keeper) => by.call('checkFaultSheet', { brandId: 'xihe', fileName: '故障码.csv', bytes: Buffer.from([['曦和故障码'], head, ...rows].map((cells) => cells.join(',')).join('\n')) });
const faults = (sheet: { rows: { line: number; faults: { column: string; code: string }[] }[] }) => Object.fromEntries(sheet.rows.filter((each) => each.faults.length > 0).map((each) => [each.line, each.faults.map((fault) => `${fault.column} ${fault.code}`)]));

test('a code without a meaning is told as unknown; a maker’s sheet explains it, and taking the sheet back makes it unknown again', async () => {
  await say(vin, { battery: [0x000aa600], other: [0xdeadbeef] });
  expect(await namedBy(vin)).toMatchObject([{ part: 'battery', hex: '000AA600', meaning: null, stands: true }, { part: 'other', hex: 'DEADBEEF', meaning: null, stands: true }]);
  const sheet = await bring([row('0x000aa600', { DTC: 'P0AA6' }), row('000A7E00', { 故障名称: '电池温度过高' })]);
  expect([sheet.state, sheet.good, sheet.bad]).toEqual(['checked', 2, 0]);
  expect(await codes()).toEqual([]); // E1
  const applied = await keeper.call('applyFaultSheet', { faultSheetId: sheet.id, version: sheet.version });
  expect(applied.made).toBe(2);
  expect(await namedBy(vin)).toMatchObject([{ hex: '000AA600', meaning: { name: 'P0AA6', title: '绝缘下降', titleEn: '绝缘下降', severity: 'stopNow', validFrom: '2025-01-01' } }, { hex: 'DEADBEEF', meaning: null }]);
  expect((await codes('p0aa6')).map((one) => one.code)).toEqual(['000AA600']);
  const again = await bring([row('000AA600'), row('000AA600', { 生效日期: '2025-02-01' }), row('000AA600', { 生效日期: '2026-03-02' })]);
  expect(faults(again)).toEqual({ 3: ['生效日期 known'], 4: ['生效日期 beginsInThePast'] }); // E2
  const changed = (await codes('电池温度')).at(0);
  expect(changed?.version).toBe(1);
  const undone = await keeper.call('undoFaultSheet', { faultSheetId: sheet.id, version: applied.version });
  expect(undone.state).toBe('undone');
  expect(await codes()).toEqual([]);
  expect((await namedBy(vin)).map((one) => one.meaning)).toEqual([null, null]);
});

test('what is wrong with a row is said at its line and column, and nothing of it is brought in', async () => {
  const sheet = await bring([row('AA6'), row('000AA601', { 适用车型: '一号，没这车' }), row('000AA602', { 严重度: '很糟' }), row('000AA603', { 故障含义: '' }), row('000AA604', { 生效日期: '某天' }), row('000AA605'), row('000aa605')]);
  expect(faults(sheet)).toEqual({ 3: ['故障码 notACode'], 4: ['车型 unknownModel'], 5: ['严重程度 notASeverity'], 6: ['含义 missing'], 7: ['生效日期 notADate'], 9: ['故障码 twice'] });
  const applied = await keeper.call('applyFaultSheet', { faultSheetId: sheet.id, version: sheet.version });
  expect([applied.made, (await codes()).map((one) => one.code)]).toEqual([1, ['000AA605']]);
  await expect(keeper.call('applyFaultSheet', { faultSheetId: sheet.id, version: applied.version })).rejects.toMatchObject({ code: 'faultSheetNotNow' });
  await expect(keeper.call('checkFaultSheet', { brandId: 'xihe', fileName: 'x.csv', bytes: Buffer.from('一,二\n三,四\n') })).rejects.toMatchObject({ code: 'faultSheetNoHeader' });
});

const meaning = { component: '高压系统', title: '绝缘下降', titleEn: 'Insulation low', meaning: '绝缘电阻低', severity: 'soon' as const, advice: '逐段测量', source: '厂家表' };

test('a code means what held on the day the car named it; what has begun to hold is not rewritten (F1, F2)', async () => {
  const set = (more: Record<string, unknown>) => keeper.call('setFaultCode', { ...place, code: '0x00C11100', ...meaning, ...more });
  await set({ validFrom: '2025-01-01', title: '旧含义' });
  await say(vin, { motor: [0x00c11100] });
  const now = await set({ validFrom: '2026-03-05', title: '新含义' });
  const motor = async () => (await namedBy(vin)).find((one) => one.part === 'motor');
  expect((await motor())?.meaning?.title).toBe('旧含义');
  await expect(set({ validFrom: '2026-03-01', title: '改写过去' })).rejects.toMatchObject({ code: 'faultCodeBegun', details: { field: 'validFrom' } });
  await expect(set({ validFrom: '2025-01-01', title: '改写过去', version: 1 })).rejects.toMatchObject({ code: 'faultCodeBegun' });
  await expect(set({ validFrom: '2026-03-05', title: '没看过' })).rejects.toMatchObject({ code: 'staleEdit' });
  await set({ validFrom: '2026-03-05', title: '更好的新含义', version: now.version });
  expect((await codes('00C11100')).map((one) => [one.validFrom, one.title])).toEqual([['2025-01-01', '旧含义'], ['2026-03-05', '更好的新含义']]);
  home.clock.set('2026-03-06T02:00:00Z');
  expect((await codes('00C11100')).map((one) => one.title)).toEqual(['更好的新含义']);
  expect((await keeper.on(api).listFaultCodes({ ...place, code: '00c11100' })).codes).toHaveLength(2);
  expect(await motor()).toMatchObject({ meaning: { title: '旧含义' } }); // it was named on the second of March
  await say(vin, { motor: [0x00c11100] });
  expect(await motor()).toMatchObject({ meaning: { title: '更好的新含义' }, firstAt: '2026-03-02T02:00:00.000Z', lastAt: '2026-03-06T02:00:00.000Z', stands: true });
  await expect(set({ validFrom: '2026-04-01', operationCode: 'NO-SUCH' })).rejects.toMatchObject({ code: 'priceBookNotFound' });
});

test('a brand’s table and cars are its own: the same bytes of another brand’s car mean nothing, and its people reach neither', async () => {
  await say(other, { motor: [0x00c11100] });
  const across = home.staff({ role: 'administrator' });
  expect((await across.on(api).vehicleFaults({ vehicleId: other })).faults).toMatchObject([{ hex: '00C11100', meaning: null }]); // F3
  for (const [name, input] of [['listFaultCodes', place], ['setFaultCode', { ...place, code: '00C11100', validFrom: '2026-04-01', ...meaning }], ['listFaultSheets', { brandId: 'xihe' }], ['checkFaultSheet', { brandId: 'xihe', fileName: 'x.csv', bytes: Buffer.from('') }]] as const) {
    await expect(stranger.call(name, input)).rejects.toMatchObject({ code: 'notAllowed' });
  }
  const sheet = await bring([row('000AA609')]);
  for (const name of ['applyFaultSheet', 'undoFaultSheet'] as const) await expect(stranger.call(name, { faultSheetId: sheet.id, version: sheet.version })).rejects.toMatchObject({ code: 'faultSheetNotFound' });
  await expect(stranger.call('vehicleFaults', { vehicleId: vin })).rejects.toMatchObject({ code: 'vehicleNotFound' });
  await expect(stranger.call('listFaultCodes', { brandId: 'langtu', modelId: 'xihe-one' })).rejects.toMatchObject({ code: 'modelNotFound' });
  await expect(technician.call('setFaultCode', { ...place, code: '00C11100', validFrom: '2026-04-01', ...meaning })).rejects.toMatchObject({ code: 'notAllowed' });
  await expect(fleet.owner('xihe').call('vehicleFaults', { vehicleId: vin })).rejects.toMatchObject({ code: 'notAllowed' });
});

test('a frame shows what its codes mean, and one that was named no longer stands once the car is heard without it', async () => {
  await technician.on(looksApi).openLook({ vin: third, scopes: ['frames'], purpose: 'diagnosis', why: '绝缘', minutes: 60 });
  const at = home.clock.now();
  await say(third, { motor: [0x00c11100], other: [1] });
  const { frames } = await technician.on(api).showVehicleFrame({ vin: third, kind: 'report', at: at.toISOString() });
  expect(frames[0]?.faults).toMatchObject([{ part: 'motor', hex: '00C11100', meaning: { title: '更好的新含义' } }, { part: 'other', hex: '00000001', meaning: null }]);
  home.clock.advance({ minutes: 5 });
  await say(third, { other: [1] });
  expect((await namedBy(third)).map((one) => [one.hex, one.stands])).toEqual([['00000001', true], ['00C11100', false]]);
  // of a frame sent again the first moment stays, and a terminal that invents codes fills no table
  await say(third, { other: [1] }, new Date(at.getTime() - 60_000));
  expect((await namedBy(third))[0]).toMatchObject({ firstAt: new Date(at.getTime() - 60_000).toISOString(), lastAt: home.clock.now().toISOString() });
  for (let nth = 0; nth < 6; nth++) await say(third, { battery: Array.from({ length: 200 }, (_, index) => 1_000 * nth + index + 10) });
  await home.inside((tx) => forgetOldData(tx));
  const kept = await home.inside(async (tx) => (await import('./fault-store.ts')).namedSince(tx, { vin: third, ownerId: fleet.ownerOf('xihe') }, new Date(0), 10_000));
  expect(kept).toHaveLength(300);
});

test('when the car changes hands, the new owner’s car has named nothing yet (F4)', async () => {
  expect(await namedBy(vin)).not.toEqual([]);
  const agent = home.staff({ role: 'agent', brandId: 'xihe' });
  const buyer = await agent.call('addOwner', { brandId: 'xihe', name: '新车主', phone: '13700001111', kind: 'person' });
  const { vehicle } = await agent.call('showVehicle', { id: vin });
  await agent.call('transferVehicle', { id: vehicle.id, toOwnerId: buyer.id, plateNo: null, why: '二手交易', version: vehicle.version });
  expect(await namedBy(vin)).toEqual([]);
});
