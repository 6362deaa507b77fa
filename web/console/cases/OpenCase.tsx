// A call comes in: who is it, which car, what is said; the case is open before the sentence ends.
import { useEffect, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { composing, Form, SelectField, TextArea, TextField } from '#kit/field.tsx';
import { Empty, Failed } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { caseWords } from '#client/case-words';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { Phone } from '../people/Reveal.tsx';
import { useDraft } from '../shell/draft.ts';
import { Heading } from '../shell/Heading.tsx';
import { Stale } from './Stale.tsx';
import { UrgencyTag } from './marks.tsx';
import { words } from './words.ts';

type Caller = Out<'findCaller'>['callers'][number];

function TheWords({ caller, contactId }: { caller: Caller; contactId: string }) {
  const w = useWords(words);
  const c = useWords(caseWords);
  const go = useNavigate();
  const [text, setText, forget] = useDraft(`open.${caller.vehicleId}`);
  const [trouble, setTrouble] = useState('');
  const [place, setPlace] = useState('');
  const [where, setWhere] = useState('');
  const [name, setName] = useState('');
  const open = useAct('openCase');
  const join = useAct('linkContact');
  const submit = (): void => open.mutate({
    vehicleId: caller.vehicleId, words: text, ...(trouble === '' ? {} : { trouble: trouble as keyof typeof c.trouble }), ...(name === '' ? {} : { callerName: name }),
    ...(place === '' && where === '' ? {} : { place: { ...(place === '' ? {} : { kind: place as keyof typeof c.place }), ...(where === '' ? {} : { words: where }) } }),
  }, { onSuccess: (answer) => {
    forget();
    say(answer.joined ? w.joined(answer.number) : w.opened(answer.number));
    if (contactId === '') return void go(links.case(answer.caseId));
    // Who came from the desk still has somebody on the line: the case goes with the call, and back to it.
    join.mutate({ contactId, caseId: answer.caseId }, { onSettled: () => void go(links.desk()) });
  } });
  const options = (table: Record<string, string>) => [{ value: '', label: w.auto }, ...Object.entries(table).map(([value, label]) => ({ value, label }))];
  return (
    <Form onSubmit={submit}>
      <TextArea label={w.wordsField} hint={contactId === '' ? w.wordsHint : `${w.wordsHint} ${w.enterOpens}`} value={text} onValue={setText} autoFocus onKeyDown={(event) => {
        // Somebody is on the line: one key opens the case.
        if (contactId === '' || event.key !== 'Enter' || event.shiftKey || composing(event)) return;
        event.preventDefault();
        if (text.trim() !== '' && !open.isPending) submit();
      }} />
      <SelectField label={w.placeField} value={place} onValue={setPlace} options={options(c.place)} />
      <TextField label={w.placeWords} value={where} onValue={setWhere} />
      <SelectField label={w.troubleField} value={trouble} onValue={setTrouble} options={options(c.trouble)} />
      <TextField label={w.callerName} value={name} onValue={setName} />
      <Stale error={open.error} />
      <Button type="submit" kind="primary" busy={open.isPending} disabled={text.trim() === ''}>{w.open}</Button>
    </Form>
  );
}

export function OpenCase() {
  const w = useWords(words);
  const c = useWords(caseWords);
  const { language } = useLanguage();
  const says = useSays();
  const [came] = useSearchParams();
  const find = came.get('find') ?? ''; // who comes from the agent's desk knows the car already
  const [text, setText] = useState(find);
  const [asked, setAsked] = useState(find);
  const [chosen, setChosen] = useState<Caller | undefined>();
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), 250);
    return () => clearTimeout(timer);
  }, [text]);
  const callers = useAsk('findCaller', { text: asked }, { enabled: asked.length > 1, keep: true });
  const only = find !== '' && asked === find && callers.data?.callers.length === 1 ? callers.data.callers[0] : undefined;
  useEffect(() => (only === undefined ? undefined : setChosen((known) => known ?? only)), [only]);
  return (
    <div className="c-page">
      <Heading title={w.openTitle} lead={w.openLead} />
      <div className="c-split">
        <div className="c-col">
          <Card>
            <TextField label={w.caller} hint={w.callerHint} value={text} onValue={(value) => {
              setText(value);
              setChosen(undefined);
            }} autoFocus />
          </Card>
          {callers.error === null ? null : <Failed sentence={says(callers.error)} onRetry={() => void callers.refetch()} />}
          {asked.length > 1 && callers.data?.callers.length === 0 ? <Empty icon="search" title={w.noCaller} /> : null}
          {asked.length < 2 ? null : (callers.data?.callers ?? []).map((caller) => (
            <Card key={caller.vehicleId} title={`${caller.plateNo ?? caller.vinMasked} · ${language === 'zh' ? caller.modelName : caller.modelNameEn}`} aside={<Button small kind={chosen?.vehicleId === caller.vehicleId ? 'primary' : 'plain'} onClick={() => setChosen(caller)}>{w.choose}</Button>}>
              <p>{caller.ownerName} · <Phone ownerId={caller.ownerId} masked={caller.ownerPhone} /></p>
              {caller.cases.length === 0 ? null : <><p className="k-muted">{w.openCases}</p><ul className="k-list">{caller.cases.map((one) => <li key={one.id}><span className="c-inline"><Link to={links.case(one.id)}>{one.number}</Link><UrgencyTag urgency={one.urgency} />{c.trouble[one.trouble]} · {c.stage[one.stage]}</span></li>)}</ul></>}
            </Card>
          ))}
        </div>
        <div className="c-col">{chosen === undefined ? <Card><p className="k-muted">{w.chooseFirst}</p></Card> : <Card title={`${chosen.plateNo ?? chosen.vinMasked} · ${chosen.ownerName}`}><TheWords key={chosen.vehicleId} caller={chosen} contactId={came.get('contact') ?? ''} /></Card>}</div>
      </div>
    </div>
  );
}
