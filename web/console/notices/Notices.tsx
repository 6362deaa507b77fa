// What I and my desks were told, newest first; each line leads to what it is about, and is read when it was opened.
import { useState } from 'react';
import { Link } from 'react-router';
import type { staffNoticeCodes } from '#api/notices';
import { Button } from '#kit/button.tsx';
import { Card, Tag } from '#kit/card.tsx';
import { Choice } from '#kit/field.tsx';
import { When, whenWords } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAskPages } from '#client/ask';
import { caseWords } from '#client/case-words';
import { causeWords } from '#client/cause-words';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { useCounterName, type Counter } from '#client/guarantees';
import { useVisitWords } from '#client/visit-words';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { More } from '../shell/More.tsx';
import { mayVisit } from '../shell/pages.ts';
import { Stale } from '../cases/Stale.tsx';
import { words as voiceWords } from '../voices/words.ts';
import { words } from './words.ts';

type Notice = Out<'staffNotices'>['notices'][number];
const dataOf = (one: Notice): Record<string, unknown> => (one.data ?? {}) as Record<string, unknown>;
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Unread, and of the last thirty days, as the bell counts it; what is older is history. */
const isFresh = (one: Notice): boolean => one.readAt === null && Date.parse(one.at) > Date.now() - 30 * 86_400_000;

/** The page a notice is about; undefined where there is none for this reader. */
function whereTo(one: Notice, held: readonly string[]): string | undefined {
  const data = dataOf(one);
  const [alertId, stormId, workOrderId] = [textOf(data['alertId']), textOf(data['stormId']), textOf(data['workOrderId'])];
  const ways = [
    one.code.startsWith('guarantee') ? links.vehicle(textOf(data['vehicleId'])) : undefined,
    stormId === '' ? undefined : links.storm(stormId), alertId === '' ? undefined : links.alert(alertId), workOrderId === '' ? undefined : links.workOrder(workOrderId),
    textOf(data['voiceId']) === '' ? undefined : links.voice(textOf(data['voiceId'])),
    one.caseId === null ? undefined : links.case(one.caseId), one.code.startsWith('callBack') || textOf(data['contactId']) !== '' ? (held.includes('agent') ? links.desk() : links.wall()) : undefined, textOf(data['actionId']) === '' && textOf(data['issueId']) === '' ? undefined : links.improvement(),
  ];
  return ways.find((way) => way !== undefined && mayVisit(way, held));
}

/** What it is about: number, car, trouble, and what was said or is due. */
function useAbout(): (one: Notice) => string {
  const w = useWords(words);
  const c = useWords(caseWords);
  const voices = useWords(voiceWords);
  const causes = useWords(causeWords).cause as Record<string, string>;
  const visit = useVisitWords();
  const counted = useCounterName();
  const { language } = useLanguage();
  return (one) => {
    const data = dataOf(one);
    const car = textOf(data['plateNo']) || textOf(language === 'zh' ? data['modelName'] : data['modelNameEn']);
    const named = (table: Record<string, string>, key: string): string => table[textOf(data[key])] ?? '';
    return [
      textOf(data['number']), car, named(c.trouble, 'trouble') || named(voices.topics, 'trouble') || named(c.alert, 'kind'), named(c.clock, 'clock'), typeof data['cars'] === 'number' ? w.cars(data['cars']) : '',
      one.code.startsWith('guarantee') ? `${counted(data['counter'] as Counter['kind'], textOf(data['counterKey']))} ${String(data['value'])} / ${String(data['most'])}` : '',
      textOf(data['what']), named(causes, 'cause'), ...visit(one.code.startsWith('visit') ? one.code.replace('visit', 'appointment') : one.code, data),
      textOf(data['by']) === '' ? '' : one.code === 'handOverAsked' ? w.by(textOf(data['by'])) : textOf(data['by']), textOf(data['text']) || textOf(data['words']),
      one.code.startsWith('callBack') && textOf(data['dueAt']) !== '' ? w.dueBy(whenWords(textOf(data['dueAt']), language)) : '', typeof data['tries'] === 'number' ? w.tries(data['tries']) : '',
      textOf(data['answerByAt']) === '' ? '' : w.answerBy(whenWords(textOf(data['answerByAt']), language)),
    ].filter((part) => part !== '').join(' · ');
  };
}

function Line({ one, onOpen }: { one: Notice; onOpen(): void }) {
  const w = useWords(words);
  const about = useAbout();
  const { grants } = useMe();
  const to = whereTo(one, grants.map((grant) => grant.role));
  const fresh = isFresh(one);
  const inside = (
    <>
      <i>{fresh ? <span className="sr">{w.fresh}</span> : null}</i>
      <span className="c-inline"><b>{w.code[one.code as (typeof staffNoticeCodes)[number]]}</b>{one.urgent ? <Tag tone="danger">{w.urgent}</Tag> : null}</span>
      <span className="k-muted"><When at={one.at} /></span>
      <small className="about">{about(one)}</small>
    </>
  );
  return <li>{to === undefined ? <div className="row" data-fresh={fresh}>{inside}</div> : <Link className="row" data-fresh={fresh} to={to} onClick={onOpen}>{inside}</Link>}</li>;
}

export function Notices() {
  const w = useWords(words);
  const says = useSays();
  const [which, setWhich] = useState<'all' | 'unread'>('all');
  const notices = useAskPages('staffNotices', { limit: 30, ...(which === 'unread' ? { unread: true } : {}) }, { topics: ['notices'] });
  const read = useAct('markNoticesRead');
  const list = (notices.data ?? []).flatMap((part) => part.notices);
  const unread = notices.data?.[0]?.unread ?? 0;
  return (
    <div className="c-page c-narrow">
      <Heading title={w.title} lead={w.lead}>
        <div className="c-filters">
          <Choice<'all' | 'unread'> label={w.which} hidden value={which} onValue={setWhich} options={[{ value: 'all', label: w.all }, { value: 'unread', label: unread === 0 ? w.unread : `${w.unread} ${unread}` }]} />
          {unread === 0 ? null : <Button busy={read.isPending} onClick={() => read.mutate({})}>{w.readAll}</Button>}
        </div>
      </Heading>
      <Stale error={read.error} />
      <Answered of={notices} says={says} lines={8}>
        {() => list.length === 0 ? <Empty icon="bell" title={which === 'unread' ? w.noneUnread : w.none}><p>{w.noneLead}</p></Empty> : (
          <>
            <Card><ul className="c-notices">{list.map((one) => <Line key={one.id} one={one} onOpen={() => one.readAt === null && read.mutate({ ids: [one.id] })} />)}</ul></Card>
            <More of={notices} shown={list.length} />
          </>
        )}
      </Answered>
    </div>
  );
}
