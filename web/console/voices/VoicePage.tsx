// One voice: the words, its clocks, what the machine and people made of it, and the answer by the rules of apology and gesture.
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { apologies, gestures, sentiments, voiceKinds, voiceTopics } from '#api/voices';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Steps, Tag } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Form, SelectField, TextArea } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useFieldErrors, useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { VoiceLine } from './Voices.tsx';
import './voices.css';
import { words } from './words.ts';

type Page = Out<'showVoice'>;
type Voice = Page['voice'];
const choices = (values: readonly string[], named: Record<string, string>) => values.map((value) => ({ value, label: named[value] ?? value }));

function Judgement({ one }: { one: Voice }) {
  const w = useWords(words);
  const [of, setOf] = useState({ kind: one.kind as string, topic: one.topic as string, sentiment: one.sentiment as string, severity: String(one.severity) });
  const judge = useAct('judgeVoice');
  const save = (more: { notATwin?: boolean }): void => judge.mutate({ voiceId: one.id, version: one.version, kind: of.kind as Voice['kind'], topic: of.topic as Voice['topic'], sentiment: of.sentiment as Voice['sentiment'], severity: Number(of.severity), ...more }, { onSuccess: () => say(w.done) });
  return (
    <Card title={w.judgement} aside={<span className="k-muted">{one.labelledBy === null ? w.machine(one.topicShare) : w.by(one.labelledBy)}</span>}>
      <Form label={w.judgement} onSubmit={() => save({})}>
        <div className="c-form">
          <SelectField label={w.kind} value={of.kind} onValue={(kind) => setOf({ ...of, kind })} options={choices(voiceKinds, w.kinds)} /><SelectField label={w.topic} value={of.topic} onValue={(topic) => setOf({ ...of, topic })} options={choices(voiceTopics, w.topics)} />
          <SelectField label={w.sentiment} value={of.sentiment} onValue={(sentiment) => setOf({ ...of, sentiment })} options={choices(sentiments, w.sentiments)} /><SelectField label={w.severity} value={of.severity} onValue={(severity) => setOf({ ...of, severity })} options={choices(['1', '2', '3', '4'], w.severities)} />
        </div>
        <p className="k-muted">{w.judgeLead}</p>
        <Stale error={judge.error} />
        <div className="c-filters"><Button type="submit" busy={judge.isPending}>{w.save}</Button>{one.twinOf === null ? null : <Button onClick={() => save({ notATwin: true })}>{w.notATwin}</Button>}</div>
      </Form>
    </Card>
  );
}

function Answer({ page }: { page: Page }) {
  const w = useWords(words);
  const one = page.voice;
  const [said, setSaid] = useState('');
  const [apology, setApology] = useState(page.mustApologise ? '' : 'none');
  const [gesture, setGesture] = useState(page.needsGesture ? '' : 'none');
  const act = useAct('moveVoice');
  const wrong = useFieldErrors(act.error, ['words', 'apology', 'gesture']);
  const move = (to: 'take' | 'answer' | 'again' | 'close' | 'dismiss', more: Record<string, unknown> = {}): void => act.mutate({ voiceId: one.id, move: to, version: one.version, ...more }, { onSuccess: () => say(w.done) });
  const given = said.trim() === '' ? {} : { words: said.trim() };
  const answeredAt = page.deeds.find((deed) => deed.action === 'answer')?.at ?? one.answeredAt;
  const rules = [page.needsRegion ? w.needsRegion : '', page.mustApologise ? w.mustApologise : '', page.needsManager ? w.needsManager : '', page.needsGesture ? w.needsGesture : ''].filter((rule) => rule !== '');
  if (one.state !== 'fresh' && one.state !== 'looking') return (
    <Card title={w.answer}>
      {one.answerWords === null ? null : <p className="w-said">{one.answerWords}</p>}
      <p className="k-muted">{one.answeredBy}{answeredAt === null ? null : <> · <When at={answeredAt} /></>}{one.apology === null ? null : <> · {w.apology}: {w.apologies[one.apology]} · {w.gesture}: {w.gestures[one.gesture ?? 'none']}</>}</p>
      {one.channel !== 'app' || one.kind !== 'complaint' || one.state === 'dismissed' ? null : <p>{w.verdict}: {one.satisfied === null ? <span className="k-muted">{w.waitsForVerdict}</span> : <><Tag tone={one.satisfied ? 'good' : 'danger'}>{one.satisfied ? w.satisfied : w.notSatisfied}</Tag> {one.judgedWords}</>}</p>}
      <Stale error={act.error} />
      <div className="c-filters">{one.state === 'answered' ? <Button onClick={() => move('close')}>{w.close}</Button> : null}<Button onClick={() => move('again')}>{w.again}</Button></div>
    </Card>
  );
  return (
    <Card title={w.answer}>
      {rules.length === 0 ? null : <Notice tone="warn">{w.rules}: {rules.join(' · ')}</Notice>}
      <Form label={w.answer} onSubmit={() => move('answer', { ...given, ...(apology === '' ? {} : { apology }), ...(gesture === '' ? {} : { gesture }) })}>
        <TextArea label={w.answerWords} value={said} onValue={setSaid} rows={4} error={wrong('words')} />
        <div className="c-form"><SelectField label={w.apology} value={apology} onValue={setApology} error={wrong('apology')} options={[{ value: '', label: '–' }, ...choices(apologies, w.apologies)]} /><SelectField label={w.gesture} value={gesture} onValue={setGesture} error={wrong('gesture')} options={[{ value: '', label: '–' }, ...choices(gestures, w.gestures)]} /></div>
        <Stale error={act.error} />
        <div className="c-filters"><Button type="submit" kind="primary" busy={act.isPending}>{w.answer}</Button>{one.state === 'fresh' ? <Button onClick={() => move('take')}>{w.take}</Button> : null}<Button onClick={() => move('dismiss', given)}>{w.dismiss}</Button></div>
      </Form>
    </Card>
  );
}

export function VoicePage() {
  const w = useWords(words);
  const says = useSays();
  const { may } = useMe();
  const { voiceId = '' } = useParams();
  const page = useAsk('showVoice', { voiceId }, { topics: ['voices'] });
  const twins = useAsk('listVoices', { twinsOf: voiceId, limit: 20 }, { topics: ['voices'] });
  const works = may('agent', 'adviser', 'serviceManager', 'regionalManager');
  return (
    <div className="c-page">
      <Answered of={page} says={says} lines={10}>{(data) => {
        const one = data.voice;
        return (
          <>
            <Heading title={one.number}><Tag tone={one.severity === 1 ? 'danger' : one.severity === 2 ? 'warn' : 'plain'}>{w.severities[one.severity as 1]}</Tag><Tag tone="info">{w.states[one.state]}</Tag>{one.climbedWhy === null || (one.state !== 'fresh' && one.state !== 'looking') ? null : <Tag tone="danger">{w.climbed[one.climbedWhy]}</Tag>}<Link className="k-button" to={links.voices()}>{w.back}</Link></Heading>
            <div className="c-split">
              <div className="c-col">
                <Card title={`${w.channels[one.channel]} · ${w.kinds[one.kind]} · ${w.topics[one.topic]}`}>
                  <p className="w-said">{one.words}</p>
                  <div className="w-meta"><span><When at={one.saidAt} /></span>{one.author === null ? null : <span>{w.author} {one.author}</span>}{one.authorPhone === null ? null : <span>{one.authorPhone}</span>}{one.vehicleId === null ? null : <Link to={links.vehicle(one.vehicleId)}>{one.plateNo ?? w.car}</Link>}{one.caseId === null ? null : <Link to={links.case(one.caseId)}>{w.case}</Link>}{one.url === null ? null : <span className="w-code">{w.source} {one.url}</span>}{one.twinOf === null ? null : <Link to={links.voice(one.twinOf)}>{w.sameWords}</Link>}</div>
                </Card>
                {one.satisfied !== false || one.judgedWords === null ? null : <Notice tone="danger">{w.verdict}: {w.notSatisfied}. {one.judgedWords}</Notice>}
                {works ? <Answer key={`a ${one.version}`} page={data} /> : null}
              </div>
              <div className="c-col">
                {one.answerDueAt === null || one.respondDueAt === null ? null : <Card title={w.due} aside={<span className="k-muted">{w.holder}: {one.holderName ?? w.nobody}</span>}><Steps steps={[{ key: 'r', title: w.responded, at: <When at={one.respondedAt ?? one.respondDueAt} />, now: one.respondedAt === null, body: one.respondedAt === null ? null : <Tag tone={one.respondedAt <= one.respondDueAt ? 'good' : 'danger'}>{one.respondedAt <= one.respondDueAt ? w.inTime : w.late}</Tag> }, { key: 'a', title: w.answered, at: <When at={one.answeredAt ?? one.answerDueAt} />, now: one.respondedAt !== null && one.answeredAt === null, body: one.answeredAt === null ? null : <Tag tone={one.answeredAt <= one.answerDueAt ? 'good' : 'danger'}>{one.answeredAt <= one.answerDueAt ? w.inTime : w.late}</Tag> }, ...(one.againDueAt === null ? [] : [{ key: 'again', title: w.owed, at: <When at={one.againDueAt} />, now: true, body: null }])]} /></Card>}
                {works ? <Judgement key={`j ${one.version}`} one={one} /> : null}
                {data.deeds.length === 0 ? null : <Card title={w.deeds}><Steps steps={data.deeds.map((deed) => ({ key: `${deed.at} ${deed.action}`, title: w.deed[deed.action] ?? deed.action, at: <When at={deed.at} />, body: <>{deed.byName}{deed.words === null ? null : <><br /><span className="w-said">{deed.words}</span></>}</> }))} /></Card>}
              </div>
            </div>
            {(twins.data?.voices ?? []).length === 0 ? null : <Card title={w.sameWords}><ul className="w-list">{(twins.data?.voices ?? []).map((each) => <VoiceLine key={each.id} one={each} />)}</ul></Card>}
          </>
        );
      }}</Answered>
    </div>
  );
}
