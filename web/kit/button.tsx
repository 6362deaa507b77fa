// A button that says when it is busy, and a link that looks like one. Touch targets are at least 44 px.
import type { ButtonHTMLAttributes, ReactNode } from 'react';

export type ButtonKind = 'primary' | 'plain' | 'danger' | 'quiet';
type Props = ButtonHTMLAttributes<HTMLButtonElement> & { kind?: ButtonKind; busy?: boolean; wide?: boolean; small?: boolean; children: ReactNode };

export function Button({ kind = 'plain', busy = false, wide = false, small = false, children, disabled, type = 'button', ...rest }: Props) {
  return (
    <button type={type} className="k-button" data-kind={kind} data-wide={wide} data-small={small} disabled={disabled === true || busy} aria-busy={busy} {...rest}>
      {busy ? <Spinner /> : null}
      {children}
    </button>
  );
}

export function Spinner() {
  return (
    <svg className="k-spin" width="16" height="16" viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" strokeOpacity=".3" strokeWidth="3" />
      <path d="M21 12a9 9 0 0 0-9-9" fill="none" stroke="currentColor" strokeWidth="3" strokeLinecap="round" />
    </svg>
  );
}
