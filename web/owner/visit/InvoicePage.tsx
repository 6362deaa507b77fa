// The invoice: what it is for, paying by WeChat or Alipay, and afterwards the receipt.
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Choice } from '#kit/field.tsx';
import { Money, When } from '#kit/figures.tsx';
import { QrCode } from '#kit/qr.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { workWords } from '#client/work-words';
import { Head } from '../Head.tsx';
import { links } from '../links.ts';
import { words as moneyWords } from '../benefits/words.ts';
import { CouponForm, Fapiao } from './Fapiao.tsx';
import { isOpen, myLeftFen } from './my-part.ts';
import { words } from './words.ts';

type Invoice = Out<'myInvoices'>['invoices'][number];

function Pay({ invoice }: { invoice: Invoice }) {
  const w = useWords(words);
  const says = useSays();
  const demo = useAsk('demoState', {});
  const [chosen, setChannel] = useState<'wechat' | 'alipay' | undefined>(undefined);
  const state = useAsk('paymentState', { invoiceId: invoice.id, ...(chosen === undefined ? {} : { channel: chosen }) }, { topics: ['invoices'], everyMs: 5_000 });
  const m = useWords(moneyWords);
  const begin = useAct('payInvoice');
  const wallet = useAct('demoPay');
  const payment = state.data?.payment ?? null;
  const channel = chosen ?? (payment?.channel === 'alipay' ? 'alipay' : 'wechat');
  const open = payment !== null && (payment.state === 'asked' || payment.state === 'created');
  const error = begin.error ?? wallet.error;
  return (
    <Card>
      <div className="k-stack">
        <div className="k-between"><span>{w.toPay}</span><strong className="o-soc"><Money fen={myLeftFen(invoice)} /></strong></div>
        {payment?.state === 'failed' || (open && wallet.isSuccess && wallet.variables.decline === true) ? <Notice tone="warn">{w.failed}</Notice> : null}
        {open ? null : <CouponForm invoice={invoice} />}
        <Choice<'wechat' | 'alipay'> label={m.payBy} value={channel} onValue={setChannel} options={[{ value: 'wechat', label: m.wechat }, { value: 'alipay', label: m.alipay }]} />
        {open || state.data === undefined ? null : <Button kind="primary" wide busy={begin.isPending} onClick={() => begin.mutate({ invoiceId: invoice.id, channel }, { onSuccess: () => setChannel(channel) })}>{channel === 'wechat' ? w.pay : w.payAlipay}</Button>}
        {payment?.state === 'asked' ? <p className="k-muted" role="status">{w.paying}</p> : null}
        {payment?.state === 'created' && payment.codeUrl !== null ? <><strong>{payment.channel === 'alipay' ? m.scanAlipay : w.scan}</strong><QrCode text={payment.codeUrl} label={payment.channel === 'alipay' ? m.scanAlipay : w.scan} /><p className="k-muted">{w.scanHint}</p></> : null}
        {payment?.state === 'created' && demo.data?.demo === true ? <div className="k-stack"><Button kind="primary" wide busy={wallet.isPending} onClick={() => wallet.mutate({ outTradeNo: payment.outTradeNo })}>{w.demoPay}</Button><Button wide disabled={wallet.isPending} onClick={() => wallet.mutate({ outTradeNo: payment.outTradeNo, decline: true })}>{w.demoDecline}</Button><p className="k-muted">{w.demo}</p></div> : null}
        {error === null ? null : <Notice tone="danger">{says(error)}</Notice>}
      </div>
    </Card>
  );
}

function Lines({ invoice }: { invoice: Invoice }) {
  const w = useWords(words);
  const v = useWords(workWords);
  const m = useWords(moneyWords);
  const { language } = useLanguage();
  return (
    <Card title={w.lines}>
      <ul className="k-list">{invoice.lines.map((line, at) => (
        <li key={`${at} ${line.code}`}><div className="k-between"><strong>{language === 'zh' ? line.name : line.nameEn}{line.quantity > 1 ? ` × ${line.quantity}` : ''}</strong><Money fen={line.ownerFen} /></div><span className="o-payer">{v.kind[line.kind as 'part'] ?? ''}{line.totalFen === 0 ? <> · {w.included}</> : <>{line.ownerFen === line.totalFen ? null : <> · <Money fen={line.totalFen} /></>} · {w.payers[line.payType as 'owner'] ?? ''}</>}</span></li>
      ))}</ul>
      <dl className="o-pairs" style={{ borderTop: '1px solid var(--line)', marginTop: 12, paddingTop: 12 }}>
        {invoice.totalFen === invoice.myOwedFen ? null : <><div><dt>{w.whole}</dt><dd><Money fen={invoice.totalFen} /></dd></div>{invoice.totalFen === invoice.owedFen + invoice.couponFen ? null : <div><dt>{w.covers}</dt><dd><Money fen={invoice.owedFen + invoice.couponFen - invoice.totalFen} /></dd></div>}{invoice.couponFen === 0 ? null : <div><dt>{m.coupons} {invoice.couponCode}</dt><dd><Money fen={-invoice.couponFen} /></dd></div>}{invoice.owedFen === invoice.myOwedFen ? null : <div><dt>{w.company}</dt><dd><Money fen={invoice.myOwedFen - invoice.owedFen} /></dd></div>}</>}
        <div><dt>{myLeftFen(invoice) > 0 && invoice.myPaidFen === 0 ? w.toPay : w.yourPart}</dt><dd className="o-sum"><Money fen={invoice.myOwedFen} /></dd></div>
      </dl>
    </Card>
  );
}

export function InvoicePage() {
  const { invoiceId = '' } = useParams();
  const w = useWords(words);
  const v = useWords(workWords);
  const { language } = useLanguage();
  const says = useSays();
  const list = useAsk('myInvoices', {}, { topics: ['invoices'] });
  return (
    <Answered of={list} says={says} lines={8}>
      {({ invoices }) => {
        const invoice = invoices.find((one) => one.id === invoiceId);
        if (invoice === undefined) return <><Head title={w.invoice} /><Empty icon="wallet" title={w.none} /></>;
        return (
          <>
            <Head title={myLeftFen(invoice) > 0 ? w.invoice : w.receipt} small={invoice.number} />
            <div className="o-cols">
              <div>
                {isOpen(invoice) ? (myLeftFen(invoice) > 0 ? null : <Notice tone="good">{invoice.myOwedFen === 0 ? w.companyPays : w.yourPartPaid}</Notice>) : <Notice tone="good">{invoice.state === 'settledZero' ? (invoice.totalFen === 0 ? w.noCost : w.nothing) : invoice.myOwedFen === 0 ? w.companyPays : <>{w.paid} <strong><Money fen={invoice.myPaidFen} /></strong>{invoice.refundedFen > 0 ? <> · {w.refunded} <strong><Money fen={invoice.refundedFen} /></strong></> : null}</>}</Notice>}
                <Lines invoice={invoice} />
              </div>
              <aside>
                {myLeftFen(invoice) > 0 ? <Pay invoice={invoice} /> : invoice.paidFen > 0 ? <Fapiao invoice={invoice} /> : null}
                <Card title={invoice.plateNo ?? undefined} aside={<Tag tone={isOpen(invoice) ? 'warn' : 'good'}>{v.invoice[invoice.state]}</Tag>}><dl className="o-pairs">
                  <div><dt>{w.outlet}</dt><dd>{language === 'zh' ? invoice.outletName : invoice.outletNameEn}</dd></div>
                  <div><dt>{w.issued}</dt><dd><When at={invoice.issuedAt} /></dd></div>
                  {invoice.paidAt === null ? null : <div><dt>{w.paidAt}</dt><dd><When at={invoice.paidAt} /></dd></div>}
                </dl></Card>
                <Link className="k-button" data-wide="true" to={links.case(invoice.caseId)}>{w.toCase}</Link>
              </aside>
            </div>
          </>
        );
      }}
    </Answered>
  );
}
