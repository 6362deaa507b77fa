// The owner's tax invoice of a paid visit: asked for in a title of their own, with the file when it is there; and a coupon before paying.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Choice, Form, TextField } from '#kit/field.tsx';
import { Money } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useFieldErrors, useSays } from '#client/says';
import { words } from '../benefits/words.ts';

type Invoice = Out<'myInvoices'>['invoices'][number];
type Kind = 'person' | 'company';

function Ask({ invoice }: { invoice: Invoice }) {
  const w = useWords(words);
  const [kind, setKind] = useState<Kind>('person');
  const [title, setTitle] = useState('');
  const [taxNo, setTaxNo] = useState('');
  const act = useAct('askFapiao');
  const error = useFieldErrors(act.error, ['title', 'taxNo']);
  return (
    <Form label={w.fapiao} onSubmit={() => act.mutate({ invoiceId: invoice.id, buyerKind: kind, title: title.trim(), ...(kind === 'company' && taxNo.trim() !== '' ? { taxNo: taxNo.trim().toUpperCase() } : {}) })}>
      <Choice<Kind> label={w.buyer} value={kind} onValue={setKind} options={[{ value: 'person', label: w.person }, { value: 'company', label: w.company }]} />
      <TextField label={w.buyerTitle} value={title} onValue={setTitle} error={error('title')} />
      {kind === 'company' ? <TextField label={w.taxNo} value={taxNo} onValue={setTaxNo} error={error('taxNo')} /> : null}
      {error('') === undefined ? null : <Notice tone="danger">{error('')}</Notice>}
      <Button type="submit" wide busy={act.isPending} disabled={title.trim() === ''}>{w.ask}</Button>
    </Form>
  );
}

export function Fapiao({ invoice }: { invoice: Invoice }) {
  const w = useWords(words);
  const says = useSays();
  const papers = useAsk('myFapiao', { invoiceId: invoice.id }, { topics: ['fapiao', 'invoices'] });
  return (
    <Card title={w.fapiao}>
      <Answered of={papers} says={says} lines={2}>{({ papers: list }) => (
        <>
          {list.length === 0 ? <p className="k-muted">{w.fapiaoLead}</p> : <ul className="k-list">{list.map((one) => <li key={one.id}><div className="k-between"><strong>{one.buyerTitle}</strong><Money fen={one.grossFen} /></div><div className="k-between"><span className="k-muted">{one.kind === 'red' ? `${w.red} · ` : ''}{one.number ?? ''} <Tag tone={one.state === 'issued' ? 'good' : one.state === 'failed' ? 'warn' : 'info'}>{w.state[one.state]}</Tag></span>{one.state === 'issued' ? <a href={`/api/fapiao/${one.id}/file`} download={`${one.number}.pdf`}>{w.file}</a> : null}</div></li>)}</ul>}
          {list.some((one) => one.kind === 'blue') || invoice.paidFen - invoice.refundedFen <= 0 ? null : <Ask invoice={invoice} />}
        </>
      )}</Answered>
    </Card>
  );
}

export function CouponForm({ invoice }: { invoice: Invoice }) {
  const w = useWords(words);
  const [code, setCode] = useState('');
  const act = useAct('redeemCoupon');
  const error = useFieldErrors(act.error, ['code']);
  if (invoice.couponCode !== null || invoice.paidFen > 0) return null;
  return (
    <details><summary>{w.coupon}</summary>
      <Form label={w.coupon} onSubmit={() => act.mutate({ invoiceId: invoice.id, version: invoice.version, code: code.trim() })}>
        <TextField label={w.code} value={code} onValue={setCode} error={error('code') ?? error('')} />
        <Button type="submit" busy={act.isPending} disabled={code.trim().length < 4}>{w.use}</Button>
      </Form>
    </details>
  );
}
