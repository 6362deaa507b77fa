// One box for plate, VIN, phone, name and case number. "/" or Ctrl+K comes here; arrows choose; Enter inside an input
// method chooses characters and never opens anything.
import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { composing } from '#kit/field.tsx';
import { Icon } from '#kit/icon.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { links } from '../links.ts';
import { words } from './words.ts';

type Hit = Out<'search'>['hits'][number];
const whereTo = (hit: Hit): string => (hit.kind === 'case' ? links.case(hit.id) : hit.kind === 'vehicle' ? links.vehicle(hit.id) : `${links.register()}?owner=${hit.id}`);

export function SearchBox() {
  const w = useWords(words);
  const { language } = useLanguage();
  const go = useNavigate();
  const box = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  const [on, setOn] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), 200);
    return () => clearTimeout(timer);
  }, [text]);
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      const typing = event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      if ((event.key === '/' && !typing) || (event.key === 'k' && (event.ctrlKey || event.metaKey))) {
        event.preventDefault();
        box.current?.focus();
      }
    };
    addEventListener('keydown', hear);
    return () => removeEventListener('keydown', hear);
  }, []);
  const found = useAsk('search', { text: asked }, { enabled: asked.length > 0, keep: true });
  const hits = asked === '' ? [] : (found.data?.hits ?? []);
  return (
    <div className="c-search" role="search">
      <Icon name="search" size={18} />
      <input ref={box} className="k-input" type="search" aria-label={w.search} placeholder={`${w.search} · ${w.searchHint}`} value={text} onChange={(event) => {
        setText(event.target.value);
        setOn(0);
      }} onKeyDown={(event) => {
        if (composing(event)) return;
        if (event.key === 'ArrowDown') setOn(Math.min(on + 1, hits.length - 1));
        if (event.key === 'ArrowUp') setOn(Math.max(on - 1, 0));
        if (event.key === 'Escape') setText('');
        const hit = hits[on];
        if (event.key === 'Enter' && hit !== undefined) void go(whereTo(hit));
      }} />
      {asked === '' || found.data === undefined ? null : (
        <ul>
          {hits.length === 0 ? <li className="k-muted" style={{ padding: 8 }}>{w.nothing}</li> : hits.map((hit, index) => (
            <li key={`${hit.kind} ${hit.id}`}><Link to={whereTo(hit)} data-on={index === on}><span><strong>{hit.label}</strong> <span className="k-muted">{language === 'zh' ? hit.detail : hit.detailEn}</span></span><span className="k-muted">{w[hit.kind]}</span></Link></li>
          ))}
        </ul>
      )}
    </div>
  );
}
