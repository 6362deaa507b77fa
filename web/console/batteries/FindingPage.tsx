// One finding with its evidence: what, where, how sure, how it came, what it is not, what to test next; and what the workshop found.
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { BandChart } from '#kit/band-chart.tsx';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Choice, Form, SelectField, TextArea, TextField } from '#kit/field.tsx';
import { dayOf, Money, When } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { batteryWords, figure } from '#client/battery-words';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { BatteryTabs, TierTag, useFigure, useWhere } from './BatteryTabs.tsx';
import './batteries.css';
import { JobOf } from './Job.tsx';
import { words } from './words.ts';

type Page = Out<'showFinding'>;
type Outcome = 'confirmed' | 'otherCause' | 'nothingFound';
const day = (at: number): string => dayOf(new Date(at)).slice(2);

/** How it came: the cell against the others, or the value by day. */
function Curve({ page }: { page: Page }) {
  const w = useWords(words);
  const { series, days, finding } = page;
  if (series !== null) {
    const points = series.at.map((at, index) => ({ at: Date.parse(at), value: series.own[index] ?? null, low: series.low[index] ?? null, high: series.high[index] ?? null }));
    return <Card title={w.chartCell}><BandChart label={w.chartCell} unit={series.unit} points={points} day={day} height={240} /></Card>;
  }
  const points = days.length > 1 ? days.map((one) => ({ at: Date.parse(one.onDay), value: one.value, low: one.low, high: one.high })) : page.evidence.map((one) => ({ at: Date.parse(one.at), value: one.value, low: one.low, high: one.high }));
  return points.length < 2 ? null : <Card title={w.chartValue}><BandChart label={w.chartValue} unit={finding.unit} points={points} day={day} height={240} /></Card>;
}

function Outcome({ finding }: { finding: Page['finding'] }) {
  const w = useWords(words);
  const b = useWords(batteryWords);
  const says = useSays();
  const [outcome, setOutcome] = useState<Outcome>('confirmed');
  const [text, setText] = useState('');
  const [kind, setKind] = useState('');
  const [cost, setCost] = useState('');
  const act = useAct('recordBatteryOutcome');
  const save = (): void => act.mutate({ findingId: finding.id, outcome, words: text.trim(), version: finding.version, ...(outcome === 'otherCause' ? { foundKind: kind } : {}), ...(cost.trim() === '' ? {} : { costFen: Math.round(Number(cost) * 100) }) });
  return (
    <Card title={w.record}>
      <Form label={w.record} onSubmit={save}>
        <Choice<Outcome> label={w.outcome} value={outcome} onValue={setOutcome} options={(['confirmed', 'otherCause', 'nothingFound'] as const).map((value) => ({ value, label: b.outcome[value] ?? value }))} />
        {outcome === 'otherCause' ? <SelectField label={w.otherKind} value={kind} onValue={setKind} options={[{ value: '', label: w.choose }, ...Object.entries(b.rule).map(([value, label]) => ({ value, label })), { value: 'other', label: '…' }]} /> : null}
        <TextArea label={w.words} value={text} onValue={setText} rows={2} />
        <TextField label={w.cost} value={cost} onValue={setCost} inputMode="decimal" />
        {act.error === null ? null : <Notice tone="danger">{says(act.error)}</Notice>}
        <Button type="submit" kind="primary" busy={act.isPending} disabled={text.trim() === '' || (outcome === 'otherCause' && kind === '')}>{w.save}</Button>
      </Form>
    </Card>
  );
}

function Facts({ page }: { page: Page }) {
  const w = useWords(words);
  const b = useWords(batteryWords);
  const { language } = useLanguage();
  const said = useFigure();
  const where = useWhere();
  const { finding } = page;
  return (
    <Card title={w.evidence} aside={<TierTag tier={finding.tier} />}>
      <p>{b.plain[finding.rule] ?? ''}</p>
      <dl className="c-facts">
        <dt>{w.what}</dt><dd>{where(finding)} · {said(finding)}</dd><dt>{w.causeIs}</dt><dd>{b.cause[finding.cause] ?? finding.cause}</dd>
        {finding.onsetAt === null ? null : <><dt>{w.began}</dt><dd>{dayOf(finding.onsetAt)}</dd></>}<dt>{w.data}</dt><dd>{b.days(Math.round(finding.daysOfData))}</dd>
        <dt>{w.notIt}</dt><dd>{finding.ruledOut.map((code) => b.ruledOut[code] ?? code).join(language === 'zh' ? '、' : ', ') || '–'}</dd><dt>{w.next}</dt><dd><strong>{b.nextTest[finding.nextTest] ?? finding.nextTest}</strong></dd>
      </dl>
      {finding.state === 'open' ? null : <p className="k-muted">{b.state['cleared']}: {b.cleared[finding.clearedBecause ?? ''] ?? ''}</p>}
      {finding.outcome === null ? null : <Notice tone={finding.outcome === 'confirmed' ? 'good' : 'info'}><strong>{b.outcome[finding.outcome]}</strong> · {finding.outcomeWords} · {finding.outcomeBy} {finding.costFen === null ? null : <Money fen={finding.costFen} />}</Notice>}
    </Card>
  );
}

export function FindingPage() {
  const { findingId = '' } = useParams();
  const w = useWords(words);
  const b = useWords(batteryWords);
  const says = useSays();
  const { may } = useMe();
  const where = useWhere();
  const asked = useAsk('showFinding', { findingId }, { topics: ['batteries'] });
  return (
    <div className="c-page">
      <Answered of={asked} says={says} lines={12}>{(page) => (
        <>
          <Heading title={`${b.rule[page.finding.rule] ?? page.finding.rule} · ${page.plateNo ?? page.vinMasked}`} lead={`${page.finding.number} · ${where(page.finding)}`}><Link className="k-button" data-small="true" to={links.battery(page.vehicleId)}>{w.toCar}</Link></Heading>
          <BatteryTabs />
          <div className="c-split">
            <div className="c-col"><Curve page={page} /><Facts page={page} /></div>
            <div className="c-col">
              {may('technician', 'adviser', 'serviceManager', 'warrantyOfficer') ? <Outcome key={page.finding.version} finding={page.finding} /> : null}
              <JobOf finding={page.finding} />
              <Card title={w.history}><ul className="k-list">{page.evidence.map((one) => <li key={one.id}><span className="k-between"><span className="c-inline"><TierTag tier={one.tier} />{w.said[one.state] ?? one.state}</span><span className="k-muted"><When at={one.at} /></span></span><span className="k-muted">{figure(one.value)} {page.finding.unit} ({figure(one.low)}–{figure(one.high)})</span></li>)}</ul></Card>
              {page.kin.length === 0 ? null : <Card title={w.kin}><ul className="k-list">{page.kin.map((one) => <li key={one.id} className="k-between"><Link to={links.finding(one.id)}>{b.rule[one.rule] ?? one.rule} · {where(one)}</Link><Tag>{b.state[one.state]}</Tag></li>)}</ul></Card>}
            </div>
          </div>
        </>
      )}</Answered>
    </div>
  );
}
