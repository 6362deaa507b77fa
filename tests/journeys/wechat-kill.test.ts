// The plug is pulled between WeChat and the house: after a letter was taken and before its answer was out, and while a person's words are on
// their way. WeChat posts again; what was said is heard once and answered, and what was answered arrives, in its order.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWechatOffice } from '../../fleet/outside/wechat-office.ts';
import { plugOf, until } from './plug.ts';
import { startProgram, type Program } from './program.ts';

const phone = '13800002222';
const password = 'Correct-Horse-9-Staple';
const office = await openWechatOffice({ accounts: [{ brandId: 'xihe', appId: 'wx5823bf96d3bd56c7', appSecret: 'a-secret', token: 'QDG6eK', encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C' }], waitMs: 15_000 });
const dir = mkdtempSync(join(tmpdir(), 'careloop-wechat-'));
let program: Program;
let pull = false;
/** The public address of the house. Once, when told to, it loses the answer: the house is killed after it gave it. */
const address = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', async () => {
    const answer = await fetch(`${program.origin}${request.url}`, { method: request.method ?? 'GET', headers: { 'content-type': request.headers['content-type'] ?? 'text/plain' }, ...(request.method === 'POST' ? { body: Buffer.concat(chunks) } : {}) })
      .then(async (got) => ({ status: got.status, body: await got.text() }), () => undefined);
    if (answer === undefined) return void request.socket.destroy();
    if (!pull) return void response.writeHead(answer.status).end(answer.body);
    pull = false;
    await program.kill();
    request.socket.destroy();
    await program.restart();
  });
});
beforeAll(async () => {
  writeFileSync(join(dir, 'accounts.json'), JSON.stringify(office.accounts));
  program = await startProgram({ WECHAT_ACCOUNTS: join(dir, 'accounts.json') });
  await new Promise<void>((resolve) => address.listen(0, '127.0.0.1', resolve));
}, 90_000);
afterAll(async () => {
  await office.close();
  address.closeAllConnections();
  await new Promise((resolve) => address.close(resolve));
  await program.remove();
  rmSync(dir, { recursive: true });
});
const { ok, signIn, killedDuring } = plugOf(() => program);

test('killed between a letter and its answer, and between a person and WeChat: heard once, answered, in order', async () => {
  const chief = await signIn('/set-up/administrator', { userName: 'chief', name: '管理员', password });
  await ok(chief, 'POST', '/alliance', { name: '同程联盟', nameEn: 'Tongcheng' });
  await ok(chief, 'POST', '/brands', { id: 'xihe', name: '曦和', nameEn: 'Xihe', hotline: '400-010-1001' });
  await ok(chief, 'POST', '/models', { id: 'xihe-one', brandId: 'xihe', name: '一号', nameEn: 'One', chemistry: 'NCM', cellCount: 96, probeCount: 32, batteryKwh: 77, rangeKm: 600, threeGuaranteesMinSohPct: 80, repairWarrantyMinSohPct: 75 });
  await ok(chief, 'POST', '/staff', { userName: 'lin', name: '小林', password, grants: [{ role: 'agent', brandId: 'xihe', outletId: null }] });
  const lin = await signIn('/sign-in/staff', { userName: 'lin', password });
  const { id: ownerId } = await ok(chief, 'POST', '/owners', { brandId: 'xihe', name: '苏念慈', phone, kind: 'person' });
  const { vehicle } = await ok(chief, 'POST', '/vehicles', { vin: 'LTEST4E11TA000001', modelId: 'xihe-one', ownerId, plateNo: null, colour: '白', deliveredOn: '2025-06-01', usageNature: 'household' });
  await ok(undefined, 'POST', '/sign-in/code', { phone });
  const sent = await until(async () => [...program.said().matchAll(new RegExp(`sms \\+?(?:86)?${phone}: .*?(\\d{6})`, 'g'))].at(-1)?.[1]);
  const owner = await signIn('/sign-in/owner', { phone, code: sent });
  await office.houseAt(`http://127.0.0.1:${(address.address() as { port: number }).port}`);
  const follower = office.addFollower({ brandId: 'xihe', openId: 'openid-1', name: '苏念慈' });
  const said = (): string[] => follower.bubbles.filter((bubble) => bubble.from === 'account').map((bubble) => bubble.text);
  const { code } = await ok(owner, 'POST', '/my/wechat-code', { brandId: 'xihe' });
  await office.send('xihe', 'openid-1', { text: `绑定 ${code}` });

  pull = true;
  await office.send('xihe', 'openid-1', { text: '着火了' });
  expect(said().at(-1)).toContain('119');
  const talk = async () => ok(owner, 'POST', '/my/conversations', { vehicleId: vehicle.id });
  const { conversation, turns } = await talk();
  expect(turns.map((turn: { role: string; text: string }) => turn.role)).toEqual(['user', 'assistant']);
  expect(conversation.state).toBe('queued');

  await ok(lin, 'POST', `/conversations/${conversation.id}/take`);
  const before = said().length;
  await ok(lin, 'POST', `/conversations/${conversation.id}/answers`, { text: '您人在安全的地方吗？' });
  await killedDuring(lin, `/conversations/${conversation.id}/answers`, { text: '消防已经出发。' }, 'said-once', 6);
  await until(async () => ((await talk()).turns.filter((turn: { wechat: string | null }) => turn.wechat === 'sent').length === 2 ? true : undefined));
  // What was in hand when the plug was pulled may arrive twice: WeChat has no key by which it would know. It is never lost, and keeps its order.
  const arrived = said().slice(before);
  expect(arrived.filter((text, at) => text !== arrived[at - 1])).toEqual(['您人在安全的地方吗？', '消防已经出发。']);
}, 240_000);
