// What is counted: cases and voices together, each car once, by model, outlet, batch and software.
import { beforeAll, describe, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { api as casesApi } from '../cases/api.ts';
import { smallTown, type Town } from '../cases/small-town.test-data.ts';
import { api as noticesApi } from '../notices/api.ts';
import { api as voicesApi } from '../voices/api.ts';
import { api } from './api.ts';
import { quarterOf, softwareIn, softwareOn, subjectOf } from './reports.ts';
import { brandSeries, runningOf, seriesOf } from './watch-reports.ts';

describe('the decisions', () => {
  test('what service did is the subject even where a trouble is named, else the trouble, else the topic (P1)', () => {
    expect(subjectOf('parts', '空调坏了，等配件等了两个月')).toBe('parts');
    expect(subjectOf('price', '屏幕开着开着就黑了，要求处理', false)).toBe('screen');
    expect(subjectOf('waiting', '等了三个小时', false)).toBe('waiting');
    expect(subjectOf('climate', '空调不制冷')).toBe('airConditioning');
    expect(subjectOf('climate', '出风口吹出来是温的')).toBe('airConditioning');
    expect(subjectOf('driverAids', '自动泊车老是退出')).toBe('driverAids');
    expect(subjectOf('drive', '高速上突然失去动力')).toBe('powerLoss');
  });
  test('a software version is what the words name, no price, distance or capacity (P3)', () => {
    const named: [string, string | null][] = [
      ['升级到2.4.1之后车机黑屏', '2.4.1'], ['V3.0.12 版本开始卡顿', '3.0.12'], ['2.4.1版本的空调', '2.4.1'], ['after software 5.1.0 it stutters', '5.1.0'], ['系统是１．８．２', '1.8.2'],
      ['升级花了 2.5 小时', null], ['系统报价 1.2 万', null], ['跑了3.5公里就没电', null], ['续航掉了一半', null], ['电压12.6V', null], ['版本 1.2.3.4.5 哪来的', null],
    ];
    for (const [words, version] of named) expect(softwareIn(words), words).toBe(version);
  });
  test('a quarter of a year', () => {
    expect(['2026-01-01', '2026-03-31', '2026-04-01', '2026-12-31'].map(quarterOf)).toEqual(['2026Q1', '2026Q1', '2026Q2', '2026Q4']);
  });
  test('a report counts in each series that it belongs to, and a batch has only its own cars', () => {
    const report = { id: 'a', caseId: 'a', voiceId: null, number: 'C1', on: '2026-03-02', subject: 'noise' as const, modelId: 'm', modelName: '', modelNameEn: '', outletId: 'o', vehicleId: 'v', ownerId: 'w', reporter: 'v', source: null, words: null, batch: '2025Q1', software: '2.4.1', runs: null };
    const all = seriesOf([report], [{ modelId: 'm', on: '2025-02-01', cars: 3 }, { modelId: 'm', on: '2025-05-01', cars: 5 }, { modelId: 'n', on: '2025-02-01', cars: 7 }], '2026-03-01', '2026-03-03');
    expect(all.map(({ key, days }) => [key.modelId, key.outletId, key.batch, key.software, days[1]?.count, days[1]?.exposure])).toEqual([
      ['m', null, null, null, 1, 8], [null, 'o', null, null, 1, 15], ['m', null, '2025Q1', null, 1, 3], ['m', null, null, '2.4.1', 1, 8],
    ]);
    expect(seriesOf([{ ...report, modelId: null, batch: null }], [], '2026-03-01', '2026-03-03').map(({ key }) => key.outletId)).toEqual(['o']);
  });
});

describe('the software that a car told itself', () => {
  const at = (on: string): Date => new Date(`${on}T02:00:00Z`);
  const told = [{ vin: 'A', version: '2.4.1', at: at('2026-03-01') }, { vin: 'B', version: '2.4.1', at: at('2026-03-01') }, { vin: 'A', version: '2.5.0', at: at('2026-03-03') }];
  const report = { id: 'a', caseId: 'a', voiceId: null, number: 'C1', on: '2026-03-02', subject: 'noise' as const, modelId: 'm', modelName: '', modelNameEn: '', outletId: null, vehicleId: 'v', ownerId: 'w', reporter: 'v', source: null, words: null, batch: null, software: '2.4.1', runs: '2.4.1' };
  test('is what it told last until that day, and nothing before (P3)', () => {
    const ofA = told.filter(({ vin }) => vin === 'A');
    expect(['2026-02-28', '2026-03-01', '2026-03-02', '2026-03-03', '2026-04-01'].map((on) => softwareOn(ofA, on))).toEqual([null, '2.4.1', '2.4.1', '2.5.0', '2.5.0']);
  });
  test('a version has the cars that run it on the day, and of the unknown cars as many as name one: a roll-out is no rise (K6)', () => {
    const exposure = (reports: (typeof report)[], software: string) => seriesOf(reports, [{ modelId: 'm', on: '2025-02-01', cars: 10 }], '2026-03-01', '2026-03-04', runningOf(told, () => 'm')).find(({ key }) => key.software === software)?.days.map((day) => day.exposure);
    expect(exposure([report, { ...report, id: 'b', on: '2026-03-03', software: '2.5.0', runs: '2.5.0' }], '2.4.1')).toEqual([2, 2, 1, 1]);
    expect(exposure([report, { ...report, id: 'b', on: '2026-03-03', software: '2.5.0', runs: '2.5.0' }], '2.5.0')).toEqual([0, 0, 1, 1]);
    // Of four owners whose car told nothing one names a version: eight such cars count as two.
    const silent = ['c', 'd', 'e', 'f'].map((id) => ({ ...report, id, runs: null as never, software: (id === 'c' ? '2.4.1' : null) as never }));
    expect(exposure([report, ...silent], '2.4.1')).toEqual([4, 4, 3, 3]);
  });
});

describe('voices count', async () => {
  const home = await house({ startsAt: '2026-03-02T02:00:00Z' });
  let town: Town;
  let owners: Awaited<ReturnType<Town['driver']>>[] = [];
  beforeAll(async () => {
    town = await smallTown(home);
    owners = [];
    for (let n = 0; n < 12; n++) owners.push(await town.driver());
  });
  const region = () => town.staff.region.on(api);
  const lead = () => town.staff.region;
  /** A sheet as a platform exports it. */
  async function sheet(rows: { words: string; author?: string; car?: string }[], by = lead()): Promise<void> {
    const on = new Date(home.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
    const text = ['渠道,日期,内容,姓名,车牌', ...rows.map(({ words, author, car }) => `车质网,${on},${words},${author ?? ''},${car ?? ''}`)].join('\n');
    const checked = await by.call('checkVoices', { brandId: 'xihe', fileName: '导出.csv', bytes: Buffer.from(text) });
    await by.call('applyVoices', { sheetId: checked.id, version: checked.version });
  }
  const words = ['空调不凉', '空调不制冷，出风是热的', '开了空调没有冷风', '空调的冷气一直不出来', '空调坏了不凉快', '空调吹出来不冷', '制冷没反应，空调没风', '空调开最低也不凉'];

  test('an issue comes up from cases and voices of the same trouble together, each car once, what is passed around or comes from one desk left out (K2, P2)', async () => {
    for (let month = 0; month < 6; month++) {
      await sheet([{ words: `第${month}次，轮胎扎了要补胎`, author: `路人${month}`, car: owners[month]!.vehicle.plateNo }]);
      home.clock.advance({ days: 30 });
    }
    await home.runRounds('watch-reports');
    expect((await region().listIssues({})).issues).toEqual([]);
    for (const [at, text] of words.entries()) {
      const owner = owners[at]!;
      if (at % 2 === 0) await owner.on(casesApi).reportTrouble({ vehicleId: owner.vehicle.id, words: text });
      else await sheet([{ words: text, author: `车主${at}`, car: owner.vehicle.plateNo! }]);
      home.clock.advance({ days: 2 });
    }
    // The same car once more outside, and one text on three accounts: neither counts again.
    await sheet([{ words: '我的空调一点都不凉，出风口没有冷气，投诉', author: '别名', car: owners[0]!.vehicle.plateNo! }]);
    for (const author of ['甲', '乙', '丙']) await sheet([{ words: '【转】曦和一号夏天空调一点都不凉，开最低温度也没有用，大家注意了', author, car: author === '甲' ? owners[8]!.vehicle.plateNo! : '' }]);
    await home.runRounds('watch-reports');
    await home.settle();
    const { issues } = await region().listIssues({});
    expect(issues.map(({ trouble, modelId, batch, software }) => [trouble, modelId, batch, software])).toEqual([['airConditioning', 'xihe-h1', null, null]]);
    const shown = await region().showIssue({ issueId: issues[0]!.id });
    const counted = shown.reports.filter((one) => one.counted);
    expect(counted).toHaveLength(9);
    expect(counted.filter(({ voiceId }) => voiceId !== null)).toHaveLength(5);
    expect(shown.reports.filter((one) => !one.counted).map(({ why, voiceId }) => [why, voiceId === null])).toEqual([['sameReporter', false]]);
    expect(shown.reports.every(({ caseId, voiceId, number }) => (caseId === null) !== (voiceId === null) && number !== '')).toBe(true);
  });

  test('praise, wishes, what was dismissed and what opened a case are no reports', async () => {
    const before = (await region().showIssue({ issueId: (await region().listIssues({})).issues[0]!.id })).reports.length;
    await sheet([{ words: '空调冒烟了，快来人', author: '急', car: owners[9]!.vehicle.plateNo! }]);
    const agent = town.staff.agent.on(voicesApi);
    await agent.addVoice({ brandId: 'xihe', channel: 'community', words: '希望空调能增加座椅通风联动功能' });
    const wrong = await agent.addVoice({ brandId: 'xihe', channel: 'letter', words: '你们店的空调不凉，吹得我好热，投诉', car: owners[10]!.vehicle.plateNo! });
    await agent.moveVoice({ voiceId: wrong.id, move: 'dismiss', version: wrong.version, words: '说的是休息室' });
    await home.settle();
    expect((await region().showIssue({ issueId: (await region().listIssues({})).issues[0]!.id })).reports.length).toBe(before);
  });

  test('of one outlet’s desk no more than two a week count, of a platform’s own sheet all do (E1)', async () => {
    const texts = ['车机黑屏了，投诉', '开车时屏幕一直闪，要说法', '车机死机半小时，投诉', '蓝牙永远连不上，赔偿', '导航打不开，投诉', '倒车时屏幕没有画面，退车'];
    const ofScreen = async () => (await home.inside((tx) => brandSeries(tx, 'xihe'))).all.find(({ key }) => key.trouble === 'screen' && key.modelId !== null && key.batch === null && key.software === null)?.counted;
    await sheet(texts.map((text, at) => ({ words: text, author: `客户${at}`, car: owners[at]!.vehicle.plateNo! })), town.staff.manager);
    expect((await ofScreen())?.counted).toHaveLength(2);
    expect((await ofScreen())?.left.map(({ why }) => why)).toEqual(['flood', 'flood', 'flood', 'flood']);
    home.clock.advance({ days: 40 });
    await sheet(texts.map((text, at) => ({ words: `我的${text}！`, author: `顾客${at}`, car: owners[at]!.vehicle.plateNo! })));
    const after = await ofScreen();
    expect(after?.left.filter(({ why }) => why === 'flood')).toHaveLength(4);
    expect(after?.counted.length).toBeGreaterThanOrEqual(6);
  });

  test('whoever said it outside and is known hears what was changed (K4)', async () => {
    const issue = (await region().listIssues({})).issues[0]!;
    const me = (town.staff.region.actor as { id: string }).id;
    const planned = await region().changeIssue({ issueId: issue.id, state: 'fixing', version: issue.version, what: '推送 2.4.1 软件', ownerStaffId: me, dueOn: '2027-01-01' });
    await region().changeIssue({ issueId: issue.id, state: 'fixed', version: planned.version });
    await home.settle();
    const heard = [];
    for (const owner of owners) heard.push((await owner.on(noticesApi).myNotices({})).notices.filter(({ code }) => code === 'weChangedThis').length);
    expect(heard).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0]);
  });
});
