// The explorer of voices: what is talked about, month by month, where, how it is answered; every figure filters the list below it.
import { useState, type CSSProperties, type KeyboardEvent } from 'react';
import { Link, useSearchParams } from 'react-router';
import { sentiments, voiceChannels, voiceKinds, voiceStates, voiceTopics } from '#api/voices';
import { Button } from '#kit/button.tsx';
import { Card, Tag } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
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

/** When an answer is owed, and whether it or the first word is late. */
function owedBy(one: Voice): { at: string | null; late: boolean } {
  if (one.state !== 'fresh' && one.state !== 'looking') return { at: null, late: false };
  const at = one.againDueAt ?? one.answerDueAt;
  const now = new Date().toISOString();
  return { at, late: (at !== null && at < now) || (one.respondedAt === null && one.respondDueAt !== null && one.respondDueAt < now) };
}

export function VoiceLine({ one }: { one: Voice }) {
  const w = useWords(words);
  const owed = owedBy(one);
  return (
    <li data-severity={one.severity}>
      <Link className="said" to={links.voice(one.id)}>{one.words}</Link>
      <div className="w-meta">
        <Tag tone={tones[one.sentiment]}>{w.sentiments[one.sentiment]}</Tag><Tag tone={one.kind === 'complaint' ? 'warn' : 'plain'}>{w.kinds[one.kind]}</Tag><Tag tone="info">{w.topics[one.topic]}</Tag>{one.climbedWhy === null || owed.at === null ? null : <Tag tone="danger">{w.climbed[one.climbedWhy]}</Tag>}<span>{w.channels[one.channel]}</span><span>{w.states[one.state]}{one.holderName === null || owed.at === null ? '' : ` · ${one.holderName}`}</span>
        {owed.at === null ? null : <span className={owed.late ? 'k-danger' : undefined}>{owed.late ? <Tag tone="danger">{w.late}</Tag> : null} {w.due} <When at={owed.at} /></span>}
        {one.twins === 0 ? null : <span>{w.twinsOf(one.twins)}</span>}<span><When at={one.saidAt} /></span><span>{one.number}</span>{one.plateNo === null ? null : <span>{one.plateNo}</span>}
      </div>
    </li>
  );
}

type Set = (more: Record<string, string>) => void;
/** Every count leads to the voices it counts. */
function Count({ count, name, to, set }: { count: number; name: string; to: Record<string, string>; set: Set }) {
  return count === 0 ? null : <button type="button" className="c-count" aria-label={`${name}: ${count}`} onClick={() => set(to)}>{count}</button>;
}

function Topics({ data, set }: { data: Figures; set: Set }) {
  const w = useWords(words);
  const most = Math.max(1, ...data.topics.flatMap((one) => one.byMonth));
  const since = data.months[0] ?? '';
  return (
    <Card title={w.byTopic} aside={<span className="k-muted">{w.counting}</span>}>
      <div className="c-tablebox" tabIndex={0} role="region" aria-label={w.byTopic}><table className="w-topics">
        <thead><tr><th scope="col"><span className="sr">{w.topic}</span></th>{data.months.map((month) => <td key={month}>{Number(month.slice(5))}</td>)}<td className="sum">{w.count}</td><td className="sum">{w.unhappy}</td></tr></thead>
        <tbody>{data.topics.map((one) => {
          const name = w.topics[one.topic];
          return (
            <tr key={one.topic}><th scope="row"><button type="button" onClick={() => set({ ...nothing, topic: one.topic, since })}>{name}</button></th>
              {one.byMonth.map((count, index) => <td key={data.months[index]} style={{ '--share': count / most } as CSSProperties}><Count count={count} name={`${name} ${data.months[index]}`} to={{ ...nothing, topic: one.topic, month: data.months[index] ?? '' }} set={set} /></td>)}
              <td className="sum"><Count count={one.voices} name={name} to={{ ...nothing, topic: one.topic, since }} set={set} /></td><td className="sum"><Count count={one.unhappy} name={`${name} ${w.unhappy}`} to={{ ...nothing, topic: one.topic, since, unhappy: '1' }} set={set} /></td></tr>
          );
        })}</tbody>
      </table></div>
    </Card>
  );
}

function Channels({ data, set }: { data: Figures; set: Set }) {
  const w = useWords(words);
  const since = data.months[0] ?? '';
  return (
    <Card title={w.byChannel} aside={<span className="k-muted">{w.counting}</span>}>
      <Table label={w.byChannel} columns={[w.channel, { label: w.count, num: true }, { label: w.complaints, num: true }, { label: w.answered, num: true }, { label: w.inTime, num: true }]}>{data.channels.map((one) => (
        <tr key={one.channel}><td>{w.channels[one.channel]}</td><td className="num"><Count count={one.voices} name={w.channels[one.channel]} to={{ ...nothing, channel: one.channel, since }} set={set} /></td><td className="num">{one.complaints === 0 ? 0 : <Count count={one.complaints} name={`${w.channels[one.channel]} ${w.complaints}`} to={{ ...nothing, channel: one.channel, kind: 'complaint', since }} set={set} />}</td><td className="num">{one.answered}</td><td className="num">{one.answered === 0 ? '–' : `${Math.round((one.inTime / one.answered) * 100)} %`}</td></tr>
      ))}</Table>
    </Card>
  );
}

const switches = ['open', 'overdue', 'soon', 'twins', 'labelled', 'unhappy'] as const;
/** No filter at all: what a count sets begins from it. */
const nothing = Object.fromEntries(['channel', 'kind', 'topic', 'sentiment', 'state', 'find', 'month', 'since', ...switches].map((name) => [name, '']));

/** The filter stands in the address: it can be kept, sent on and gone back to. */
function useFilter() {
  const [params, setParams] = useSearchParams();
  const at = (name: string): string => params.get(name) ?? '';
  const set = (more: Record<string, string>): void => setParams(new URLSearchParams(Object.entries({ ...Object.fromEntries(params), ...more }).filter(([, value]) => value !== '')), { replace: true });
  const chosen = Object.fromEntries(['channel', 'kind', 'topic', 'sentiment', 'state', 'find', 'month'].filter((name) => at(name) !== '').map((name) => [name, at(name)]));
  const on = (name: (typeof switches)[number], as: string) => (at(name) === '1' ? { [as]: true } : {});
  const any = Object.keys(nothing).some((name) => at(name) !== '');
  return { at, set, any, chosen: { ...chosen, ...(at('since') === '' ? {} : { fromMonth: at('since') }), ...on('open', 'open'), ...on('overdue', 'overdue'), ...on('soon', 'dueSoon'), ...on('twins', 'twins'), ...on('labelled', 'labelled'), ...on('unhappy', 'unhappy') } as In<'listVoices'> };
}

function Tiles({ data, set }: { data: Figures; set: Set }) {
  const w = useWords(words);
  const tile = (name: string, count: number | string, to: Record<string, string>, more: { tone?: string; title?: string } = {}) => (
    <button type="button" data-tone={more.tone ?? 'plain'} title={more.title} onClick={() => set({ ...nothing, ...to })}><span>{name}</span><strong>{count}</strong></button>
  );
  return (
    <div className="h-tiles w-tiles">
      {tile(w.open, data.open, { open: '1' })}{tile(w.late, data.late, { overdue: '1' }, { tone: data.late > 0 ? 'danger' : 'plain' })}{tile(w.soon, data.dueSoon, { soon: '1' })}{tile(w.twins, data.twins, { twins: '1' })}
      {tile(w.right, data.labelled === 0 ? '–' : `${Math.round((data.topicRight / data.labelled) * 100)} % (${data.topicRight}/${data.labelled})`, { labelled: '1' }, { title: w.taught(data.labelled, data.shipped) })}
    </div>
  );
}

/** Arrow keys walk the list, Enter opens as on any link. */
function walk(event: KeyboardEvent<HTMLUListElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const all = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('a.said')];
  const at = all.indexOf(document.activeElement as HTMLAnchorElement);
  const next = all[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

export function Voices() {
  const w = useWords(words);
  const says = useSays();
  const { brandId, choice } = useBrand();
  const { may } = useMe();
  const [tab, setTab] = useState<'list' | 'bring'>('list');
  const { at, set, any, chosen } = useFilter();
  const figures = useAsk('voiceFigures', { brandId }, { enabled: brandId !== '', topics: ['voices'], keep: true });
  const list = useAskPages('listVoices', { limit: 50, brandId, ...chosen }, { topics: ['voices'] });
  const voices = (list.data ?? []).flatMap((part) => part.voices);
  const select = (name: string, label: string, values: readonly string[], named: Record<string, string>) => (
    <select className="k-input" aria-label={label} value={at(name)} onChange={(event) => set({ [name]: event.target.value, ...(name === 'month' ? { since: '' } : {}) })}><option value="">{w.every(label)}</option>{values.map((value) => <option key={value} value={value}>{named[value] ?? value}</option>)}</select>
  );
  const labels = { open: w.openOnly, overdue: w.overdue, soon: w.soonOnly, twins: w.twinsOnly, labelled: w.labelledOnly, unhappy: w.unhappyOnly };
  const copy = (): void => void navigator.clipboard.writeText(location.href).then(() => say(w.copied));
  return (
    <div className="c-page">
      <Heading title={w.title} lead={w.lead}>{choice}{may('agent', 'adviser', 'serviceManager', 'regionalManager', 'administrator') ? <Choice<'list' | 'bring'> label={w.tabsLabel} hidden value={tab} onValue={setTab} options={[{ value: 'list', label: w.tabs.list }, { value: 'bring', label: w.tabs.bring }]} /> : null}</Heading>
      {tab === 'bring' ? <Bring brandId={brandId} /> : (
        <>
          <Answered of={figures} says={says} lines={8}>{(data) => (
            <>
              <Tiles data={data} set={set} />
              {data.topics.length === 0 ? null : <div className="w-tops"><Topics data={data} set={set} /><Channels data={data} set={set} /></div>}
            </>
          )}</Answered>
          <div className="c-filters">
            {select('channel', w.channel, voiceChannels, w.channels)}{select('topic', w.topic, voiceTopics, w.topics)}{select('kind', w.kind, voiceKinds, w.kinds)}{select('sentiment', w.sentiment, sentiments, w.sentiments)}{select('state', w.state, voiceStates, w.states)}{select('month', w.month, (figures.data?.months ?? []).toReversed(), {})}
            <input className="k-input" type="search" aria-label={w.find} placeholder={w.find} value={at('find')} onChange={(event) => set({ find: event.target.value })} /><Switch label={w.overdue} on={at('overdue') === '1'} onTurn={(on) => set({ overdue: on ? '1' : '' })} />
            {switches.filter((name) => name !== 'overdue' && at(name) === '1').map((name) => <Button key={name} small onClick={() => set({ [name]: '' })}>{labels[name]} ✕</Button>)}{at('since') === '' ? null : <Button small onClick={() => set({ since: '' })}>{w.since(at('since'))} ✕</Button>}
            {any ? <><Button small kind="quiet" onClick={() => set(nothing)}>{w.clear}</Button><Button small kind="quiet" onClick={copy}>{w.copy}</Button></> : null}
          </div>
          <Answered of={list} says={says} lines={8}>{() => voices.length === 0 ? <Empty icon="chat" title={w.none}>{any ? <Button onClick={() => set(nothing)}>{w.clear}</Button> : null}</Empty> : <><ul className="w-list" aria-label={w.keys} onKeyDown={walk}>{voices.map((one) => <VoiceLine key={one.id} one={one} />)}</ul><More of={list} shown={voices.length} /></>}</Answered>
        </>
      )}
    </div>
  );
}
