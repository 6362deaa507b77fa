// What owners answered, and the rates with what they are made of.
import { Link, useSearchParams } from 'react-router';
import { Card, Tag } from '#kit/card.tsx';
import { Choice } from '#kit/field.tsx';
import { dayOf, When } from '#kit/figures.tsx';
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
  zh: { title: '回访', which: '显示哪些', chosen: { all: '全部', sent: '已发送', answered: '已答', low: '低分（1–2）', dropped: '没有问' }, lead: '交车两小时后、不在夜间问一次；不愿被问、正在投诉、说没解决、两周内问过的不问。低分当天成为回访工单。', outlet: '网点', allOutlets: '全部网点', month: '发送月份', year: '近 12 个月', allReasons: '原因：全部', droppedWhy: { notSolved: '车主说没解决', refused: '车主不愿被问', complaintOpen: '投诉未结', askedLately: '刚问过' }, empty: '没有这样的回访', case: '工单', owner: '车主', score: '评分', reasons: '原因', words: '原话', when: '时间', state: '状态', states: { planned: '待发送', sent: '待回答', answered: '已回答', expired: '已过期', dropped: '没有问' }, rate: '回答率', mean: '平均分', lowShare: '低分率', of: (part: number, whole: number) => `${part} / ${whole}`, points: (points: number, answers: number) => `${answers} 份答卷，共 ${points} 分` },
  en: { title: 'Surveys', which: 'Which', chosen: { all: 'All', sent: 'Sent', answered: 'Answered', low: 'Low (1–2)', dropped: 'Not asked' }, lead: 'Asked once, two hours after the hand-back and never at night; not asked is who does not want to be, who complains, who said it is not solved, or who was asked within two weeks. A low mark is a case at once.', outlet: 'Outlet', allOutlets: 'All outlets', month: 'Month of sending', year: 'Last 12 months', allReasons: 'Reasons: all', droppedWhy: { notSolved: 'said not solved', refused: 'does not want to be asked', complaintOpen: 'complaint open', askedLately: 'asked lately' }, empty: 'No such surveys', case: 'Case', owner: 'Owner', score: 'Mark', reasons: 'Reasons', words: 'Words', when: 'When', state: 'State', states: { planned: 'To be sent', sent: 'Waiting', answered: 'Answered', expired: 'Expired', dropped: 'Not asked' }, rate: 'Response rate', mean: 'Mean mark', lowShare: 'Low marks', of: (part: number, whole: number) => `${part} of ${whole}`, points: (points: number, answers: number) => `${points} points in ${answers} answers` },
});

const chosenOf = ['all', 'sent', 'answered', 'low', 'dropped'] as const;
type Which = (typeof chosenOf)[number];
/** The last thirteen months, this one included; surveys are counted in the month in which they were sent. */
const lastMonths = (): string[] => {
  const [year, nth] = dayOf(new Date()).split('-').map(Number) as [number, number];
  return Array.from({ length: 13 }, (_, back) => new Date(Date.UTC(year, nth - 1 - back, 1)).toISOString().slice(0, 7));
};

/** What is shown stands in the address, so that it can be kept and sent on. */
function useChosen() {
  const [params, setParams] = useSearchParams();
  const at = (name: 'which' | 'outlet' | 'month' | 'reason'): string => params.get(name) ?? '';
  const set = (more: Record<string, string>): void => setParams(new URLSearchParams(Object.entries({ ...Object.fromEntries(params), ...more }).filter(([, value]) => value !== '' && value !== 'all')), { replace: true });
  const which: Which = chosenOf.find((one) => one === at('which')) ?? 'all';
  const where = { ...(at('outlet') === '' ? {} : { outletId: at('outlet') }) };
  const months = at('month') === '' ? { fromMonth: lastMonths().at(-1) as string } : { fromMonth: at('month'), untilMonth: at('month') };
  const state = which === 'low' ? { low: true } : which === 'answered' ? { state: 'answered' as const } : which === 'dropped' ? { state: 'dropped' as const } : which === 'sent' ? { sent: true } : {};
  const sent = which === 'all' && at('month') === '' ? {} : which === 'dropped' ? {} : months;
  return { at, set, which, figures: { ...where, ...months }, list: { ...where, ...state, ...sent, ...(at('reason') === '' ? {} : { reason: at('reason') as 'other' }) } };
}

function Figures({ of }: { of: ReturnType<typeof useChosen> }) {
  const w = useWords(words);
  const says = useSays();
  const figures = useAsk('surveyFigures', of.figures, { topics: ['feedback'], keep: true });
  const share = (part: number, whole: number): string => (whole === 0 ? '–' : `${Math.round((part / whole) * 1000) / 10} %`);
  return (
    <Answered of={figures} says={says} lines={3}>{(data) => {
      const sum = (field: 'sent' | 'answered' | 'low' | 'scoreSum'): number => data.figures.reduce((total, row) => total + row[field], 0);
      const [sent, answered, low, scores] = [sum('sent'), sum('answered'), sum('low'), sum('scoreSum')];
      const to = (which: Which, label: string) => <button type="button" className="c-count" aria-pressed={of.which === which} onClick={() => of.set({ which })}>{label}</button>;
      return (
        <div className="c-grid c-figures">
          <Card title={w.rate}><strong className="c-figure">{share(answered, sent)}</strong><p className="k-muted">{to('sent', w.of(answered, sent))}</p></Card>
          <Card title={w.mean}><strong className="c-figure">{answered === 0 ? '–' : (scores / answered).toFixed(2)}</strong><p className="k-muted">{to('answered', w.points(scores, answered))}</p></Card>
          <Card title={w.lowShare}><strong className="c-figure">{share(low, answered)}</strong><p className="k-muted">{to('low', w.of(low, answered))}</p></Card>
        </div>
      );
    }}</Answered>
  );
}

export function Surveys() {
  const w = useWords(words);
  const c = useWords(causeWords);
  const says = useSays();
  const of = useChosen();
  const surveys = useAskPages('listSurveys', { limit: 100, ...of.list }, { topics: ['feedback'] });
  const list = (surveys.data ?? []).flatMap((part) => part.surveys);
  const me = useMe();
  const { language } = useLanguage();
  const outlets = (useAsk('listOutlets', {}).data?.outlets ?? []).filter((one) => me.isMyOutlet(one) || me.brands.length > 1);
  const opensCases = me.may('adviser', 'agent', 'serviceManager', 'regionalManager', 'auditor', 'administrator');
  const reasons: Record<string, string> = { ...c.cause, ...c.praise };
  return (
    <div className="c-page">
      <Heading title={w.title} lead={w.lead} />
      <Figures of={of} />
      <div className="c-filters">
        <Choice<Which> label={w.which} hidden value={of.which} onValue={(which) => of.set({ which })} options={chosenOf.map((value) => ({ value, label: w.chosen[value] }))} />
        {outlets.length < 2 ? null : <select className="k-input" aria-label={w.outlet} value={of.at('outlet')} onChange={(event) => of.set({ outlet: event.target.value })}><option value="">{w.allOutlets}</option>{outlets.map((one) => <option key={one.id} value={one.id}>{language === 'zh' ? one.name : one.nameEn}</option>)}</select>}
        <select className="k-input" aria-label={w.month} value={of.at('month')} onChange={(event) => of.set({ month: event.target.value })}><option value="">{w.year}</option>{lastMonths().map((one) => <option key={one} value={one}>{one}</option>)}</select>
        <select className="k-input" aria-label={w.reasons} value={of.at('reason')} onChange={(event) => of.set({ reason: event.target.value })}><option value="">{w.allReasons}</option>{Object.entries(reasons).map(([code, label]) => <option key={code} value={code}>{label}</option>)}</select>
      </div>
      <Answered of={surveys} says={says} lines={8}>
        {() => list.length === 0 ? <Empty icon="star" title={w.empty} /> : (
          <>
            <Table label={w.title} columns={[w.score, w.reasons, w.words, w.case, w.owner, w.state, w.when]}>{list.map((one) => (
              <tr key={one.id}>
                <td>{one.score === null ? '–' : <Tag tone={one.score <= 2 ? 'danger' : one.score >= 4 ? 'good' : 'plain'}>{one.score} / 5</Tag>}</td>
                <td>{one.reasons.length === 0 ? '–' : one.reasons.map((reason) => reasons[reason]).join(language === 'zh' ? '、' : ', ')}</td><td>{one.words ?? '–'}</td>
                <td>{opensCases ? <Link to={links.case(one.caseId)}>{one.caseNumber}</Link> : one.caseNumber}<small>{one.plateNo}</small></td><td>{one.ownerName === '' ? '–' : one.ownerName}</td><td>{w.states[one.state]}{one.droppedWhy === null ? null : <small>{w.droppedWhy[one.droppedWhy]}</small>}</td><td><When at={one.answeredAt ?? one.sentAt ?? one.sendAt} /></td>
              </tr>
            ))}</Table>
            <More of={surveys} shown={list.length} />
          </>
        )}
      </Answered>
    </div>
  );
}
