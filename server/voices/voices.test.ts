// Voices from outside: heard once, judged, on the clock, answered by the rules; sheets and signed messages bring them in.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { beijingDay, isWorkingDay } from '#platform/calendar';
import { api as casesApi } from '../cases/api.ts';
import { api as improvementApi } from '../improvement/api.ts';
import { refusalOf, smallTown, type Town } from '../cases/small-town.test-data.ts';
import { api, voiceMoves, voiceStates } from './api.ts';
import { isSigned, signed } from './hook.ts';
import { judge, learnVoices } from './judge.ts';
import { alike, endOfWorkingDay, owedWith, twinAmong, voiceTable } from './voice.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' }); // Tuesday, 10:00 in Beijing
let town: Town;
beforeAll(async () => {
  town = await smallTown(home);
});
const lead = () => home.staff({ role: 'regionalManager', brandId: 'xihe' });
const agent = () => home.staff({ role: 'agent', brandId: 'xihe' });
const sheetOf = (text: string) => lead().call('checkVoices', { brandId: 'xihe', fileName: '导出.csv', bytes: Buffer.from(text) });

describe('as decisions', () => {
  const ear = learnVoices([]);
  test('the table of states is total, and nothing is forgotten: whatever is over can be heard again', () => {
    expect(Object.keys(voiceTable).sort()).toEqual([...voiceStates].sort());
    for (const state of voiceStates) for (const move of voiceMoves) expect([undefined, ...voiceStates]).toContain(voiceTable[state][move]);
    for (const state of ['answered', 'closed', 'dismissed'] as const) expect(voiceTable[state].again).toBe('looking');
    expect(voiceTable.closed.answer).toBeUndefined();
  });
  test('a clock ends with a working day, so many working days after the day of hearing (V2)', () => {
    fc.assert(fc.property(fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2026-11-30') }), fc.integer({ min: 1, max: 15 }), (ms, days) => {
      const end = endOfWorkingDay(new Date(ms), days);
      const lastDay = beijingDay(new Date(end.getTime() - 1));
      expect(isWorkingDay(lastDay)).toBe(true);
      let count = 0;
      for (let day = Date.parse(`${beijingDay(new Date(ms))}T00:00:00Z`) + 86_400_000; day <= Date.parse(`${lastDay}T00:00:00Z`); day += 86_400_000) if (isWorkingDay(new Date(day).toISOString().slice(0, 10))) count++;
      expect(count).toBe(days);
      expect(endOfWorkingDay(new Date(ms), days + 1).getTime()).toBeGreaterThan(end.getTime());
    }));
  });
  test('twins: the same person in similar words, anybody in nearly the same, nobody else (V3)', () => {
    const first = { id: 'a', words: '提车三个月充电口盖就打不开，去了两次店里说没有配件', author: '老周', authorPhone: null, vin: null };
    expect(twinAmong([first], { words: '充电口盖打不开，去了两次店里都说没有配件', author: '老周', authorPhone: null, vin: null })?.id).toBe('a');
    expect(twinAmong([first], { words: '充电口盖打不开，去了两次店里都说没有配件', author: '小李', authorPhone: null, vin: null })).toBeUndefined();
    expect(twinAmong([first], { words: '【转】提车三个月充电口盖就打不开，去了两次店里说没有配件！', author: '小李', authorPhone: null, vin: null })?.id).toBe('a');
    expect(alike('刹车异响', '续航虚标')).toBe(0);
  });
  test('danger outranks everything, the state’s lines are complaints by nature, thanks are praise (J2, J3)', () => {
    expect(judge(ear, '充电的时候底盘冒烟了，太吓人', 'community')).toMatchObject({ severity: 1 });
    expect(judge(ear, '等配件等了两个月，车一直停在店里', 'market12315')).toMatchObject({ kind: 'complaint', topic: 'parts' });
    expect(judge(ear, '师傅很认真，一次修好，点赞', 'community').kind).toBe('praise');
    expect(judge(ear, '夸一夸服务，但我要求退车并赔偿', 'app')).toMatchObject({ kind: 'complaint' });
  });
  test('of sentences it never learned it knows most topics', () => {
    const fresh: [string, string][] = [['充电桩插上没有反应，充电一直失败', 'charging'], ['高速续航只有宣传的一半', 'range'], ['车机大屏又黑了', 'software'], ['客服态度太差，爱答不理', 'attitude'], ['等了三个小时才轮到我', 'waiting'], ['配件一直不到货', 'parts'], ['空调不制冷', 'climate'], ['辅助驾驶无故刹车', 'driverAids'], ['修了又坏，同样的问题没修好', 'repairQuality'], ['收费太贵，乱加项目', 'price'], ['救援等了很久', 'rescue'], ['车门漆面有划痕掉漆', 'body']];
    expect(fresh.filter(([words, topic]) => judge(ear, words, 'community').topic === topic).length).toBeGreaterThanOrEqual(10);
  });
  test('what a house teaches is learned', () => {
    const words = '换电站排队排到马路上';
    const taught = learnVoices(Array.from({ length: 4 }, (_, nth) => ({ words: `换电站排队${nth}`, topic: 'charging' as const, sentiment: 'unhappy' as const })));
    expect(judge(taught, words, 'community')).toMatchObject({ topic: 'charging', sentiment: 'unhappy' });
  });
  test('a signature holds for these bytes, this secret and five minutes', () => {
    const [now, body] = [new Date('2026-11-24T02:00:00Z'), Buffer.from('{"voices":[]}')];
    const header = signed('s', now.getTime() / 1000, body);
    expect(isSigned('s', header, body, now)).toBe(true);
    expect([isSigned('t', header, body, now), isSigned('s', header, Buffer.from('{"voices":[1]}'), now), isSigned('s', header, body, new Date(now.getTime() + 301_000)), isSigned('s', undefined, body, now), isSigned('s', 'v1=x', body, now)]).toEqual([false, false, false, false, false]);
  });
});

describe('a sheet of complaints', () => {
  const head = '投诉编号,来源平台,投诉时间,投诉人,联系电话,车牌,投诉内容';
  test('in Chinese, with a title above: rows that are wrong say where, the others are heard once, twins counted nowhere, and it can be taken back', async () => {
    const sheet = await sheetOf(`本月投诉清单\n${head}\nA-1,车质网,2026-11-20,王先生,,,同一个异响修了三次都没有修好，要求退车\nA-2,12315,2026年11月21日,李女士,,,没有经过我同意就加收项目费\nA-3,火星,2026-11-21,x,,,看不懂\nA-4,社区,昨天,x,,,看不懂\nA-1,车质网,2026-11-20,王先生,,,同一个异响修了三次都没有修好，要求退车\nA-5,社区,2026-11-22,王先生,,,异响修了三次都没有修好，我要求退车\n`);
    expect(sheet).toMatchObject({ good: 3, bad: 3, state: 'checked' });
    expect(sheet.rows.flatMap((row: { faults: { code: string }[] }) => row.faults.map((fault) => fault.code))).toEqual(['notAChannel', 'notADate', 'twice']);
    expect((await lead().call('listVoices', { brandId: 'xihe' })).voices).toEqual([]); // a dry run writes nothing
    const done = await lead().call('applyVoices', { sheetId: sheet.id, version: sheet.version });
    expect(done).toMatchObject({ made: 3, twins: 1 });
    expect(await refusalOf(lead().call('applyVoices', { sheetId: sheet.id, version: done.version }))).toBe('sheetNotNow');
    const { voices } = await lead().on(api).listVoices({ brandId: 'xihe' });
    expect(voices.map((one) => [one.channel, one.kind, one.topic, one.twins])).toEqual([['market12315', 'complaint', 'price', 0], ['chezhiwang', 'complaint', 'repairQuality', 1]]);
    expect(voices[0]?.answerDueAt).toBe('2026-12-03T16:00:00.000Z'); // seven working days after Tuesday the 24th
    await home.settle();
    const { groups } = await lead().on(improvementApi).listFindings({ brandId: 'xihe' });
    expect(groups.map((group) => group.cause).sort()).toEqual(['notFixed', 'priceSurprise']);
    expect((await sheetOf(`${head}\nA-2,12315,2026-11-21,李女士,,,没有经过我同意就加收项目费\n`)).rows[0].faults).toEqual([{ column: '编号', code: 'known' }]);
    const undone = await lead().call('undoVoices', { sheetId: sheet.id, version: done.version });
    expect(undone).toMatchObject({ state: 'undone', made: 0 });
    expect((await lead().call('listVoices', { brandId: 'xihe' })).voices).toEqual([]);
  });
  test('says at the cell what Excel made of a number, which day has not come and which number nobody can call; a car nobody knows is noted and heard all the same (X3, M5)', async () => {
    const owner = await town.driver();
    const sheet = await sheetOf(`${head}\nF-1,车质网,2026-11-20,甲,1.39E+10,,空调修了三次没有修好\nF-2,车质网,2027-03-01,乙,13900001111,,充电枪拔不出来\nF-3,车质网,2026-02-30,丙,,,车门关不上\nF-4,车质网,2026-11-20,丁,1390000111,,座椅加热不热\nF-5,车质网,2026-11-20,戊,139****1111,沪A·D99999,后备厢漏水没有人管\nF-6,车质网,2026-11-20,己,021-62345678,${owner.vehicle.plateNo},导航总是走错路\n`);
    const at = (line: number) => sheet.rows.find((row: { line: number }) => row.line === line);
    expect([2, 3, 4, 5].map((line) => at(line).faults)).toEqual([[{ column: '电话', code: 'digitsLost' }], [{ column: '日期', code: 'inFuture' }], [{ column: '日期', code: 'notADate' }], [{ column: '电话', code: 'notAPhone' }]]);
    expect([at(6), at(7)].map(({ faults, notes }) => [faults, notes])).toEqual([[[], [{ column: '车牌', code: 'notACar' }]], [[], []]]);
    expect(sheet).toMatchObject({ good: 2, bad: 4, noted: 1 });
    expect(await lead().call('applyVoices', { sheetId: sheet.id, version: sheet.version })).toMatchObject({ state: 'applied', made: 2 });
    const { voices } = await lead().on(api).listVoices({ brandId: 'xihe', find: '漏水' });
    expect(voices).toMatchObject([{ vehicleId: null }]);
    await lead().call('undoVoices', { sheetId: sheet.id, version: 2 });
  });
  test('that is long is heard in portions, each row once, and says how far it is; too long it is refused (M4)', async () => {
    const line = (nth: number) => `L-${nth},社区,2026-11-2${nth % 4},车友${nth},,,${['屏幕', '空调', '座椅', '车窗', '充电', '导航', '音响'][nth % 7]}${nth * 7919}号问题还没有解决，${nth * 104729}`;
    const sheet = await sheetOf(`${head}\n${Array.from({ length: 450 }, (_, nth) => line(nth)).join('\n')}\nL-3,社区,2026-11-20,x,,,重复的编号\n`);
    expect(sheet).toMatchObject({ good: 450, bad: 1 });
    expect(sheet.rows[0].faults).toEqual([{ column: '编号', code: 'twice' }]);
    const begun = await lead().call('applyVoices', { sheetId: sheet.id, version: sheet.version });
    expect(begun).toMatchObject({ state: 'applying', done: 200 });
    expect(await refusalOf(lead().call('undoVoices', { sheetId: sheet.id, version: begun.version }))).toBe('sheetNotNow');
    await home.settle();
    const done = await lead().call('showVoiceSheet', { sheetId: sheet.id });
    expect(done).toMatchObject({ state: 'applied', done: 451 });
    expect(done.made).toBe(450);
    expect((await lead().call('listVoiceSheets', { brandId: 'xihe' })).sheets[0]).toMatchObject({ id: sheet.id, rows: [], good: 450 });
    expect(await refusalOf(home.staff({ role: 'regionalManager', brandId: 'yuanlan' }).call('showVoiceSheet', { sheetId: sheet.id }))).not.toBe('done');
    await lead().call('undoVoices', { sheetId: sheet.id, version: done.version });
    expect(await refusalOf(sheetOf(`${head}\n${Array.from({ length: 5011 }, (_, nth) => `Z-${nth},社区,2026-11-20,x,,,y`).join('\n')}`))).toBe('sheetTooLong');
  });
  test('that is none is refused', async () => {
    expect(await refusalOf(sheetOf('a,b\n1,2\n'))).toBe('sheetNoHeader');
    expect(await refusalOf(home.staff({ role: 'regionalManager', brandId: 'yuanlan' }).call('checkVoices', { brandId: 'xihe', fileName: 'x', bytes: Buffer.from(head) }))).toBe('notAllowed');
  });
});

describe('a signed message', () => {
  test('is heard once; unsigned, old or unreadable it is refused', async () => {
    const { path, secret } = await lead().on(api).renewVoiceHook({ brandId: 'xihe' });
    const send = (body: string, header?: string) => home.app.inject({ method: 'POST', url: path, payload: body, headers: { 'content-type': 'application/json', ...(header === undefined ? {} : { 'x-careloop-signature': header }) } });
    const body = JSON.stringify({ voices: [{ id: 'T-9', channel: 'community', words: '升级之后黑屏了，倒车影像都没有', saidAt: '2026-11-24T01:00:00Z', author: '阿峰' }] });
    const sign = (text: string) => signed(secret, Math.floor(home.clock.now().getTime() / 1000), Buffer.from(text));
    expect((await send(body)).json().code).toBe('signatureWrong');
    expect((await send('{"voices":[{}]}', sign('{"voices":[{}]}'))).json()).toMatchObject({ code: 'voiceUnreadable' });
    for (const _ of [1, 2]) expect((await send(body, sign(body))).statusCode).toBe(200);
    await home.settle();
    expect((await lead().on(api).listVoices({ brandId: 'xihe', channel: 'community' })).voices.map((one) => [one.author, one.topic])).toEqual([['阿峰', 'software']]);
    expect((await home.staff({ role: 'regionalManager', brandId: 'yuanlan' }).on(api).listVoices({})).voices).toEqual([]);
    await lead().on(api).renewVoiceHook({ brandId: 'xihe' });
    expect((await send(body, sign(body))).json().code).toBe('hookNotFound');
  });
});

describe('a complaint', () => {
  test('of a danger to a known car is a case at once, and a manager answers it with an apology and a gesture decided (H4, V4)', async () => {
    const owner = await town.driver();
    const told = await agent().on(api).addVoice({ brandId: 'xihe', channel: 'letter', words: '我的车充电时冒烟起火，你们要给个说法', author: '何先生', car: owner.vehicle.plateNo ?? owner.vehicle.vin });
    expect(told).toMatchObject({ severity: 1, kind: 'complaint', vehicleId: owner.vehicle.id });
    expect((await lead().on(casesApi).showCase({ caseId: told.caseId ?? '' })).case.urgency).toBe(1);
    const move = (who: ReturnType<typeof agent>, more: Record<string, unknown>) => who.call('moveVoice', { voiceId: told.id, version: told.version, move: 'answer', ...more });
    expect(await refusalOf(move(agent(), { words: '非常抱歉', apology: 'called', gesture: 'none' }))).toBe('managerAnswers');
    expect(await refusalOf(move(lead(), { words: '已经查明' }))).toBe('answerIncomplete');
    expect(await refusalOf(move(lead(), { words: '非常抱歉', apology: 'called' }))).toBe('answerIncomplete');
    const done = await move(lead(), { words: '非常抱歉，我们明天上门', apology: 'inPerson', gesture: 'mobility' });
    expect(done).toMatchObject({ state: 'answered', apology: 'inPerson', gesture: 'mobility' });
    expect((await lead().on(api).showVoice({ voiceId: told.id })).deeds.map((deed) => deed.action)).toEqual(['answer', 'add']);
    await agent().on(api).addVoice({ brandId: 'xihe', channel: 'letter', words: '我的车充电时冒烟起火，你们还没给个说法', author: '何先生' });
    expect((await lead().on(api).showVoice({ voiceId: told.id })).voice).toMatchObject({ state: 'looking', twins: 1 }); // said again: open again
  });
  test('what people correct counts, teaches, and is judged against the machine; an old version is told what changed', async () => {
    const one = await agent().on(api).addVoice({ brandId: 'xihe', channel: 'app', words: '换电站排队太久了' });
    const corrected = await agent().on(api).judgeVoice({ voiceId: one.id, version: one.version, topic: 'charging', kind: 'complaint' });
    expect(corrected).toMatchObject({ topic: 'charging', kind: 'complaint' });
    expect(corrected.answerDueAt).not.toBeNull();
    expect(await refusalOf(agent().on(api).judgeVoice({ voiceId: one.id, version: one.version, topic: 'range' }))).toBe('staleEdit');
    const figures = await lead().on(api).voiceFigures({ brandId: 'xihe' });
    expect(figures.labelled).toBe(1);
    expect(figures.topics.reduce((sum, topic) => sum + topic.voices, 0)).toBe(figures.channels.reduce((sum, channel) => sum + channel.voices, 0));
    expect(await refusalOf(home.staff({ role: 'agent', brandId: 'yuanlan' }).on(api).judgeVoice({ voiceId: one.id, version: 1, topic: 'range' }))).toBe('voiceNotFound');
  });
  test('nobody answered in time is late, and asks for nothing where no rule does', async () => {
    home.clock.advance({ days: 14 });
    const late = await lead().on(api).listVoices({ brandId: 'xihe', overdue: true });
    expect(late.voices.length).toBeGreaterThan(0);
    expect((await lead().on(api).voiceFigures({ brandId: 'xihe' })).late).toBe(late.voices.length);
    expect(owedWith({ kind: 'praise', severity: 4, climbedWhy: null }, { apologyUpToSeverity: 3, managerUpToSeverity: 2, gestureUpToSeverity: 2 })).toEqual({ mustApologise: false, needsManager: false, needsGesture: false, needsRegion: false });
  });
});
