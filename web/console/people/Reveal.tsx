// A phone number whose middle is hidden until somebody says why they need it; the owner can read the reason.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Dialog } from '#kit/dialog.tsx';
import { Form, TextField } from '#kit/field.tsx';
import { defineWords, useWords } from '#kit/words.tsx';
import { useAct } from '#client/ask';
import { Stale } from '../cases/Stale.tsx';
import { useMe } from '../shell/me.tsx';

const words = defineWords({
  zh: { show: '显示', showIt: '显示完整号码', title: '查看完整号码', why: '查看理由', hint: '理由会记入审计，车主可以看到。', quick: { fault: '回电确认故障', pickUp: '通知取车', visit: '核对预约' }, cancel: '取消', call: (phone: string) => `拨打 ${phone}` },
  en: { show: 'Show', showIt: 'Show the full number', title: 'Show the full number', why: 'Why', hint: 'The reason is kept in the audit and the owner can read it.', quick: { fault: 'Calling back about the fault', pickUp: 'The car can be picked up', visit: 'Confirming the visit' }, cancel: 'Cancel', call: (phone: string) => `Call ${phone}` },
});

export function Phone({ ownerId, masked }: { ownerId: string; masked: string }) {
  const w = useWords(words);
  const { may } = useMe();
  const [asking, setAsking] = useState(false);
  const [why, setWhy] = useState('');
  const reveal = useAct('revealOwnerPhone');
  if (reveal.data !== undefined) return <a className="k-number" href={`tel:${reveal.data.phone}`} aria-label={w.call(reveal.data.phone)}>{reveal.data.phone}</a>;
  if (!may('agent', 'adviser', 'dispatcher', 'serviceManager')) return <span className="k-number">{masked}</span>;
  return (
    <span className="c-inline"><span className="k-number">{masked}</span><Button small kind="quiet" aria-label={w.showIt} onClick={() => setAsking(true)}>{w.show}</Button>
      <Dialog open={asking} onClose={() => setAsking(false)} title={w.title}>
        <Form onSubmit={() => reveal.mutate({ id: ownerId, why: why.trim() }, { onSuccess: () => setAsking(false) })}>
          <TextField label={w.why} hint={w.hint} value={why} onValue={setWhy} autoFocus />
          <div className="k-row">{Object.values(w.quick).map((reason) => <Button key={reason} small onClick={() => setWhy(reason)}>{reason}</Button>)}</div>
          <Stale error={reveal.error} />
          <div className="k-row"><Button type="submit" kind="primary" busy={reveal.isPending} disabled={why.trim().length < 2}>{w.showIt}</Button><Button onClick={() => setAsking(false)}>{w.cancel}</Button></div>
        </Form>
      </Dialog>
    </span>
  );
}
