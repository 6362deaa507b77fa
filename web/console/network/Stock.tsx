// Parts of a brand at an outlet: what was counted, what is expected on which day.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Tag } from '#kit/card.tsx';
import { Dialog } from '#kit/dialog.tsx';
import { Form, TextField } from '#kit/field.tsx';
import { dayOf } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { useMe } from '../shell/me.tsx';
import { Table } from '../shell/Table.tsx';
import { words } from './place-words.ts';

type Part = Out<'showStock'>['parts'][number];
type Place = { outletId: string; brandId: string };

function Enter({ place, part, what, done }: { place: Place; part: Part; what: 'count' | 'expect'; done(): void }) {
  const w = useWords(words);
  const [quantity, setQuantity] = useState(what === 'count' ? String(part.onHand ?? '') : '1');
  const [onDay, setDay] = useState(dayOf(new Date()));
  const [count, expect] = [useAct('countPart'), useAct('expectParts')];
  const act = what === 'count' ? count : expect;
  const number = /^\d+$/.test(quantity) ? Number(quantity) : undefined;
  const submit = (): void => {
    if (number === undefined) return;
    if (what === 'count') count.mutate({ ...place, code: part.code, onHand: number }, { onSuccess: done });
    else expect.mutate({ ...place, code: part.code, quantity: number, expectedOn: onDay }, { onSuccess: done });
  };
  return (
    <Form onSubmit={submit}>
      <TextField label={what === 'count' ? w.count : w.quantity} inputMode="numeric" value={quantity} onValue={setQuantity} />
      {what === 'expect' ? <TextField label={w.expectedOn} type="date" value={onDay} onValue={setDay} /> : null}
      <Stale error={act.error} />
      <div className="k-row"><Button type="submit" kind="primary" busy={act.isPending} disabled={number === undefined || (what === 'expect' && number === 0)}>{w.save}</Button><Button onClick={done}>{w.back}</Button></div>
    </Form>
  );
}

export function Stock({ outlet }: { outlet: { id: string; brandIds: string[] } }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const me = useMe();
  const brands = me.brands.filter((one) => outlet.brandIds.includes(one.id));
  const [brandId, setBrand] = useState(brands[0]?.id ?? '');
  const [find, setFind] = useState('');
  const [chosen, setChosen] = useState<{ part: Part; what: 'count' | 'expect' } | undefined>(undefined);
  const place = { outletId: outlet.id, brandId };
  const stock = useAsk('showStock', place, { topics: ['parts'], enabled: brandId !== '' });
  const receive = useAct('receiveParts');
  const counts = me.may('partsPlanner', 'storeKeeper', 'serviceManager', 'regionalManager', 'administrator');
  return (
    <>
      <div className="c-filters">
        {brands.length > 1 ? <select className="k-input" aria-label={w.brand} value={brandId} onChange={(event) => setBrand(event.target.value)}>{brands.map((one) => <option key={one.id} value={one.id}>{language === 'zh' ? one.name : one.nameEn}</option>)}</select> : null}
        <input className="k-input c-find" aria-label={w.find} placeholder={w.find} value={find} onChange={(event) => setFind(event.target.value)} /><span className="k-muted">{w.uncounted}</span>
      </div>
      <Answered of={stock} says={says} lines={8}>{(data) => {
        const rows = data.parts.filter((one) => `${one.code} ${one.name} ${one.nameEn}`.toLowerCase().includes(find.trim().toLowerCase())).sort((a, b) => Number(a.onHand === null) - Number(b.onHand === null)).slice(0, 200);
        return rows.length === 0 ? <Empty icon="store" title={w.noParts} /> : (
          <Table label={w.tabs.parts} columns={[w.part, { label: w.onHand, num: true }, w.expected, { label: w.actions, hidden: true }]}>{rows.map((part) => (
            <tr key={part.code}>
              <td><strong>{language === 'zh' ? part.name : part.nameEn}</strong><small>{part.code}</small></td>
              <td className="num">{part.onHand === null ? <span className="k-muted">{w.never}</span> : part.onHand}{part.countedBy === null ? null : <small>{w.counted(part.countedBy)}</small>}</td>
              <td>{part.expected.length === 0 ? '–' : part.expected.map((one) => <div key={one.id} className="c-inline">{one.expectedOn} × {one.quantity}{one.late ? <Tag tone="warn">{w.late}</Tag> : null}{counts ? <Button small busy={receive.isPending} onClick={() => receive.mutate({ expectedId: one.id, quantity: one.quantity })}>{w.receive}</Button> : null}</div>)}</td>
              <td>{counts ? <span className="c-inline"><Button small onClick={() => setChosen({ part, what: 'count' })}>{w.countIt}</Button><Button small onClick={() => setChosen({ part, what: 'expect' })}>{w.expect}</Button></span> : null}</td>
            </tr>
          ))}</Table>
        );
      }}</Answered>
      <Stale error={receive.error} />
      <Dialog open={chosen !== undefined} onClose={() => setChosen(undefined)} title={chosen === undefined ? '' : `${chosen.what === 'count' ? w.countIt : w.expect} · ${language === 'zh' ? chosen.part.name : chosen.part.nameEn}`}>{chosen === undefined ? null : <Enter place={place} {...chosen} done={() => setChosen(undefined)} />}</Dialog>
    </>
  );
}
