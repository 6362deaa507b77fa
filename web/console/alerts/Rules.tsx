// The rules by which signals become alerts: read by all, changed with a reason, tried on the past before that.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Form, TextField } from '#kit/field.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { caseWords } from '#client/case-words';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { Stale } from '../cases/CaseActions.tsx';
import { UrgencyTag } from '../cases/marks.tsx';
import { useMe } from '../shell/me.tsx';
import { words } from './words.ts';

type Rule = Out<'listAlertRules'>['rules'][number];

function Conditions({ rule }: { rule: Pick<Rule, 'conditions'> }) {
  const w = useWords(words);
  return (
    <table className="c-table"><thead><tr><th>{w.severity}</th><th>{w.condition}</th><th className="num">{w.clearAt}</th><th className="num">{w.hold}</th></tr></thead>
      <tbody>{rule.conditions.map((one) => <tr key={`${one.quantity} ${one.severity} ${one.threshold}`}><td><UrgencyTag urgency={one.severity} /></td><td>{w.quantity[one.quantity]} {w[one.is]} {one.threshold} {one.unit}</td><td className="num">{one.clearAt}</td><td className="num">{one.holdSeconds}</td></tr>)}</tbody>
    </table>
  );
}

function Editor({ rule, done }: { rule: Rule; done(): void }) {
  const w = useWords(words);
  const [enabled, setEnabled] = useState(rule.enabled);
  const [conditions, setConditions] = useState(rule.conditions.map((one) => ({ ...one, threshold: String(one.threshold), clearAt: String(one.clearAt), holdSeconds: String(one.holdSeconds) })));
  const [why, setWhy] = useState('');
  const [vin, setVin] = useState('');
  const change = useAct('changeAlertRule');
  const backtest = useAct('backtestAlertRule');
  const draft = () => ({
    clearHoldSeconds: rule.clearHoldSeconds,
    conditions: conditions.map(({ quantity, is, severity, threshold, clearAt, holdSeconds }) => ({ quantity, is, severity, threshold: Number(threshold), clearAt: Number(clearAt), holdSeconds: Number(holdSeconds) })),
  });
  const set = (index: number, field: 'threshold' | 'clearAt' | 'holdSeconds', value: string): void => setConditions(conditions.map((one, at) => (at === index ? { ...one, [field]: value } : one)));
  return (
    <Form onSubmit={() => change.mutate({ kind: rule.kind, version: rule.version, enabled, why, ...(rule.brandId === '*' ? {} : { brandId: rule.brandId }), ...draft() }, { onSuccess: () => {
      say(w.saved);
      done();
    } })}>
      <label className="c-inline"><input type="checkbox" checked={enabled} onChange={(event) => setEnabled(event.target.checked)} />{w.on}</label>
      {conditions.map((one, index) => (
        <div key={`${one.quantity} ${one.severity} ${index}`} className="k-row">
          <span style={{ minWidth: 140 }}>{w.quantity[one.quantity]} {w[one.is]}</span>
          {(['threshold', 'clearAt', 'holdSeconds'] as const).map((field) => <label key={field} className="c-inline"><span className="k-muted">{field === 'threshold' ? w.threshold : field === 'clearAt' ? w.clearAt : w.hold}</span><input className="k-input" style={{ width: 96 }} inputMode="decimal" value={one[field]} onChange={(event) => set(index, field, event.target.value)} /></label>)}
        </div>
      ))}
      <div className="k-row"><TextField label={w.backtestVin} value={vin} onValue={setVin} maxLength={17} /><Button busy={backtest.isPending} disabled={vin.length !== 17} onClick={() => backtest.mutate({ kind: rule.kind, vin, hours: 24, ...draft() })}>{w.backtest}</Button></div>
      {backtest.data === undefined ? null : <Notice>{w.wouldRaise(backtest.data.alerts.length, backtest.data.readings)}</Notice>}
      <TextField label={w.why} value={why} onValue={setWhy} />
      <Stale error={change.error ?? backtest.error} />
      <div className="k-row"><Button type="submit" kind="primary" busy={change.isPending} disabled={why.trim() === ''}>{w.save}</Button><Button onClick={done}>{w.cancel}</Button></div>
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
  return (
    <div className="c-page">
      <header><h1>{w.rules}</h1></header>
      <Answered of={rules} says={says} lines={8}>
        {(data) => <div className="c-grid">{data.rules.map((rule) => {
          const key = `${rule.kind} ${rule.brandId}`;
          const brand = brands.find((one) => one.id === rule.brandId);
          return (
            <Card key={key} title={c.alert[rule.kind]} aside={<span className="c-inline"><Tag>{brand === undefined ? w.house : language === 'zh' ? brand.name : brand.nameEn}</Tag>{rule.enabled ? null : <Tag tone="warn">{w.off}</Tag>}{may('serviceManager', 'administrator') && editing !== key ? <Button small onClick={() => setEditing(key)}>{w.edit}</Button> : null}</span>}>
              {editing === key ? <Editor rule={rule} done={() => setEditing('')} /> : <><Conditions rule={rule} /><p className="k-muted" style={{ marginTop: 8 }}>{w.source}: {rule.source}</p></>}
            </Card>
          );
        })}</div>}
      </Answered>
    </div>
  );
}
