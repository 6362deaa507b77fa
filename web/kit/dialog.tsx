// A dialog that traps focus (the browser's own), and short messages that come and go.
import { useEffect, useRef, useSyncExternalStore, type ReactNode } from 'react';

export function Dialog({ open, onClose, title, picture, children }: { open: boolean; onClose(): void; title: string; picture?: boolean; children: ReactNode }) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open && ref.current?.open === false) ref.current.showModal();
    if (!open && ref.current?.open === true) ref.current.close();
  }, [open]);
  return (
    <dialog ref={ref} className="k-dialog" data-picture={picture} onClose={onClose} aria-label={title}>
      {open ? <div className="k-stack"><h2>{title}</h2>{children}</div> : null}
    </dialog>
  );
}

type Toast = { id: number; text: string; tone: 'plain' | 'danger' };
let toasts: readonly Toast[] = [];
let count = 0;
const heard = new Set<() => void>();
const change = (next: readonly Toast[]): void => {
  toasts = next;
  for (const tell of heard) tell();
};

/** Says something for four seconds (a failure for eight); what still stands there is not said twice. */
export function say(text: string, tone: Toast['tone'] = 'plain'): void {
  if (toasts.some((one) => one.text === text && one.tone === tone)) return;
  const id = ++count;
  change([...toasts, { id, text, tone }]);
  setTimeout(() => change(toasts.filter((one) => one.id !== id)), tone === 'danger' ? 8000 : 4000);
}

/** Where `say` appears; put it once at the end of a face. */
export function Toasts() {
  const shown = useSyncExternalStore((tell) => {
    heard.add(tell);
    return () => void heard.delete(tell);
  }, () => toasts);
  return <div className="k-toasts" aria-live="polite">{shown.map((one) => <div key={one.id} className="k-toast" data-tone={one.tone}>{one.text}</div>)}</div>;
}
