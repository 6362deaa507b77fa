// A table where there is room; on a phone each row is a card in which every value says what it is and what is not known is left out.
import { useEffect, useRef, type ReactNode } from 'react';

export type Column = string | { label: string; num?: boolean; hidden?: boolean };

export function Table({ label, columns, children, foot }: { label: string; columns: readonly Column[]; children: ReactNode; foot?: ReactNode }) {
  const body = useRef<HTMLTableSectionElement>(null);
  const heads = columns.map((column) => (typeof column === 'string' ? { label: column, num: false, hidden: false } : { num: false, hidden: false, ...column }));
  useEffect(() => {
    for (const row of body.current?.rows ?? []) {
      for (const [index, cell] of [...row.cells].entries()) {
        cell.dataset['label'] = heads[index]?.hidden === true ? '' : (heads[index]?.label ?? '');
        cell.dataset['empty'] = String(cell.textContent === '–');
      }
    }
  });
  return (
    <div className="c-tablebox" tabIndex={0} role="region" aria-label={label}>
      <table className="c-table" data-cards="true">
        <thead><tr>{heads.map((head) => <th key={head.label} scope="col" className={head.num ? 'num' : undefined}>{head.hidden ? <span className="sr">{head.label}</span> : head.label}</th>)}</tr></thead>
        <tbody ref={body}>{children}</tbody>
        {foot === undefined ? null : <tfoot>{foot}</tfoot>}
      </table>
    </div>
  );
}
