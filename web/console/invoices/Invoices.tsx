// Invoices of my places, and one invoice with its lines, its ledger and refunds.
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag, type Tone } from '#kit/card.tsx';
import { Form, TextField } from '#kit/field.tsx';
import { Money, When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { defineWords, useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk, useAskPages } from '#client/ask';
import type { In, Out } from '#client/client';
import { useFieldErrors, useSays } from '#client/says';
import { workWords } from '#client/work-words';
import { Stale } from '../cases/Stale.tsx';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { Fapiao } from './Fapiao.tsx';
import { moneyWords } from './money-words.ts';
import { Payers } from './Payers.tsx';
import { More } from '../shell/More.tsx';
import { Table } from '../shell/Table.tsx';

const words = defineWords({
  zh: { title: '结算单', number: '结算单', car: '车辆', outlet: '网点', state: '状态', any: '全部状态', find: '结算单号、车牌或 VIN 尾号', total: '合计', owed: '车主应付', paid: '已付', refunded: '已退', issued: '开单', none: '这里没有结算单', noneLead: '维修完成后自动生成。', lines: '明细', line: '项目', quantity: '数量', unit: '单价', payer: '谁付', ledger: '账目', ledgerLead: '每一笔都记录来源，合计与结算单一致。', refund: '退款', amount: '退款金额（元）', why: '原因', most: (yuan: string) => `最多可退 ${yuan}`, give: '退款给车主', asked: '已提交退款，到账后账目会更新。', packageBack: '退回套餐次数', packageLead: '本单用掉的套餐次数还给车主，可与退款一起或单独办理。', givePackage: '退回次数', packageGiven: '次数已退回，套餐余额已恢复。', order: '委托单', openCase: '工单', notNumber: '请输入金额，例如 120.50', reference: '凭据', show: '查看' },
  en: { title: 'Invoices', number: 'Invoice', car: 'Car', outlet: 'Outlet', state: 'State', any: 'Any state', find: 'Number, plate or end of VIN', total: 'Total', owed: 'Owner owes', paid: 'Paid', refunded: 'Refunded', issued: 'Issued', none: 'No invoices here', noneLead: 'They are issued when the work is done.', lines: 'Lines', line: 'Line', quantity: 'Qty', unit: 'Unit', payer: 'Who pays', ledger: 'Ledger', ledgerLead: 'Every movement names its source; the sums are those of the invoice.', refund: 'Refund', amount: 'Amount (yuan)', why: 'Reason', most: (yuan: string) => `at most ${yuan}`, give: 'Refund the owner', asked: 'The refund is on its way; the ledger follows when it has arrived.', packageBack: 'Give package times back', packageLead: 'The package times that this invoice used are the owner’s again, with a refund or without.', givePackage: 'Give them back', packageGiven: 'They are back in the package.', order: 'Work order', openCase: 'Case', notNumber: 'An amount such as 120.50', reference: 'Reference', show: 'Show' },
});
type Invoice = Out<'listInvoices'>['invoices'][number];
const tones: Record<Invoice['state'], Tone> = { issued: 'warn', partlyPaid: 'warn', paid: 'good', partlyRefunded: 'info', refunded: 'plain', settledZero: 'plain' };

export function Invoices() {
  const w = useWords(words);
  const v = useWords(workWords);
  const { language } = useLanguage();
  const says = useSays();
  const [params, setParams] = useSearchParams();
  const state = params.get('state') ?? '';
  const find = params.get('find') ?? '';
  const set = (next: { state: string; find: string }): void => setParams(Object.fromEntries(Object.entries(next).filter(([, value]) => value !== '')), { replace: true });
  const list = useAskPages('listInvoices', { ...(find === '' ? {} : { find }), ...(state === '' ? {} : { state: state as NonNullable<In<'listInvoices'>['state']> }), limit: 100 }, { topics: ['invoices'] });
  const invoices = (list.data ?? []).flatMap((part) => part.invoices);
  return (
    <div className="c-page">
      <Heading title={w.title}>
        <div className="c-filters"><input className="k-input" type="search" maxLength={40} aria-label={w.find} placeholder={w.find} defaultValue={find} onChange={(event) => set({ state, find: event.target.value.trim() })} /><select className="k-input" aria-label={w.state} value={state} onChange={(event) => set({ state: event.target.value, find })}><option value="">{w.any}</option>{Object.entries(v.invoice).map(([value, label]) => <option key={value} value={value}>{label}</option>)}</select></div>
      </Heading>
      <Answered of={list} says={says} lines={10}>
        {() => invoices.length === 0 ? <Empty icon="wallet" title={w.none}><p className="k-muted">{w.noneLead}</p></Empty> : (
          <>
            <Table label={w.title} columns={[w.number, w.car, w.outlet, w.state, { label: w.total, num: true }, { label: w.owed, num: true }, { label: w.paid, num: true }, { label: w.refunded, num: true }, w.issued]}>{invoices.map((one) => (
              <tr key={one.id}><td><Link to={links.invoice(one.id)}><strong>{one.number}</strong></Link></td><td>{one.plateNo ?? '–'}</td><td>{language === 'zh' ? one.outletName : one.outletNameEn}</td><td><Tag tone={tones[one.state]}>{v.invoice[one.state]}</Tag></td>
                <td className="num"><Money fen={one.totalFen} /></td><td className="num"><strong><Money fen={one.owedFen} /></strong></td><td className="num">{one.paidFen === 0 ? '–' : <Money fen={one.paidFen} />}</td><td className="num">{one.refundedFen === 0 ? '–' : <Money fen={one.refundedFen} />}</td><td><When at={one.issuedAt} /></td></tr>
            ))}</Table>
            <More of={list} shown={invoices.length} />
          </>
        )}
      </Answered>
    </div>
  );
}

/** '120.5' → 12050; undefined when it is no amount. */
export const fenOf = (text: string): number | undefined => (/^\d{1,7}(\.\d{1,2})?$/.test(text.trim()) ? Math.round(Number(text.trim()) * 100) : undefined);

function Refund({ invoice, onTheWayFen }: { invoice: Invoice; onTheWayFen: number }) {
  const w = useWords(words);
  const [amount, setAmount] = useState('');
  const [why, setWhy] = useState('');
  const act = useAct('refundInvoice');
  const error = useFieldErrors(act.error, ['amountFen', 'why']);
  const fen = fenOf(amount);
  const left = invoice.paidFen - invoice.refundedFen - onTheWayFen;
  if (left <= 0) return null;
  return (
    <Card title={w.refund}>
      <Form label={w.refund} onSubmit={() => fen !== undefined && act.mutate({ invoiceId: invoice.id, amountFen: fen, why: why.trim(), version: invoice.version })}>
        <TextField label={w.amount} inputMode="decimal" value={amount} onValue={setAmount} hint={w.most((left / 100).toFixed(2))} error={amount !== '' && fen === undefined ? w.notNumber : error('amountFen')} />
        <TextField label={w.why} value={why} onValue={setWhy} error={error('why')} />
        {error('') === undefined ? null : <Stale error={act.error} />}
        {act.isSuccess ? <Notice tone="good">{w.asked}</Notice> : null}
        <Button type="submit" kind="danger" busy={act.isPending} disabled={fen === undefined || fen === 0 || why.trim() === ''}>{w.give}</Button>
      </Form>
    </Card>
  );
}

/** The times of a package that paid for lines of this invoice. */
function PackageBack({ invoice }: { invoice: Out<'showInvoice'>['invoice'] }) {
  const w = useWords(words);
  const [why, setWhy] = useState('');
  const act = useAct('givePackageBack');
  const error = useFieldErrors(act.error, ['why']);
  if (!invoice.lines.some((line) => line.payType === 'package')) return null;
  return (
    <Card title={w.packageBack}>
      <p className="k-muted">{w.packageLead}</p>
      <Form label={w.packageBack} onSubmit={() => act.mutate({ invoiceId: invoice.id, why: why.trim(), version: invoice.version })}>
        <TextField label={w.why} value={why} onValue={setWhy} error={error('why')} />
        {error('') === undefined ? null : <Stale error={act.error} />}
        {act.isSuccess ? <Notice tone="good">{w.packageGiven}</Notice> : null}
        <Button type="submit" kind="danger" busy={act.isPending} disabled={why.trim() === ''}>{w.givePackage}</Button>
      </Form>
    </Card>
  );
}

export function InvoicePage() {
  const { invoiceId = '' } = useParams();
  const w = useWords(words);
  const v = useWords(workWords);
  const m = useWords(moneyWords);
  const { language } = useLanguage();
  const { may } = useMe();
  const says = useSays();
  const page = useAsk('showInvoice', { invoiceId }, { topics: ['invoices'] });
  return (
    <div className="c-page">
      <Answered of={page} says={says} lines={12}>
        {(data) => { const { invoice, ledger } = data; return (
          <>
            <title>{`${invoice.number} · CareLoop`}</title>
            <header><h1>{invoice.number} · {invoice.plateNo}</h1><Tag tone={tones[invoice.state]}>{v.invoice[invoice.state]}</Tag></header>
            <div className="c-split">
              <div className="c-col">
                <Card title={w.lines}>
                  <Table label={w.lines} columns={[w.line, { label: w.quantity, num: true }, { label: w.unit, num: true }, { label: w.total, num: true }, w.payer, { label: w.owed, num: true }]}
                    foot={<tr><td colSpan={3}><strong>{w.total}</strong></td><td className="num" data-label={w.total}><strong><Money fen={invoice.totalFen} /></strong></td><td /><td className="num" data-label={w.owed}><strong><Money fen={invoice.owedFen} /></strong></td></tr>}>
                    {invoice.lines.map((line, at) => <tr key={`${at} ${line.code}`}><td><strong>{language === 'zh' ? line.name : line.nameEn}</strong><small>{v.kind[line.kind as 'part'] ?? ''} · {line.code}</small></td><td className="num">{line.quantity}</td><td className="num"><Money fen={line.unitFen} /></td><td className="num"><Money fen={line.totalFen} /></td><td>{v.payType[line.payType as 'owner'] ?? ''}</td><td className="num"><Money fen={line.ownerFen} /></td></tr>)}
                  </Table>
                </Card>
                <Card title={w.ledger}>
                  <p className="k-muted">{w.ledgerLead}</p>
                  <ul className="k-list c-past">{ledger.map((row) => <li key={`${row.kind} ${row.reference}`} className="k-between"><span><strong>{v.ledger[row.kind] ?? row.kind}</strong> <small className="c-ref">{row.kind === 'paid' || row.kind === 'refunded' ? row.reference : invoice.number}</small></span><span className="c-sum"><Money fen={row.kind === 'refunded' ? -Math.abs(row.amountFen) : row.amountFen} /><small><When at={row.at} /></small></span></li>)}</ul>
                </Card>
              </div>
              <div className="c-col">
                <Card><dl className="c-facts"><dt>{w.outlet}</dt><dd>{language === 'zh' ? invoice.outletName : invoice.outletNameEn}</dd><dt>{w.issued}</dt><dd><When at={invoice.issuedAt} /></dd><dt>{m.tax((invoice.taxBasisPoints / 100).toString())}</dt><dd><Money fen={invoice.taxFen} /></dd><dt>{w.order}</dt><dd><Link to={links.workOrder(invoice.workOrderId)}>{w.show}</Link></dd><dt>{w.openCase}</dt><dd><Link to={links.case(invoice.caseId)}>{w.show}</Link></dd><dt>{w.paid}</dt><dd><Money fen={invoice.paidFen} /></dd><dt>{w.refunded}</dt><dd><Money fen={invoice.refundedFen} /></dd></dl></Card>
                <Payers page={data} vehicleId={data.vehicleId} />
                <Fapiao page={data} />
                {may('serviceManager') ? <><Refund invoice={invoice} onTheWayFen={data.refunds.reduce((fen, one) => fen + (one.state === 'asked' || one.state === 'processing' ? one.amountFen : 0), 0)} /><PackageBack invoice={invoice} /></> : null}
              </div>
            </div>
          </>
        ); }}
      </Answered>
    </div>
  );
}
