// How terminals speak where the standard leaves a choice, by the beginning of their VINs; adding a dialect and ending one.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Dialog, say } from '#kit/dialog.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { In, Out } from '#client/client';
import { useFieldErrors, useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { listOf } from './BrandBoxes.tsx';
import { dialectWords } from './dialect-words.ts';

type Dialect = Out<'listDialects'>['dialects'][number];
type Settings = In<'addDialect'>['settings'];
type Texts = Record<'heartbeatSeconds' | 'name' | 'vinPrefix' | 'source' | 'scales' | 'cellScale' | 'sm2UserId' | 'faultsMost' | 'bareItems' | 'parameterBytes', string>;

/** Settings with a few values each; the first is the stated reading. */
const choices = {
  coordinates: ['wgs84', 'gcj02', 'other'], link: ['terminal', 'platform'], answers: ['short', 'echo'], timeInAnswer: ['yes', 'no'], keyExchangeAnswer: ['empty', 'echo'],
  signatureCoversMark: ['no', 'yes'], activationInfoFrom: ['0', '1'], upgradeUrl: ['first', 'late'], upgradeNumbers: ['binary', 'text'],
  cipherMode: ['cbc', 'ecb', 'ctr'], cipherPadding: ['pkcs7', 'zeros', 'none'], cipherIv: ['zero', 'inFront'], rsaPadding: ['pkcs1', 'oaepSha1', 'oaepSha256'], sm2Order: ['c1c3c2', 'c1c2c3'], sm2Marked: ['yes', 'no'],
  signingDigest: ['sha256', 'sha384', 'sha512'], signingPadding: ['pkcs1', 'pss'],
} as const;
type Choice = keyof typeof choices;
const choiceNames = Object.keys(choices) as Choice[];

/** `0x91=4` → [0x91, 4] */
const pairsOf = (text: string): [number, number][] => listOf(text).map((one) => one.split('=').map(Number) as [number, number]);
/** `motor.torqueNm=10/20000` → per 10, zero 20000 */
const scalesOf = (text: string): NonNullable<Settings['scales']> => listOf(text).map((one) => {
  const [field, numbers = ''] = one.split('=');
  const [per, zero] = numbers.split('/').map(Number);
  return { field, per, zero: zero ?? 0 } as NonNullable<Settings['scales']>[number];
});

/** What is said, without what is as it is anyway. */
function settingsOf(chosen: Record<Choice, string>, texts: Texts): Settings {
  const told = (name: Choice): boolean => chosen[name] !== choices[name][0];
  const [stepMv, zeroMv] = texts.cellScale.split('/').map(Number);
  const upgrade = { ...(told('upgradeUrl') ? { url: 'late' as const } : {}), ...(told('upgradeNumbers') ? { numbers: 'text' as const } : {}) };
  const cipher = Object.fromEntries([['mode', 'cipherMode'], ['padding', 'cipherPadding'], ['iv', 'cipherIv'], ['rsaPadding', 'rsaPadding'], ['sm2Order', 'sm2Order'], ['sm2Marked', 'sm2Marked']]
    .flatMap(([key, name]) => (told(name as Choice) ? [[key, name === 'sm2Marked' ? false : chosen[name as Choice]]] : []))) as NonNullable<Settings['cipher']>;
  const signing = { ...(told('signingDigest') ? { digest: chosen.signingDigest as 'sha384' } : {}), ...(told('signingPadding') ? { padding: 'pss' as const } : {}), ...(texts.sm2UserId === '' ? {} : { sm2UserId: texts.sm2UserId }) };
  return {
    ...(Object.keys(cipher).length > 0 ? { cipher } : {}), ...(Object.keys(signing).length > 0 ? { signing } : {}),
    ...(told('coordinates') ? { coordinates: chosen.coordinates as 'gcj02' } : {}), ...(told('link') ? { link: 'platform' as const } : {}), ...(told('answers') ? { answers: 'echo' as const } : {}),
    ...(told('timeInAnswer') ? { timeInAnswer: false } : {}), ...(told('keyExchangeAnswer') ? { keyExchangeAnswer: 'echo' as const } : {}), ...(told('signatureCoversMark') ? { signatureCoversMark: true } : {}),
    ...(told('activationInfoFrom') ? { activationInfoFrom: 1 } : {}), ...(Object.keys(upgrade).length > 0 ? { upgrade } : {}),
    ...(texts.scales === '' ? {} : { scales: scalesOf(texts.scales) }), ...(texts.cellScale === '' ? {} : { cellScale: { stepMv: stepMv ?? 1, zeroMv: zeroMv ?? 0 } }),
    ...(texts.heartbeatSeconds === '' ? {} : { heartbeatSeconds: Number(texts.heartbeatSeconds) }),
    ...(texts.faultsMost === '' ? {} : { faultsMost: Number(texts.faultsMost) }),
    ...(texts.bareItems === '' ? {} : { bareItems: pairsOf(texts.bareItems).map(([typeId, bytes]) => ({ typeId, bytes })) }),
    ...(texts.parameterBytes === '' ? {} : { parameterBytes: pairsOf(texts.parameterBytes).map(([parameter, bytes]) => ({ parameter, bytes })) }),
  };
}

const nothing: Texts = { heartbeatSeconds: '', name: '', vinPrefix: '', source: '', scales: '', cellScale: '', sm2UserId: '', faultsMost: '', bareItems: '', parameterBytes: '' };

function DialectForm({ onDone }: { onDone(): void }) {
  const w = useWords(dialectWords);
  const [texts, setTexts] = useState(nothing);
  const [chosen, setChosen] = useState(() => Object.fromEntries(choiceNames.map((name) => [name, choices[name][0]])) as Record<Choice, string>);
  const add = useAct('addDialect');
  const error = useFieldErrors(add.error, Object.keys(nothing));
  const save = (): void => add.mutate({ name: texts.name, vinPrefix: texts.vinPrefix.trim().toUpperCase(), source: texts.source, settings: settingsOf(chosen, texts) }, {
    onSuccess: () => {
      say(w.saved);
      onDone();
    },
  });
  const field = (name: keyof Texts, label: string, hint?: string) => <TextField label={label} {...(hint === undefined ? {} : { hint })} value={texts[name]} onValue={(value) => setTexts({ ...texts, [name]: value })} error={error(name)} autoComplete="off" />;
  return (
    <Form onSubmit={save}>
      {field('name', w.name)}{field('vinPrefix', w.vinPrefix, w.vinPrefixHint)}{field('source', w.source)}
      <div className="c-form">{choiceNames.map((name) => (
        <SelectField key={name} label={w.settings[name]} value={chosen[name]} onValue={(value) => setChosen({ ...chosen, [name]: value })} options={choices[name].map((value) => ({ value, label: w.values[value] ?? value }))} />
      ))}</div>
      {field('scales', w.settings.scales, w.scalesHint)}{field('cellScale', w.settings.cellScale, w.cellScaleHint)}{field('heartbeatSeconds', w.settings.heartbeatSeconds)}{field('sm2UserId', w.settings.sm2UserId, w.sm2UserIdHint)}{field('faultsMost', w.settings.faultsMost)}{field('bareItems', w.settings.bareItems, w.pairsHint)}{field('parameterBytes', w.settings.parameterBytes, w.pairsHint)}
      {error('') === undefined ? null : <Notice tone="danger">{error('')}</Notice>}
      <div className="c-inline"><Button type="submit" kind="primary" busy={add.isPending} disabled={texts.name === '' || texts.vinPrefix === '' || texts.source === ''}>{w.save}</Button><Button onClick={onDone}>{w.cancel}</Button></div>
    </Form>
  );
}

/** A setting as a person reads it: its word, or those of its parts. */
function told(value: unknown, words: Record<string, string>): string {
  if (Array.isArray(value)) return value.map((one) => told(one, words)).join(' / ');
  if (value !== null && typeof value === 'object') return Object.values(value).map((one) => told(one, words)).join(' · ');
  return words[String(value)] ?? String(value);
}

export function Dialects() {
  const w = useWords(dialectWords);
  const says = useSays();
  const dialects = useAsk('listDialects', {}, { topics: ['gateway'] });
  const end = useAct('endDialect');
  const [open, setOpen] = useState(false);
  const label = (name: string): string => (w.settings as Record<string, string>)[name] ?? name;
  const row = (one: Dialect) => (
    <tr key={one.id}><td><strong>{one.name}</strong><small>{one.source}</small></td><td className="k-number">{one.vinPrefix}…</td>
      <td>{Object.entries(one.settings).map(([name, value]) => <small key={name}>{label(name)}: {told(value, w.values)}</small>)}</td>
      <td><When at={one.fromAt} /></td><td>{one.untilAt === null ? <Tag tone="good">{w.holds}</Tag> : <When at={one.untilAt} />}</td>
      <td>{one.untilAt === null ? <Button small busy={end.isPending} onClick={() => end.mutate({ dialectId: one.id, version: one.version }, { onSuccess: () => say(w.ended) })}>{w.end}</Button> : null}</td></tr>
  );
  return (
    <Card title={w.title} aside={<Button small onClick={() => setOpen(true)}>{w.add}</Button>}>
      <p className="k-muted">{w.lead}</p>
      <Stale error={end.error} />
      <Answered of={dialects} says={says} lines={2}>{(data) => data.dialects.length === 0 ? <p className="k-muted">{w.none}</p> : (
        <div className="c-tablebox" tabIndex={0} role="region" aria-label={w.title}>
          <table className="c-table"><thead><tr><th>{w.name}</th><th>{w.vinPrefix}</th><th>{w.differs}</th><th>{w.from}</th><th>{w.until}</th><th /></tr></thead><tbody>{data.dialects.map(row)}</tbody></table>
        </div>
      )}</Answered>
      <Dialog open={open} onClose={() => setOpen(false)} title={w.add}><DialectForm onDone={() => setOpen(false)} /></Dialog>
    </Card>
  );
}
