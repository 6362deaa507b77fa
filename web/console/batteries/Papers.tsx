// Tests, warranty decisions and certificates of a battery: doing the next step, deciding by the tree, looking again at an appeal.
import { useState } from 'react';
import { IntervalBar } from '#kit/band-chart.tsx';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Choice, Form, Switch, TextField } from '#kit/field.tsx';
import { dayOf, whenWords } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { Refused, type Out } from '#client/client';
import { errorSentence, useSays } from '#client/says';
import { useMe } from '../shell/me.tsx';
import { formWords } from './form-words.ts';
import { words } from './words.ts';

type All = Out<'batteryPapersOf'>;
type Test = All['tests'][number];
type Step = Test['steps'][number];
type Decision = All['decisions'][number];

/** What is answered by looking: neither is chosen for whoever looks. */
const yesOrNo: readonly string[] = ['codeMatches', 'swelling', 'leak', 'deformation', 'burn', 'waterLine'];

/** A step with what it asks and its limits: the one that is due, or one that is done again. */
function StepForm({ test, step, onDone }: { test: Test; step: Step; onDone(): void }) {
  const w = useWords(words);
  const f = useWords(formWords);
  const { language } = useLanguage();
  const [values, setValues] = useState<Record<string, string>>({});
  const act = useAct('recordTestStep');
  const blamed = act.error instanceof Refused ? String(act.error.details['field'] ?? '').replace('values.', '') : '';
  const errorAt = (name: string): string | undefined => (act.error !== null && blamed === name ? errorSentence(act.error, language) : undefined);
  const save = (): void => act.mutate({ testId: test.id, kind: step.kind, version: test.version, values: Object.fromEntries(step.asks.filter((name) => (values[name] ?? '') !== '').map((name) => [name, Number(values[name])])) }, { onSuccess: onDone });
  return (
    <Form label={w.doStep} onSubmit={save}>
      <strong>{w.step[step.kind]}</strong>
      {step.limits.length === 0 ? null : <p className="k-muted">{w.limits}: {step.limits.map((limit) => `${w.limit[limit.name] ?? ''} ${limit.value} ${limit.unit}`.trim()).join(' · ')}</p>}
      <div className="c-form">{step.asks.map((name) => yesOrNo.includes(name) ? <Choice<'1' | '0'> key={name} label={w.ask[name] ?? name} error={errorAt(name)} value={values[name] as '1' | '0' | undefined} onValue={(value) => setValues({ ...values, [name]: value })} options={[{ value: '1', label: f.yes }, { value: '0', label: f.no }]} /> : <TextField key={name} label={w.ask[name] ?? name} error={errorAt(name)} value={values[name] ?? ''} onValue={(value) => setValues({ ...values, [name]: value })} inputMode="decimal" />)}</div>
      {act.error === null || step.asks.includes(blamed) ? null : <Notice tone="danger">{errorSentence(act.error, language)}</Notice>}
      <Button type="submit" kind="primary" busy={act.isPending}>{w.doStep}</Button>
    </Form>
  );
}

/** What was measured, in the words of what was asked: “Pack 352 V”. */
function Measured({ step }: { step: Step }) {
  const w = useWords(words);
  const f = useWords(formWords);
  const told = step.asks.filter((name) => step.values[name] !== undefined).map((name) => {
    const [, what = '', unit = ''] = /^(.*?)(?: (V|mV|kΩ|mΩ|Ah|A|°C))?$/.exec(w.ask[name] ?? name) ?? [];
    return `${what} ${yesOrNo.includes(name) ? (step.values[name] === 1 ? f.yes : f.no) : `${step.values[name]} ${unit}`.trim()}`;
  });
  return told.length === 0 ? null : <span className="k-muted">{told.join(' · ')}</span>;
}

function GiveUp({ test }: { test: Test }) {
  const w = useWords(words);
  const says = useSays();
  const [why, setWhy] = useState('');
  const act = useAct('giveUpBatteryTest');
  return (
    <details>
      <summary>{w.giveUp}</summary>
      <Form label={w.giveUp} onSubmit={() => act.mutate({ testId: test.id, why: why.trim(), version: test.version })}>
        <TextField label={w.whyGiveUp} value={why} onValue={setWhy} />
        {act.error === null ? null : <Notice tone="danger">{says(act.error)}</Notice>}
        <Button type="submit" disabled={why.trim() === ''} busy={act.isPending}>{w.giveUp}</Button>
      </Form>
    </details>
  );
}

function TestOf({ test }: { test: Test }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const { may } = useMe();
  const [again, setAgain] = useState<Step['kind'] | undefined>(undefined);
  const does = test.state === 'running' && may('technician', 'serviceManager');
  const due = test.steps.find((one) => one.state === 'todo');
  const now = test.steps.find((one) => one.kind === again) ?? due;
  return (
    <li>
      <div className="k-between"><strong>{test.number}</strong><Tag tone={test.state === 'done' ? 'good' : test.state === 'stopped' ? 'danger' : test.state === 'givenUp' ? 'plain' : 'info'}>{test.state === 'stopped' && test.steps[0]?.state === 'failed' ? w.wrongBattery : w.testState[test.state]}</Tag></div>
      <span className="k-muted">{test.byName} · {whenWords(test.begunAt, language)}</span>
      {test.whyGivenUp === null ? null : <p className="k-muted">{w.whyGiveUp}: {test.whyGivenUp}</p>}
      {test.sohPct === null || test.estimate === null ? null : (
        <>
          <p className="k-muted">{w.test} {test.sohPct.toFixed(1)} % · {w.estimate} {test.estimate.sohPct.toFixed(1)} % ({test.estimate.lowPct.toFixed(1)}–{test.estimate.highPct.toFixed(1)}) · {test.estimate.agrees === true ? w.agrees : w.disagrees}</p>
          <IntervalBar label={w.estimate} value={test.estimate.sohPct} low={test.estimate.lowPct} high={test.estimate.highPct} from={60} to={105} mark={{ value: test.sohPct, name: w.test }} />
        </>
      )}
      <ul className="b-steps">{test.steps.map((step) => (
        <li key={step.kind}><Tag tone={step.state === 'passed' ? 'good' : step.state === 'failed' ? 'danger' : 'plain'}>{w.stepState[step.state]}</Tag>{w.step[step.kind]}<Measured step={step} />{does && step.state === 'failed' && step !== now ? <Button small onClick={() => setAgain(step.kind)}>{w.doAgain}</Button> : null}</li>
      ))}</ul>
      {!does || now === undefined ? null : <><StepForm key={`${test.version} ${now.kind}`} test={test} step={now} onDone={() => setAgain(undefined)} />{now === due ? null : <Button small onClick={() => setAgain(undefined)}>{w.toDue}</Button>}<GiveUp test={test} /></>}
    </li>
  );
}

function DecisionOf({ one }: { one: Decision }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const { may } = useMe();
  const [text, setText] = useState('');
  const act = useAct('answerBatteryAppeal');
  const answer = (outcome: 'covered' | null): void => act.mutate({ decisionId: one.id, outcome, words: text.trim(), version: one.version });
  return (
    <li>
      <div className="k-between"><strong>{w.decisionOutcome[one.outcome]}</strong><Tag tone={one.state === 'appealed' ? 'warn' : 'plain'}>{w.decisionState[one.state]}</Tag></div>
      <p className="b-said">{one.state === 'changed' ? w.firstSaid : ''}{language === 'zh' ? one.sentence : one.sentenceEn}</p>
      <ol className="b-path k-muted">{one.path.map((asked) => <li key={asked.ask}>{w.asks[asked.ask] ?? asked.ask}: {w.answers[asked.answer] ?? asked.answer}{asked.because === '' ? '' : ` (${asked.because})`}</li>)}</ol>
      <span className="k-muted">{one.number} · {one.tree} · {one.byName} · {dayOf(one.decidedAt)}</span>
      {one.appealWords === null ? null : <Notice tone="warn">{one.appealWords}</Notice>}{one.answerWords === null ? null : <p className="k-muted">{one.answeredBy}: {one.answerWords}</p>}
      {one.state === 'appealed' && may('warrantyOfficer', 'regionalManager') ? <div className="c-form"><TextField label={w.answer} value={text} onValue={setText} /><Button disabled={text.trim() === ''} busy={act.isPending} onClick={() => answer(null)}>{w.uphold}</Button><Button disabled={text.trim() === ''} onClick={() => answer('covered')}>{w.change}</Button></div> : null}
      {act.error === null ? null : <Notice tone="danger">{says(act.error)}</Notice>}
    </li>
  );
}

function Decide({ vin }: { vin: string }) {
  const w = useWords(words);
  const says = useSays();
  const [said, setSaid] = useState({ damaged: false, modified: false, flooded: false });
  const act = useAct('decideBatteryWarranty');
  return (
    <Form label={w.decide} onSubmit={() => act.mutate({ vin, ...said })}>
      {(['damaged', 'flooded', 'modified'] as const).map((name) => <Switch key={name} label={w[name]} on={said[name]} onTurn={(on) => setSaid({ ...said, [name]: on })} />)}
      {act.error === null ? null : <Notice tone="danger">{says(act.error)}</Notice>}
      <Button type="submit" busy={act.isPending}>{w.decide}</Button>
    </Form>
  );
}

function Certificates({ vin, papers }: { vin: string; papers: All['papers'] }) {
  const w = useWords(words);
  const f = useWords(formWords);
  const says = useSays();
  const { may } = useMe();
  const [why, setWhy] = useState('');
  const issue = useAct('issueBatteryPaper');
  const revoke = useAct('revokeBatteryPaper');
  const valid = papers.find((one) => one.state === 'valid');
  return (
    <Card title={w.papers} aside={may('adviser', 'warrantyOfficer', 'serviceManager') ? <Button small busy={issue.isPending} onClick={() => issue.mutate({ vin })}>{w.issue}</Button> : null}>
      {papers.length === 0 ? <p className="k-muted">{f.noPapers}</p> : null}<ul className="k-list">{papers.map((one) => <li key={one.id} className="k-between"><a href={`/verify?b=${one.number}&c=${one.code}`} target="_blank" rel="noreferrer">{one.number}</a><span className="c-inline"><span className="k-muted">{one.content.sohPct} % · {dayOf(one.issuedAt)}</span><Tag tone={one.state === 'valid' ? 'good' : 'warn'}>{w.paperState[one.state]}</Tag></span></li>)}</ul>
      {valid === undefined || !may('warrantyOfficer', 'serviceManager') ? null : <div className="c-form c-gap"><TextField label={`${w.revoke} ${valid.number} · ${w.why}`} value={why} onValue={setWhy} /><Button disabled={why.trim() === ''} busy={revoke.isPending} onClick={() => revoke.mutate({ batteryPaperId: valid.id, why: why.trim() }, { onSuccess: () => setWhy('') })}>{w.revoke}</Button></div>}
      {issue.error === null ? null : <Notice tone="danger">{says(issue.error)}</Notice>}{revoke.error === null ? null : <Notice tone="danger">{says(revoke.error)}</Notice>}
    </Card>
  );
}

export function Papers({ vin }: { vin: string }) {
  const w = useWords(words);
  const f = useWords(formWords);
  const says = useSays();
  const { may } = useMe();
  const all = useAsk('batteryPapersOf', { vin }, { topics: ['batteries'] });
  const start = useAct('startBatteryTest');
  return (
    <Answered of={all} says={says} lines={4}>{(data) => (
      <>
        <Card title={w.tests} aside={may('technician', 'serviceManager') && !data.tests.some((one) => one.state === 'running') ? <Button small busy={start.isPending} onClick={() => start.mutate({ vin })}>{w.startTest}</Button> : null}>
          {data.tests.length === 0 ? <p className="k-muted">{f.noTests}</p> : null}<ul className="k-list">{data.tests.map((test) => <TestOf key={test.id} test={test} />)}</ul>{start.error === null ? null : <Notice tone="danger">{says(start.error)}</Notice>}
        </Card>
        <Card title={w.decisions}>{data.decisions.length === 0 ? <p className="k-muted">{f.noDecisions}</p> : null}<ul className="k-list">{data.decisions.map((one) => <DecisionOf key={one.id} one={one} />)}</ul>{may('warrantyOfficer', 'serviceManager') ? <Decide vin={vin} /> : null}</Card>
        <Certificates vin={vin} papers={data.papers} />
      </>
    )}</Answered>
  );
}
