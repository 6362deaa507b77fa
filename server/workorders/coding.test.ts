// Parts that work only once they were coded to the car by software: until that is recorded the car stays.
import { beforeAll, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { refusalOf, shop, visit } from './small-shop.test-data.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' });
const people = await shop(home);
const planner = home.staff({ role: 'partsPlanner', brandId: 'xihe' });
const entry = { brandId: 'xihe', code: 'P-12V', name: '12V 蓄电池', nameEn: '12 V battery', class: 'battery', origin: 'originalPart' } as const;
const coding = { code: 'P-12V', tool: 'DIAG-3', softwareVersion: 'V3.2' };
const back = { toName: '车主', odometerKm: 12_001, socPct: 50, unpaidReason: '月结' };
const save = async (more: Record<string, unknown>): Promise<void> => {
  const { version } = (await planner.call('findParts', { brandId: 'xihe', text: (more['code'] as string | undefined) ?? 'P-12V' })).parts.find((one: { code: string }) => one.code === ((more['code'] as string | undefined) ?? 'P-12V')) ?? { version: 0 };
  await planner.call('savePart', { ...entry, ...more, version });
};
const inWork = async () => {
  const one = await (await visit(home, people)).approved(['LV-BATTERY']);
  await one.by(people.worker, 'startWork');
  return one;
};

beforeAll(() => save({ softwareCoded: true }));

test('work is not finished before the coding is recorded, and the refusal names the part', async () => {
  const one = await inWork();
  await expect(one.by(people.worker, 'finishWork', { note: '完成' })).rejects.toMatchObject({ code: 'codingNeeded', details: { code: 'P-12V', name: '12V 蓄电池' } });
  expect(await refusalOf(one.by(people.worker, 'recordCoding', { ...coding, code: 'P-BRAKE' }))).toBe('notCoded');
  // told by a phone that had no network: the time is that of the press
  const doneAt = home.clock.now().toISOString();
  home.clock.advance({ minutes: 40 });
  await one.by(people.worker, 'recordCoding', { ...coding, doneAt });
  expect(one.page.codings).toMatchObject([{ ...coding, doneAt, byName: '周师傅' }]);
  await one.by(people.worker, 'finishWork', { note: '完成' });
  await one.by(people.manager, 'handBack', back);
  expect(one.state).toBe('handedBack');
});

test('a part that is marked as coded after the work was finished holds the car back until it is recorded', async () => {
  await save({ softwareCoded: false });
  const one = await inWork();
  await one.by(people.worker, 'finishWork', { note: '完成' });
  await save({ softwareCoded: true });
  if (one.state === 'inspection') {
    expect(await refusalOf(one.by(people.second, 'inspect', { passed: true, words: '合格' }))).toBe('codingNeeded');
    await save({ softwareCoded: false });
    await one.by(people.second, 'inspect', { passed: true, words: '合格' });
    await save({ softwareCoded: true });
  }
  expect(await refusalOf(one.by(people.manager, 'handBack', back))).toBe('codingNeeded');
  await one.by(people.worker, 'recordCoding', coding);
  await one.by(people.manager, 'handBack', back);
  expect(one.state).toBe('handedBack');
});

test('an inspection passes only what is coded, also where it came inside a kit; what fails goes back without it', async () => {
  await save({ softwareCoded: false });
  await save({ code: 'P-CONTROLLER', name: '控制器', nameEn: 'Controller' });
  const one = await (await visit(home, people)).approved(['BRAKE-PADS', 'LV-BATTERY']);
  await one.by(people.worker, 'startWork');
  await one.by(people.worker, 'finishWork', { note: '完成' });
  expect(one.state).toBe('inspection');
  const fitted = one.page.lines.find((line) => line.kind === 'part')?.code as string;
  await save({ code: 'P-CONTROLLER', name: '控制器', nameEn: 'Controller', softwareCoded: true });
  await save({ code: fitted, name: '蓄电池套件', nameEn: 'Battery kit', kit: [{ code: 'P-CONTROLLER', quantity: 1 }] });
  expect((await one.fresh()).fitting).toMatchObject([{ code: 'P-CONTROLLER', softwareCoded: true }]);
  expect(await refusalOf(one.by(people.second, 'inspect', { passed: true, words: '合格' }))).toBe('codingNeeded');
  await one.by(people.second, 'inspect', { passed: false, words: '未匹配' });
  expect(one.state).toBe('inProgress');
  await one.by(people.worker, 'recordCoding', { ...coding, code: 'P-CONTROLLER' });
  await one.by(people.worker, 'startWork').catch(() => undefined);
  await one.by(people.worker, 'finishWork', { note: '已匹配' });
  await one.by(people.second, 'inspect', { passed: true, words: '合格' });
  expect(one.state).toBe('ready');
});

test('other roles and other brands record no coding', async () => {
  await save({ softwareCoded: true });
  const one = await inWork();
  expect(await refusalOf(home.staff({ role: 'technician', brandId: 'yuanlan', outletId: 'shanghai-one' }).call('recordCoding', { ...one.at(), ...coding }))).toBe('workOrderNotFound');
  for (const who of [people.adviser, planner]) expect(await refusalOf(who.call('recordCoding', { ...one.at(), ...coding }))).toBe('notAllowed');
});
