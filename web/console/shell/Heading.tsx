// The head of a page: its name here and in the browser's tab, what belongs beside it, and a quiet line below.
import type { ReactNode } from 'react';

export function Heading({ title, lead, children }: { title: string; lead?: ReactNode; children?: ReactNode }) {
  return (
    <>
      <title>{`${title} · CareLoop`}</title>
      <header><div className="c-title"><h1>{title}</h1>{lead === undefined ? null : <p className="k-muted">{lead}</p>}</div>{children}</header>
    </>
  );
}
