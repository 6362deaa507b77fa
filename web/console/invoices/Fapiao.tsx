// Tax invoices of an invoice: asking in the buyer's title, red ones, what failed and why, the file.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Choice, Form, SelectField, TextField } from '#kit/field.tsx';
import { Money } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useFieldErrors, useSays } from '#client/says';
import { workWords } from '#client/work-words';
import { Stale } from '../cases/Stale.tsx';
import { useMe } from '../shell/me.tsx';
import { moneyWords } from './money-words.ts';

type Paper = Out<'listFapiao'>['papers'][number];
type Kind = 'person' | 'company';

function BuyerForm({ label, busy, error, from, onSend }: { label: string; busy: boolean; error: Error | null; from: { kind: Kind; title: string; taxNo: string }; onSend(buyer: { buyerKind: Kind; title: string; taxNo?: string }): void }) {
  const w = useWords(moneyWords);
  const [kind, setKind] = useState<Kind>(from.kind);
  const [title, setTitle] = useState(from.title);
  const [taxNo, setTaxNo] = useState(from.taxNo);
  const at = useFieldErrors(error, ['title', 'taxNo']);
  return (
    <Form label={label} onSubmit={() => onSend({ buyerKind: kind, title: title.trim(), ...(kind === 'company' && taxNo.trim() !== '' ? { taxNo: taxNo.trim().toUpperCase() } : {}) })}>
      <Choice<Kind> label={w.buyer} value={kind} onValue={setKind} options={[{ value: 'person', label: w.person }, { value: 'company', label: w.firm }]} />
      <TextField label={w.title} value={title} onValue={setTitle} error={at('title')} />
      {kind === 'company' ? <TextField label={w.taxNo} value={taxNo} onValue={setTaxNo} error={at('taxNo')} /> : null}
      {at('') === undefined ? null : <Stale error={error} />}
      <Button type="submit" busy={busy} disabled={title.trim() === ''}>{label}</Button>
    </Form>
  );
}

function PaperLine({ one, works }: { one: Paper; works: boolean }) {
  const w = useWords(moneyWords);
  const again = useAct('retryFapiao');
  const tone = one.state === 'issued' ? 'good' : one.state === 'failed' ? 'danger' : 'info';
  return (
    <li>
      <div className="k-between"><span><strong>{one.buyerTitle}</strong>{one.kind === 'red' ? <> <Tag tone="danger">{w.red}</Tag></> : null} <Tag tone={tone}>{w.state[one.state]}</Tag><br /><small className="c-ref">{one.number ?? one.buyerTaxNo ?? ''}</small></span><span className="c-sum"><Money fen={one.grossFen} />{one.state === 'issued' ? <a href={`/api/fapiao/${one.id}/file`} download={`${one.number}.pdf`}>{w.file}</a> : null}</span></div>
      {one.error === null ? null : <Notice tone={one.state === 'failed' ? 'danger' : 'warn'}>{one.error}</Notice>}
      {works && one.state === 'failed' ? <BuyerForm label={w.again} busy={again.isPending} error={again.error} from={{ kind: one.buyerKind, title: one.buyerTitle, taxNo: one.buyerTaxNo ?? '' }} onSend={(buyer) => again.mutate({ paperId: one.id, version: one.version, ...buyer })} /> : null}
    </li>
  );
}

export function Fapiao({ page }: { page: Out<'showInvoice'> }) {
  const w = useWords(moneyWords);
  const v = useWords(workWords);
  const says = useSays();
  const { may } = useMe();
  const works = may('adviser', 'cashier', 'serviceManager');
  const papers = useAsk('listFapiao', { invoiceId: page.invoice.id }, { topics: ['fapiao', 'invoices'] });
  const ask = useAct('askFapiao');
  const settled = page.payers.filter((payer) => payer.owedFen > 0 && payer.paidFen >= payer.owedFen && !(papers.data?.papers ?? []).some((one) => one.kind === 'blue' && one.payerId === payer.id && one.state !== 'failed'));
  const [chosen, setChosen] = useState('');
  const payer = settled.find((one) => one.id === chosen) ?? settled[0];
  return (
    <Card title={w.fapiao}>
      <Answered of={papers} says={says} lines={2}>{({ papers: list }) => list.length === 0 ? <p className="k-muted">{w.fapiaoLead}</p> : <ul className="k-list">{list.map((one) => <PaperLine key={one.id} one={one} works={works} />)}</ul>}</Answered>
      {!works || papers.data === undefined ? null : payer === undefined ? (papers.data.papers.length === 0 ? <p className="k-muted">{w.waits}</p> : null) : (
        <>
          {settled.length < 2 ? null : <SelectField label={w.payer} value={payer.id} onValue={setChosen} options={settled.map((one) => ({ value: one.id, label: `${v.payer[one.kind]} ${one.name}` }))} />}
          <BuyerForm key={payer.id} label={w.ask} busy={ask.isPending} error={ask.error} from={{ kind: payer.kind === 'owner' ? 'person' : 'company', title: payer.kind === 'company' ? payer.name : '', taxNo: payer.taxNo ?? '' }} onSend={(buyer) => ask.mutate({ invoiceId: page.invoice.id, payerId: payer.id, ...buyer })} />
        </>
      )}
    </Card>
  );
}
