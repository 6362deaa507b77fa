// The invoice: what it is for, paying by WeChat, and afterwards the receipt.
import { useParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Money, When } from '#kit/figures.tsx';
import { QrCode } from '#kit/qr.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { workWords } from '#client/work-words';
import { Head } from '../Head.tsx';
import { words } from './words.ts';

type Invoice = Out<'myInvoices'>['invoices'][number];

function Pay({ invoice }: { invoice: Invoice }) {
  const w = useWords(words);
  const says = useSays();
  const demo = useAsk('demoState', {});
  const state = useAsk('paymentState', { invoiceId: invoice.id }, { topics: ['invoices'], everyMs: 5_000 });
  const begin = useAct('payInvoice');
  const wallet = useAct('demoPay');
  const payment = state.data?.payment ?? null;
  const open = payment !== null && (payment.state === 'asked' || payment.state === 'created');
  const error = begin.error ?? wallet.error;
  return (
    <Card>
      <div className="k-stack">
        <div className="k-between"><span>{w.toPay}</span><strong className="o-soc"><Money fen={invoice.owedFen - invoice.paidFen} /></strong></div>
        {payment?.state === 'failed' ? <Notice tone="warn">{w.failed}</Notice> : null}
        {open ? null : <Button kind="primary" wide busy={begin.isPending} onClick={() => begin.mutate({ invoiceId: invoice.id })}>{w.pay}</Button>}
        {payment?.state === 'asked' ? <p className="k-muted" role="status">{w.paying}</p> : null}
        {payment?.state === 'created' && payment.codeUrl !== null ? <><strong>{w.scan}</strong><QrCode text={payment.codeUrl} label={w.scan} /><p className="k-muted">{w.scanHint}</p></> : null}
        {payment?.state === 'created' && demo.data?.demo === true ? <div className="k-stack"><Button kind="primary" wide busy={wallet.isPending} onClick={() => wallet.mutate({ outTradeNo: payment.outTradeNo })}>{w.demoPay}</Button><Button wide disabled={wallet.isPending} onClick={() => wallet.mutate({ outTradeNo: payment.outTradeNo, decline: true })}>{w.demoDecline}</Button><p className="k-muted">{w.demo}</p></div> : null}
        {error === null ? null : <Notice tone="danger">{says(error)}</Notice>}
      </div>
    </Card>
  );
}

function Lines({ invoice }: { invoice: Invoice }) {
  const w = useWords(words);
  const v = useWords(workWords);
  const { language } = useLanguage();
  return (
    <Card title={w.lines}>
      <ul className="k-list">{invoice.lines.map((line) => (
        <li key={`${line.kind} ${line.code}`}><div className="k-between"><strong>{language === 'zh' ? line.name : line.nameEn}{line.quantity > 1 ? ` × ${line.quantity}` : ''}</strong><Money fen={line.ownerFen} /></div><span className="k-muted">{v.kind[line.kind as 'part'] ?? ''} · <Money fen={line.totalFen} /> · {v.payType[line.payType as 'owner'] ?? ''}</span></li>
      ))}</ul>
      <div className="k-between k-muted"><span>{w.covers}</span><Money fen={invoice.totalFen - invoice.owedFen} /></div>
      <div className="k-between"><strong>{w.toPay}</strong><strong><Money fen={invoice.owedFen} /></strong></div>
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
        if (invoice === undefined) return <><Head title={w.invoice} /><Empty icon="wallet" title={w.invoice} /></>;
        return (
          <>
            <Head title={`${invoice.state === 'issued' ? w.invoice : w.receipt} · ${invoice.plateNo ?? ''}`} />
            {invoice.state === 'issued' ? <Pay invoice={invoice} /> : <Notice tone="good">{invoice.state === 'settledZero' ? w.nothing : <>{w.paid} <Money fen={invoice.paidFen} />{invoice.refundedFen > 0 ? <> · {w.refunded} <Money fen={invoice.refundedFen} /></> : null}</>}</Notice>}
            <Card><div className="k-stack">
              <div className="k-between"><span className="k-muted">{w.number}</span><span>{invoice.number} <Tag>{v.invoice[invoice.state]}</Tag></span></div>
              <div className="k-between"><span className="k-muted">{w.outlet}</span><span>{language === 'zh' ? invoice.outletName : invoice.outletNameEn}</span></div>
              <div className="k-between"><span className="k-muted">{w.issued}</span><When at={invoice.issuedAt} /></div>
              {invoice.paidAt === null ? null : <div className="k-between"><span className="k-muted">{w.paidAt}</span><When at={invoice.paidAt} /></div>}
            </div></Card>
            <Lines invoice={invoice} />
          </>
        );
      }}
    </Answered>
  );
}
