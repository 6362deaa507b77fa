// What the night's run advises, each with its reason and money; taken one by one or many at once, or refused with a reason.
import { useState } from 'react';
import { Link } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Tag } from '#kit/card.tsx';
import { Dialog, say } from '#kit/dialog.tsx';
import { Choice, Form, TextField } from '#kit/field.tsx';
import { Money, yuan } from '#kit/figures.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct } from '#client/ask';
import type { Out } from '#client/client';
import { Stale } from '../cases/Stale.tsx';
import { links } from '../links.ts';
import { useMe } from '../shell/me.tsx';
import { Table } from '../shell/Table.tsx';
import { usePlaces } from './places.ts';
import { words } from './words.ts';

type Row = Out<'listSuggestions'>['suggestions'][number];

function Dismiss({ row, done }: { row: Row; done(): void }) {
  const w = useWords(words);
  const [why, setWhy] = useState('');
  const act = useAct('dismissSuggestion');
  return (
    <Form label={w.dismiss} onSubmit={() => act.mutate({ suggestionId: row.id, why: why.trim(), version: row.version }, { onSuccess: done })}>
      <TextField label={w.dismissWhy} value={why} onValue={setWhy} /><Stale error={act.error} />
      <div className="k-row"><Button type="submit" kind="primary" busy={act.isPending} disabled={why.trim() === ''}>{w.dismiss}</Button><Button onClick={done}>{w.back}</Button></div>
    </Form>
  );
}

type Kind = Row['kind'];
export function Advice({ brandId, rows: every, slim = false }: { brandId: string; rows: readonly Row[]; slim?: boolean }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const { may } = useMe();
  const nameOf = usePlaces(brandId);
  const [chosen, choose] = useState<readonly string[]>([]);
  const [kind, setKind] = useState<Kind | 'all'>('all');
  const [placeId, setPlace] = useState('');
  const kinds = [...new Set(every.map((row) => row.kind))];
  const places = [...new Set(every.map((row) => row.placeId))].map((id) => ({ id, name: nameOf(id) })).toSorted((a, b) => a.name.localeCompare(b.name, language));
  const rows = every.filter((row) => (kind === 'all' || row.kind === kind) && (placeId === '' || row.placeId === placeId));
  const [refused, refuse] = useState<Row | undefined>(undefined);
  const act = useAct('acceptSuggestions');
  const mayDecide = may('partsPlanner', 'serviceManager', 'regionalManager', 'administrator');
  const take = (ids: readonly string[]): void => act.mutate({ brandId, suggestionIds: [...ids] }, { onSuccess: (made) => {
    choose([]);
    say(made.failed.length === 0 ? w.accepted(made.purchases, made.transfers) : `${w.accepted(made.purchases, made.transfers)} · ${w.failedSome(made.failed.length)}`);
  } });
  const live = chosen.filter((id) => rows.some((row) => row.id === id));
  return (
    <>
      {slim ? null : <div className="c-filters"><Choice label={w.tabs.advice} hidden value={kind} onValue={(value) => setKind(value as Kind)} options={[{ value: 'all', label: w.allKinds }, ...kinds.map((value) => ({ value, label: `${w.kinds[value]} ${every.filter((row) => row.kind === value).length}` }))]} />{places.length < 2 ? null : <select className="k-input" aria-label={w.outlet} value={placeId} onChange={(event) => setPlace(event.target.value)}><option value="">{w.all}</option>{places.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}</select>}</div>}
      {slim || !mayDecide || rows.length === 0 ? null : <div className="c-filters"><Button small onClick={() => choose(live.length === rows.length ? [] : rows.map((row) => row.id))}>{w.chooseAll}</Button><Button small kind="primary" busy={act.isPending} disabled={live.length === 0} onClick={() => take(live)}>{w.acceptMany(live.length)}</Button></div>}
      <Stale error={act.error} />
      <Table label={w.tabs.advice} columns={[{ label: w.chooseAll, hidden: true }, w.part, w.why, { label: w.cost, num: true }, { label: w.saves, num: true }, { label: w.accept, hidden: true }]}>{rows.map((row) => (
        <tr key={row.id} data-on={live.includes(row.id)}>
          <td>{slim || !mayDecide ? null : <input type="checkbox" aria-label={`${w.accept} ${row.code}`} checked={live.includes(row.id)} onChange={(event) => choose(event.target.checked ? [...live, row.id] : live.filter((id) => id !== row.id))} />}</td>
          <td><Tag tone={row.kind === 'move' ? 'info' : row.kind === 'lastBuy' ? 'warn' : 'accent'}>{w.kinds[row.kind]}</Tag> <strong>{w.pieces(row.quantity)}</strong>{slim ? null : <><br /><Link to={links.part(brandId, row.code)}>{language === 'zh' ? row.name : row.nameEn}</Link><small>{row.code}</small></>}</td>
          <td><span>{row.fromPlaceId === null ? '' : `${w.from} ${nameOf(row.fromPlaceId)} `}{row.kind === 'move' ? `${w.to} ` : ''}{nameOf(row.placeId)}{row.supplierName === null ? '' : ` · ${language === 'zh' ? row.supplierName : row.supplierNameEn}`}</span><small>{w.because({ ...row.why })}{row.why.spareThere === null ? '' : ` · ${w.spare(row.why.spareThere)}`}{row.why.months === null ? '' : ` · ${w.forMonths(row.why.months)}`}</small></td>
          <td className="num"><Money fen={row.costFen} /></td><td className="num">{yuan(Math.round(row.savesFen / 100) * 100).replace('.00', '')}</td>
          <td>{mayDecide ? <span className="c-inline"><Button small kind="primary" busy={act.isPending} onClick={() => take([row.id])}>{w.accept}</Button><Button small onClick={() => refuse(row)}>{w.dismiss}</Button></span> : null}</td>
        </tr>
      ))}</Table>
      <Dialog open={refused !== undefined} onClose={() => refuse(undefined)} title={refused === undefined ? '' : `${w.dismiss} · ${refused.code}`}>{refused === undefined ? null : <Dismiss row={refused} done={() => refuse(undefined)} />}</Dialog>
    </>
  );
}
