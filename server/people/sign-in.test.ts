import { beforeAll, describe, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { sessionFor } from '#people';
import { api } from './api.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' });
const password = 'blue kettle by the sea';

/** Signs in as a browser would: the answer, and the token from the cookie. */
async function signIn(path: string, payload: object): Promise<{ status: number; body: Record<string, unknown>; token: string | undefined }> {
  const response = await home.app.inject({ method: 'POST', url: `/api${path}`, payload, headers: { 'user-agent': 'A test browser' } });
  const token = /careloop_session=([\w-]+)/.exec(String(response.headers['set-cookie'] ?? ''))?.[1];
  return { status: response.statusCode, body: response.json(), token };
}
const asStaff = (userName: string, tried: string) => signIn('/sign-in/staff', { userName, password: tried });

let head = '';
let administrator: ReturnType<typeof home.withToken>;
const refusalOf = (attempt: Promise<unknown>) => attempt.then(() => 'done', (error: { code?: string }) => error.code);

beforeAll(async () => {
  const two = await Promise.all(['first', 'second'].map((userName) => signIn('/set-up/administrator', { userName, name: '王晓雁', password })));
  expect(two.map((answer) => answer.status).sort()).toEqual([200, 409]);
  head = two[0]?.status === 200 ? 'first' : 'second';
  administrator = home.withToken(two.find((answer) => answer.status === 200)?.token ?? '');
});

describe('the first administrator', () => {
  test('is signed in, holds everything, and is made only once (I3)', async () => {
    expect(await administrator.call('whoAmI')).toMatchObject({ kind: 'staff', name: '王晓雁', grants: [{ role: 'administrator', brand: null, outlet: null }], mustChangePassword: false });
    expect(await home.nobody.call('setupState')).toMatchObject({ empty: false, next: 'alliance' });
    expect(await refusalOf(home.nobody.call('setUpFirstAdministrator', { userName: 'third', name: 'X', password }))).toBe('alreadySetUp');
  });
});

describe('a member of staff', () => {
  beforeAll(async () => {
    await administrator.on(api).addStaff({ userName: 'Agent1', name: '林小雨', password: 'green tea in the rain', grants: [{ role: 'agent', brandId: null, outletId: null }] });
  });

  test('signs in whatever the capitals of the name, and must change the given password', async () => {
    const { body, token } = await asStaff('AGENT1', 'green tea in the rain');
    expect(body).toEqual({ signedIn: true, reason: null, nextTryAt: null });
    expect(await home.withToken(token ?? '').call('whoAmI')).toMatchObject({ name: '林小雨', mustChangePassword: true });
  });

  test('gets a cookie that scripts cannot read, and only the hash of its token is stored', async () => {
    const response = await home.app.inject({ method: 'POST', url: '/api/sign-in/staff', payload: { userName: 'agent1', password: 'green tea in the rain' } });
    expect(String(response.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Lax/);
    const token = /careloop_session=([\w-]+)/.exec(String(response.headers['set-cookie']))?.[1] ?? '';
    const stored = await home.inside((tx) => tx.db.query<{ row: string }>(home.sql`select s::text as row from people.sessions s`));
    expect(stored.length).toBeGreaterThan(0);
    expect(stored.some(({ row }) => row.includes(token))).toBe(false);
  });

  test('with a wrong password gets the same answer as a name that does not exist (I1)', async () => {
    const [known, unknown] = [await asStaff('agent1', 'wrong'), await asStaff('no-such-name', 'wrong')];
    expect(known).toEqual({ status: 200, body: { signedIn: false, reason: 'wrongPassword', nextTryAt: null }, token: undefined });
    expect(unknown).toEqual(known);
  });

  test('rests after five wrong passwords, even with the right one, known or not; then may try again (I2)', async () => {
    for (const userName of ['agent1', 'ghost']) {
      await administrator.on(api).addStaff({ userName: `${userName}-2`, name: 'x', password: 'green tea in the rain', grants: [] });
      const name = userName === 'ghost' ? 'ghost' : 'agent1-2';
      const answers = [];
      for (let i = 0; i < 7; i++) answers.push((await asStaff(name, i === 6 ? 'green tea in the rain' : 'wrong')).body['reason']);
      expect(answers).toEqual(['wrongPassword', 'wrongPassword', 'wrongPassword', 'wrongPassword', 'wrongPassword', 'tooManyTries', 'tooManyTries']);
    }
    home.clock.advance({ seconds: 61 });
    expect((await asStaff('agent1-2', 'green tea in the rain')).body).toMatchObject({ signedIn: true });
  });

  test('cannot be guessed faster by guessing many times at once (I2)', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => asStaff('parallel', `guess ${i}`)));
    expect(answers.filter((answer) => answer.body['reason'] === 'wrongPassword')).toHaveLength(5);
    expect(answers.filter((answer) => answer.body['reason'] === 'tooManyTries')).toHaveLength(7);
  });

  test('without a password of their own cannot sign in', async () => {
    await administrator.on(api).addStaff({ userName: 'nopass', name: 'x', grants: [] });
    expect((await asStaff('nopass', '')).status).toBe(400);
    expect((await asStaff('nopass', 'null')).body).toMatchObject({ signedIn: false });
  });

  test('changes the password: other devices are out, this one stays, the old one no longer opens', async () => {
    const [here, there] = [await asStaff('agent1', 'green tea in the rain'), await asStaff('agent1', 'green tea in the rain')];
    const me = home.withToken(here.token ?? '');
    expect(await refusalOf(me.call('changeMyPassword', { old: 'wrong', fresh: password }))).toBe('passwordWrong');
    expect(await refusalOf(me.call('changeMyPassword', { old: 'green tea in the rain', fresh: 'short' }))).toBe('passwordTooWeak');
    await me.call('changeMyPassword', { old: 'green tea in the rain', fresh: password });
    expect(await me.call('whoAmI')).toMatchObject({ kind: 'staff', mustChangePassword: false });
    expect(await home.withToken(there.token ?? '').call('whoAmI')).toMatchObject({ kind: 'nobody' });
    expect((await asStaff('agent1', 'green tea in the rain')).body).toMatchObject({ signedIn: false });
    expect((await asStaff('agent1', password)).body).toMatchObject({ signedIn: true });
  });

  test('who guesses the old password rests like one who guesses at the door: five wrong ones, then even the right one waits (I2)', async () => {
    await administrator.on(api).addStaff({ userName: 'guesser', name: '贺岚', password: 'green tea in the rain', grants: [{ role: 'agent', brandId: null, outletId: null }] });
    const me = home.withToken((await asStaff('guesser', 'green tea in the rain')).token ?? '');
    const answers: (string | undefined)[] = [];
    for (let i = 0; i < 6; i++) answers.push(await refusalOf(me.call('changeMyPassword', { old: `guess ${i}`, fresh: password })));
    expect(answers).toEqual(['passwordWrong', 'passwordWrong', 'passwordWrong', 'passwordWrong', 'passwordWrong', 'tooManyTries']);
    expect(await refusalOf(me.call('changeMyPassword', { old: 'green tea in the rain', fresh: password }))).toBe('tooManyTries');
    expect((await asStaff('guesser', 'green tea in the rain')).body).toMatchObject({ signedIn: false, reason: 'tooManyTries' });
    home.clock.advance({ minutes: 2 });
    expect(await refusalOf(me.call('changeMyPassword', { old: 'green tea in the rain', fresh: password }))).toBe('done');
  });

  test('sees where they are signed in, ends one session, and nobody ends somebody else’s (N2)', async () => {
    const [a, b] = [await asStaff('agent1', password), await asStaff('agent1', password)];
    const me = home.withToken(a.token ?? '');
    const { sessions } = await me.on(api).listMySessions({});
    expect(sessions.filter((session) => session.current)).toMatchObject([{ device: 'A test browser' }]);
    const other = sessions.filter((session) => !session.current);
    expect(await refusalOf(administrator.call('endMySession', { id: other[0]?.id }))).toBe('sessionNotFound');
    for (const session of other) await me.on(api).endMySession({ id: session.id });
    expect(await refusalOf(home.withToken(b.token ?? '').call('listMySessions'))).toBe('notSignedIn');
    expect((await me.on(api).listMySessions({})).sessions).toHaveLength(1);
  });

  test('who is signed out, and whose session is over, is nobody (N1)', async () => {
    const { token = '' } = await asStaff('agent1', password);
    await home.withToken(token).call('signOut');
    expect(await home.withToken(token).call('whoAmI')).toMatchObject({ kind: 'nobody' });
    const { token: old = '' } = await asStaff('agent1', password);
    home.clock.advance({ hours: 12, minutes: 1 });
    expect(await home.withToken(old).call('whoAmI')).toMatchObject({ kind: 'nobody' });
  });

  test('who is disabled is out at once and cannot come back until enabled (G4)', async () => {
    administrator = home.withToken((await asStaff(head, password)).token ?? '');
    const { staff } = await administrator.on(api).listStaff({ text: '林小雨' });
    const id = staff[0]?.id ?? '';
    const { token = '' } = await asStaff('agent1', password);
    await administrator.on(api).disableStaff({ id, why: 'left the company' });
    expect(await home.withToken(token).call('whoAmI')).toMatchObject({ kind: 'nobody' });
    expect((await asStaff('agent1', password)).body).toMatchObject({ signedIn: false, reason: 'wrongPassword' });
    await administrator.on(api).enableStaff({ id, why: 'came back' });
    expect((await asStaff('agent1', password)).body).toMatchObject({ signedIn: true });
  });

  test('who is disabled, or loses a role, while at work is stopped in the middle of it, on every open screen (G4, L2)', async () => {
    const { staff } = await administrator.on(api).listStaff({ text: '林小雨' });
    const { id = '', version = 0 } = staff[0] ?? {};
    const address = await home.app.listen({ host: '127.0.0.1', port: 0 });
    const signed = home.withToken((await asStaff('agent1', password)).token ?? '');
    const screen = await fetch(`${address}/api/live`, { headers: { authorization: `Bearer ${signed.token}` } });
    const soon = async (what: () => Promise<string | undefined>, is: string): Promise<string | undefined> => {
      for (let tries = 0; tries < 30 && (await what()) !== is; tries++) await new Promise((resolve) => setTimeout(resolve, 50));
      return what();
    };
    expect(await refusalOf(signed.call('listCases', {}))).toBe('done'); // the door has seen these rights a moment ago
    await administrator.on(api).changeGrants({ id, grants: [{ role: 'partsPlanner', brandId: null, outletId: null }], version });
    expect(await soon(() => refusalOf(signed.call('findCaller', { text: '王' })), 'notAllowed')).toBe('notAllowed');
    await administrator.on(api).disableStaff({ id, why: 'left the company' });
    expect(await soon(() => refusalOf(signed.call('listCases', {})), 'notSignedIn')).toBe('notSignedIn');
    expect(await Promise.race([screen.text().then(() => 'over'), new Promise((resolve) => setTimeout(resolve, 15_000, 'still open'))])).toBe('over');
    await administrator.on(api).enableStaff({ id, why: 'came back' });
  });

  test('may not take the user name for a password', async () => {
    await administrator.on(api).addStaff({ userName: 'longername77', name: '何清', password: 'green tea in the rain', grants: [{ role: 'agent', brandId: null, outletId: null }] });
    const me = home.withToken((await asStaff('longername77', 'green tea in the rain')).token ?? '');
    expect(await refusalOf(me.call('changeMyPassword', { old: 'green tea in the rain', fresh: 'longername77' }))).toBe('passwordTooWeak');
  });

  test('what was typed into the field of the name is not kept when nobody is called so: it may be a password or a phone', async () => {
    await asStaff('my secret words 1', 'x');
    const kept = await home.inside((tx) => tx.db.query<{ row: string }>(home.sql`select a::text as row from platform.audit a where action = 'people.signInFailed'`));
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.filter(({ row }) => row.includes('secret words'))).toEqual([]);
  });

  test('a forged, empty or injected token is nobody', async () => {
    for (const token of ['x', "' or 1=1 --", 'a'.repeat(43)]) expect(await home.withToken(token).call('whoAmI')).toMatchObject({ kind: 'nobody' });
  });

  test('the door for demos gives a session for anyone it is told', async () => {
    const { staff } = await administrator.on(api).listStaff({ text: '林小雨' });
    const token = await home.inside((tx) => sessionFor(tx, { kind: 'staff', id: staff[0]?.id ?? '' }));
    expect(await home.withToken(token).call('whoAmI')).toMatchObject({ name: '林小雨' });
  });
});
