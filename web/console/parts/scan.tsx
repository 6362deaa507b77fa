// The scan field and the big steps of the handheld: a scanner types its code and presses Enter; nothing needs the keyboard.
import { useEffect, useRef, useState } from 'react';
import { QrCode } from '#kit/qr.tsx';
import { composing } from '#kit/field.tsx';
import { useWords } from '#kit/words.tsx';
import { words } from './words.ts';

export const codeOf = (text: string): string => text.normalize('NFKC').trim().toUpperCase();

/** Whether a key that was pressed here belongs to the scanner: on a button or on nothing, and a letter where only digits can be typed. */
const isForScan = (event: KeyboardEvent): boolean => {
  if (event.key.length !== 1 || event.key === ' ' || event.key === '/' || event.ctrlKey || event.altKey || event.metaKey) return false;
  const at = document.activeElement;
  if (at instanceof HTMLInputElement && at.type !== 'checkbox') return at.inputMode === 'numeric' && /[a-z]/i.test(event.key);
  return !(at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement);
};

/** Takes the keys back when a scanner types, unless somebody types into another field: its Enter presses no button that was pressed last. */
export function Scan({ hint, onScan }: { hint: string; onScan(code: string): void }) {
  const w = useWords(words);
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    const take = (event: KeyboardEvent): void => { if (isForScan(event)) field.current?.focus({ preventScroll: true }); };
    document.addEventListener('keydown', take, true);
    return () => document.removeEventListener('keydown', take, true);
  }, []);
  return (
    <div className="s-scan">
      <input ref={field} className="k-input" aria-label={w.scan} placeholder={hint} inputMode="none" autoComplete="off" autoCapitalize="characters" enterKeyHint="done" value={text} onChange={(event) => setText(event.target.value)}
        onClick={(event) => event.currentTarget.setAttribute('inputmode', 'text')}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || composing(event)) return;
          event.preventDefault();
          const code = codeOf(text);
          setText('');
          if (code !== '') onScan(code);
        }} />
    </div>
  );
}

export function Stepper({ label, value, least = 0, most, onValue }: { label: string; value: number; least?: number; most?: number; onValue(value: number): void }) {
  const w = useWords(words);
  const held = (next: number): number => Math.max(least, Math.min(most ?? 99_999, next));
  return (
    <div className="s-step" role="group" aria-label={label}>
      <button type="button" aria-label={`${label}: ${w.lessOne}`} onClick={() => onValue(held(value - 1))}>−</button>
      <input className="k-input" aria-label={label} inputMode="numeric" value={value} onChange={(event) => onValue(held(Number(event.target.value.replaceAll(/\D/g, ''))))} />
      <button type="button" aria-label={`${label}: ${w.plusOne}`} onClick={() => onValue(held(value + 1))}>＋</button>
    </div>
  );
}

/** Where somebody stands: an outlet's shelf, or a van or warehouse of it. */
export type Place = { outletId: string; brandId: string; placeId?: string };

export type Box = { label: string; code: string; quantity: number; complete: boolean; vinMasked: string };
/** What stands on a box: the waiting work and which of its boxes, to read and to scan. */
export function Labels({ boxes }: { boxes: readonly Box[] }) {
  const w = useWords(words);
  return (
    <div className="s-labels">{boxes.map((box) => (
      <div key={box.label + box.code} className="s-label"><QrCode text={box.label} label={`${w.boxLabel} ${box.label}`} size={96} /><span><b>{box.label}</b>{box.code} × {box.quantity}<br />{box.vinMasked.slice(-6)} · {box.complete ? w.complete : w.notComplete}</span></div>
    ))}</div>
  );
}
