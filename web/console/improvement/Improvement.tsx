// What feedback teaches: findings by cause, and actions with owner, date and a measure before and after.
import { useState } from 'react';
import { Link } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Tag, type Tone } from '#kit/card.tsx';
import { Dialog, say } from '#kit/dialog.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { dayOf, When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { defineWords, useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { causeWords } from '#client/cause-words';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { Issues } from './Issues.tsx';

const words = defineWords({
  zh: {
    title: '改进', findings: '发现（按原因）', none: '还没有发现', noActions: '还没有改进措施', actions: '改进措施', count: '次数', open: '进行中的措施', add: '立一项措施', what: '做什么', who: '负责人', due: '期限', measure: '用什么衡量', save: '保存', begin: '开始', finish: '完成', drop: '放弃', why: '理由', before: '之前', after: '之后', overdue: '已逾期', everywhere: '全部网点', saved: '已保存', choose: '选择', lead: '把低分和内部发现归到原因，立措施，用前后数据衡量是否有效。', ref: '编号', cancel: '取消', dropIt: '放弃这项措施', noBefore: '尚无数据', all: '全部（未分网点）', records: '查看', hide: '收起', noWords: '（没有文字）', sources: { survey: '回访', staff: '员工', voice: '外部声音' }, measures: { lowShareOfCause: '因此原因的低分占比', lowShare: '低分占比', averageScore: '平均分' }, elsewhere: '对照（其他网点或车型）', noControl: '没有足够的对照', effect: '与对照相比的变化', points: (value: string) => `${value} 个百分点`, marks: (value: string) => `${value} 分`, interval: (from: string, to: string) => `90% 区间 ${from} 至 ${to}`, doubt: '区间跨过 0：看不出是措施的作用', measureOn: '再衡量', beginAgain: '重新整改', toOwners: '告诉提到过的车主（可不填）', toOwnersHint: '只发给因这个原因打过低分或投诉过的车主，每人一次', told: '已告诉车主', period: (from: string, to: string) => `${from} 至 ${to}`, measuredOn: (day: string) => `${day} 衡量`,
    states: { open: '待开始', inProgress: '进行中', done: '已完成，待衡量', measured: '已衡量', dropped: '已放弃' } as Record<string, string>, verdicts: { worked: '有效', didNotWork: '变差', notProven: '尚不能证明', tooFewAnswers: '样本不足' } as Record<string, string>, of: (part: number, whole: number) => (whole === 0 ? '–' : `${Math.round((part / whole) * 1000) / 10}%（${part}/${whole}）`),
  },
  en: {
    title: 'Improvement', findings: 'Findings by cause', none: 'No findings yet', noActions: 'No actions yet', actions: 'Actions', count: 'Times', open: 'Open actions', add: 'Set up an action', what: 'What', who: 'Owner', due: 'Due', measure: 'Measured by', save: 'Save', begin: 'Begin', finish: 'Done', drop: 'Drop', why: 'Reason', before: 'Before', after: 'After', overdue: 'Overdue', everywhere: 'All outlets', saved: 'Saved', choose: 'Choose', lead: 'Low marks and findings by cause; actions whose effect is measured before and after.', ref: 'Number', cancel: 'Cancel', dropIt: 'Drop this action', noBefore: 'no answers yet', all: 'All outlets (none named)', records: 'See them', hide: 'Close', noWords: '(no words)', sources: { survey: 'survey', staff: 'staff', voice: 'voice from outside' }, measures: { lowShareOfCause: 'low marks for this cause', lowShare: 'low marks', averageScore: 'mean mark' }, elsewhere: 'Control (other outlets or models)', noControl: 'no control with enough answers', effect: 'Change beside the control', points: (value: string) => `${value} percentage points`, marks: (value: string) => `${value} marks`, interval: (from: string, to: string) => `90 % interval ${from} to ${to}`, doubt: 'the interval spans 0: it cannot be told from chance', measureOn: 'Measure on', beginAgain: 'Begin again', toOwners: 'Tell owners who named it (optional)', toOwnersHint: 'Goes to owners who gave a low mark or complained for this cause, once each', told: 'Owners were told', period: (from: string, to: string) => `${from} to ${to}`, measuredOn: (day: string) => `measured on ${day}`,
    states: { open: 'To begin', inProgress: 'In progress', done: 'Done, to be measured', measured: 'Measured', dropped: 'Dropped' } as Record<string, string>, verdicts: { worked: 'Worked', didNotWork: 'Got worse', notProven: 'Not proven', tooFewAnswers: 'Too few answers' } as Record<string, string>, of: (part: number, whole: number) => (whole === 0 ? '–' : `${Math.round((part / whole) * 1000) / 10} % (${part}/${whole})`),
  },
});
type Group = Out<'listFindings'>['groups'][number];
type Action = Out<'listActions'>['actions'][number];

function NewAction({ group, done }: { group: Group; done(): void }) {
  const w = useWords(words);
  const me = useMe();
  const staff = useAsk('listStaff', { limit: 100 }, { enabled: me.may('serviceManager', 'regionalManager') });
  const [what, setWhat] = useState('');
  const [who, setWho] = useState(me.id ?? '');
  const [dueOn, setDueOn] = useState('');
  const [measure, setMeasure] = useState<Action['measure']>('lowShareOfCause');
  const act = useAct('addAction');
  return (
    <Form onSubmit={() => act.mutate({ brandId: group.brandId, cause: group.cause, what, ownerStaffId: who, dueOn, measure, ...(group.outletId === null ? {} : { outletId: group.outletId }), ...(group.modelId === null ? {} : { modelId: group.modelId }) }, { onSuccess: () => {
      say(w.saved);
      done();
    } })}>
      <TextField label={w.what} value={what} onValue={setWhat} />
      <SelectField label={w.who} value={who} onValue={setWho} options={[{ value: me.id ?? '', label: me.name }, ...(staff.data?.staff ?? []).filter((one) => one.id !== me.id).map((one) => ({ value: one.id, label: one.name }))]} />
      <TextField label={w.due} type="date" min={dayOf(new Date())} value={dueOn} onValue={setDueOn} />
      <SelectField label={w.measure} value={measure} onValue={(value) => setMeasure(value as Action['measure'])} options={Object.entries(w.measures).map(([value, label]) => ({ value, label }))} />
      <Stale error={act.error} />
      <Button type="submit" kind="primary" busy={act.isPending} disabled={what.trim() === '' || dueOn === ''}>{w.save}</Button>
    </Form>
  );
}

const signed = (value: number): string => `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(Math.round(value * 10) / 10)}`;

/** What changed, beside what changed elsewhere, and how sure that is. */
function Effect({ one, value }: { one: Action; value(measured: { numerator: number; denominator: number } | null): string }) {
  const w = useWords(words);
  const { effect } = one;
  if (effect === null) return null;
  const isMean = one.measure === 'averageScore';
  const [said, scale] = [isMean ? w.marks : w.points, isMean ? 1 : 100];
  return (
    <>
      <dt>{w.elsewhere}</dt><dd>{effect.controlled ? `${value(effect.elsewhereBefore)} → ${value(effect.elsewhereAfter)}` : w.noControl}</dd>
      <dt>{w.effect}</dt><dd>{said(signed(effect.change * scale))}<br /><span className="k-muted">{w.interval(signed(effect.from * scale), signed(effect.to * scale))}</span>{one.verdict === 'notProven' ? <><br /><span className="k-muted">{w.doubt}</span></> : null}</dd>
    </>
  );
}

function ActionCard({ one, place }: { one: Action; place: string }) {
  const w = useWords(words);
  const c = useWords(causeWords);
  const { may } = useMe();
  const change = useAct('changeAction');
  const [text, setText] = useState('');
  const [asked, setAsked] = useState<'done' | 'dropped' | undefined>(undefined);
  const close = (): void => {
    setAsked(undefined);
    setText('');
  };
  const go = (state: 'inProgress' | 'done' | 'dropped'): void => change.mutate({ actionId: one.id, state, version: one.version, ...(state === 'dropped' ? { why: text } : state === 'done' && asked === 'done' && text.trim() !== '' ? { toOwners: text.trim() } : {}) }, { onSuccess: close });
  const tone: Tone = one.verdict === 'worked' ? 'good' : one.verdict === 'didNotWork' ? 'danger' : one.verdict === null ? 'plain' : 'warn';
  const value = (measured: { numerator: number; denominator: number } | null): string => (measured === null ? '–' : measured.denominator === 0 ? w.noBefore : one.measure === 'averageScore' ? `${(measured.numerator / measured.denominator).toFixed(2)} (${measured.denominator})` : w.of(measured.numerator, measured.denominator));
  const period = (measured: Action['before'] | null) => (measured === null ? null : <><br /><span className="k-muted">{w.period(dayOf(new Date(measured.fromAt)), dayOf(new Date(measured.untilAt)))}</span></>);
  const manages = may('serviceManager', 'regionalManager', 'allianceOfficer');
  const open = one.state === 'open' || one.state === 'inProgress';
  return (
    <Card title={c.cause[one.cause]} aside={<span className="c-inline"><Tag tone="accent">{w.states[one.state]}</Tag>{one.overdue ? <Tag tone="danger">{w.overdue}</Tag> : null}{one.verdict === null ? null : <Tag tone={tone}>{w.verdicts[one.verdict]}</Tag>}</span>}>
      <p className="c-gap">{one.what}</p>
      <dl className="c-facts">
        <dt>{w.ref}</dt><dd>{one.number} · {place}</dd><dt>{w.who}</dt><dd>{one.ownerName}</dd><dt>{w.due}</dt><dd>{one.dueOn}</dd><dt>{w.measure}</dt><dd>{w.measures[one.measure]}{one.state === 'done' && one.measureAt !== null ? <><br /><span className="k-muted">{w.measuredOn(dayOf(new Date(one.measureAt)))}</span></> : null}</dd>
        <dt>{w.before}</dt><dd>{value(one.before)}{period(one.before)}</dd><dt>{w.after}</dt><dd>{value(one.after)}{period(one.after)}</dd>
        <Effect one={one} value={value} />
        {one.toOwners === null ? null : <><dt>{w.told}</dt><dd>{one.toOwners}</dd></>}{one.droppedWhy === null ? null : <><dt>{w.why}</dt><dd>{one.droppedWhy}</dd></>}
      </dl>
      {open && may('adviser', 'agent', 'technician', 'partsPlanner', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'allianceOfficer') ? (
        <div className="k-row c-gap">
          {one.state === 'open' ? <Button small busy={change.isPending} onClick={() => go('inProgress')}>{w.begin}</Button> : <Button small kind="primary" onClick={() => setAsked('done')}>{w.finish}</Button>}
          {manages ? <Button small kind="quiet" onClick={() => setAsked('dropped')}>{w.drop}</Button> : null}
        </div>
      ) : null}
      {one.state === 'measured' && manages && one.verdict !== 'worked' ? <div className="k-row c-gap"><Button small busy={change.isPending} onClick={() => go('done')}>{w.measureOn}</Button><Button small kind="quiet" busy={change.isPending} onClick={() => go('inProgress')}>{w.beginAgain}</Button></div> : null}
      {asked === undefined ? <Stale error={change.error} /> : null}
      <Dialog open={asked === 'dropped'} onClose={close} title={w.dropIt}>
        <Form onSubmit={() => go('dropped')}><p>{one.what}</p><TextField label={w.why} value={text} onValue={setText} autoFocus /><Stale error={change.error} /><div className="k-row"><Button type="submit" kind="danger" busy={change.isPending} disabled={text.trim() === ''}>{w.drop}</Button><Button onClick={close}>{w.cancel}</Button></div></Form>
      </Dialog>
      <Dialog open={asked === 'done'} onClose={close} title={w.finish}>
        <Form onSubmit={() => go('done')}><p>{one.what}</p><TextField label={w.toOwners} hint={w.toOwnersHint} maxLength={300} value={text} onValue={setText} autoFocus /><Stale error={change.error} /><div className="k-row"><Button type="submit" kind="primary" busy={change.isPending}>{w.finish}</Button><Button onClick={close}>{w.cancel}</Button></div></Form>
      </Dialog>
    </Card>
  );
}

/** The findings behind a count, each a press from its record. */
function Findings({ group }: { group: Group }) {
  const w = useWords(words);
  const says = useSays();
  const { may } = useMe();
  const shown = useAsk('showCause', { brandId: group.brandId, cause: group.cause, ...(group.outletId === null ? {} : { outletId: group.outletId }), ...(group.modelId === null ? {} : { modelId: group.modelId }) }, { topics: ['improvement'] });
  const opens = may('adviser', 'agent', 'serviceManager', 'regionalManager', 'auditor', 'administrator');
  return (
    <Answered of={shown} says={says} lines={3}>{(data) => (
      <ul className="k-list c-reports">{data.findings.filter((one) => one.outletId === group.outletId && one.modelId === group.modelId).map((one) => (
        <li key={one.id}><div className="k-between"><span>{one.voiceId !== null ? <Link to={links.voice(one.voiceId)}>{w.sources.voice}</Link> : one.caseId !== null && opens ? <Link to={links.case(one.caseId)}>{one.caseNumber}</Link> : (one.caseNumber ?? w.sources[one.source])} <span className="k-muted">{one.byName === '' ? '' : `${one.byName} · `}<When at={one.at} /></span></span>{one.score === null ? <Tag>{w.sources[one.source]}</Tag> : <Tag tone="danger">{one.score} / 5</Tag>}</div><span className={one.words === null ? 'k-muted' : ''}>{one.words ?? w.noWords}</span></li>
      ))}</ul>
    )}</Answered>
  );
}

export function Improvement() {
  const w = useWords(words);
  const c = useWords(causeWords);
  const { language } = useLanguage();
  const says = useSays();
  const { may } = useMe();
  const findings = useAsk('listFindings', {}, { topics: ['improvement'] });
  const actions = useAsk('listActions', {}, { topics: ['improvement'] });
  const outlets = useAsk('listOutlets', {});
  const models = useAsk('listModels', {});
  const [adding, setAdding] = useState('');
  const [seen, setSeen] = useState('');
  const nameOf = (outletId: string | null): string => {
    const outlet = outlets.data?.outlets.find((one) => one.id === outletId);
    return outlet === undefined ? w.everywhere : language === 'zh' ? outlet.name : outlet.nameEn;
  };
  /** Outlet and model; a finding of no outlet is not one of all. */
  const placeOf = ({ outletId, modelId }: { outletId: string | null; modelId: string | null }, nowhere: string): string => {
    const model = models.data?.models.find((one) => one.id === modelId);
    return [outletId === null ? nowhere : nameOf(outletId), model === undefined ? '' : language === 'zh' ? model.name : model.nameEn].filter((word) => word !== '').join(' · ');
  };
  return (
    <div className="c-page">
      <Heading title={w.title} lead={w.lead} />
      <Issues />
      <div className="c-split">
        <Card title={w.findings}>
          <Answered of={findings} says={says}>{(data) => data.groups.length === 0 ? <Empty icon="spark" title={w.none} /> : (
            <ul className="k-list">{data.groups.map((group) => {
              const key = `${group.brandId} ${group.cause} ${group.outletId} ${group.modelId}`;
              return <li key={key}><div className="k-between"><span><strong>{c.cause[group.cause]}</strong> <span className="k-muted">{placeOf(group, w.all)}</span></span><span className="c-inline"><button type="button" className="c-count" aria-expanded={seen === key} aria-label={`${c.cause[group.cause]} ${w.count} ${group.findings}: ${seen === key ? w.hide : w.records}`} onClick={() => setSeen(seen === key ? '' : key)}>{group.findings}</button>{group.openActions > 0 ? <Tag tone="accent">{w.open} {group.openActions}</Tag> : null}{may('serviceManager', 'regionalManager', 'allianceOfficer') ? <Button small onClick={() => setAdding(adding === key ? '' : key)}>{w.add}</Button> : null}</span></div>{seen === key ? <Findings group={group} /> : null}{adding === key ? <NewAction group={group} done={() => setAdding('')} /> : null}</li>;
            })}</ul>
          )}</Answered>
        </Card>
        <div className="c-col"><h2>{w.actions}</h2><Answered of={actions} says={says}>{(data) => data.actions.length === 0 ? <Empty icon="check" title={w.noActions} /> : <>{data.actions.map((one) => <ActionCard key={one.id} one={one} place={placeOf(one, w.everywhere)} />)}</>}</Answered></div>
      </div>
    </div>
  );
}
