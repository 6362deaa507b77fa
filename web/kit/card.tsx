// Surfaces and small marks: card, tag, notice, steps of a timeline.
import type { ReactNode } from 'react';

export type Tone = 'plain' | 'accent' | 'info' | 'good' | 'warn' | 'danger';

export function Card({ title, aside, children }: { title?: ReactNode; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="k-card">
      {title === undefined ? null : <header><h2>{title}</h2>{aside}</header>}
      {children}
    </section>
  );
}
export const Tag = ({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) => <span className="k-tag" data-tone={tone}>{children}</span>;
export const Notice = ({ tone = 'info', children }: { tone?: Tone; children: ReactNode }) => <div className="k-notice" data-tone={tone} role={tone === 'danger' ? 'alert' : undefined}>{children}</div>;

/** Steps in time, newest where you put it; `now` is the one that is going on. */
export function Steps({ steps }: { steps: readonly { key: string; title: ReactNode; at?: ReactNode; body?: ReactNode; now?: boolean }[] }) {
  return (
    <ol className="k-steps">
      {steps.map((step) => (
        <li key={step.key} data-now={step.now === true}>
          <div className="k-between"><strong>{step.title}</strong>{step.at === undefined ? null : <span className="k-muted">{step.at}</span>}</div>
          {step.body === undefined ? null : <div>{step.body}</div>}
        </li>
      ))}
    </ol>
  );
}
