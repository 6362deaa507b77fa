// What owners answered, and the rates with what they are made of.
import { useState } from 'react';
import { Link } from 'react-router';
import { Card, Tag } from '#kit/card.tsx';
import { Choice } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { defineWords, useLanguage, useWords } from '#kit/words.tsx';
import { useAsk, useAskPages } from '#client/ask';
import { causeWords } from '#client/cause-words';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { More } from '../shell/More.tsx';
import { Table } from '../shell/Table.tsx';

const words = defineWords({
  zh: { title: '回访', which: '显示哪些', all: '全部', low: '低分（1–2）', answered: '已答', empty: '还没有回访', case: '工单', owner: '车主', score: '评分', reasons: '原因', words: '原话', when: '时间', state: '状态', states: { planned: '待发送', sent: '待回答', answered: '已回答', expired: '已过期', dropped: '已取消' }, rate: '回答率', mean: '平均分', lowShare: '低分率', of: (part: number, whole: number) => `${part} / ${whole}`, points: (points: number, answers: number) => `${answers} 份答卷，共 ${points} 分` },
  en: { title: 'Surveys', which: 'Which', all: 'All', low: 'Low (1–2)', answered: 'Answered', empty: 'No surveys yet', case: 'Case', owner: 'Owner', score: 'Mark', reasons: 'Reasons', words: 'Words', when: 'When', state: 'State', states: { planned: 'To be sent', sent: 'Waiting', answered: 'Answered', expired: 'Expired', dropped: 'Dropped' }, rate: 'Response rate', mean: 'Mean mark', lowShare: 'Low marks', of: (part: number, whole: number) => `${part} of ${whole}`, points: (points: number, answers: number) => `${points} points in ${answers} answers` },
});

function Figures() {
  const w = useWords(words);
  const figures = useAsk('surveyFigures', {}, { topics: ['feedback'] });
  const rows = figures.data?.figures ?? [];
  const sum = (field: 'sent' | 'answered' | 'low' | 'scoreSum'): number => rows.reduce((total, row) => total + row[field], 0);
  const [sent, answered, low, scores] = [sum('sent'), sum('answered'), sum('low'), sum('scoreSum')];
  const share = (part: number, whole: number): string => (whole === 0 ? '–' : `${Math.round((part / whole) * 1000) / 10} %`);
  return (
    <div className="c-grid c-figures">
      <Card title={w.rate}><strong className="c-figure">{share(answered, sent)}</strong><p className="k-muted">{w.of(answered, sent)}</p></Card>
      <Card title={w.mean}><strong className="c-figure">{answered === 0 ? '–' : (scores / answered).toFixed(2)}</strong><p className="k-muted">{w.points(scores, answered)}</p></Card>
      <Card title={w.lowShare}><strong className="c-figure">{share(low, answered)}</strong><p className="k-muted">{w.of(low, answered)}</p></Card>
    </div>
  );
}

export function Surveys() {
  const w = useWords(words);
  const c = useWords(causeWords);
  const says = useSays();
  const [which, setWhich] = useState<'all' | 'low' | 'answered'>('all');
  const surveys = useAskPages('listSurveys', { limit: 100, ...(which === 'low' ? { low: true } : which === 'answered' ? { state: 'answered' as const } : {}) }, { topics: ['feedback'] });
  const list = (surveys.data ?? []).flatMap((part) => part.surveys);
  const { may } = useMe();
  const { language } = useLanguage();
  const opensCases = may('adviser', 'agent', 'serviceManager', 'regionalManager', 'auditor', 'administrator');
  return (
    <div className="c-page">
      <Heading title={w.title}><Choice<'all' | 'low' | 'answered'> label={w.which} value={which} onValue={setWhich} options={[{ value: 'all', label: w.all }, { value: 'answered', label: w.answered }, { value: 'low', label: w.low }]} /></Heading>
      <Figures />
      <Answered of={surveys} says={says} lines={8}>
        {() => list.length === 0 ? <Empty icon="star" title={w.empty} /> : (
          <>
            <Table label={w.title} columns={[w.score, w.reasons, w.words, w.case, w.owner, w.state, w.when]}>{list.map((one) => (
              <tr key={one.id}>
                <td>{one.score === null ? '–' : <Tag tone={one.score <= 2 ? 'danger' : one.score >= 4 ? 'good' : 'plain'}>{one.score} / 5</Tag>}</td>
                <td>{one.reasons.length === 0 ? '–' : one.reasons.map((reason) => (c.cause as Record<string, string>)[reason] ?? (c.praise as Record<string, string>)[reason]).join(language === 'zh' ? '、' : ', ')}</td><td>{one.words ?? '–'}</td>
                <td>{opensCases ? <Link to={links.case(one.caseId)}>{one.caseNumber}</Link> : one.caseNumber}<small>{one.plateNo}</small></td><td>{one.ownerName}</td><td>{w.states[one.state]}</td><td><When at={one.answeredAt ?? one.sentAt ?? one.sendAt} /></td>
              </tr>
            ))}</Table>
            <More of={surveys} shown={list.length} />
          </>
        )}
      </Answered>
    </div>
  );
}
