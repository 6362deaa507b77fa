// The owner's complaints: who has one, by when it is answered, the answer, and whether that satisfies.
import { useState } from 'react';
import { Link } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Form, TextArea } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { defineWords, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { Head } from '../Head.tsx';
import { links } from '../links.ts';

const words = defineWords({
  zh: { title: '我的投诉', one: '您的投诉', none: '您还没有投诉过', holder: '负责人', nobody: '正在安排专人', due: '最晚答复', answer: '我们的答复', ask: '这个答复您满意吗？', yes: '满意', no: '不满意', why: '哪里还没有解决？（可不填）', send: '升级到区域经理', upgraded: '已升级到区域经理，会在期限前再次答复您', thanks: '谢谢，投诉已结束', outside: '仍不满意，也可以向 12315 反映，我们会同样处理。', case: '查看服务单', states: { fresh: '已登记', looking: '处理中', answered: '已答复', closed: '已结束', dismissed: '已结束' }, region: '区域经理处理中' },
  en: { title: 'My complaints', one: 'Your complaint', none: 'You have not complained', holder: 'Who has it', nobody: 'somebody is being found', due: 'Answered by', answer: 'Our answer', ask: 'Does this answer satisfy you?', yes: 'Yes', no: 'No', why: 'What is still not right? (optional)', send: 'Take it to the regional manager', upgraded: 'The regional manager has it now and answers you by the due day', thanks: 'Thank you; the complaint is closed', outside: 'If it still does not satisfy, you may turn to 12315; we treat that alike.', case: 'See the service', states: { fresh: 'On record', looking: 'Being dealt with', answered: 'Answered', closed: 'Closed', dismissed: 'Closed' }, region: 'with the regional manager' },
});
type Complaint = Out<'myComplaints'>['complaints'][number];

function Verdict({ one }: { one: Complaint }) {
  const w = useWords(words);
  const says = useSays();
  const [telling, setTelling] = useState(false);
  const [why, setWhy] = useState('');
  const judge = useAct('judgeMyAnswer');
  const tell = (satisfied: boolean): void => judge.mutate({ voiceId: one.id, satisfied, version: one.version, ...(why.trim() === '' ? {} : { words: why.trim() }) }, { onSuccess: () => say(satisfied ? w.thanks : w.upgraded) });
  return (
    <div className="k-stack">
      <strong>{w.ask}</strong>
      <div className="o-two"><Button kind="primary" busy={judge.isPending && !telling} onClick={() => tell(true)}>{w.yes}</Button><Button aria-expanded={telling} onClick={() => setTelling(!telling)}>{w.no}</Button></div>
      {telling ? <Form onSubmit={() => tell(false)}><TextArea label={w.why} value={why} onValue={setWhy} rows={3} maxLength={1000} /><Button type="submit" busy={judge.isPending}>{w.send}</Button></Form> : null}
      {judge.error === null ? null : <Notice tone="danger">{says(judge.error)}</Notice>}
    </div>
  );
}

function One({ one, ofCase }: { one: Complaint; ofCase: boolean }) {
  const w = useWords(words);
  const open = one.state === 'fresh' || one.state === 'looking';
  return (
    <Card title={ofCase ? w.one : one.number} aside={<Tag tone={open ? 'warn' : 'plain'}>{open && one.climbed ? w.region : w.states[one.state]}</Tag>}>
      <div className="k-stack">
        <p>{one.words}</p>
        <dl className="o-pairs">
          {open ? <div><dt>{w.holder}</dt><dd>{one.holderName ?? w.nobody}</dd></div> : null}
          {one.dueAt === null ? null : <div><dt>{w.due}</dt><dd><When at={one.dueAt} /></dd></div>}
        </dl>
        {one.answerWords === null ? null : <div><span className="k-muted">{w.answer}</span><p className="bubble">{one.answerWords}</p></div>}
        {one.mayJudge ? <Verdict key={one.version} one={one} /> : null}
        {open && one.climbed ? <p className="k-muted">{w.outside}</p> : null}
        {ofCase || one.caseId === null ? null : <Link className="k-button" to={links.case(one.caseId)}>{w.case}</Link>}
      </div>
    </Card>
  );
}

/** On a case: the complaints made about it. */
export function ComplaintsOf({ caseId }: { caseId: string }) {
  const list = useAsk('myComplaints', { caseId }, { topics: ['voices'] });
  return <>{(list.data?.complaints ?? []).map((one) => <One key={one.id} one={one} ofCase />)}</>;
}

export function Complaints() {
  const w = useWords(words);
  const says = useSays();
  const list = useAsk('myComplaints', {}, { topics: ['voices'] });
  return (
    <div className="o-stack o-narrow">
      <Head title={w.title} />
      <Answered of={list} says={says} lines={6}>{(data) => data.complaints.length === 0 ? <Empty icon="chat" title={w.none} /> : data.complaints.map((one) => <One key={one.id} one={one} ofCase={false} />)}</Answered>
    </div>
  );
}
