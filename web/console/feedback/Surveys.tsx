// What owners answered, and the rates with what they are made of.
import { useState } from 'react';
import { Link } from 'react-router';
import { Card, Tag } from '#kit/card.tsx';
import { Choice } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { defineWords, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { causeWords } from '#client/cause-words';
import { useSays } from '#client/says';
import { links } from '../links.ts';

const words = defineWords({
  zh: { title: '回访', all: '全部', low: '低分（1–2）', answered: '已答', empty: '还没有回访', case: '工单', owner: '车主', score: '评分', reasons: '原因', words: '原话', when: '时间', state: '状态', states: { planned: '待发送', sent: '待回答', answered: '已回答', expired: '已过期', dropped: '已取消' }, rate: '回答率', mean: '平均分', lowShare: '低分率', of: (part: number, whole: number) => `${part} / ${whole}` },
  en: { title: 'Surveys', all: 'All', low: 'Low (1–2)', answered: 'Answered', empty: 'No surveys yet', case: 'Case', owner: 'Owner', score: 'Mark', reasons: 'Reasons', words: 'Words', when: 'When', state: 'State', states: { planned: 'To be sent', sent: 'Waiting', answered: 'Answered', expired: 'Expired', dropped: 'Dropped' }, rate: 'Response rate', mean: 'Mean mark', lowShare: 'Low marks', of: (part: number, whole: number) => `${part} of ${whole}` },
});

function Figures() {
  const w = useWords(words);
  const figures = useAsk('surveyFigures', {}, { topics: ['feedback'] });
  const rows = figures.data?.figures ?? [];
  const sum = (field: 'sent' | 'answered' | 'low' | 'scoreSum'): number => rows.reduce((total, row) => total + row[field], 0);
  const [sent, answered, low, scores] = [sum('sent'), sum('answered'), sum('low'), sum('scoreSum')];
  const share = (part: number, whole: number): string => (whole === 0 ? '–' : `${Math.round((part / whole) * 1000) / 10} %`);
  return (
    <div className="c-grid">
      <Card title={w.rate}><strong style={{ fontSize: '1.6rem' }}>{share(answered, sent)}</strong><p className="k-muted">{w.of(answered, sent)}</p></Card>
      <Card title={w.mean}><strong style={{ fontSize: '1.6rem' }}>{answered === 0 ? '–' : (scores / answered).toFixed(2)}</strong><p className="k-muted">{w.of(scores, answered)}</p></Card>
      <Card title={w.lowShare}><strong style={{ fontSize: '1.6rem' }}>{share(low, answered)}</strong><p className="k-muted">{w.of(low, answered)}</p></Card>
    </div>
  );
}

export function Surveys() {
  const w = useWords(words);
  const c = useWords(causeWords);
  const says = useSays();
  const [which, setWhich] = useState<'all' | 'low' | 'answered'>('all');
  const surveys = useAsk('listSurveys', { limit: 100, ...(which === 'low' ? { low: true } : which === 'answered' ? { state: 'answered' as const } : {}) }, { topics: ['feedback'], keep: true });
  return (
    <div className="c-page">
      <header><h1>{w.title}</h1><Choice<'all' | 'low' | 'answered'> label="" value={which} onValue={setWhich} options={[{ value: 'all', label: w.all }, { value: 'answered', label: w.answered }, { value: 'low', label: w.low }]} /></header>
      <Figures />
      <Answered of={surveys} says={says} lines={8}>
        {(data) => data.surveys.length === 0 ? <Empty icon="star" title={w.empty} /> : (
          <div className="c-tablebox" tabIndex={0} role="region" aria-label={w.title}>
            <table className="c-table">
              <thead><tr><th className="num">{w.score}</th><th>{w.reasons}</th><th>{w.words}</th><th>{w.case}</th><th>{w.owner}</th><th>{w.state}</th><th>{w.when}</th></tr></thead>
              <tbody>{data.surveys.map((one) => (
                <tr key={one.id}>
                  <td className="num">{one.score === null ? '–' : <Tag tone={one.score <= 2 ? 'danger' : one.score >= 4 ? 'good' : 'plain'}>{one.score} / 5</Tag>}</td>
                  <td>{one.reasons.map((reason) => (c.cause as Record<string, string>)[reason] ?? (c.praise as Record<string, string>)[reason]).join('、')}</td><td>{one.words ?? ''}</td>
                  <td><Link to={links.case(one.caseId)}>{one.caseNumber}</Link><small>{one.plateNo}</small></td><td>{one.ownerName}</td><td>{w.states[one.state]}</td><td><When at={one.answeredAt ?? one.sentAt ?? one.sendAt} /></td>
                </tr>
              ))}</tbody>
            </table>
          </div>
        )}
      </Answered>
    </div>
  );
}
