// Signing in by a code on the phone; says first what the app is for.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice } from '#kit/card.tsx';
import { Form, TextField } from '#kit/field.tsx';
import { Icon, type IconName } from '#kit/icon.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { useFieldErrors } from '#client/says';
import { words } from './words.ts';

export function SignIn({ staff }: { staff: boolean }) {
  const w = useWords(words);
  const { language, speak } = useLanguage();
  const [phone, setPhone] = useState('');
  const [code, setCode] = useState('');
  const ask = useAct('askPhoneCode');
  const signIn = useAct('signInOwner');
  const demo = useAsk('demoState', {});
  const askError = useFieldErrors(ask.error, ['phone']);
  const signError = useFieldErrors(signIn.error, ['phone', 'code']);
  const asked = ask.data !== undefined;
  const refused = signIn.data?.signedIn === false ? (signIn.data.reason === 'tooManyTries' ? w.tooMany : w.wrongCode) : signError('code') ?? signError('');
  const anew = (): void => {
    ask.reset();
    signIn.reset();
    setCode('');
  };
  return (
    <main className="o-frame o-door">
      <div className="tell">
        <div className="o-head"><img src="/icon.svg" alt="" width="40" height="40" /><h1>CareLoop</h1></div>
        <p className="k-muted">{w.lead}</p>
        <ul>{Object.entries(w.points).map(([icon, text]) => <li key={icon}><Icon name={icon as IconName} size={24} />{text}</li>)}</ul>
      </div>
      <div className="o-stack">
        {staff ? <Notice tone="warn">{w.staffHere}</Notice> : null}
        <Card title={w.signIn}>
          <Form onSubmit={() => (asked ? signIn.mutate({ phone, code }, { onSuccess: (answer) => answer.signedIn && location.reload() }) : ask.mutate({ phone }))}>
            <TextField label={w.phone} value={phone} onValue={setPhone} type="tel" inputMode="tel" autoComplete="tel" maxLength={20} readOnly={asked} error={askError('phone') ?? askError('') ?? signError('phone')} />
            {asked ? <TextField label={w.code} hint={w.codeSent} value={code} onValue={(text) => setCode(text.replaceAll(/\D/g, ''))} inputMode="numeric" autoComplete="one-time-code" maxLength={6} autoFocus error={refused} /> : null}
            <Button type="submit" kind="primary" wide busy={ask.isPending || signIn.isPending} disabled={phone.trim() === '' || (asked && code.length !== 6)}>{asked ? w.signIn : w.askCode}</Button>
            {asked ? <div className="k-row"><Button kind="quiet" busy={ask.isPending} onClick={() => ask.mutate({ phone })}>{w.again}</Button><Button kind="quiet" onClick={anew}>{w.anotherPhone}</Button></div> : null}
          </Form>
        </Card>
        <div className="o-links">
          {demo.data?.demo === true ? <a className="o-link" href="/">{w.start}</a> : null}
          <a className="o-link" href="/owner/prices">{w.prices}</a>
          <Button kind="quiet" lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={() => speak(language === 'zh' ? 'en' : 'zh')}>{w.other}</Button>
        </div>
      </div>
    </main>
  );
}
