// A sheet of paper: its size, its head with the code to verify it, its parts. What any printed page is made of.
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { QrCode } from '#kit/qr.tsx';
import './sheet.css';

export type Paper = 'a4' | 'roll' | 'label';
const mmOf = (px: number): number => (px * 25.4) / 96;

/** The size of the page for the printer. A roll is as long as what stands on it. */
function pageRule(paper: Paper, heightMm: number): string {
  if (paper === 'roll') return `@page { size: 80mm ${Math.max(60, Math.ceil(heightMm) + 10)}mm; margin: 4mm; }`;
  if (paper === 'label') return '@page { size: 100mm 150mm; margin: 5mm; }';
  return '@page { size: A4; margin: 14mm 14mm 16mm; @bottom-right { content: counter(page) " / " counter(pages); font-size: 9pt; color: #333; } }';
}

export function Sheet({ paper, children, label }: { paper: Paper; children: ReactNode; label: string }) {
  const ref = useRef<HTMLElement>(null);
  const [heightMm, setHeight] = useState(200);
  useLayoutEffect(() => {
    const sheet = ref.current;
    if (sheet === null || paper !== 'roll') return;
    const watch = new ResizeObserver(() => setHeight(mmOf(sheet.offsetHeight)));
    watch.observe(sheet);
    return () => watch.disconnect();
  }, [paper]);
  return <><style>{pageRule(paper, heightMm)}</style><article ref={ref} className="p-sheet" data-paper={paper} aria-label={label}>{children}</article></>;
}

export type Print = { number: string; code: string; prints: number };
/** Where somebody with the paper in hand verifies it. */
export const verifyUrl = (one: Pick<Print, 'number' | 'code'>): string => `${location.origin}/verify?${new URLSearchParams({ n: one.number, c: one.code })}`;

export function SheetHead({ title, place, lines, print, copyLabel, qrLabel }: { title: string; place: string; lines: readonly string[]; print: Print; copyLabel: string; qrLabel: string }) {
  return (
    <header className="p-head">
      <div><strong>{place}</strong>{lines.map((line) => <small key={line}>{line}</small>)}<small>{print.number}</small>{print.prints > 1 ? <span className="p-copy">{copyLabel}</span> : null}</div>
      <div><QrCode text={verifyUrl(print)} label={qrLabel} size={96} /><small>{print.code}</small></div>
      <h1>{title}</h1>
    </header>
  );
}

export const Part = ({ title, long = false, children }: { title: string; long?: boolean; children: ReactNode }) => <section className="p-part" data-long={long}><h2>{title}</h2>{children}</section>;
export function Facts({ rows }: { rows: readonly (readonly [string, ReactNode])[] }) {
  return <dl className="p-facts">{rows.map(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name} value`}>{value}</dd>])}</dl>;
}
