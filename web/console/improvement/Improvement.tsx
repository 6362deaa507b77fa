// What feedback teaches: findings by cause, and actions with owner, date and a measure before and after.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Tag, type Tone } from '#kit/card.tsx';
import { Dialog, say } from '#kit/dialog.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { dayOf } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { defineWords, useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { causeWords } from '#client/cause-words';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { Issues } from './Issues.tsx';

const words = defineWords({
  zh: {
    title: '改进', findings: '发现（按原因）', none: '还没有发现', noActions: '还没有改进措施', actions: '改进措施', count: '次数', open: '进行中的措施', add: '立一项措施', what: '做什么', who: '负责人', due: '期限', measure: '用什么衡量', save: '保存', begin: '开始', finish: '完成', drop: '放弃', why: '理由', before: '之前', after: '之后', overdue: '已逾期', everywhere: '全部网点', saved: '已保存', choose: '选择', lead: '把低分和内部发现归到原因，立措施，用前后数据衡量是否有效。', ref: '编号', cancel: '取消', dropIt: '放弃这项措施', noBefore: '尚无数据',
    states: { open: '待开始', inProgress: '进行中', done: '已完成，待衡量', measured: '已衡量', dropped: '已放弃' } as Record<string, string>, verdicts: { worked: '有效', didNotWork: '无效', tooFewAnswers: '样本不足' } as Record<string, string>, of: (part: number, whole: number) => (whole === 0 ? '–' : `${Math.round((part / whole) * 1000) / 10}%（${part}/${whole}）`),
  },
  en: {
    title: 'Improvement', findings: 'Findings by cause', none: 'No findings yet', noActions: 'No actions yet', actions: 'Actions', count: 'Times', open: 'Open actions', add: 'Set up an action', what: 'What', who: 'Owner', due: 'Due', measure: 'Measured by', save: 'Save', begin: 'Begin', finish: 'Done', drop: 'Drop', why: 'Reason', before: 'Before', after: 'After', overdue: 'Overdue', everywhere: 'All outlets', saved: 'Saved', choose: 'Choose', lead: 'Low marks and findings by cause; actions whose effect is measured before and after.', ref: 'Number', cancel: 'Cancel', dropIt: 'Drop this action', noBefore: 'no answers yet',
    states: { open: 'To begin', inProgress: 'In progress', done: 'Done, to be measured', measured: 'Measured', dropped: 'Dropped' } as Record<string, string>, verdicts: { worked: 'Worked', didNotWork: 'Did not work', tooFewAnswers: 'Too few answers' } as Record<string, string>, of: (part: number, whole: number) => (whole === 0 ? '–' : `${Math.round((part / whole) * 1000) / 10} % (${part}/${whole})`),
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
  const act = useAct('addAction');
  return (
    <Form onSubmit={() => act.mutate({ brandId: group.brandId, cause: group.cause, what, ownerStaffId: who, dueOn, measure: 'lowShareOfCause', ...(group.outletId === null ? {} : { outletId: group.outletId }), ...(group.modelId === null ? {} : { modelId: group.modelId }) }, { onSuccess: () => {
      say(w.saved);
      done();
    } })}>
      <TextField label={w.what} value={what} onValue={setWhat} />
      <SelectField label={w.who} value={who} onValue={setWho} options={[{ value: me.id ?? '', label: me.name }, ...(staff.data?.staff ?? []).filter((one) => one.id !== me.id).map((one) => ({ value: one.id, label: one.name }))]} />
      <TextField label={w.due} type="date" min={dayOf(new Date())} value={dueOn} onValue={setDueOn} />
      <Stale error={act.error} />
      <Button type="submit" kind="primary" busy={act.isPending} disabled={what.trim() === '' || dueOn === ''}>{w.save}</Button>
    </Form>
  );
}

function ActionCard({ one }: { one: Action }) {
  const w = useWords(words);
  const c = useWords(causeWords);
  const { may } = useMe();
  const change = useAct('changeAction');
  const [why, setWhy] = useState('');
  const [dropping, setDropping] = useState(false);
  const go = (state: 'inProgress' | 'done' | 'dropped'): void => change.mutate({ actionId: one.id, state, version: one.version, ...(state === 'dropped' ? { why } : {}) });
  const tone: Tone = one.verdict === 'worked' ? 'good' : one.verdict === null ? 'plain' : 'warn';
  const value = (measured: Action['before'] | null): string => (measured === null ? '–' : measured.denominator === 0 ? w.noBefore : w.of(measured.numerator, measured.denominator));
  return (
    <Card title={c.cause[one.cause]} aside={<span className="c-inline"><Tag tone="accent">{w.states[one.state]}</Tag>{one.overdue ? <Tag tone="danger">{w.overdue}</Tag> : null}{one.verdict === null ? null : <Tag tone={tone}>{w.verdicts[one.verdict]}</Tag>}</span>}>
      <p className="c-gap">{one.what}</p>
      <dl className="c-facts"><dt>{w.ref}</dt><dd>{one.number}</dd><dt>{w.who}</dt><dd>{one.ownerName}</dd><dt>{w.due}</dt><dd>{one.dueOn}</dd><dt>{w.before}</dt><dd>{value(one.before)}</dd><dt>{w.after}</dt><dd>{value(one.after)}</dd></dl>
      {may('adviser', 'agent', 'technician', 'partsPlanner', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'allianceOfficer') && (one.state === 'open' || one.state === 'inProgress') ? (
        <div className="k-row c-gap">
          {one.state === 'open' ? <Button small busy={change.isPending} onClick={() => go('inProgress')}>{w.begin}</Button> : <Button small kind="primary" busy={change.isPending} onClick={() => go('done')}>{w.finish}</Button>}
          <Button small kind="quiet" onClick={() => setDropping(true)}>{w.drop}</Button>
        </div>
      ) : null}
      {dropping ? null : <Stale error={change.error} />}
      <Dialog open={dropping} onClose={() => setDropping(false)} title={w.dropIt}>
        <Form onSubmit={() => go('dropped')}><p>{one.what}</p><TextField label={w.why} value={why} onValue={setWhy} autoFocus /><Stale error={change.error} /><div className="k-row"><Button type="submit" kind="danger" busy={change.isPending} disabled={why.trim() === ''}>{w.drop}</Button><Button onClick={() => setDropping(false)}>{w.cancel}</Button></div></Form>
      </Dialog>
    </Card>
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
  const [adding, setAdding] = useState('');
  const nameOf = (outletId: string | null): string => {
    const outlet = outlets.data?.outlets.find((one) => one.id === outletId);
    return outlet === undefined ? w.everywhere : language === 'zh' ? outlet.name : outlet.nameEn;
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
              return <li key={key}><div className="k-between"><span><strong>{c.cause[group.cause]}</strong> <span className="k-muted">{nameOf(group.outletId)}</span></span><span className="c-inline"><Tag>{group.findings}</Tag>{group.openActions > 0 ? <Tag tone="accent">{w.open} {group.openActions}</Tag> : null}{may('serviceManager', 'regionalManager', 'allianceOfficer') ? <Button small onClick={() => setAdding(adding === key ? '' : key)}>{w.add}</Button> : null}</span></div>{adding === key ? <NewAction group={group} done={() => setAdding('')} /> : null}</li>;
            })}</ul>
          )}</Answered>
        </Card>
        <div className="c-col"><h2>{w.actions}</h2><Answered of={actions} says={says}>{(data) => data.actions.length === 0 ? <Empty icon="check" title={w.noActions} /> : <>{data.actions.map((one) => <ActionCard key={one.id} one={one} />)}</>}</Answered></div>
      </div>
    </div>
  );
}
