// The cashier's page: the till since it was last closed, counting and closing it, every movement, differences to the platforms' bills.
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { Money, When, yuan } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useFieldErrors, useSays } from '#client/says';
import { workWords } from '#client/work-words';
import { fenOf } from '../invoices/Invoices.tsx';
import { words as ledgerWords } from '../ledger/words.ts';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { Table } from '../shell/Table.tsx';
import { Differences } from './Differences.tsx';
import { words } from './words.ts';

type TillData = Out<'showTill'>;
export type Place = { brandId: string; outletId: string };

/** The tills I may see: outlets by brand, as my grants reach. */
function usePlaces() {
  const { grants } = useMe();
  const outlets = useAsk('listOutlets', {});
  const brands = useAsk('listBrands', {});
  const mine = grants.filter((grant) => ['cashier', 'serviceManager', 'regionalManager', 'auditor', 'administrator'].includes(grant.role));
  const places = (outlets.data?.outlets ?? []).flatMap((outlet) => outlet.brandIds.filter((brandId) => mine.some((grant) => (grant.brand === null || grant.brand.id === brandId) && (grant.outlet === null || grant.outlet.id === outlet.id))).map((brandId) => ({ outlet, brand: brands.data?.brands.find((one) => one.id === brandId) })));
  return { asked: outlets, places: places.filter((one) => one.brand !== undefined) };
}

function CloseForm({ place, till }: { place: Place; till: TillData }) {
  const w = useWords(words);
  const [counted, setCounted] = useState('');
  const [why, setWhy] = useState('');
  const act = useAct('closeTill');
  const error = useFieldErrors(act.error, ['words', 'countedCashFen']);
  const fen = fenOf(counted);
  const off = fen === undefined ? undefined : fen - till.cashFen;
  return (
    <Card title={w.close}>
      <p className="k-muted">{w.closeLead}</p>
      <Form label={w.close} onSubmit={() => fen !== undefined && act.mutate({ ...place, onDay: till.onDay, countedCashFen: fen, ...(why.trim() === '' ? {} : { words: why.trim() }) })}>
        <dl className="c-facts"><dt>{w.day}</dt><dd>{till.onDay}</dd><dt>{w.cash}</dt><dd><strong><Money fen={till.cashFen} /></strong></dd></dl>
        <TextField label={w.counted} inputMode="decimal" value={counted} onValue={setCounted} hint={off === undefined ? undefined : off === 0 ? w.equal : w.off(yuan(off))} error={counted !== '' && fen === undefined ? w.notNumber : error('countedCashFen')} />
        {off === undefined || off === 0 ? null : <TextField label={w.why} value={why} onValue={setWhy} error={error('words')} />}
        {error('') === undefined ? null : <Notice tone="danger">{error('')}</Notice>}
        <Button type="submit" kind="primary" busy={act.isPending} disabled={fen === undefined || (off !== 0 && why.trim() === '')}>{w.doClose}</Button>
      </Form>
    </Card>
  );
}

function BankForm({ place }: { place: Place }) {
  const w = useWords(words);
  const [amount, setAmount] = useState('');
  const [reference, setReference] = useState('');
  const act = useAct('takeToBank');
  const error = useFieldErrors(act.error, ['amountFen', 'reference']);
  const fen = fenOf(amount);
  const clear = (): void => {
    setAmount('');
    setReference('');
  };
  return (
    <Card title={w.bank}>
      <Form label={w.bank} onSubmit={() => fen !== undefined && act.mutate({ ...place, amountFen: fen, reference: reference.trim() }, { onSuccess: clear })}>
        <TextField label={w.bankAmount} inputMode="decimal" value={amount} onValue={setAmount} error={amount !== '' && fen === undefined ? w.notNumber : error('amountFen')} />
        <TextField label={w.reference} value={reference} onValue={setReference} error={error('reference')} />
        {error('') === undefined ? null : <Notice tone="danger">{error('')}</Notice>}
        <Button type="submit" busy={act.isPending} disabled={fen === undefined || fen === 0 || reference.trim() === ''}>{w.doBank}</Button>
      </Form>
    </Card>
  );
}

function Reverse({ entryId }: { entryId: string }) {
  const w = useWords(words);
  const says = useSays();
  const [open, setOpen] = useState(false);
  const [why, setWhy] = useState('');
  const act = useAct('reverseEntry');
  if (!open) return <Button small onClick={() => setOpen(true)}>{w.reverse}</Button>;
  return (
    <Form label={w.reverse} onSubmit={() => act.mutate({ entryId, why: why.trim() })}>
      <TextField label={w.reverseWhy} value={why} onValue={setWhy} error={act.error === null ? undefined : says(act.error)} />
      <Button type="submit" small kind="danger" busy={act.isPending} disabled={why.trim() === ''}>{w.reverse}</Button>
    </Form>
  );
}

/** Who posted it: a person by name, the house or a payment platform as what they are. */
export function Poster({ of }: { of: Pick<TillData['movements'][number], 'postedBy' | 'postedByKind'> }) {
  const w = useWords(words);
  return of.postedByKind === 'nobody' ? w.byPlatform : of.postedByKind === 'system' ? w.bySystem : of.postedBy;
}

function Movements({ till }: { till: TillData }) {
  const w = useWords(words);
  const l = useWords(ledgerWords);
  const v = useWords(workWords);
  const { may } = useMe();
  const channel = (name: string): string => v.channel[name as 'cash'] ?? name;
  return (
    <>
      <Card title={w.sums}>
        {till.sums.length === 0 ? <p className="k-muted">{w.none}</p> : (
          <Table label={w.sums} columns={[w.channel, { label: w.in, num: true }, { label: w.out, num: true }, { label: w.net, num: true }]}>
            {till.sums.map((one) => <tr key={one.channel}><td><strong>{channel(one.channel)}</strong></td><td className="num"><Money fen={one.inFen} /></td><td className="num">{one.outFen === 0 ? '–' : <Money fen={-one.outFen} />}</td><td className="num"><strong><Money fen={one.fen} /></strong></td></tr>)}
          </Table>
        )}
      </Card>
      {till.movements.length === 0 ? null : (
        <Card title={w.movements}>
          <Table label={w.movements} columns={[w.what, w.channel, { label: w.amount, num: true }, w.who, w.at, { label: w.reverse, hidden: true }]}>
            {till.movements.map((one) => (
              <tr key={`${one.id} ${one.channel}`}><td><strong>{one.subject === 'invoices' ? <Link to={links.invoice(one.subjectId)}>{l.kind[one.kind] ?? one.kind}</Link> : l.kind[one.kind] ?? one.kind}</strong><small>{one.words}</small></td><td>{channel(one.channel)}</td><td className="num"><Money fen={one.fen} /></td><td><Poster of={one} /></td><td><When at={one.at} /></td>
                <td>{one.reversed ? <Tag>{w.reversed}</Tag> : one.mayReverse && may('serviceManager') ? <Reverse entryId={one.id} /> : '–'}</td></tr>
            ))}
          </Table>
        </Card>
      )}
    </>
  );
}

function Past({ till }: { till: TillData }) {
  const w = useWords(words);
  return (
    <Card title={w.past}>
      {till.past.length === 0 ? <p className="k-muted">{w.pastNone}</p> : <ul className="k-list">{till.past.map((one) => (
        <li key={one.onDay} className="k-between"><span><strong>{one.onDay}</strong><br /><span className="k-muted">{w.closed(one.closedBy)} · <When at={one.closedAt} />{one.words === null ? '' : ` · ${one.words}`}</span></span><span className="c-sum"><Money fen={one.countedCashFen} />{one.countedCashFen === one.bookedCashFen ? null : <small>{w.booked} <Money fen={one.bookedCashFen} /></small>}</span></li>
      ))}</ul>}
    </Card>
  );
}

export function Till() {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const { may } = useMe();
  const [params, setParams] = useSearchParams();
  const { asked, places } = usePlaces();
  const named = (one: { name: string; nameEn: string }): string => (language === 'zh' ? one.name : one.nameEn);
  const chosen = places.find((one) => `${one.brand?.id} ${one.outlet.id}` === params.get('at')) ?? places[0];
  const place: Place = { brandId: chosen?.brand?.id ?? '', outletId: chosen?.outlet.id ?? '' };
  const till = useAsk('showTill', place, { topics: ['till', 'invoices', 'benefits'], enabled: chosen !== undefined });
  const works = may('cashier', 'serviceManager');
  return (
    <div className="c-page">
      <Heading title={w.title}>
        {places.length < 2 ? null : <div className="c-filters"><SelectField label={w.place} value={`${place.brandId} ${place.outletId}`} onValue={(value) => setParams({ at: value }, { replace: true })} options={places.map((one) => ({ value: `${one.brand?.id} ${one.outlet.id}`, label: `${named(one.outlet)} · ${one.brand === undefined ? '' : named(one.brand)}` }))} /></div>}
      </Heading>
      {asked.data !== undefined && places.length === 0 ? <Empty icon="wallet" title={w.noPlace}><p className="k-muted">{w.noPlaceLead}</p></Empty> : (
        <Answered of={till} says={says} lines={10}>{(data) => (
          <div className="c-split">
            <div className="c-col">
              <p className="k-muted">{chosen === undefined ? '' : `${named(chosen.outlet)} · `}{data.fromOn === null ? w.first : w.since(data.fromOn)}</p>
              <Movements till={data} />
              <Differences place={place} till={data} works={works} />
            </div>
            <div className="c-col">
              {works ? <CloseForm key={data.onDay} place={place} till={data} /> : <Card title={w.cash}><p><strong><Money fen={data.cashFen} /></strong></p></Card>}
              {works ? <BankForm place={place} /> : null}
              <Past till={data} />
            </div>
          </div>
        )}</Answered>
      )}
    </div>
  );
}
