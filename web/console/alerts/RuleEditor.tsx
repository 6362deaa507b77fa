// A rule to be changed: its conditions, when it clears, which of its alerts open a case; tried on the past before it is saved.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { say } from '#kit/dialog.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct } from '#client/ask';
import { Refused } from '#client/client';
import { useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { Backtest } from './Backtest.tsx';
import { ConditionEditor, conditionOf, draftOf, freshDraft } from './ConditionEditor.tsx';
import type { Rule } from './rule-words.ts';
import { Diff } from './RuleVersions.tsx';
import { words } from './words.ts';

/** Which condition a refusal is about. */
const blamed = (error: Error | null): number | undefined => {
  const found = error instanceof Refused ? /^conditions\.(\d+)/.exec(String(error.details['field'] ?? '')) : null;
  return found === null ? undefined : Number(found[1]);
};

export function RuleEditor({ rule, done }: { rule: Rule; done(): void }) {
  const w = useWords(words);
  const says = useSays();
  const [enabled, setEnabled] = useState(rule.enabled);
  const [clearHold, setClearHold] = useState(String(rule.clearHoldSeconds));
  const [caseUpTo, setCaseUpTo] = useState(String(rule.caseUpTo));
  const [drafts, setDrafts] = useState(() => rule.conditions.map(draftOf));
  const [why, setWhy] = useState('');
  const change = useAct('changeAlertRule');
  const conditions = drafts.map(conditionOf);
  const wrong = conditions.some((one) => [one.threshold, one.clearAt, one.holdSeconds].some(Number.isNaN)) || !/^\d+$/.test(clearHold);
  const sent = { clearHoldSeconds: Number(clearHold), conditions: conditions.map(({ unit: _unit, ...one }) => one) };
  const at = blamed(change.error);
  const save = (): void => change.mutate({ kind: rule.kind, version: rule.version, enabled, caseUpTo: Number(caseUpTo), why, ...(rule.brandId === '*' ? {} : { brandId: rule.brandId }), ...sent }, { onSuccess: () => {
    say(w.saved);
    done();
  } });
  return (
    <Form onSubmit={save}>
      <div className="c-form">
        <label className="c-inline"><input type="checkbox" checked={enabled} onChange={(event) => setEnabled(event.target.checked)} />{w.on}</label>
        <TextField label={w.clearHold} inputMode="numeric" value={clearHold} onValue={setClearHold} />
        <SelectField label={w.caseUpTo} value={caseUpTo} onValue={setCaseUpTo} options={[0, 1, 2, 3, 4].map((severity) => ({ value: String(severity), label: severity < 2 ? w.caseNever : w.caseFrom(severity) })).filter((option) => option.value !== '1' || caseUpTo === '1')} />
      </div>
      {drafts.map((one, index) => (
        <ConditionEditor key={one.key} one={one} nth={index + 1} error={at === index && change.error !== null ? says(change.error) : undefined} onChange={(next) => setDrafts(drafts.map((each) => (each.key === one.key ? next : each)))}
          onRemove={drafts.length === 1 ? undefined : () => setDrafts(drafts.filter((each) => each.key !== one.key))} />
      ))}
      {drafts.length < 20 ? <div className="k-row"><Button small onClick={() => setDrafts([...drafts, freshDraft()])}>{w.addCondition}</Button></div> : null}
      <section aria-label={w.draftDiff}><h3>{w.draftDiff}</h3><Diff before={rule.conditions} after={conditions} /></section>
      <Backtest rule={rule} draft={sent} />
      <TextField label={w.why} value={why} onValue={setWhy} />
      {at === undefined ? <Stale error={change.error} /> : null}
      <div className="k-row"><Button type="submit" kind="primary" busy={change.isPending} disabled={why.trim() === '' || wrong}>{w.save}</Button><Button onClick={done}>{w.cancel}</Button></div>
    </Form>
  );
}
