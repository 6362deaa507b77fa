// Taking a package back and giving back or keeping a deposit, with the reason.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Form, TextField } from '#kit/field.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct } from '#client/ask';
import type { Out } from '#client/client';
import { Stale } from '../cases/Stale.tsx';
import { fenOf } from '../invoices/Invoices.tsx';
import { useMe } from '../shell/me.tsx';
import { words } from './words.ts';

type All = Out<'showBenefits'>;

export function ReturnPackage({ of }: { of: All['packages'][number] }) {
  const w = useWords(words);
  const { may } = useMe();
  const [open, setOpen] = useState(false);
  const [why, setWhy] = useState('');
  const act = useAct('returnPackage');
  if (of.state === 'returned' || !may('serviceManager')) return null;
  if (!open) return <Button small onClick={() => setOpen(true)}>{w.returnPackage}</Button>;
  return (
    <Form label={w.returnPackage} onSubmit={() => act.mutate({ packageId: of.id, version: of.version, why: why.trim() })}>
      <TextField label={w.why} value={why} onValue={setWhy} /><Stale error={act.error} />
      <div className="k-row"><Button type="submit" small kind="danger" busy={act.isPending} disabled={why.trim() === ''}>{w.returnPackage}</Button><Button small onClick={() => setOpen(false)}>{w.cancel}</Button></div>
    </Form>
  );
}

export function ReturnDeposit({ of }: { of: All['deposits'][number] }) {
  const w = useWords(words);
  const { may } = useMe();
  const [deed, setDeed] = useState<'give' | 'keep'>();
  const [amount, setAmount] = useState((of.leftFen / 100).toFixed(2));
  const [why, setWhy] = useState('');
  const [give, keep] = [useAct('returnDeposit'), useAct('forfeitDeposit')];
  if (of.leftFen === 0 || !may('adviser', 'cashier', 'serviceManager')) return null;
  if (deed === undefined) return <span className="k-row"><Button small onClick={() => setDeed('give')}>{w.returnDeposit}</Button>{may('serviceManager') ? <Button small kind="quiet" onClick={() => setDeed('keep')}>{w.forfeit}</Button> : null}</span>;
  const fen = fenOf(amount);
  const base = { depositId: of.id, version: of.version, amountFen: fen ?? 0 };
  const label = deed === 'give' ? w.returnDeposit : w.forfeit;
  return (
    <Form label={label} onSubmit={() => (deed === 'give' ? give.mutate(base, { onSuccess: () => setDeed(undefined) }) : keep.mutate({ ...base, why: why.trim() }, { onSuccess: () => setDeed(undefined) }))}>
      <TextField label={w.amount} inputMode="decimal" value={amount} onValue={setAmount} error={amount !== '' && fen === undefined ? w.notNumber : undefined} />
      {deed === 'keep' ? <TextField label={w.why} value={why} onValue={setWhy} /> : null}<Stale error={give.error ?? keep.error} />
      <div className="k-row"><Button type="submit" small kind={deed === 'give' ? 'primary' : 'danger'} busy={give.isPending || keep.isPending} disabled={fen === undefined || fen === 0 || (deed === 'keep' && why.trim() === '')}>{label}</Button><Button small onClick={() => setDeed(undefined)}>{w.cancel}</Button></div>
    </Form>
  );
}
