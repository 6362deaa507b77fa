// Papers of my battery: certificates for a buyer, warranty decisions with their exact sentence and an appeal, tests beside estimates.
import { useState } from 'react';
import { Link } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { TextArea } from '#kit/field.tsx';
import { dayOf } from '#kit/figures.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { words } from './words.ts';

type Papers = Out<'myBatteryPapers'>;

function Decision({ one }: { one: Papers['decisions'][number] }) {
  const w = useWords(words);
  const says = useSays();
  const { language } = useLanguage();
  const [text, setText] = useState<string | undefined>(undefined);
  const act = useAct('appealBatteryDecision');
  return (
    <Card title={w.decision} aside={<Tag tone={one.outcome === 'covered' ? 'good' : 'info'}>{w.outcome[one.outcome]}</Tag>}>
      {one.state === 'changed' ? <p><strong>{w.changedTo(w.outcome[one.outcome] ?? '')}</strong></p> : null}
      <p className={one.state === 'changed' ? 'k-muted' : undefined}>{one.state === 'changed' ? w.firstSaid : ''}{language === 'zh' ? one.sentence : one.sentenceEn}</p><p className="k-muted">{one.number} · {dayOf(one.decidedAt)} {w.decided[one.state]}</p>
      {one.answerWords === null ? null : <Notice>{w.answer}: {one.answerWords}</Notice>}
      {one.state !== 'decided' || one.outcome === 'covered' ? null : text === undefined ? <Button onClick={() => setText('')}>{w.appeal}</Button> : <><TextArea label={w.appealWords} value={text} onValue={setText} rows={3} /><Button kind="primary" disabled={text.trim() === ''} busy={act.isPending} onClick={() => act.mutate({ decisionId: one.id, words: text.trim(), version: one.version })}>{w.send}</Button></>}
      {act.error === null ? null : <Notice tone="danger">{says(act.error)}</Notice>}
    </Card>
  );
}

export function MyPapers({ vehicleId, vin }: { vehicleId: string; vin: string }) {
  const w = useWords(words);
  const says = useSays();
  const papers = useAsk('myBatteryPapers', { vehicleId }, { topics: ['batteries'] });
  const issue = useAct('issueBatteryPaper');
  if (papers.data === undefined) return null;
  const tests = papers.data.tests.filter((one) => one.sohPct !== null);
  return (
    <>
      {papers.data.decisions.map((one) => <Decision key={one.id} one={one} />)}
      {tests.length === 0 ? null : <Card title={w.tests}><ul className="o-list">{tests.map((one) => <li key={one.id}><span className="o-row"><strong>{dayOf(one.begunAt)}</strong> {w.testLine(`${one.sohPct?.toFixed(0)}%`, one.estimate === null ? '–' : `${one.estimate.lowPct.toFixed(0)}–${one.estimate.highPct.toFixed(0)}%`)} <span className="k-muted">{one.estimate?.agrees === true ? w.agrees : one.estimate?.agrees === false ? w.disagrees : ''}</span></span></li>)}</ul></Card>}
      <Card title={w.certificate}>
        <p className="k-muted">{w.certificateLead}</p>
        <ul className="o-list">{papers.data.papers.map((one) => <li key={one.id}><Link className="o-row" to={links.batteryPaper(one.id)}><span className="k-between"><strong>{one.number}</strong><Tag tone={one.state === 'valid' ? 'good' : 'plain'}>{w.state[one.state]}</Tag></span><span className="k-muted">{one.content.sohPct}% · {dayOf(one.issuedAt)}</span></Link></li>)}</ul>
        <Button busy={issue.isPending} onClick={() => issue.mutate({ vin })}>{w.issue}</Button>
        {issue.error === null ? null : <Notice tone="danger">{says(issue.error)}</Notice>}
      </Card>
    </>
  );
}
