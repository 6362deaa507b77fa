// Scores of the assistant on a brand's own labelled cases: curves, aims, which cases failed, and what changed since the run before.
import { useEffect, useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice } from '#kit/card.tsx';
import { TextArea } from '#kit/field.tsx';
import { whenWords } from '#kit/figures.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { useAct } from '#client/ask';
import type { Out } from '#client/client';
import { useFieldErrors, useSays } from '#client/says';
import { Curves } from './Curves.tsx';
import { editingWords } from './editing-words.ts';
import { reviewWords } from './review-words.ts';
import { words } from './words.ts';

type Run = Out<'evaluateAssistant'>;
const share = (aim: string | null): number | undefined => (aim === null ? undefined : Number(/[\d.]+/.exec(aim)?.[0] ?? Number.NaN));

/** How long it has been running. */
function useSeconds(running: boolean): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (!running) return setSeconds(0);
    const timer = setInterval(() => setSeconds((known) => known + 1), 1000);
    return () => clearInterval(timer);
  }, [running]);
  return seconds;
}

function Scores({ run }: { run: Run }) {
  const w = useWords(words);
  const e = useWords(editingWords);
  const r = useWords(reviewWords);
  const { language } = useLanguage();
  const mark = useMarks();
  const before = new Map(run.before?.scores.map((one) => [one.name, one.value]));
  const changed = (name: string, value: number): string => {
    const known = before.get(name);
    return known === undefined ? '' : `${e.before} ${known.toFixed(3)} (${value >= known ? '+' : '−'}${Math.abs(value - known).toFixed(3)}) · `;
  };
  const named = (name: string): string => e.scores[name as keyof typeof e.scores] ?? name;
  const scores = run.scores.filter((one) => one.of > 0);
  const failed = scores.filter((one) => one.failed.length > 0);
  return (
    <Card title={`${w.score} · ${run.cases}`}>
      <p className="k-muted">{run.before === null ? r.firstRun : r.sinceRun(whenWords(run.before.at, language), run.before.byName)}{run.learnedFrom.length === 0 ? '' : ` ${r.skipped(run.learnedFrom.length)}`}</p>
      <div className="h-score">{scores.map((one) => [
        <span key={`${one.name}n`}>{named(one.name)}</span>,
        <div key={`${one.name}b`} className="bar" data-met={one.met ?? true} role="img" aria-label={`${named(one.name)} ${one.value.toFixed(3)}`}><i style={{ width: `${one.value * 100}%` }} />{share(one.aim) === undefined ? null : <b style={{ left: `${(share(one.aim) as number) * 100}%` }} />}</div>,
        <span key={`${one.name}v`} className="k-number">{one.value.toFixed(3)}</span>, <small key={`${one.name}o`}>{changed(one.name, one.value)}{one.aim ?? ''} {one.met === null ? '' : one.met ? w.met : w.notMet} · {one.of}</small>,
      ])}</div>
      {failed.map((one) => <details key={one.name}><summary>{named(one.name)} · {r.failed(one.failed.length)}</summary><p className="h-ids">{one.failed.join(mark.comma)}</p></details>)}
    </Card>
  );
}

export function Evaluation({ brandId }: { brandId: string }) {
  const w = useWords(words);
  const r = useWords(reviewWords);
  const says = useSays();
  const [cases, setCases] = useState('');
  const run = useAct('evaluateAssistant');
  const errors = useFieldErrors(run.error, ['cases']);
  const seconds = useSeconds(run.isPending);
  const lines = cases.split('\n').filter((line) => line.trim() !== '').length;
  const read = async (file: File | undefined): Promise<void> => void (file !== undefined && setCases(await file.text()));
  return (
    <>
      <Card title={w.evaluation}>
        <p className="k-muted">{w.evaluationLead}</p>
        <label className="k-button h-file">{r.caseFile}<input className="sr" type="file" aria-label={r.caseFile} accept=".jsonl,.json,.txt" onChange={(event) => (void read(event.target.files?.[0]), (event.target.value = ''))} /></label>
        <TextArea label={w.cases_} value={cases} onValue={setCases} rows={6} hint={lines === 0 ? undefined : r.lines(lines)} error={errors('cases')} />
        {run.error !== null && errors('cases') === undefined ? <Notice tone="danger">{says(run.error)}</Notice> : null}
        <Button kind="primary" busy={run.isPending} disabled={cases.trim() === ''} onClick={() => run.mutate({ brandId, cases })}>{w.run}</Button>
        {run.isPending ? <p className="k-muted" role="status">{r.seconds(seconds)}</p> : null}
      </Card>
      {run.data === undefined || run.isPending ? null : <><Curves curves={run.data.curves} /><Scores run={run.data} /></>}
    </>
  );
}
