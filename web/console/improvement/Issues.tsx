// What begins to come up: troubles that are reported more often than before, with their weeks, the reports behind them, what is
// done, and whether it worked.
import { useState } from 'react';
import { Link } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Tag, type Tone } from '#kit/card.tsx';
import { Dialog, say } from '#kit/dialog.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { dayOf } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { caseWords } from '#client/case-words';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { links } from '../links.ts';
import { useMe } from '../shell/me.tsx';
import { words as voiceWords } from '../voices/words.ts';
import { issueWords } from './issue-words.ts';

type Issue = Out<'listIssues'>['issues'][number];
type Shown = Out<'showIssue'>;
const one = (value: number): string => (value > 0 && value < 0.1 ? '<0.1' : value >= 10 ? String(Math.round(value)) : String(Math.round(value * 10) / 10));

/** Reports by week as bars, what was to be expected as a line. */
function Weeks({ weeks, sinceOn }: { weeks: Shown['weeks']; sinceOn: string }) {
  const w = useWords(issueWords);
  const top = Math.max(3, ...weeks.map(({ reports, expected }) => Math.max(reports, expected)));
  const [wide, high] = [520, 110];
  const step = wide / Math.max(1, weeks.length);
  const y = (value: number): number => high - (value / top) * high;
  return (
    <figure className="c-weeks">
      <figcaption className="k-muted">{w.weeks} · <span className="bar" /> {w.reports} · <span className="line" /> {w.expectedLine}</figcaption>
      <svg viewBox={`-26 -6 ${wide + 30} ${high + 24}`} role="img" aria-label={w.weeks}>
        {[0, Math.ceil(top / 2), Math.ceil(top)].map((value) => <g key={value}><line x1={0} x2={wide} y1={y(value)} y2={y(value)} className="grid" /><text x={-5} y={y(value) + 3} textAnchor="end">{value}</text></g>)}
        {weeks.map(({ from, reports }, at) => <rect key={from} x={at * step + 1} width={Math.max(1, step - 2)} y={y(reports)} height={high - y(reports)} className={from >= sinceOn ? 'late' : ''}><title>{`${from}: ${reports}`}</title></rect>)}
        <polyline points={weeks.map(({ expected }, at) => `${(at + 0.5) * step},${y(expected)}`).join(' ')} />
        {weeks.map(({ from }, at) => (at % 13 === 0 ? <text key={from} x={at * step} y={high + 14}>{from.slice(0, 7)}</text> : null))}
      </svg>
    </figure>
  );
}

function EffectOf({ issue }: { issue: Issue }) {
  const w = useWords(issueWords);
  const mark = useMarks();
  const { effect } = issue;
  if (effect === null) return null;
  const rate = ({ reports, carDays }: { reports: number; carDays: number }): string => (carDays === 0 ? '–' : `${w.perCars(one((reports / carDays) * 30_440))}${mark.aside(String(reports))}`);
  return (
    <dl className="c-facts">
      <dt>{w.before}</dt><dd>{rate(effect.before)}</dd><dt>{w.after}</dt><dd>{rate(effect.after)}</dd>
      <dt>{w.elsewhere}</dt><dd>{rate(effect.elsewhereBefore)} → {rate(effect.elsewhereAfter)}</dd>
      <dt>{issue.verdict === null ? '' : w.verdicts[issue.verdict]}</dt><dd>{effect.ratio === null ? w.noEffect : <>{w.effect(effect.ratio)} <span className="k-muted">{w.range(one(effect.ratioFrom ?? 0), one(effect.ratioTo ?? 0))}</span></>}</dd>
    </dl>
  );
}

/** The next step: look, plan with who and when, done, or dismissed with a reason. */
function Steps({ issue }: { issue: Issue }) {
  const w = useWords(issueWords);
  const me = useMe();
  const change = useAct('changeIssue');
  const staff = useAsk('listStaff', { limit: 100 }, { enabled: me.may('serviceManager', 'regionalManager') });
  const [asked, setAsked] = useState<'fixing' | 'dismissed' | undefined>(undefined);
  const [finding, setFinding] = useState(issue.finding ?? '');
  const [what, setWhat] = useState(issue.what ?? '');
  const [who, setWho] = useState(issue.ownerStaffId ?? me.id ?? '');
  const [dueOn, setDueOn] = useState(issue.dueOn ?? '');
  const [why, setWhy] = useState('');
  if (!me.may('serviceManager', 'regionalManager', 'allianceOfficer') || issue.state === 'fixed' || issue.verdict === 'worked') return null;
  const go = (state: 'looking' | 'fixing' | 'fixed' | 'dismissed'): void => change.mutate({
    issueId: issue.id, state, version: issue.version, ...(state === 'fixing' ? { what, ownerStaffId: who, dueOn, ...(finding.trim() === '' ? {} : { finding }) } : {}), ...(state === 'dismissed' ? { why } : {}),
  }, { onSuccess: () => {
    setAsked(undefined);
    say(state === 'fixed' ? w.told : w.saved);
  } });
  return (
    <div className="k-row c-gap">
      {issue.state === 'raised' || issue.state === 'dismissed' ? <Button small busy={change.isPending} onClick={() => go('looking')}>{w.look}</Button> : null}
      {issue.state === 'dismissed' ? null : <Button small onClick={() => setAsked('fixing')}>{issue.state === 'measured' ? w.again : w.plan}</Button>}
      {issue.state === 'fixing' ? <Button small kind="primary" busy={change.isPending} onClick={() => go('fixed')}>{w.done}</Button> : null}
      {issue.state === 'dismissed' || issue.state === 'measured' ? null : <Button small kind="quiet" onClick={() => setAsked('dismissed')}>{w.dismiss}</Button>}
      {asked === undefined ? <Stale error={change.error} /> : null}
      <Dialog open={asked === 'fixing'} onClose={() => setAsked(undefined)} title={w.plan}>
        <Form onSubmit={() => go('fixing')}>
          <TextField label={w.finding} value={finding} onValue={setFinding} autoFocus />
          <TextField label={w.what} value={what} onValue={setWhat} />
          <SelectField label={w.who} value={who} onValue={setWho} options={[{ value: me.id ?? '', label: me.name }, ...(staff.data?.staff ?? []).filter((member) => member.id !== me.id).map((member) => ({ value: member.id, label: member.name }))]} />
          <TextField label={w.due} type="date" min={dayOf(new Date())} value={dueOn} onValue={setDueOn} />
          <Stale error={change.error} />
          <div className="k-row"><Button type="submit" kind="primary" busy={change.isPending} disabled={what.trim() === '' || dueOn === ''}>{w.save}</Button><Button onClick={() => setAsked(undefined)}>{w.cancel}</Button></div>
        </Form>
      </Dialog>
      <Dialog open={asked === 'dismissed'} onClose={() => setAsked(undefined)} title={w.dismiss}>
        <Form onSubmit={() => go('dismissed')}><TextField label={w.reason} value={why} onValue={setWhy} autoFocus /><Stale error={change.error} /><div className="k-row"><Button type="submit" kind="danger" busy={change.isPending} disabled={why.trim() === ''}>{w.dismiss}</Button><Button onClick={() => setAsked(undefined)}>{w.cancel}</Button></div></Form>
      </Dialog>
    </div>
  );
}

function Inside({ issue }: { issue: Issue }) {
  const w = useWords(issueWords);
  const says = useSays();
  const { language } = useLanguage();
  const opens = useMe().may('adviser', 'agent', 'serviceManager', 'regionalManager', 'auditor', 'administrator');
  const shown = useAsk('showIssue', { issueId: issue.id }, { topics: ['improvement'] });
  return (
    <Answered of={shown} says={says} lines={6}>{({ weeks, reports }) => (
      <div className="c-col">
        {weeks.length === 0 ? null : <Weeks weeks={weeks} sinceOn={issue.sinceOn} />}
        <EffectOf issue={issue} />
        {issue.what === null ? null : <dl className="c-facts"><dt>{w.what}</dt><dd>{issue.what}</dd><dt>{w.owner}</dt><dd>{issue.ownerName}</dd><dt>{w.due}</dt><dd>{issue.dueOn}</dd></dl>}
        {issue.finding === null ? null : <p>{issue.finding}</p>}
        {issue.dismissedWhy === null ? null : <p className="k-muted">{issue.dismissedWhy}</p>}
        <ul className="k-list c-reports">{reports.map((report) => <li key={report.number}><div className="k-between"><span>{report.voiceId !== null ? <Link to={links.voice(report.voiceId)}>{report.number}</Link> : report.caseId !== null && opens ? <Link to={links.case(report.caseId)}>{report.number}</Link> : report.number}{report.caseId === null ? <> <Tag>{w.outside}</Tag></> : null} <span className="k-muted">{report.on} · {language === 'zh' ? report.modelName : report.modelNameEn}</span></span>{report.why === null ? null : <Tag>{w.notCounted}: {w.why[report.why]}</Tag>}</div><span className={report.words === null ? 'k-muted' : ''}>{report.words ?? w.noWords}</span></li>)}</ul>
      </div>
    )}</Answered>
  );
}

export function Issues() {
  const w = useWords(issueWords);
  const c = useWords(caseWords);
  const v = useWords(voiceWords);
  const says = useSays();
  const { language } = useLanguage();
  const issues = useAsk('listIssues', {}, { topics: ['improvement'] });
  const outlets = useAsk('listOutlets', {});
  const models = useAsk('listModels', {});
  const [looked, setLooked] = useState('');
  const subject = (code: string): string => (code in c.trouble ? c.trouble[code as 'noise'] : v.topics[code as 'parts']);
  const placeOf = (issue: Issue): string => {
    const { modelId, outletId } = issue;
    const found = outletId === null ? models.data?.models.find(({ id }) => id === modelId) : outlets.data?.outlets.find(({ id }) => id === outletId);
    const name = found === undefined ? '' : language === 'zh' ? found.name : found.nameEn;
    const part = issue.batch === null ? (issue.software === null ? '' : w.software(issue.software)) : w.batch(issue.batch.slice(0, 4), issue.batch.slice(5));
    return [name, part].filter((word) => word !== '').join(' · ');
  };
  const tone = ({ state, verdict }: Issue): Tone => (state === 'raised' ? 'danger' : verdict === 'worked' ? 'good' : state === 'dismissed' ? 'plain' : 'warn');
  return (
    <Card title={w.title} aside={issues.data === undefined || issues.data.medianDaysToFix === null ? null : <span className="k-muted">{w.median(one(issues.data.medianDaysToFix))}</span>}>
      <p className="k-muted">{w.lead}</p>
      <Answered of={issues} says={says}>{(data) => data.issues.length === 0 ? <Empty icon="spark" title={w.none}><p>{w.noneLead}</p></Empty> : (
        <ul className="k-list">{data.issues.map((issue) => (
          <li key={issue.id}>
            <div className="k-between">
              <span><strong>{subject(issue.trouble)}</strong> · {placeOf(issue)} <span className="k-muted">{issue.number} · {w.since(issue.sinceOn)}</span></span>
              <span className="c-inline"><Tag tone={tone(issue)}>{w.states[issue.state]}</Tag>{issue.verdict === null ? null : <Tag tone={tone(issue)}>{w.verdicts[issue.verdict]}</Tag>}<Button small aria-expanded={looked === issue.id} onClick={() => setLooked(looked === issue.id ? '' : issue.id)}>{looked === issue.id ? w.close : w.open}</Button></span>
            </div>
            <span className="k-muted">{w.seen(issue.seen, one(issue.expected))} · {w.times(one(issue.ratioFrom), one(issue.ratioTo))}</span>
            {looked === issue.id ? <><Inside issue={issue} /><Steps issue={issue} /></> : null}
          </li>
        ))}</ul>
      )}</Answered>
    </Card>
  );
}
