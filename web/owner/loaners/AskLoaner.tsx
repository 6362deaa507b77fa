// Asking for a loaner while the car is in service: what the rules say about it, and the wish as a message to those who hold the case.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { yuan } from '#kit/figures.tsx';
import { Form, TextField } from '#kit/field.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { loanerWords } from '#client/loaner-words';
import { useSays } from '#client/says';

type Page = Out<'showMyCase'>;
const wishes = [loanerWords.zh.wish, loanerWords.en.wish];
const ended = ['settled', 'cancelled', 'returned'];

export function AskLoaner({ page, fromAt, untilAt }: { page: Page; fromAt: string; untilAt: string }) {
  const w = useWords(loanerWords);
  const says = useSays();
  const [asking, setAsking] = useState(false);
  const [text, setText] = useState('');
  const one = page.case;
  const loans = useAsk('myLoans', {}, { topics: ['loaners'] });
  const ground = useAsk('judgeLoan', { vehicleId: one.vehicleId, fromAt, untilAt });
  const send = useAct('messageDesk');
  const asked = page.entries.some((entry) => entry.byKind === 'owner' && wishes.some((wish) => entry.text?.startsWith(wish) === true));
  if (loans.data === undefined || ground.data === undefined || loans.data.loans.some((loan) => loan.vehicleId === one.vehicleId && !ended.includes(loan.state))) return null;
  const submit = (): void => send.mutate({ caseId: one.id, text: `${w.wish}${text.trim() === '' ? '' : ` ${text.trim()}`}` }, { onSuccess: () => {
    say(w.wished);
    setAsking(false);
    setText('');
  } });
  return (
    <Card title={w.loaner}>
      <div className="k-stack">
        <p>{w.mine[ground.data.ground]}{ground.data.depositFen === 0 ? '' : ` ${w.withDeposit(yuan(ground.data.depositFen))}`}</p>
        {asked ? <Notice tone="good">{w.askedAlready}</Notice> : asking ? (
          <Form label={w.ask} onSubmit={submit}>
            <TextField label={w.askWhen} value={text} onValue={setText} maxLength={300} />
            <div className="k-row"><Button type="submit" kind="primary" busy={send.isPending}>{w.ask}</Button><Button onClick={() => setAsking(false)}>{w.notNow}</Button></div>
          </Form>
        ) : <Button onClick={() => setAsking(true)}>{w.ask}</Button>}
        {send.error === null ? null : <Notice tone="danger">{says(send.error)}</Notice>}
      </div>
    </Card>
  );
}
