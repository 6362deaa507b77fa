// The ledger for cashiers and auditors: what stands on each account, and the entries behind it, newest first.
import { Link, useSearchParams } from 'react-router';
import { accounts } from '#api/ledger';
import { Card } from '#kit/card.tsx';
import { SelectField, TextField } from '#kit/field.tsx';
import { Money, When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import type { In, Out } from '#client/client';
import { useSays } from '#client/says';
import { workWords } from '#client/work-words';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { Table } from '../shell/Table.tsx';
import { Poster } from '../till/Till.tsx';
import { words } from './words.ts';

type Entry = Out<'listEntries'>['entries'][number];

/** An entry leads to what it is about. */
function About({ of }: { of: Entry }) {
  const w = useWords(words);
  const name = <strong>{w.kind[of.kind] ?? of.kind}</strong>;
  if (of.subject === 'invoices') return <Link to={links.invoice(of.subjectId)}>{name}</Link>;
  return of.subject === 'claims' ? <Link to={links.claim(of.subjectId)}>{name}</Link> : name;
}

function Balances({ where }: { where: In<'showBalances'> }) {
  const w = useWords(words);
  const v = useWords(workWords);
  const says = useSays();
  const balances = useAsk('showBalances', where, { topics: ['till', 'invoices', 'benefits', 'claims', 'loaners'] });
  return (
    <Card title={w.balances}>
      <Answered of={balances} says={says} lines={6}>{(data) => (
        <Table label={w.balances} columns={[w.account, { label: w.debit, num: true }, { label: w.credit, num: true }, { label: w.balance, num: true }]} foot={<tr><td><strong>{w.allTogether}</strong></td><td /><td /><td className="num" data-label={w.balance}><strong><Money fen={data.sumFen} /></strong></td></tr>}>
          {data.balances.map((one) => <tr key={`${one.account} ${one.party ?? ''}`}><td><strong>{w.accounts[one.account]}</strong>{one.party === null ? null : <small>{v.channel[one.party as 'cash'] ?? one.party}</small>}</td><td className="num"><Money fen={one.debitFen} /></td><td className="num"><Money fen={one.creditFen} /></td><td className="num"><strong><Money fen={one.fen} /></strong></td></tr>)}
        </Table>
      )}</Answered>
    </Card>
  );
}

export function Ledger() {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const outlets = useAsk('listOutlets', {});
  const mine = (outlets.data?.outlets ?? []).filter(me.isMyOutlet);
  const chosen = (name: string): string | undefined => params.get(name) ?? undefined;
  const set = (name: string, value: string): void => {
    const next = new URLSearchParams(params);
    if (value === '') next.delete(name);
    else next.set(name, value);
    setParams(next, { replace: true });
  };
  const [outletId, fromOn, untilOn, account] = [chosen('outlet'), chosen('from'), chosen('until'), accounts.find((one) => one === params.get('account'))];
  const where = { ...(outletId === undefined ? {} : { outletId }), ...(fromOn === undefined ? {} : { fromOn }), ...(untilOn === undefined ? {} : { untilOn }) };
  const entries = useAsk('listEntries', { ...where, ...(account === undefined ? {} : { account }), limit: 100 }, { topics: ['till', 'invoices', 'benefits', 'claims', 'loaners'] });
  return (
    <div className="c-page">
      <Heading title={w.title} lead={w.lead}>
        <div className="c-filters">
          <SelectField label={w.place} value={outletId ?? ''} onValue={(value) => set('outlet', value)} options={[{ value: '', label: w.everywhere }, ...mine.map((one) => ({ value: one.id, label: language === 'zh' ? one.name : one.nameEn }))]} />
          <SelectField label={w.account} value={account ?? ''} onValue={(value) => set('account', value)} options={[{ value: '', label: w.anyAccount }, ...accounts.map((value) => ({ value, label: w.accounts[value] }))]} />
          <TextField label={w.from} type="date" value={fromOn ?? ''} onValue={(value) => set('from', value)} /><TextField label={w.until} type="date" value={untilOn ?? ''} onValue={(value) => set('until', value)} />
        </div>
      </Heading>
      <Balances where={where} />
      <Card title={w.entries}>
        <Answered of={entries} says={says} lines={8}>{(data) => data.entries.length === 0 ? <Empty icon="wallet" title={w.none}><p className="k-muted">{w.noneLead}</p></Empty> : (
          <Table label={w.entries} columns={[w.what, w.lines, w.day, w.who]}>{data.entries.map((one) => (
            <tr key={one.id}><td><About of={one} /><small>{one.words}</small></td>
              <td>{one.postings.map((each) => <div key={`${each.account} ${each.party}`} className="k-between"><span>{w.accounts[each.account]}</span><Money fen={each.fen} /></div>)}</td>
              <td>{one.onDay}<small><When at={one.at} /></small></td><td><Poster of={one} /></td></tr>
          ))}</Table>
        )}</Answered>
      </Card>
    </div>
  );
}
