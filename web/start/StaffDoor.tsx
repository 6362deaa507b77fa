// Staff sign in here with user name and password; a wrong one is said, and how long to wait after too many.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice } from '#kit/card.tsx';
import { Form, TextField } from '#kit/field.tsx';
import { whenWords } from '#kit/figures.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct } from '#client/ask';
import { useSays } from '#client/says';
import { words } from './words.ts';

export function StaffDoor() {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useAct('signInStaff');
  const answer = signIn.data;
  // this door is gone as soon as the page knows who came in, so the way on hangs on the answer, not on the door
  const submit = (): void => signIn.mutate({ userName, password }, { onSuccess: (done) => done.signedIn && location.assign('/console') });
  return (
    <Card title={w.staffDoor}>
      <Form onSubmit={submit} label={w.staffDoor}>
        <TextField label={w.userName} value={userName} onValue={setUserName} autoComplete="username" autoCapitalize="none" />
        <TextField label={w.password} type="password" value={password} onValue={setPassword} autoComplete="current-password" />
        {answer !== undefined && !answer.signedIn ? (
          <Notice tone="danger">{answer.reason === 'tooManyTries' && answer.nextTryAt !== null ? w.tooManyTries(whenWords(answer.nextTryAt, language)) : w.wrongPassword}</Notice>
        ) : null}
        {signIn.error === null ? null : <Notice tone="danger">{says(signIn.error)}</Notice>}
        <Button type="submit" kind="primary" busy={signIn.isPending} disabled={userName === '' || password === ''}>{w.signIn}</Button>
      </Form>
    </Card>
  );
}
