// The explorer of voices: what is talked about, month by month, where, how it is answered; every figure filters the list below it.
import { useState } from 'react';
import type { CSSProperties } from 'react';
import { Link, useSearchParams } from 'react-router';
import { sentiments, voiceChannels, voiceKinds, voiceStates, voiceTopics } from '#api/voices';
import { Card, Tag } from '#kit/card.tsx';
import { Choice, Switch } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useWords } from '#kit/words.tsx';
import { useAsk, useAskPages } from '#client/ask';
import type { In, Out } from '#client/client';
import { useSays } from '#client/says';
import { useBrand } from '../desk/useBrand.tsx';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { More } from '../shell/More.tsx';
import { Table } from '../shell/Table.tsx';
import { Bring } from './Bring.tsx';
import '../desk/desk.css';
import './voices.css';
import { words } from './words.ts';

type Figures = Out<'voiceFigures'>;
type Voice = Out<'listVoices'>['voices'][number];
const tones = { angry: 'danger', unhappy: 'warn', neutral: 'plain', happy: 'good' } as const;

export function VoiceLine({ one }: { one: Voice }) {
  const w = useWords(words);
  const late = (one.state === 'fresh' || one.state === 'looking') && one.answerDueAt !== null && new Date(one.answerDueAt) < new Date();
  return (
    <li data-severity={one.severity}>
      <Link className="said" to={links.voice(one.id)}>{one.words}</Link>
      <div className="w-meta">
        <Tag tone={tones[one.sentiment]}>{w.sentiments[one.sentiment]}</Tag><Tag tone={one.kind === 'complaint' ? 'warn' : 'plain'}>{w.kinds[one.kind]}</Tag><Tag tone="info">{w.topics[one.topic]}</Tag><span>{w.channels[one.channel]}</span><span>{w.states[one.state]}</span>
        {one.answerDueAt === null || one.answeredAt !== null ? null : <span className={late ? 'k-danger' : undefined}>{late ? <Tag tone="danger">{w.late}</Tag> : null} {w.due} <When at={one.answerDueAt} /></span>}
        {one.twins === 0 ? null : <span>{w.twinsOf(one.twins)}</span>}<span><When at={one.saidAt} /></span><span>{one.number}</span>{one.plateNo === null ? null : <span>{one.plateNo}</span>}
      </div>
    </li>
  );
}

function Topics({ data, onTopic }: { data: Figures; onTopic(topic: string): void }) {
  const w = useWords(words);
  const most = Math.max(1, ...data.topics.flatMap((one) => one.byMonth));
  return (
    <Card title={w.byTopic}>
      <div className="c-tablebox" tabIndex={0} role="region" aria-label={w.byTopic}><table className="w-topics">
        <thead><tr><th scope="col"><span className="sr">{w.topic}</span></th>{data.months.map((month) => <td key={month}>{Number(month.slice(5))}</td>)}<td className="sum">{w.count}</td><td className="sum">{w.unhappy}</td></tr></thead>
        <tbody>{data.topics.map((one) => (
          <tr key={one.topic}><th scope="row"><button type="button" onClick={() => onTopic(one.topic)}>{w.topics[one.topic]}</button></th>
            {one.byMonth.map((count, index) => <td key={data.months[index]} style={{ '--share': count / most } as CSSProperties} title={`${data.months[index]} · ${count}`}>{count === 0 ? '' : count}</td>)}<td className="sum">{one.voices}</td><td className="sum">{one.unhappy}</td></tr>
        ))}</tbody>
      </table></div>
    </Card>
  );
}

function Channels({ data }: { data: Figures }) {
  const w = useWords(words);
  return (
    <Card title={w.byChannel}>
      <Table label={w.byChannel} columns={[w.channel, { label: w.count, num: true }, { label: w.complaints, num: true }, { label: w.answered, num: true }, { label: w.inTime, num: true }]}>{data.channels.map((one) => (
        <tr key={one.channel}><td>{w.channels[one.channel]}</td><td className="num">{one.voices}</td><td className="num">{one.complaints}</td><td className="num">{one.answered}</td><td className="num">{one.answered === 0 ? '–' : `${Math.round((one.inTime / one.answered) * 100)} %`}</td></tr>
      ))}</Table>
    </Card>
  );
}

function useFilter() {
  const [params, setParams] = useSearchParams();
  const at = (name: string): string => params.get(name) ?? '';
  const set = (more: Record<string, string>): void => setParams(new URLSearchParams(Object.entries({ ...Object.fromEntries(params), ...more }).filter(([, value]) => value !== '')), { replace: true });
  const chosen = Object.fromEntries(['channel', 'kind', 'topic', 'sentiment', 'state', 'find', 'month'].filter((name) => at(name) !== '').map((name) => [name, at(name)]));
  return { at, set, chosen: { ...chosen, ...(at('overdue') === '1' ? { overdue: true } : {}) } as In<'listVoices'> };
}

export function Voices() {
  const w = useWords(words);
  const says = useSays();
  const { brandId, choice } = useBrand();
  const { may } = useMe();
  const [tab, setTab] = useState<'list' | 'bring'>('list');
  const { at, set, chosen } = useFilter();
  const figures = useAsk('voiceFigures', { brandId }, { enabled: brandId !== '', topics: ['voices'], keep: true });
  const list = useAskPages('listVoices', { limit: 50, brandId, ...chosen }, { topics: ['voices'] });
  const voices = (list.data ?? []).flatMap((part) => part.voices);
  const select = (name: string, label: string, values: readonly string[], named: Record<string, string>) => (
    <select className="k-input" aria-label={label} value={at(name)} onChange={(event) => set({ [name]: event.target.value })}><option value="">{w.every(label)}</option>{values.map((value) => <option key={value} value={value}>{named[value]}</option>)}</select>
  );
  return (
    <div className="c-page">
      <Heading title={w.title} lead={w.lead}>{choice}{may('agent', 'adviser', 'serviceManager', 'regionalManager', 'administrator') ? <Choice<'list' | 'bring'> label={w.tabsLabel} hidden value={tab} onValue={setTab} options={[{ value: 'list', label: w.tabs.list }, { value: 'bring', label: w.tabs.bring }]} /> : null}</Heading>
      {tab === 'bring' ? <Bring brandId={brandId} /> : (
        <>
          <Answered of={figures} says={says} lines={8}>{(data) => (
            <>
              <div className="h-tiles"><div><span>{w.open}</span><strong>{data.open}</strong></div><div data-tone={data.late > 0 ? 'danger' : 'plain'}><span>{w.late}</span><strong>{data.late}</strong></div><div><span>{w.soon}</span><strong>{data.dueSoon}</strong></div><div><span>{w.twins}</span><strong>{data.twins}</strong></div><div title={w.taught(data.labelled, data.shipped)}><span>{w.right}</span><strong>{data.labelled === 0 ? '–' : `${Math.round((data.topicRight / data.labelled) * 100)} %`}</strong></div></div>
              {data.topics.length === 0 ? null : <div className="w-tops"><Topics data={data} onTopic={(topic) => set({ topic })} /><Channels data={data} /></div>}
            </>
          )}</Answered>
          <div className="c-filters">
            {select('channel', w.channel, voiceChannels, w.channels)}{select('topic', w.topic, voiceTopics, w.topics)}{select('kind', w.kind, voiceKinds, w.kinds)}{select('sentiment', w.sentiment, sentiments, w.sentiments)}{select('state', w.state, voiceStates, w.states)}
            <input className="k-input" type="search" aria-label={w.find} placeholder={w.find} value={at('find')} onChange={(event) => set({ find: event.target.value })} /><Switch label={w.overdue} on={at('overdue') === '1'} onTurn={(on) => set({ overdue: on ? '1' : '' })} />
          </div>
          <Answered of={list} says={says} lines={8}>{() => voices.length === 0 ? <Empty icon="chat" title={w.none} /> : <><ul className="w-list">{voices.map((one) => <VoiceLine key={one.id} one={one} />)}</ul><More of={list} shown={voices.length} /></>}</Answered>
        </>
      )}
    </div>
  );
}
