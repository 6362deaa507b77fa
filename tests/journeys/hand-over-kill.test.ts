// The plug is pulled while the assistant hands an owner over to a person: kill -9 at each step, the same step sent again. Nothing that was
// said is lost or doubled, the owner waits once, and in the end exactly one person has the talk.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plugOf, until, type Session } from './plug.ts';
import { startProgram, type Program } from './program.ts';

const phone = '13800002222';
const password = 'Correct-Horse-9-Staple';
let program: Program;
beforeAll(async () => {
  program = await startProgram();
}, 90_000);
afterAll(() => program.remove());
const { ok, send, signIn, killed, killedDuring } = plugOf(() => program);

async function town() {
  const chief = await signIn('/set-up/administrator', { userName: 'chief', name: '管理员', password });
  await ok(chief, 'POST', '/alliance', { name: '同程联盟', nameEn: 'Tongcheng' });
  await ok(chief, 'POST', '/brands', { id: 'xihe', name: '曦和', nameEn: 'Xihe', hotline: '400-010-1001' });
  await ok(chief, 'POST', '/models', { id: 'xihe-one', brandId: 'xihe', name: '一号', nameEn: 'One', chemistry: 'NCM', cellCount: 96, probeCount: 32, batteryKwh: 77, rangeKm: 600, threeGuaranteesMinSohPct: 80, repairWarrantyMinSohPct: 75 });
  const agent = async (userName: string): Promise<Session & { id: string }> => {
    const { id } = await ok(chief, 'POST', '/staff', { userName, name: userName, password, grants: [{ role: 'agent', brandId: 'xihe', outletId: null }] });
    return { id, ...(await signIn('/sign-in/staff', { userName, password })) };
  };
  const [lin, wang] = [await agent('lin'), await agent('wang')];
  const { id: ownerId } = await ok(chief, 'POST', '/owners', { brandId: 'xihe', name: '苏念慈', phone, kind: 'person' });
  const { vehicle } = await ok(chief, 'POST', '/vehicles', { vin: 'LTEST4E11TA000001', modelId: 'xihe-one', ownerId, plateNo: null, colour: '白', deliveredOn: '2025-06-01', usageNature: 'household' });
  await ok(undefined, 'POST', '/sign-in/code', { phone });
  const code = await until(async () => [...program.said().matchAll(new RegExp(`sms \\+?(?:86)?${phone}: .*?(\\d{6})`, 'g'))].at(-1)?.[1]);
  // Open round the clock, so that the hour at which the test runs changes nothing.
  const boss = await ok(chief, 'POST', '/staff', { userName: 'boss', name: 'boss', password, grants: [{ role: 'regionalManager', brandId: 'xihe', outletId: null }] }).then(() => signIn('/sign-in/staff', { userName: 'boss', password }));
  const { line } = await ok(boss, 'GET', '/hotline/xihe');
  await ok(boss, 'POST', '/hotline/xihe/line', { weeklyHours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '00:00', closes: '24:00' })), exceptions: [], opensOnHolidays: true, mostWaitSeconds: 3600, version: line.version });
  return { lin, wang, boss, owner: await signIn('/sign-in/owner', { phone, code }), vehicle };
}
type Wall = { waiting: { id: string; conversationId: string | null }[]; talking: { id: string; conversationId: string | null; agentId: string }[]; callBacks: { id: string; conversationId: string | null }[] };

test('killed while the owner asks, a person takes, answers and hands on: nothing is lost and exactly one has the talk', async () => {
  const { lin, wang, boss, owner, vehicle } = await town();
  const { conversation } = await ok(owner, 'POST', '/my/conversations', { vehicleId: vehicle.id });
  const id = conversation.id as string;
  const talk = () => ok(owner, 'GET', `/my/conversations/${id}`);
  const wall = async (): Promise<Wall> => ok(boss, 'GET', '/hotline/xihe');
  const held = async () => {
    const now = await wall();
    return { waiting: now.waiting.filter((one) => one.conversationId === id), talking: now.talking.filter((one) => one.conversationId === id), owed: now.callBacks.filter((one) => one.conversationId === id) };
  };
  // What the owner says and asks: killed in the middle, said once.
  await killedDuring(owner, `/my/conversations/${id}/turns`, { text: '充电到一半就断，昨天换了三个桩' }, 'said-once', 8);
  const asked = await killedDuring(owner, `/my/conversations/${id}/person`, {}, 'asked-once', 4);
  expect(asked.conversation.state).toBe('queued');
  await killed(); // and while the queue hears of it
  const waiting = await until(async () => {
    const { waiting: list, owed } = await held();
    return list.length + owed.length > 0 ? [...list, ...owed] : undefined;
  });
  expect(waiting).toHaveLength(1);
  expect((await talk()).turns.filter((turn: { role: string }) => turn.role === 'user')).toHaveLength(1);

  // Two people take at the same moment and the plug is pulled: one has it, in the talk and at the phones alike.
  await ok(lin, 'POST', '/hotline/desk/state', { brandId: 'xihe', state: 'ready' });
  await ok(wang, 'POST', '/hotline/desk/state', { brandId: 'xihe', state: 'ready' });
  const contact = waiting[0]?.id ?? '';
  const both = [send(lin, 'POST', `/hotline/contacts/${contact}/take`, {}, 'lin-takes').catch(() => undefined), send(wang, 'POST', `/hotline/contacts/${contact}/take`, {}, 'wang-takes').catch(() => undefined)];
  await new Promise((resolve) => setTimeout(resolve, 6));
  await program.kill();
  await Promise.all(both);
  await program.restart();
  const again = await Promise.all([send(lin, 'POST', `/hotline/contacts/${contact}/take`, {}, 'lin-takes'), send(wang, 'POST', `/hotline/contacts/${contact}/take`, {}, 'wang-takes')]);
  expect(again.filter((response) => response.ok)).toHaveLength(1);
  const [first, second] = again[0]?.ok === true ? [lin, wang] : [wang, lin];
  const holder = async (): Promise<string> => {
    const now = await held();
    expect(now.waiting).toEqual([]);
    expect(now.owed).toEqual([]);
    expect(now.talking).toHaveLength(1);
    expect((await talk()).conversation.state).toBe('human');
    return now.talking[0]?.agentId ?? '';
  };
  expect(await holder()).toBe(first.id);

  // The answer is said once, by who has the talk; the other is refused.
  await killedDuring(first, `/conversations/${id}/answers`, { text: '您好，我来处理' }, 'answered-once', 5);
  expect((await send(second, 'POST', `/conversations/${id}/answers`, { text: '我也在' })).ok).toBe(false);
  expect((await talk()).turns.filter((turn: { role: string }) => turn.role === 'agent')).toHaveLength(1);

  // Handed on to the other in the middle of a kill, with everything that was said.
  await killedDuring(first, `/hotline/contacts/${contact}/hand-on`, { staffId: second.id, words: '三个桩都断，疑似车端' }, 'handed-once', 5);
  await killedDuring(second, `/hotline/contacts/${contact}/take`, {}, 'second-takes', 5);
  expect(await holder()).toBe(second.id);
  const mine = (await ok(second, 'GET', '/hotline/desk')).mine;
  expect(mine).toMatchObject({ id: contact, handedWords: '三个桩都断，疑似车端' });
  expect((await ok(first, 'GET', '/hotline/desk')).mine).toBeNull();
  expect((await ok(second, 'GET', `/conversations/${id}`)).turns.map((turn: { role: string; text: string }) => [turn.role, turn.role === 'assistant' ? '' : turn.text])).toEqual([['user', '充电到一半就断，昨天换了三个桩'], ['assistant', ''], ['agent', '您好，我来处理']]);
}, 240_000);
