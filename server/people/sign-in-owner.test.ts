import { beforeAll, describe, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { actorFor } from '#people';
import { api } from './api.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' });
const agent = home.staff({ role: 'agent', brandId: 'xihe' });
let number = 0;

async function signIn(phone: string, code: string): Promise<{ status: number; body: Record<string, unknown>; token: string }> {
  const response = await home.app.inject({ method: 'POST', url: '/api/sign-in/owner', payload: { phone, code } });
  return { status: response.statusCode, body: response.json(), token: /careloop_session=([\w-]+)/.exec(String(response.headers['set-cookie'] ?? ''))?.[1] ?? '' };
}
const newOwner = async (name = '周明'): Promise<{ id: string; phone: string }> => {
  const phone = `1390000${String(1000 + number++)}`;
  const { id } = await agent.on(api).addOwner({ brandId: 'xihe', name, phone, kind: 'person' });
  return { id, phone };
};
const codesTo = (phone: string): string[] => home.sms.messages().filter((message) => message.to === phone).map((message) => message.params['code'] ?? '');
async function codeFor(phone: string): Promise<string> {
  await home.nobody.call('askPhoneCode', { phone });
  await home.settle();
  return codesTo(phone.replaceAll(' ', '').slice(-11))[0] ?? '';
}
/** Who a token is, asked at the door itself, which remembers nothing. */
const whoIs = (token: string) => home.inside((tx) => actorFor(tx, token));
const refusalOf = (attempt: Promise<unknown>) => attempt.then(() => 'done', (error: { code?: string }) => error.code);
const wrongFor = (code: string): string => (code === '000000' ? '000001' : '000000');

describe('an owner', () => {
  test('signs in with the code from the message, as typed with spaces and full-width digits', async () => {
    const { id, phone } = await newOwner();
    const code = await codeFor(`+86 ${phone.slice(0, 3)} ${phone.slice(3)}`);
    const { body, token } = await signIn(` ${phone.replaceAll('0', '０')}`, code.replaceAll('1', '１'));
    expect(body).toMatchObject({ signedIn: true });
    expect(await home.withToken(token).call('whoAmI')).toMatchObject({ kind: 'owner', id, name: '周明', grants: [] });
    expect(await home.withToken(token).on(api).showMyProfile({})).toMatchObject({ id, phone, brandIds: ['xihe'] });
  });

  test('stays signed in for thirty days', async () => {
    const { phone } = await newOwner();
    const { token } = await signIn(phone, await codeFor(phone));
    home.clock.advance({ days: 29, hours: 23 });
    expect(await whoIs(token)).toMatchObject({ kind: 'owner' });
    home.clock.advance({ hours: 2 });
    expect(await whoIs(token)).toEqual({ kind: 'nobody' });
  });

  test('uses a code once (O2)', async () => {
    const { phone } = await newOwner();
    const code = await codeFor(phone);
    expect((await signIn(phone, code)).body).toMatchObject({ signedIn: true });
    expect((await signIn(phone, code)).body).toMatchObject({ signedIn: false, reason: 'wrongCode' });
  });

  test('has five tries, then even the right code is refused until a new one is asked for (O2)', async () => {
    const { phone } = await newOwner();
    const code = await codeFor(phone);
    const answers = [];
    for (let i = 0; i < 7; i++) answers.push((await signIn(phone, i < 5 ? wrongFor(code) : code)).body['reason']);
    expect(answers).toEqual(['wrongCode', 'wrongCode', 'wrongCode', 'wrongCode', 'wrongCode', 'tooManyTries', 'tooManyTries']);
    home.clock.advance({ seconds: 61 });
    expect((await signIn(phone, await codeFor(phone))).body).toMatchObject({ signedIn: true });
  });

  test('cannot be guessed faster by guessing at once (O2)', async () => {
    const { phone } = await newOwner();
    const code = await codeFor(phone);
    const answers = await Promise.all(Array.from({ length: 12 }, () => signIn(phone, wrongFor(code))));
    expect(answers.filter((answer) => answer.body['reason'] === 'wrongCode')).toHaveLength(5);
  });

  test('has five minutes (O2)', async () => {
    const { phone } = await newOwner();
    const code = await codeFor(phone);
    home.clock.advance({ minutes: 5 });
    expect((await signIn(phone, code)).body).toMatchObject({ signedIn: false });
  });

  test('gets a second code after a minute, and the first no longer opens', async () => {
    const { phone } = await newOwner();
    const first = await codeFor(phone);
    expect(await refusalOf(home.nobody.call('askPhoneCode', { phone }))).toBe('codeAskedTooOften');
    home.clock.advance({ seconds: 60 });
    const second = await codeFor(phone);
    expect(codesTo(phone)).toHaveLength(2);
    if (first !== second) expect((await signIn(phone, first)).body).toMatchObject({ signedIn: false });
    expect((await signIn(phone, second)).body).toMatchObject({ signedIn: true });
  });

  test('cannot use a code sent to somebody else', async () => {
    const [mine, theirs] = [await newOwner(), await newOwner()];
    const code = await codeFor(mine.phone);
    await codeFor(theirs.phone);
    const answer = await signIn(theirs.phone, code);
    expect(answer.body['signedIn'] === false || codesTo(theirs.phone)[0] === code).toBe(true);
  });
});

describe('a phone that nobody has', () => {
  test('gets the same answers and the same waits as a known one, and no message (O1)', async () => {
    const { phone } = await newOwner();
    const unknown = '13711112222';
    const [a, b] = [await home.nobody.call('askPhoneCode', { phone }), await home.nobody.call('askPhoneCode', { phone: unknown })];
    expect(b).toEqual(a);
    await home.settle();
    expect(codesTo(phone)).toHaveLength(1);
    expect(codesTo(unknown)).toHaveLength(0);
    expect(await refusalOf(home.nobody.call('askPhoneCode', { phone: unknown }))).toBe('codeAskedTooOften');
    const tries = [];
    for (let i = 0; i < 6; i++) tries.push((await signIn(unknown, '123456')).body['reason']);
    expect(tries).toEqual(['wrongCode', 'wrongCode', 'wrongCode', 'wrongCode', 'wrongCode', 'tooManyTries']);
  });

  test('and never asked for a code is answered without a hint either', async () => {
    expect(await signIn('13711113333', '123456')).toMatchObject({ status: 200, body: { signedIn: false, reason: 'wrongCode' } });
    expect(await refusalOf(home.nobody.call('askPhoneCode', { phone: '12345678901' }))).toBe('phoneNotValid');
  });
});

test('the code is written nowhere: not in the codes, not in the queue, not in the audit (O3)', async () => {
  const { phone } = await newOwner();
  const code = await codeFor(phone);
  const found = await home.inside(async (tx) => {
    const rows = await tx.db.query<{ row: string }>(home.sql`select c::text as row from people.phone_codes c where phone = ${phone}
      union all select coalesce(after::text, '') || coalesce(why, '') from platform.audit
      union all select data::text from pgboss.job where data::text like '%people.codeAsked%'`);
    return rows.map(({ row }) => row);
  });
  expect(found.length).toBeGreaterThan(2);
  expect(found.filter((row) => new RegExp(`\\b${code}\\b`).test(row))).toEqual([]);
});

test('a message that went out twice leaves the last code valid', async () => {
  const { phone } = await newOwner();
  await home.nobody.call('askPhoneCode', { phone });
  await home.settle();
  const { sendPhoneCode } = await import('./sign-in-owner.ts');
  const [ask] = await home.inside((tx) => tx.db.query<{ id: string }>(home.sql`select id from people.phone_codes where phone = ${phone}`));
  await home.inside((tx) => sendPhoneCode(tx, { askId: ask?.id ?? '' }));
  expect(codesTo(phone)).toHaveLength(2);
  expect((await signIn(phone, codesTo(phone)[0] ?? '')).body).toMatchObject({ signedIn: true });
});

test('old codes and tries are forgotten by the round', async () => {
  const { phone } = await newOwner();
  await codeFor(phone);
  home.clock.advance({ days: 3 });
  await home.runRounds('forget-old-sign-ins');
  const left = await home.inside((tx) => tx.db.query(home.sql`select 1 from people.phone_codes where phone = ${phone}`));
  expect(left).toHaveLength(0);
});

describe('a driver', () => {
  let owner: { id: string; phone: string };
  let token = '';
  beforeAll(async () => {
    owner = await newOwner('陈家');
    token = (await signIn(owner.phone, await codeFor(owner.phone))).token;
  });

  test('whom only staff wrote down cannot sign in, whatever staff ask for (V1)', async () => {
    const driver = await agent.on(api).addDriver({ ownerId: owner.id, brandId: 'xihe', name: '陈叔', phone: '13600001111', maySignIn: true });
    expect(driver).toMatchObject({ maySignIn: false, phone: '136****1111' });
    expect(await codeFor('13600001111')).toBe('');
  });

  test('whom the owner lets in uses the account under their own name, and does not decide over it (V3)', async () => {
    const me = home.withToken(token);
    await me.on(api).addDriver({ ownerId: owner.id, brandId: 'xihe', name: '陈小姐', phone: '13600002222', maySignIn: true });
    const driver = home.withToken((await signIn('13600002222', await codeFor('13600002222'))).token);
    expect(await driver.call('whoAmI')).toMatchObject({ kind: 'owner', id: owner.id, name: '陈小姐' });
    expect(await refusalOf(driver.call('addDriver', { ownerId: owner.id, brandId: 'xihe', name: 'x', phone: '13600003333', maySignIn: true }))).toBe('notAllowed');
    expect(await refusalOf(driver.call('changeMyProfile', { name: 'x', language: 'en' }))).toBe('notAllowed');
    expect(await refusalOf(driver.call('setMyConsent', { purpose: 'marketing', granted: true }))).toBe('notAllowed');
  });

  test('who has an account of their own comes into that one', async () => {
    const own = await newOwner('陈先生');
    await home.withToken(token).on(api).addDriver({ ownerId: owner.id, brandId: 'xihe', name: '陈先生', phone: own.phone, maySignIn: true });
    expect(await whoIs((await signIn(own.phone, await codeFor(own.phone))).token)).toMatchObject({ kind: 'owner', id: own.id });
  });

  test('who is removed is out at once (V2)', async () => {
    const me = home.withToken(token);
    home.clock.advance({ minutes: 2 });
    const driver = (await signIn('13600002222', await codeFor('13600002222'))).token;
    expect(await whoIs(driver)).toMatchObject({ kind: 'owner' });
    const { drivers } = await me.on(api).showMyProfile({});
    const id = drivers.find((one) => one.name === '陈小姐')?.id ?? '';
    expect(await refusalOf(home.owner({ id: 'another', brandIds: ['xihe'] }).call('removeDriver', { ownerId: owner.id, id }))).toBe('driverNotFound');
    await me.on(api).removeDriver({ ownerId: owner.id, id });
    expect(await whoIs(driver)).toEqual({ kind: 'nobody' });
  });
});
