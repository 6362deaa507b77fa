// The head of an inner page: back, and what it is.
import { useNavigate } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Icon } from '#kit/icon.tsx';
import { useWords } from '#kit/words.tsx';
import { words } from './words.ts';

export function Head({ title }: { title: string }) {
  const w = useWords(words);
  const go = useNavigate();
  return <div className="o-head"><Button kind="quiet" aria-label={w.back} onClick={() => (history.length > 1 ? void go(-1) : void go('/'))}><Icon name="back" /></Button><h1>{title}</h1></div>;
}
