// The frame: signed in as an owner or asked to be; tabs at the thumb; whether the line is up.
import { useState } from 'react';
import { NavLink, Outlet } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice } from '#kit/card.tsx';
import { Form, TextField } from '#kit/field.tsx';
import { Icon } from '#kit/icon.tsx';
import { Failed, Slow } from '#kit/states.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct, useAsk, useLive } from '#client/ask';
import { useFieldErrors, useSays } from '#client/says';
import { links } from './links.ts';
import { words } from './words.ts';

function SignIn({ staff }: { staff: boolean }) {
  const w = useWords(words);
  const [phone, setPhone] = useState('');
  const [code, setCode] = useState('');
  const ask = useAct('askPhoneCode');
  const signIn = useAct('signInOwner');
  const demo = useAsk('demoState', {});
  const askError = useFieldErrors(ask.error, ['phone']);
  const signError = useFieldErrors(signIn.error, ['phone', 'code']);
  return (
    <main className="o-frame">
      <div className="o-head"><img src="/icon.svg" alt="" width="32" height="32" /><h1>CareLoop</h1></div>
      <p className="k-muted">{w.lead}</p>
      {staff ? <Notice tone="warn">{w.staffHere}</Notice> : null}
      <Card title={w.signIn}>
        <Form onSubmit={() => (ask.data === undefined ? ask.mutate({ phone }) : signIn.mutate({ phone, code }, { onSuccess: (answer) => answer.signedIn && location.reload() }))}>
          <TextField label={w.phone} value={phone} onValue={setPhone} inputMode="tel" autoComplete="tel" error={askError('phone') ?? askError('')} />
          {ask.data === undefined ? null : <TextField label={w.code} hint={w.codeSent} value={code} onValue={setCode} inputMode="numeric" autoComplete="one-time-code" maxLength={6} error={signError('code') ?? (signIn.data?.signedIn === false ? (signIn.data.reason === 'tooManyTries' ? w.tooMany : w.wrongCode) : signError(''))} />}
          <Button type="submit" kind="primary" wide busy={ask.isPending || signIn.isPending} disabled={phone === '' || (ask.data !== undefined && code.length !== 6)}>{ask.data === undefined ? w.askCode : w.signIn}</Button>
        </Form>
      </Card>
      {demo.data?.demo === true ? <a href="/">{w.start}</a> : null}
      <a href="/owner/prices">{w.prices}</a>
    </main>
  );
}

export function Frame() {
  const w = useWords(words);
  const says = useSays();
  const me = useAsk('whoAmI', {});
  const owner = me.data?.kind === 'owner';
  const live = useLive(owner);
  const notices = useAsk('myNotices', { unread: true, limit: 1 }, { enabled: owner, topics: ['notices'] });
  if (me.data === undefined) return <main className="o-frame">{me.error === null ? <Slow lines={6} /> : <Failed sentence={says(me.error)} onRetry={() => void me.refetch()} />}</main>;
  if (!owner) return <SignIn staff={me.data.kind === 'staff'} />;
  return (
    <>
      <main className="o-frame">
        {live === 'lost' ? <Notice tone="warn">{w.lost}</Notice> : null}
        <Outlet />
      </main>
      <nav className="o-tabs" aria-label="CareLoop">
        <NavLink to={links.home()} end><Icon name="car" />{w.car}</NavLink>
        <NavLink to={links.history()}><Icon name="list" />{w.service}</NavLink>
        <NavLink to={links.notices()}><Icon name="bell" />{w.notices}{(notices.data?.unread ?? 0) > 0 ? <span className="dot" /> : null}</NavLink>
        <NavLink to={links.me()}><Icon name="person" />{w.me}</NavLink>
      </nav>
    </>
  );
}
