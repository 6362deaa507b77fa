// Who pays how much of an invoice, and taking it: money at the till, a company's part, a coupon, a deposit; every payment and refund.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Tag } from '#kit/card.tsx';
import { Choice, Form, SelectField, TextField } from '#kit/field.tsx';
import { Money, When } from '#kit/figures.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useFieldErrors } from '#client/says';
import { workWords } from '#client/work-words';
import { Stale } from '../cases/Stale.tsx';
import { useMe } from '../shell/me.tsx';
import { fenOf } from './Invoices.tsx';
import { moneyWords } from './money-words.ts';

type Page = Out<'showInvoice'>;
type Payer = Page['payers'][number];
type Counter = 'cash' | 'card' | 'bankTransfer';
const leftOf = (payer: Payer): number => Math.max(0, payer.owedFen - payer.paidFen - payer.borneFen);
const usePayerName = () => {
  const v = useWords(workWords);
  return (payer: Payer): string => (payer.kind === 'company' || payer.kind === 'insurer' ? `${v.payer[payer.kind]} ${payer.name}` : v.payer[payer.kind]);
};

function Receive({ page }: { page: Page }) {
  const w = useWords(moneyWords);
  const v = useWords(workWords);
  const name = usePayerName();
  const open = page.payers.filter((payer) => leftOf(payer) > 0 && payer.kind !== 'maker');
  const [chosen, setChosen] = useState('');
  const [channel, setChannel] = useState<Counter>('cash');
  const payer = open.find((one) => one.id === chosen) ?? open[0];
  const [amount, setAmount] = useState<string>();
  const [reference, setReference] = useState('');
  const act = useAct('receiveMoney');
  const error = useFieldErrors(act.error, ['amountFen', 'payerId']);
  if (payer === undefined) return null;
  const text = amount ?? (leftOf(payer) / 100).toFixed(2);
  const fen = fenOf(text);
  const clear = (): void => {
    setAmount(undefined);
    setReference('');
  };
  return (
    <Card title={w.receive}>
      <Form label={w.receive} onSubmit={() => fen !== undefined && act.mutate({ invoiceId: page.invoice.id, version: page.invoice.version, payerId: payer.id, channel, amountFen: fen, ...(reference.trim() === '' ? {} : { reference: reference.trim() }) }, { onSuccess: clear })}>
        {open.length < 2 ? null : <SelectField label={w.payer} value={payer.id} onValue={(value) => {
            setChosen(value);
            setAmount(undefined);
          }} options={open.map((one) => ({ value: one.id, label: name(one) }))} />}
        <Choice<Counter> label={w.channel} value={channel} onValue={setChannel} options={(['cash', 'card', 'bankTransfer'] as const).map((value) => ({ value, label: v.channel[value] }))} />
        <TextField label={w.amount} inputMode="decimal" value={text} onValue={setAmount} hint={channel === 'cash' ? w.rounding : undefined} error={fen === undefined ? w.notNumber : error('amountFen')} />
        {channel === 'cash' ? null : <TextField label={w.reference} value={reference} onValue={setReference} />}
        {error('') === undefined ? null : <Stale error={act.error} />}
        <Button type="submit" kind="primary" busy={act.isPending} disabled={fen === undefined || fen === 0}>{w.take}</Button>
      </Form>
    </Card>
  );
}

function Deposits({ page, vehicleId }: { page: Page; vehicleId: string }) {
  const w = useWords(moneyWords);
  const owner = page.payers.find((one) => one.kind === 'owner');
  const benefits = useAsk('showBenefits', { vehicleId }, { topics: ['benefits'], enabled: owner !== undefined && leftOf(owner) > 0 });
  const act = useAct('payWithDeposit');
  const with_ = (benefits.data?.deposits ?? []).filter((one) => one.leftFen > 0 && one.ownerId === page.invoice.ownerId);
  if (owner === undefined || leftOf(owner) === 0 || with_.length === 0) return null;
  return (
    <Card title={w.deposits}>
      <ul className="k-list">{with_.map((one) => <li key={one.id} className="k-between"><span><strong>{one.number}</strong><br /><span className="k-muted">{one.why} · {w.leftFen} <Money fen={one.leftFen} /></span></span><Button small busy={act.isPending} onClick={() => act.mutate({ invoiceId: page.invoice.id, version: page.invoice.version, depositId: one.id, amountFen: Math.min(one.leftFen, leftOf(owner)) })}>{w.payDeposit}</Button></li>)}</ul>
      {act.error === null ? null : <Stale error={act.error} />}
    </Card>
  );
}

function Before({ page }: { page: Page }) {
  const w = useWords(moneyWords);
  const [code, setCode] = useState('');
  const [company, setCompany] = useState('');
  const [taxNo, setTaxNo] = useState('');
  const [amount, setAmount] = useState('');
  const coupon = useAct('redeemCoupon');
  const split = useAct('splitInvoice');
  const [couponError, splitError] = [useFieldErrors(coupon.error, ['code']), useFieldErrors(split.error, ['companies'])];
  const fen = fenOf(amount);
  const at = { invoiceId: page.invoice.id, version: page.invoice.version };
  const companies = page.payers.filter((one) => one.kind === 'company').map((one) => ({ name: one.name, taxNo: one.taxNo, amountFen: one.owedFen }));
  return (
    <Card>
      {page.invoice.couponCode !== null ? null : <details><summary>{w.coupon}</summary><Form label={w.coupon} onSubmit={() => coupon.mutate({ ...at, code: code.trim() })}><TextField label={w.code} value={code} onValue={setCode} error={couponError('code')} />{couponError('') === undefined ? null : <Stale error={coupon.error} />}<Button type="submit" busy={coupon.isPending} disabled={code.trim().length < 4}>{w.use}</Button></Form></details>}
      <details><summary>{w.split}</summary>
        <Form label={w.split} onSubmit={() => fen !== undefined && split.mutate({ ...at, companies: [...companies, { name: company.trim(), taxNo: taxNo.trim() === '' ? null : taxNo.trim().toUpperCase(), amountFen: fen }] })}>
          <TextField label={w.company} value={company} onValue={setCompany} /><TextField label={w.taxNo} value={taxNo} onValue={setTaxNo} />
          <TextField label={w.amount} inputMode="decimal" value={amount} onValue={setAmount} error={amount !== '' && fen === undefined ? w.notNumber : splitError('companies')} />
          {splitError('') === undefined ? null : <Stale error={split.error} />}
          <Button type="submit" busy={split.isPending} disabled={company.trim() === '' || fen === undefined || fen === 0}>{w.doSplit}</Button>
        </Form>
      </details>
    </Card>
  );
}

/** A company's part goes back to the owner while nobody has paid. */
function Unsplit({ page, payer }: { page: Page; payer: Payer }) {
  const w = useWords(moneyWords);
  const act = useAct('splitInvoice');
  const others = page.payers.filter((one) => one.kind === 'company' && one.id !== payer.id).map((one) => ({ name: one.name, taxNo: one.taxNo, amountFen: one.owedFen }));
  return <><Button small busy={act.isPending} aria-label={`${w.unsplit} ${payer.name}`} onClick={() => act.mutate({ invoiceId: page.invoice.id, version: page.invoice.version, companies: others })}>{w.unsplit}</Button>{act.error === null ? null : <Stale error={act.error} />}</>;
}

export function Payers({ page, vehicleId }: { page: Page; vehicleId: string }) {
  const w = useWords(moneyWords);
  const v = useWords(workWords);
  const name = usePayerName();
  const { may } = useMe();
  const works = may('adviser', 'cashier', 'serviceManager');
  const untouched = page.invoice.state === 'issued' && page.payers.every((one) => one.paidFen === 0);
  return (
    <>
      {works ? <Receive page={page} /> : null}
      {works ? <Deposits page={page} vehicleId={vehicleId} /> : null}
      {works && untouched ? <Before page={page} /> : null}
      <Card title={w.payers}>
        <ul className="k-list">{page.payers.map((one) => <li key={one.id} className="k-between"><span><strong>{name(one)}</strong>{one.taxNo === null ? null : <small className="c-ref"> {one.taxNo}</small>}<br /><span className="k-muted">{w.owes} <Money fen={one.owedFen} />{one.borneFen === 0 ? null : <> · {w.borne} <Money fen={one.borneFen} /></>}</span></span>{leftOf(one) > 0 ? <span className="c-sum"><strong>{w.left} <Money fen={leftOf(one)} /></strong>{works && untouched && one.kind === 'company' ? <Unsplit page={page} payer={one} /> : null}</span> : <Tag tone="good">{w.done}</Tag>}</li>)}
          {page.invoice.couponFen === 0 ? null : <li className="k-between"><span>{w.coupon} {page.invoice.couponCode}</span><span>{w.off} <Money fen={page.invoice.couponFen} /></span></li>}
        </ul>
      </Card>
      {page.payments.length + page.refunds.length === 0 ? null : (
        <Card title={w.payments}>
          <ul className="k-list">
            {page.payments.map((one) => <li key={one.id} className="k-between"><span><strong>{v.channel[one.channel]}</strong> <Tag tone={one.state === 'paid' ? 'good' : 'plain'}>{v.payment[one.state]}</Tag><br /><span className="k-muted">{one.receivedBy ?? ''} {one.note === null ? '' : `· ${one.note} · `}{one.paidAt === null ? null : <When at={one.paidAt} />}</span></span><Money fen={one.amountFen} /></li>)}
            {page.refunds.map((one) => <li key={one.id} className="k-between"><span><strong>{w.back} · {v.channel[one.channel]}</strong> <Tag tone={one.state === 'done' ? 'good' : one.state === 'failed' ? 'danger' : 'plain'}>{v.refund[one.state]}</Tag><br /><span className="k-muted">{one.why}</span></span><Money fen={-one.amountFen} /></li>)}
          </ul>
        </Card>
      )}
    </>
  );
}
