// One box for plate, VIN, phone, case number and names of owners, staff and outlets, also as typed by sound. "/" or Ctrl+K comes here; arrows choose; Enter inside an input
// method chooses characters and never opens anything; Enter before the answer is there opens the first hit when it is.
import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { composing } from '#kit/field.tsx';
import { Icon } from '#kit/icon.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { caseWords } from '#client/case-words';
import type { Out } from '#client/client';
import { links } from '../links.ts';
import { words } from './words.ts';

type Hit = Out<'search'>['hits'][number];
const whereTo: Record<Hit['kind'], (hit: Hit) => string> = {
  case: (hit) => links.case(hit.id), workOrder: (hit) => links.workOrder(hit.id), invoice: (hit) => links.invoice(hit.id), claim: (hit) => links.claim(hit.id), vehicle: (hit) => links.vehicle(hit.id), owner: (hit) => links.owner(hit.id), staff: (hit) => links.people(hit.detail), outlet: (hit) => links.outlets(hit.id),
};

export function SearchBox() {
  const w = useWords(words);
  const c = useWords(caseWords);
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
  const chosen = Math.min(on, Math.max(0, hits.length - 1));
  const settled = asked === text.trim() && found.data !== undefined && !found.isPlaceholderData;
  const [hurry, setHurry] = useState(false);
  const hit = hits[chosen];
  useEffect(() => {
    if (!hurry || !settled) return;
    setHurry(false);
    if (hit !== undefined) void go(whereTo[hit.kind](hit));
  }, [hurry, settled, hit, go]);
  return (
    <div className="c-search" role="search">
      <Icon name="search" size={18} />
      <input ref={box} className="k-input" type="search" role="combobox" aria-expanded={hits.length > 0} aria-controls="found" aria-autocomplete="list" {...(hits.length > 0 ? { 'aria-activedescendant': `found-${chosen}` } : {})}
        aria-label={w.search} placeholder={`${w.search} · ${w.searchHint}`} value={text} onChange={(event) => {
          setText(event.target.value);
          setOn(0);
          setHurry(false);
        }} onKeyDown={(event) => {
          if (composing(event)) return;
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            setOn(event.key === 'ArrowDown' ? Math.min(chosen + 1, hits.length - 1) : Math.max(chosen - 1, 0));
          }
          if (event.key === 'Escape') setText('');
          if (event.key === 'Enter' && text.trim() !== '') {
            setAsked(text.trim());
            setHurry(true);
          }
        }} />
      {asked === '' ? null : (
        <div className="list">
          {found.data === undefined ? <p className="note">{found.error === null ? w.searching : w.failed}</p> : hits.length === 0 ? <p className="note">{w.nothing}</p> : (
            <div id="found" role="listbox" aria-label={w.search} tabIndex={-1}>{hits.map((one, index) => (
              <Link key={`${one.kind} ${one.id}`} id={`found-${index}`} to={whereTo[one.kind](one)} role="option" aria-selected={index === chosen} data-on={index === chosen} tabIndex={-1} ref={(row) => {
                if (index === chosen) row?.scrollIntoView({ block: 'nearest' });
              }}>
                <span><strong>{one.label}</strong> <span className="k-muted">{language === 'zh' ? one.detail : one.detailEn}</span></span>
                <span className="k-muted">{one.stage === null ? w[one.kind] : c.stage[one.stage as 'open']}</span>
              </Link>
            ))}</div>
          )}
        </div>
      )}
      <span className="sr" aria-live="polite">{asked !== '' && found.data !== undefined ? w.found(hits.length) : ''}</span>
    </div>
  );
}
