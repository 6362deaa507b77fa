// A labelled input with its hint and, at the field, what is wrong with it. Enter inside a Chinese input method chooses
// characters and never submits.
import { useEffect, useId, useRef, type FormEvent, type InputHTMLAttributes, type KeyboardEvent, type ReactNode, type TextareaHTMLAttributes } from 'react';

type Around = { label: string; hint?: ReactNode; error?: string | undefined };
type Inner = { id: string; 'aria-invalid': boolean; 'aria-describedby': string | undefined; className: string };

/** Wraps any input: `children` gets the ids to put on it. */
export function Field({ label, hint, error, children }: Around & { children: (inner: Inner) => ReactNode }) {
  const id = useId();
  return (
    <div className="k-field">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-invalid': error !== undefined, 'aria-describedby': error !== undefined || hint !== undefined ? `${id}-about` : undefined, className: 'k-input' })}
      {error !== undefined || hint !== undefined ? <div id={`${id}-about`}>{error === undefined ? null : <div className="error">{error}</div>}{hint === undefined ? null : <div className="hint">{hint}</div>}</div> : null}
    </div>
  );
}

type Change = { value: string; onValue(value: string): void };
export function TextField({ label, hint, error, value, onValue, ...rest }: Around & Change & Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange'>) {
  return <Field label={label} hint={hint} error={error}>{(inner) => <input {...inner} {...rest} value={value} onChange={(event) => onValue(event.target.value)} />}</Field>;
}
export function TextArea({ label, hint, error, value, onValue, ...rest }: Around & Change & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'value' | 'onChange'>) {
  return <Field label={label} hint={hint} error={error}>{(inner) => <textarea {...inner} {...rest} value={value} onChange={(event) => onValue(event.target.value)} />}</Field>;
}
export function SelectField({ label, hint, error, value, onValue, options }: Around & Change & { options: readonly { value: string; label: string }[] }) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(inner) => <select {...inner} value={value} onChange={(event) => onValue(event.target.value)}>{options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}</select>}
    </Field>
  );
}

/** One of a few, as pills; a radio group for keyboard and screen reader. `hidden`: the label is only for the ear. */
export function Choice<T extends string>({ label, hidden = false, error, value, onValue, options }: { label: string; hidden?: boolean; error?: string | undefined; value: T | undefined; onValue(value: T): void; options: readonly { value: T; label: string }[] }) {
  const name = useId();
  return (
    <fieldset className="k-field" style={{ border: 0, margin: 0, padding: 0 }}>
      <legend className={hidden ? 'sr' : 'k-label'} style={{ padding: 0, marginBottom: hidden ? 0 : 6 }}>{label}</legend>
      <div className="k-choice">
        {options.map((option) => (
          <label key={option.value}><input type="radio" name={name} checked={value === option.value} aria-invalid={error !== undefined} aria-describedby={error === undefined ? undefined : `${name}-about`} onChange={() => onValue(option.value)} />{option.label}</label>
        ))}
      </div>
      {error === undefined ? null : <div id={`${name}-about`} className="error">{error}</div>}
    </fieldset>
  );
}

/** On or off, at once; the sentence is the label. */
export function Switch({ label, on, onTurn, hint }: { label: string; on: boolean; onTurn(on: boolean): void; hint?: string }) {
  return (
    <label className="k-switch">
      <span>{label}{hint === undefined ? null : <><br /><span className="k-muted">{hint}</span></>}</span>
      <input type="checkbox" role="switch" checked={on} aria-checked={on} onChange={(event) => onTurn(event.target.checked)} /><i aria-hidden="true" />
    </label>
  );
}

/** Whether a key press belongs to an input method that is still composing. */
export const composing = (event: KeyboardEvent): boolean => event.nativeEvent.isComposing || event.keyCode === 229;

/** A form that is submitted by its button or by Enter, but never by the Enter of an input method, nor before its photos are there:
 * it waits for those on their way, and leads to one that failed. What is refused leads to the field it is about. */
export function Form({ onSubmit, children, label }: { onSubmit(): void; children: ReactNode; label?: string }) {
  const latest = useRef(onSubmit);
  latest.current = onSubmit;
  const waits = useRef(false);
  const form = useRef<HTMLFormElement>(null);
  const asked = useRef(false);
  useEffect(() => {
    const wrong = asked.current ? form.current?.querySelector<HTMLElement>('[aria-invalid=true]') : null;
    if (wrong == null) return;
    asked.current = false;
    wrong.focus();
  });
  const find = (what: string): HTMLElement | null => form.current?.querySelector<HTMLElement>(what) ?? null;
  const send = async (): Promise<void> => {
    if (waits.current) return;
    waits.current = true;
    while (find('[data-upload=sending]') !== null) await new Promise((then) => setTimeout(then, 150));
    waits.current = false;
    const failed = find('[data-upload=failed] button');
    asked.current = failed === null;
    if (failed !== null) failed.focus();
    else if (form.current !== null) latest.current();
  };
  return (
    <form ref={form} className="k-stack" noValidate aria-label={label} onInput={() => (asked.current = false)} onKeyDown={(event) => {
      if (event.key === 'Enter' && composing(event)) event.preventDefault();
    }} onSubmit={(event: FormEvent) => {
      event.preventDefault();
      void send();
    }}>{children}</form>
  );
}
