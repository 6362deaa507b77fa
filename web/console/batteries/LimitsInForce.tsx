// Which limits judge a model's batteries, since when and from how many vehicle-months; holding them or going back, with a reason.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { dayOf } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { batteryWords } from '#client/battery-words';
import type { In, Out } from '#client/client';
import { useSays } from '#client/says';
import { useMe } from '../shell/me.tsx';
import { limitWords } from './limit-words.ts';

type Limited = Out<'listBatteryLimits'>['models'][number];
type Version = Limited['versions'][number];

/** The rules whose limit is not that of chance, and one line for the rest. */
function Rules({ of }: { of: Version }) {
  const l = useWords(limitWords);
  const b = useWords(batteryWords);
  const wider = of.rules.filter((one) => one.info > 1 || one.visit > 1);
  const times = (limit: number, by: string): string => (limit <= 1 ? l.chance : by === 'none' ? l.alike(limit.toFixed(2)) : l.times(limit.toFixed(2), l.by[by] ?? by));
  if (wider.length === 0) return <p className="k-muted">{l.allChance}</p>;
  return <ul className="b-path">{wider.map((one) => <li key={one.rule}>{l.line(b.rule[one.rule] ?? one.rule, times(one.info, one.infoBy), times(one.visit, one.visitBy))}</li>)}<li className="k-muted">{l.others}</li></ul>;
}

function Change({ of, now }: { of: Limited; now: Version }) {
  const l = useWords(limitWords);
  const says = useSays();
  const [to, setTo] = useState<string>(now.held ? 'learn' : 'hold');
  const [why, setWhy] = useState('');
  const act = useAct('setBatteryLimits');
  const earlier = of.versions.slice(1);
  const save = (): void => act.mutate(
    { modelId: of.modelId, version: now.version, why: why.trim(), ...(to === 'hold' || to === 'learn' ? { to } : { to: 'return', backTo: Number(to) }) } satisfies In<'setBatteryLimits'>,
    { onSuccess: () => { setWhy(''); say(l.saved); } },
  );
  return (
    <Form label={l.change} onSubmit={save}>
      <div className="c-form">
        <SelectField label={l.to} value={to} onValue={setTo} options={[now.held ? { value: 'learn', label: l.learn } : { value: 'hold', label: l.hold }, ...earlier.map((one) => ({ value: String(one.version), label: l.back(one.version) }))]} />
        <TextField label={l.why} value={why} onValue={setWhy} maxLength={300} />
      </div>
      {act.error === null ? null : <Notice tone="danger">{says(act.error)}</Notice>}
      <Button type="submit" busy={act.isPending} disabled={why.trim() === ''}>{l.save}</Button>
    </Form>
  );
}

function Facts({ of }: { of: Version }) {
  const l = useWords(limitWords);
  return <p className="k-muted">{[l.version(of.version), l.since(dayOf(of.at)), l.from(of.months, of.cars, of.leftOut)].join(' · ')}{of.byName === null ? null : <><br />{l.decidedBy(of.byName, of.why ?? '')}</>}</p>;
}

function ModelLimits({ of, name }: { of: Limited; name: string }) {
  const l = useWords(limitWords);
  const { may } = useMe();
  const now = of.versions[0];
  return (
    <li className="k-stack">
      <div className="k-between"><strong>{name}</strong>{now === undefined ? null : <Tag tone={now.held ? 'warn' : 'plain'}>{now.held ? l.held : l.learns}</Tag>}</div>
      {now === undefined ? <p className="k-muted">{l.none}</p> : (
        <>
          <Facts of={now} /><Rules of={now} />
          {of.versions.length < 2 ? null : <details><summary>{l.versions(of.versions.length)}</summary>{of.versions.slice(1).map((one) => <div key={one.version}><Facts of={one} /><Rules of={one} /></div>)}</details>}
          {may('serviceManager', 'administrator') ? <details><summary>{l.change}</summary><Change key={now.version} of={of} now={now} /></details> : null}
        </>
      )}
    </li>
  );
}

export function LimitsInForce() {
  const l = useWords(limitWords);
  const says = useSays();
  const { language } = useLanguage();
  const asked = useAsk('listBatteryLimits', {}, { topics: ['batteries'] });
  const models = useAsk('listModels', {});
  const nameOf = (id: string): string => { const one = models.data?.models.find((model) => model.id === id); return one === undefined ? id : language === 'zh' ? one.name : one.nameEn; };
  return (
    <Card title={l.title}>
      <Answered of={asked} says={says} lines={4}>{(data) => (
        <div className="k-stack"><p className="k-muted">{l.lead(data.leastMonths, data.widest)}</p>{data.models.length === 0 ? <p>{l.noModels}</p> : <ul className="k-list">{data.models.map((one) => <ModelLimits key={one.modelId} of={one} name={nameOf(one.modelId)} />)}</ul>}</div>
      )}</Answered>
    </Card>
  );
}
