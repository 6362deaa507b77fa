// What stock and waiting would be if suppliers took longer, or a new model came: tried, not done.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card } from '#kit/card.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { yuan } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { useSays } from '#client/says';
import { Table } from '../shell/Table.tsx';
import { words } from './words.ts';

const factors = [0.5, 1, 1.5, 2, 3] as const;
const whole = (fen: number): string => yuan(Math.round(fen / 100) * 100).replace('.00', '');

export function WhatIf({ brandId }: { brandId: string }) {
  const w = useWords(words);
  const says = useSays();
  const { language } = useLanguage();
  const [factor, setFactor] = useState('2');
  const [cars, setCars] = useState('0');
  const [tried, tryIt] = useState({ leadFactor: 2, newCars: 0 });
  const asked = useAsk('tryScenario', { brandId, ...tried }, { keep: true });
  return (
    <>
      <Card>
        <Form label={w.tabs.whatIf} onSubmit={() => tryIt({ leadFactor: Number(factor), newCars: Number(cars) })}>
          <div className="c-form"><SelectField label={w.leadFactor} value={factor} onValue={setFactor} options={factors.map((value) => ({ value: String(value), label: w.times(value) }))} /><TextField label={w.newCars} inputMode="numeric" value={cars} onValue={(text) => setCars(text.replaceAll(/\D/g, '').slice(0, 6))} /></div>
          <div className="k-row"><Button type="submit" kind="primary" busy={asked.isFetching} disabled={cars === ''}>{w.compute}</Button></div>
        </Form>
      </Card>
      <Answered of={asked} says={says} lines={8}>{(data) => (
        <>
          <Card><dl className="c-figures"><div><dt>{w.stockNeeded}</dt><dd>{whole(data.stockFenThen)}<small>{w.now} {whole(data.stockFen)}</small></dd></div><div data-bad={data.waitingThen > data.waiting * 1.2}><dt>{w.carsWaiting}</dt><dd>{data.waitingThen}<small>{w.now} {data.waiting}</small></dd></div></dl><p className="k-muted">{w.scenarioLead(data.cars)}</p></Card>
          {data.parts.length === 0 ? <Card><p className="k-muted">{w.nothingChanges}</p></Card> : <Table label={w.moreFor} columns={[w.part, { label: w.now, num: true }, { label: w.thereafter, num: true }, { label: w.value, num: true }]}>{data.parts.map((one) => <tr key={one.code}><td><strong>{language === 'zh' ? one.name : one.nameEn}</strong><small>{one.code}</small></td><td className="num">{one.units}</td><td className="num">{one.unitsThen}</td><td className="num">{one.moreFen > 0 ? '+' : ''}{whole(one.moreFen)}</td></tr>)}</Table>}
        </>
      )}</Answered>
    </>
  );
}
