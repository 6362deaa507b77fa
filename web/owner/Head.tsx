// The head of an inner page: back, what it is, and by which number.
import type { ReactNode } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Icon } from '#kit/icon.tsx';
import { useWords } from '#kit/words.tsx';
import { links } from './links.ts';
import { words } from './words.ts';

export function Head({ title, small, end }: { title: string; small?: string; end?: ReactNode }) {
  const w = useWords(words);
  const go = useNavigate();
  const first = useLocation().key === 'default'; // opened by its address: there is no page of ours to go back to
  return (
    <div className="o-head">
      <Button kind="quiet" aria-label={w.back} onClick={() => (first ? void go(links.home()) : void go(-1))}><Icon name="back" /></Button>
      <h1>{title}{small === undefined ? null : <small>{small}</small>}</h1>
      {end === undefined ? null : <div className="end">{end}</div>}
    </div>
  );
}
