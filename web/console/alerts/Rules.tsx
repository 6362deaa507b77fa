// The rules by which signals become alerts: read by all, changed with a reason, tried on the past before that.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Dialog, say } from '#kit/dialog.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { caseWords } from '#client/case-words';
import type { In, Out } from '#client/client';
import { useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { UrgencyTag } from '../cases/marks.tsx';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { words } from './words.ts';

type Rule = Out<'listAlertRules'>['rules'][number];

function useUnit(): (unit: string) => string {
  const w = useWords(words);
  return (unit) => (w.units as Record<string, string>)[unit] ?? unit;
}

function Conditions({ rule }: { rule: Pick<Rule, 'conditions'> }) {
  const w = useWords(words);
  const unit = useUnit();
  return (
    <table className="c-table c-plain"><thead><tr><th scope="col">{w.severity}</th><th scope="col">{w.condition}</th><th scope="col" className="num">{w.clearAt}</th><th scope="col" className="num">{w.hold}</th></tr></thead>
      <tbody>{rule.conditions.map((one) => <tr key={`${one.quantity} ${one.severity} ${one.threshold}`}><td><UrgencyTag urgency={one.severity} /></td><td>{w.quantity[one.quantity]} <span className="k-number c-nowrap">{w[one.is]} {one.threshold} {unit(one.unit)}</span></td><td className="num">{one.clearAt}</td><td className="num">{one.holdSeconds}</td></tr>)}</tbody>
    </table>
  );
}

type Draft = Pick<In<'changeAlertRule'>, 'clearHoldSeconds' | 'conditions'>;

/** What the changed rule would have done to one car in the past hours, before it is saved. */
function BackTest({ kind, draft }: { kind: Rule['kind']; draft: Draft }) {
  const w = useWords(words);
  const unit = useUnit();
  const [text, setText] = useState('');
  const [vehicle, setVehicle] = useState<{ id: string; label: string } | undefined>();
  const [hours, setHours] = useState('24');
  const found = useAsk('findVehicles', { text: text.trim(), limit: 5 }, { enabled: vehicle === undefined && text.trim().length > 1, keep: true });
  const car = useAsk('showVehicle', { id: vehicle?.id ?? '' }, { enabled: vehicle !== undefined });
  const test = useAct('backtestAlertRule');
  const vin = car.data?.vehicle.vin;
  return (
    <fieldset className="c-set">
      <legend>{w.backtest}</legend>
      <div className="c-form">
        <TextField label={w.backtestCar} hint={w.backtestHint} type="search" value={vehicle?.label ?? text} onValue={(value) => {
          setVehicle(undefined);
          setText(value);
          test.reset();
        }} />
        <SelectField label={w.backtestHours} value={hours} onValue={setHours} options={['6', '24', '72', '168'].map((value) => ({ value, label: w.hours(Number(value)) }))} />
      </div>
      {vehicle !== undefined || text.trim().length < 2 ? null : <ul className="k-list">{(found.data?.vehicles ?? []).map((one) => <li key={one.id} className="k-between"><span>{one.plateNo ?? one.vinMasked} <span className="k-muted">{one.vinMasked}</span></span><Button small onClick={() => setVehicle({ id: one.id, label: one.plateNo ?? one.vinMasked })}>{w.choose}</Button></li>)}{found.data?.vehicles.length === 0 ? <li className="k-muted">{w.noCar}</li> : null}</ul>}
      <div><Button busy={test.isPending} disabled={vin === undefined} onClick={() => vin !== undefined && test.mutate({ kind, vin, hours: Number(hours), ...draft })}>{w.runBacktest}</Button></div>
      <Stale error={test.error} />
      {test.data === undefined ? null : (
        <Notice tone={test.data.alerts.length === 0 ? 'good' : 'warn'}>
          <strong>{w.wouldRaise(test.data.alerts.length, test.data.readings)}</strong>
          {test.data.alerts.length === 0 ? null : <ul className="k-list">{test.data.alerts.slice(0, 20).map((one) => <li key={one.raisedAt} className="k-between"><span className="c-inline"><UrgencyTag urgency={one.severity} />{w.quantity[one.evidence.quantity]} <span className="k-number">{Math.round(one.evidence.value * 10) / 10} {unit(one.evidence.unit)}</span></span><span className="k-muted"><When at={one.raisedAt} />{one.clearedAt === null ? '' : <> – <When at={one.clearedAt} /></>}</span></li>)}</ul>}
        </Notice>
      )}
    </fieldset>
  );
}

/** Edits the rule as it was when opened: if somebody else changes it meanwhile, saving says so first. */
function Editor({ rule, done }: { rule: Rule; done(): void }) {
  const w = useWords(words);
  const unit = useUnit();
  const [version, setVersion] = useState(rule.version);
  const [enabled, setEnabled] = useState(rule.enabled);
  const [conditions, setConditions] = useState(rule.conditions.map((one) => ({ ...one, threshold: String(one.threshold), clearAt: String(one.clearAt), holdSeconds: String(one.holdSeconds) })));
  const [why, setWhy] = useState('');
  const change = useAct('changeAlertRule');
  const draft: Draft = {
    clearHoldSeconds: rule.clearHoldSeconds,
    conditions: conditions.map(({ quantity, is, severity, threshold, clearAt, holdSeconds }) => ({ quantity, is, severity, threshold: Number(threshold), clearAt: Number(clearAt), holdSeconds: Number(holdSeconds) })),
  };
  const set = (index: number, field: 'threshold' | 'clearAt' | 'holdSeconds', value: string): void => setConditions(conditions.map((one, at) => (at === index ? { ...one, [field]: value } : one)));
  const wrong = conditions.some((one) => [one.threshold, one.clearAt, one.holdSeconds].some((value) => value.trim() === '' || Number.isNaN(Number(value))));
  return (
    <Form onSubmit={() => change.mutate({ kind: rule.kind, version, enabled, why, ...(rule.brandId === '*' ? {} : { brandId: rule.brandId }), ...draft }, {
      onSuccess: () => {
        say(w.saved);
        done();
      }, onError: () => setVersion(rule.version),
    })}>
      <label className="c-inline"><input type="checkbox" checked={enabled} onChange={(event) => setEnabled(event.target.checked)} />{w.on}</label>
      {conditions.map((one, index) => (
        <fieldset key={`${one.quantity} ${one.severity} ${index}`} className="c-set">
          <legend><span className="c-inline"><UrgencyTag urgency={one.severity} />{w.quantity[one.quantity]} {w[one.is]} {one.threshold} {unit(one.unit)}</span></legend>
          <div className="c-three">{(['threshold', 'clearAt', 'holdSeconds'] as const).map((field) => <TextField key={field} label={field === 'threshold' ? w.threshold : field === 'clearAt' ? w.clearAt : w.hold} inputMode="decimal" value={one[field]} onValue={(value) => set(index, field, value)} error={Number.isNaN(Number(one[field])) ? w.notNumber : undefined} />)}</div>
        </fieldset>
      ))}
      <BackTest kind={rule.kind} draft={draft} />
      <TextField label={w.why} value={why} onValue={setWhy} />
      <Stale error={change.error} />
      <div className="k-row"><Button type="submit" kind="primary" busy={change.isPending} disabled={why.trim() === '' || wrong}>{w.save}</Button><Button onClick={done}>{w.cancel}</Button></div>
    </Form>
  );
}

export function Rules() {
  const w = useWords(words);
  const c = useWords(caseWords);
  const { language } = useLanguage();
  const says = useSays();
  const { may, brands } = useMe();
  const [editing, setEditing] = useState('');
  const rules = useAsk('listAlertRules', {}, { topics: ['alerts'] });
  const open = rules.data?.rules.find((rule) => `${rule.kind} ${rule.brandId}` === editing);
  return (
    <div className="c-page">
      <Heading title={w.rules} lead={w.rulesLead} />
      <Answered of={rules} says={says} lines={8}>
        {(data) => <div className="c-grid c-broad">{data.rules.map((rule) => {
          const key = `${rule.kind} ${rule.brandId}`;
          const brand = brands.find((one) => one.id === rule.brandId);
          return (
            <Card key={key} title={c.alert[rule.kind]} aside={<span className="c-inline"><Tag>{brand === undefined ? w.house : language === 'zh' ? brand.name : brand.nameEn}</Tag>{rule.enabled ? null : <Tag tone="warn">{w.off}</Tag>}{may('serviceManager', 'administrator') ? <Button small onClick={() => setEditing(key)}>{w.edit}</Button> : null}</span>}>
              <Conditions rule={rule} /><p className="k-muted c-source">{w.source}{w.colon}{w.sources[rule.source] ?? rule.source}</p>
            </Card>
          );
        })}</div>}
      </Answered>
      <Dialog open={open !== undefined} onClose={() => setEditing('')} title={open === undefined ? '' : c.alert[open.kind]}>{open === undefined ? null : <Editor key={editing} rule={open} done={() => setEditing('')} />}</Dialog>
    </div>
  );
}
