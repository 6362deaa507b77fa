// Calls to people on duty: those that wait for an answer, and what became of the others.
import { Link } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Tag } from '#kit/card.tsx';
import { When } from '#kit/figures.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { caseWords } from '#client/case-words';
import type { Out } from '#client/client';
import { Stale } from '../cases/Stale.tsx';
import { UrgencyTag } from '../cases/marks.tsx';
import { links } from '../links.ts';
import type { Line } from './AlertTable.tsx';
import { words } from './words.ts';

export type Call = Out<'listDuty'>['calls'][number];
export const isOpen = (call: Call): boolean => call.answeredAt === null && call.climbedAt === null;

export function Calls({ calls }: { calls: readonly Call[] }) {
  const w = useWords(words);
  const c = useWords(caseWords);
  const { language } = useLanguage();
  const answer = useAct('answerCall');
  return (
    <>
      <Stale error={answer.error} />
      <ul className="k-list">{calls.map((call) => (
        <li key={call.id} className="k-between">
          <span>
            <span className="c-inline"><UrgencyTag urgency={call.severity} /><Link to={call.contactId !== null ? links.desk() : call.alertId === null ? links.case(call.caseId ?? '') : links.alert(call.alertId)}>{call.contactId !== null ? `${w.callerInDanger} ${call.alertNumber}` : (c.alert[call.alertKind as Line['kind']] ?? c.trouble[call.alertKind as 'other'] ?? call.alertNumber)}</Link><span>{call.plateNo ?? (language === 'zh' ? call.modelName : call.modelNameEn)}</span></span>
            <div className="k-muted">{call.staffName} · {w.nthCall(call.nth)} · <When at={call.calledAt} /></div>
          </span>
          <span className="c-inline">
            {call.answeredBy !== null ? <Tag tone="good">{w.answered(call.answeredBy)}</Tag> : call.climbedAt !== null ? <Tag tone="warn">{w.passed}</Tag> : <Tag tone="danger">{w.waiting}</Tag>}
            {call.lastError === null ? null : <Tag tone="warn">{w.notSent}</Tag>}
            {isOpen(call) ? <Button small kind="primary" busy={answer.isPending} onClick={() => answer.mutate({ callId: call.id })}>{w.answer}</Button> : null}
          </span>
        </li>
      ))}</ul>
    </>
  );
}

/** What waits for an answer now, above the list of alerts. */
export function OpenCalls() {
  const w = useWords(words);
  const duty = useAsk('listDuty', {}, { topics: ['duty'], everyMs: 15_000, keep: true });
  const open = duty.data?.calls.filter(isOpen) ?? [];
  return open.length === 0 ? null : <Card title={w.calls}><Calls calls={open} /></Card>;
}
