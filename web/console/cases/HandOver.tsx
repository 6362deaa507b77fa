// Handing a case over: to a desk, or to a colleague found by name or pinyin. It stays where it is until they accept.
// Enter before the answer is there chooses the first of the answer when it is, never of an older one.
import { useEffect, useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Choice, composing, Form, SelectField, TextField } from '#kit/field.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { caseWords } from '#client/case-words';
import type { Out } from '#client/client';
import { roleWords } from '#client/role-words';
import { useFieldErrors, useSays } from '#client/says';
import { Stale } from './Stale.tsx';
import { words } from './words.ts';

type Page = Out<'showCase'>;
type Person = Out<'listPossibleHolders'>['people'][number];

function PersonField({ caseId, chosen, onChosen, error }: { caseId: string; chosen: Person | undefined; onChosen(person: Person | undefined): void; error: string | undefined }) {
  const w = useWords(words);
  const roles = useWords(roleWords) as Record<string, string>;
  const says = useSays();
  const { language } = useLanguage();
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), 200);
    return () => clearTimeout(timer);
  }, [text]);
  const found = useAsk('listPossibleHolders', { caseId, ...(asked === '' ? {} : { text: asked }) }, { keep: true, topics: ['people'] });
  const about = (person: Person): string => [...person.roles.map((role) => roles[role] ?? ''), person.outlet === null ? '' : language === 'zh' ? person.outlet.name : person.outlet.nameEn].filter((part) => part !== '').join(' · ');
  const people = found.data?.people ?? [];
  const settled = asked === text.trim() && found.data !== undefined && !found.isPlaceholderData;
  const [hurry, setHurry] = useState(false);
  const first = people[0];
  useEffect(() => {
    if (!hurry || !settled) return;
    setHurry(false);
    if (first !== undefined) onChosen(first);
  }, [hurry, settled, first, onChosen]);
  return (
    <div className="k-stack">
      <TextField label={w.findPerson} hint={w.findPersonHint} error={error ?? (found.error === null ? undefined : says(found.error))} type="search" maxLength={40} value={text} autoFocus onValue={(value) => {
        setText(value);
        setHurry(false);
        onChosen(undefined);
      }} onKeyDown={(event) => {
        if (event.key !== 'Enter' || composing(event) || chosen !== undefined) return;
        event.preventDefault();
        setAsked(text.trim());
        setHurry(true);
      }} />
      {found.data === undefined ? null : people.length === 0 ? <p className="k-muted" role="status">{w.nobodyFound}</p> : (
        <div className="c-people" role="radiogroup" aria-label={w.person}>{people.map((person) => (
          <label key={person.id}><input type="radio" name="holder" checked={chosen?.id === person.id} onChange={() => onChosen(person)} />{person.name}<span>{about(person)}</span></label>
        ))}</div>
      )}
    </div>
  );
}

export function HandOver({ page, done }: { page: Page; done(): void }) {
  const w = useWords(words);
  const c = useWords(caseWords);
  type Desk = keyof typeof c.desk;
  const { id: caseId, version, holder, outletId } = page.case;
  const desks = (Object.keys(c.desk) as Desk[]).filter((one) => one !== holder.desk && (one !== 'outletDesk' || outletId !== null));
  const [kind, setKind] = useState<'desk' | 'person'>('desk');
  const [desk, setDesk] = useState<Desk>(desks.includes('managerDesk') ? 'managerDesk' : (desks[0] ?? 'regionalDesk'));
  const [person, setPerson] = useState<Person | undefined>();
  const [text, setText] = useState('');
  const act = useAct('askHandOver');
  const error = useFieldErrors(act.error, ['staffId']);
  const to = kind === 'person' ? { staffId: person?.id ?? '' } : { desk, ...(outletId === null || desk === 'brandDesk' ? {} : { outletId }) };
  return (
    <Form onSubmit={() => act.mutate({ caseId, ...to, words: text.trim(), version }, { onSuccess: done })}>
      <Choice<'desk' | 'person'> label={w.handOverTo} value={kind} onValue={setKind} options={[{ value: 'desk', label: w.toDesk }, { value: 'person', label: w.toPerson }]} />
      {kind === 'desk' ? <SelectField label={w.desk} value={desk} onValue={(value) => setDesk(value as Desk)} options={desks.map((value) => ({ value, label: c.desk[value] }))} />
        : <PersonField caseId={caseId} chosen={person} onChosen={setPerson} error={error('staffId')} />}
      <TextField label={w.handOverWords} hint={w.handOverHint} maxLength={500} value={text} onValue={setText} />
      {error('staffId') === undefined ? <Stale error={act.error} /> : null}
      <Button type="submit" kind="primary" busy={act.isPending} disabled={text.trim() === '' || (kind === 'person' && person === undefined)}>{kind === 'person' && person !== undefined ? w.handOverToName(person.name) : w.handOver}</Button>
    </Form>
  );
}
