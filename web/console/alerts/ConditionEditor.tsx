// One condition of a rule, to be changed: what it looks at, beyond which threshold, for how long, when it counts.
import { quantityNames, signalNames, weatherKinds, carStates } from '#api/alerts';
import { Button } from '#kit/button.tsx';
import { SelectField, TextField } from '#kit/field.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { caseWords } from '#client/case-words';
import type { Condition } from './rule-words.ts';
import { flagNames, words } from './words.ts';

/** Numbers as they are typed. */
export type Draft = Omit<Condition, 'threshold' | 'clearAt' | 'holdSeconds' | 'windowSeconds'> & { key: number; threshold: string; clearAt: string; holdSeconds: string; windowSeconds: string };

let keys = 0;
export const draftOf = (one: Condition): Draft => ({ ...one, key: ++keys, threshold: String(one.threshold), clearAt: String(one.clearAt), holdSeconds: String(one.holdSeconds), windowSeconds: String(one.windowSeconds ?? 600) });
export const freshDraft = (): Draft => draftOf({ quantity: 'tempMaxC', is: 'atLeast', threshold: 60, clearAt: 52, holdSeconds: 0, severity: 3, unit: '°C' });

/** Only what the quantity asks for goes along. */
export function conditionOf({ key: _key, threshold, clearAt, holdSeconds, windowSeconds, signal, flags, weather, ...rest }: Draft): Condition {
  const asks = rest.quantity;
  return {
    ...rest, threshold: Number(threshold), clearAt: Number(clearAt), holdSeconds: Math.round(Number(holdSeconds)),
    ...(asks === 'changePerMin' || asks === 'missingSeconds' ? { signal: signal ?? 'tempMaxC' } : {}), ...(asks === 'changePerMin' ? { windowSeconds: Math.round(Number(windowSeconds)) } : {}),
    ...(asks === 'flagLevel' ? { flags: flags ?? [] } : {}), ...(asks === 'weatherLevel' ? { weather: weather ?? [] } : {}),
  };
}

function Ticks<T extends string | number>({ label, all, chosen, onChosen }: { label: string; all: readonly { value: T; label: string }[]; chosen: readonly T[]; onChosen(next: T[]): void }) {
  return (
    <fieldset className="c-ticks"><legend className="k-label">{label}</legend>
      {all.map(({ value, label: name }) => <label key={value} className="c-inline"><input type="checkbox" checked={chosen.includes(value)} onChange={(event) => onChosen(event.target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))} />{name}</label>)}
    </fieldset>
  );
}

export function ConditionEditor({ one, nth, error, onChange, onRemove }: { one: Draft; nth: number; error: string | undefined; onChange(next: Draft): void; onRemove: (() => void) | undefined }) {
  const w = useWords(words);
  const c = useWords(caseWords);
  const { language } = useLanguage();
  const list = <T extends string>(values: readonly T[], names: Record<T, string>) => values.map((value) => ({ value, label: names[value] }));
  const asks = one.quantity;
  return (
    <fieldset className="c-condition" data-wrong={error !== undefined}>
      <legend>{w.nth(nth)}</legend>
      <div className="c-form">
        <SelectField label={w.ask} value={asks} onValue={(quantity) => onChange({ ...one, quantity: quantity as Condition['quantity'] })} options={list(quantityNames, w.quantity)} />
        {asks === 'changePerMin' || asks === 'missingSeconds' ? <SelectField label={w.aboutSignal} value={one.signal ?? 'tempMaxC'} onValue={(signal) => onChange({ ...one, signal: signal as 'tempMaxC' })} options={list(signalNames.filter((name) => asks === 'missingSeconds' || name !== 'place'), w.signal)} /> : null}
        {asks === 'changePerMin' ? <TextField label={w.window} inputMode="numeric" value={one.windowSeconds} onValue={(windowSeconds) => onChange({ ...one, windowSeconds })} /> : null}
        <SelectField label={w.is} value={one.is} onValue={(is) => onChange({ ...one, is: is as 'atLeast' })} options={[{ value: 'atLeast', label: w.atLeast }, { value: 'atMost', label: w.atMost }]} />
        <TextField label={w.threshold} inputMode="decimal" value={one.threshold} onValue={(threshold) => onChange({ ...one, threshold })} />
        <TextField label={w.clearAt} inputMode="decimal" value={one.clearAt} onValue={(clearAt) => onChange({ ...one, clearAt })} />
        <TextField label={w.hold} inputMode="numeric" value={one.holdSeconds} onValue={(holdSeconds) => onChange({ ...one, holdSeconds })} />
        <SelectField label={w.severity} value={String(one.severity)} onValue={(severity) => onChange({ ...one, severity: Number(severity) as 1 })} options={([1, 2, 3, 4] as const).map((value) => ({ value: String(value), label: c.urgency[value] }))} />
        <SelectField label={w.whenField} value={one.when ?? ''} onValue={(when) => onChange(when === '' ? without(one, 'when') : { ...one, when: when as 'parked' })} options={[{ value: '', label: w.always }, ...list(carStates, w.when)]} />
        <SelectField label={w.onlyIn} value={one.onlyIn ?? ''} onValue={(onlyIn) => onChange(onlyIn === '' ? without(one, 'onlyIn') : { ...one, onlyIn: onlyIn as 'heat' })} options={[{ value: '', label: w.anywhere }, ...list(weatherKinds, w.weather)]} />
      </div>
      {asks === 'flagLevel' ? <Ticks label={w.flags} all={flagNames[language].map((name, value) => ({ value, label: `${value} ${name}` }))} chosen={one.flags ?? []} onChosen={(flags) => onChange({ ...one, flags })} /> : null}
      {asks === 'weatherLevel' ? <Ticks label={w.onlyWeather} all={list(weatherKinds, w.weather)} chosen={one.weather ?? []} onChosen={(weather) => onChange({ ...one, weather })} /> : null}
      {error === undefined ? null : <p className="k-error" role="alert">{error}</p>}
      {onRemove === undefined ? null : <div className="k-row"><Button small onClick={onRemove}>{w.remove}</Button></div>}
    </fieldset>
  );
}

function without(one: Draft, field: 'when' | 'onlyIn'): Draft {
  const next = { ...one };
  delete next[field];
  return next;
}
