// Who is on the line: cars with what they report and what they are recalled for, open cases, and what the articles say to a question.
import { useState } from 'react';
import { Link } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Form, TextField } from '#kit/field.tsx';
import { Money } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { caseWords } from '#client/case-words';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { useKeys } from '../shell/keys.ts';
import { words } from './words.ts';

type DeskShown = Out<'showMyDesk'>;
type ContactShown = NonNullable<DeskShown['mine']>;

/** The number behind the mask, for who has the contact: to dial it from the telephone. */
function Dial({ one }: { one: ContactShown }) {
  const w = useWords(words);
  const says = useSays();
  const reveal = useAct('revealContactPhone');
  const ask = (): void => reveal.mutate({ contactId: one.id }, { onError: (error) => say(says(error), 'danger') });
  const held = one.state === 'talking' || one.state === 'wrapUp';
  useKeys({ v: () => held && reveal.data === undefined && ask() });
  if (reveal.data?.phone != null) return <a className="k-number" href={`tel:${reveal.data.phone}`}>{reveal.data.phone}</a>;
  return <>{one.phoneMasked} {one.phoneMasked !== null && held ? <Button small busy={reveal.isPending} onClick={ask}>{w.showNumber} <kbd>V</kbd></Button> : null}</>;
}

export function Caller({ desk, one }: { desk: DeskShown; one: ContactShown }) {
  const w = useWords(words);
  const says = useSays();
  const c = useWords(caseWords);
  const { language } = useLanguage();
  const [text, setText] = useState('');
  const found = useAsk('findCaller', { text }, { enabled: text.trim().length >= 2 });
  const link = useAct('linkContact');
  const join = (vehicleId: string): void => link.mutate({ contactId: one.id, vehicleId }, { onSuccess: () => setText(''), onError: (error) => say(says(error), 'danger') });
  /** The car that J joins: the first that the call is not about yet, and after it the next. */
  const at = desk.cars.findIndex((car) => car.vehicleId === one.vehicleId);
  const others = [...desk.cars.slice(at + 1), ...desk.cars.slice(0, Math.max(0, at))];
  const other = others.find((car) => desk.cars.length > 1 || car.ownerName !== null);
  useKeys({ j: () => other !== undefined && join(other.vehicleId) });
  return (
    <Card title={w.who} aside={<small className="k-muted">{w.masked}</small>}>
      <p><strong>{one.ownerName ?? w.unknown}</strong> <Dial one={one} /></p>
      <ul className="h-list">
        {desk.cars.map((car) => (
          <li key={car.vehicleId} aria-current={desk.cars.length > 1 && car.vehicleId === one.vehicleId ? 'true' : undefined}>
            <Link to={links.vehicle(car.vehicleId)}>{car.plateNo ?? car.vinMasked}</Link>{car.ownerName === null ? null : <Tag tone="warn">{w.driverOf(car.ownerName)}</Tag>}<small>{language === 'zh' ? car.modelName : car.modelNameEn} · {car.vinMasked}</small>
            {car.campaigns.map((each) => <Link key={each.id} to={links.campaign(each.id)}><Tag tone="danger">{w.campaign[each.kind]} · {language === 'zh' ? each.name : each.nameEn}</Tag></Link>)}
            {car.alerts.map((each) => <Link key={each.id} to={links.alert(each.id)}><Tag tone={each.severity <= 2 ? 'danger' : 'warn'}>{w.carSays} {c.alert[each.kind as keyof typeof c.alert] ?? each.kind}</Tag></Link>)}
            <span className="end">{(desk.cars.length > 1 || car.ownerName !== null) && car.vehicleId !== one.vehicleId ? <Button small onClick={() => join(car.vehicleId)}>{w.link} {car.vehicleId === other?.vehicleId ? <kbd>J</kbd> : null}</Button> : null}<Link className="k-button" data-small to={links.openCaseFor(one.id, car.plateNo ?? one.ownerName ?? '')}>{w.newCase}</Link></span>
          </li>
        ))}
        {desk.cases.map((each) => <li key={each.id}><Tag tone={each.urgency === 1 ? 'danger' : 'plain'}>{c.urgency[each.urgency as 1]}</Tag><Link to={links.case(each.id)}>{each.number}</Link>{each.id === one.caseId ? <Tag tone="good">{w.thisCall}</Tag> : null}<small>{c.trouble[each.trouble as keyof typeof c.trouble]} · {c.stage[each.stage as keyof typeof c.stage]}</small></li>)}
      </ul>
      <div data-find><Form label={w.cars} onSubmit={() => { const [first] = found.data?.callers ?? []; if (first !== undefined && text.trim().length >= 2 && !found.isFetching) join(first.vehicleId); }}><TextField label={w.find} value={text} onValue={setText} /></Form></div>
      <ul className="h-list">{(found.data?.callers ?? []).slice(0, 5).map((car) => <li key={car.vehicleId}><span>{car.plateNo ?? car.vinMasked} <small>{car.ownerName} · {language === 'zh' ? car.modelName : car.modelNameEn}</small></span><span className="end"><Button small onClick={() => join(car.vehicleId)}>{w.link}</Button></span></li>)}</ul>
    </Card>
  );
}

type Prices = NonNullable<Out<'lookUp'>['prices']>;
/** What the work costs: the book's amount with its day, for the car and at the outlet it goes to. */
function PricesFound({ prices }: { prices: Prices }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const named = (one: { name: string; nameEn: string }): string => (language === 'zh' ? one.name : one.nameEn);
  const at = [prices.model, prices.outlet].flatMap((one) => (one === null ? [] : [named(one)])).join(' · ');
  return (
    <div className="h-prices">
      <ul className="h-list">{prices.works.map((one) => (
        <li key={one.code}><span>{named(one)}</span>{one.fromFen === one.toFen ? <small>{w.labour} <Money fen={one.labourFen} /> · {w.material} <Money fen={one.partsFen} /></small> : null}<strong className="end k-number"><Money fen={one.fromFen} />{one.toFen > one.fromFen ? <> – <Money fen={one.toFen} /></> : null}</strong></li>
      ))}</ul>
      <p className="k-muted">{at === '' ? null : `${at} · `}{prices.outlet === null ? `${w.byCity} · ` : null}<Link to={links.prices()}>{w.bookOf(prices.validFrom)}</Link></p>
    </div>
  );
}

/** The assistant's answer for this car, and what the work costs, with their sources. */
export function LookUp({ one }: { one: ContactShown }) {
  const w = useWords(words);
  const says = useSays();
  const { colon } = useMarks();
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  const found = useAsk('lookUp', { brandId: one.brandId, text: asked, ...(one.vehicleId === null ? {} : { vehicleId: one.vehicleId }) }, { enabled: asked !== '', keep: true });
  return (
    <Card title={w.lookUp} aside={<Link to={links.prices()}>{w.priceList}</Link>}>
      <Form label={w.lookUp} onSubmit={() => setAsked(text.trim())}>
        <div data-look><TextField label={w.lookUpText} value={text} onValue={setText} maxLength={300} /></div>
      </Form>
      {asked === '' ? null : <Answered of={found} says={says} lines={3}>{({ kind, sentences, citations, nearest, prices }) => (
        <div aria-live="polite" className="h-found">
          {prices === null ? null : <PricesFound prices={prices} />}
          {kind === 'answer' || kind === 'safety' || citations.length > 0 ? sentences.map((one_, at) => <p key={`${at}${one_.text.slice(0, 8)}`}>{one_.text}</p>) : prices === null ? <Notice>{w.notFound}</Notice> : null}
          {citations.length === 0 && (nearest.length === 0 || prices !== null) ? null : <p className="k-muted">{citations.length > 0 ? w.source : w.nearest}{colon}{(citations.length > 0 ? [...new Map(citations.map((each) => [each.articleId, each])).values()] : nearest).map((each) => <Link key={each.articleId} to={links.article(each.articleId)}>{each.title}</Link>)}</p>}
        </div>
      )}</Answered>}
    </Card>
  );
}
