// What the owner paid before or was given: packages with what is left, deposits, coupons.
import { useState } from 'react';
import { Link } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Money, When, yuan } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { useSays } from '#client/says';
import { Head } from '../Head.tsx';
import { links } from '../links.ts';
import { buyWords } from './buy-words.ts';
import { words } from './words.ts';

/** What is not used of a package that was paid for here goes back, after a second word. */
function GiveUp({ id, version, leftFen }: { id: string; version: number; leftFen: number }) {
  const w = useWords(buyWords);
  const says = useSays();
  const [asks, setAsks] = useState(false);
  const act = useAct('giveUpPackage');
  if (act.isSuccess) return <Notice tone="good">{w.givenUp}</Notice>;
  return (
    <div className="k-stack">
      {asks ? <><p>{w.giveUpSure(yuan(leftFen))}</p><div className="k-row"><Button kind="danger" busy={act.isPending} onClick={() => act.mutate({ packageId: id, version })}>{w.sure}</Button><Button onClick={() => setAsks(false)}>{w.keep}</Button></div></> : <div><Button kind="quiet" onClick={() => setAsks(true)}>{w.giveUp}</Button></div>}
      {act.error === null ? null : <Notice tone="danger">{says(act.error)}</Notice>}
    </div>
  );
}

export function Benefits() {
  const w = useWords(words);
  const b = useWords(buyWords);
  const { language } = useLanguage();
  const says = useSays();
  const all = useAsk('myBenefits', {}, { topics: ['benefits', 'invoices'] });
  const named = (one: { name: string; nameEn: string }): string => (language === 'zh' ? one.name : one.nameEn);
  return (
    <>
      <Head title={w.title} />
      <div className="k-row"><Link className="k-button" data-kind="primary" to={links.buy()}>{b.title}</Link><Link className="k-button" to={links.accidents()}>{b.accidents}</Link></div>
      <Answered of={all} says={says} lines={6}>{({ packages, deposits, coupons }) => packages.length + deposits.length + coupons.length === 0 ? <Empty icon="wallet" title={w.none}><p className="k-muted">{w.noneLead}</p></Empty> : (
        <div className="k-stack">
          {packages.map((one) => (
            <Card key={one.id} title={named(one)} aside={one.state === 'returned' ? <Tag>{w.returned}</Tag> : <Tag tone="good">{w.until(one.validTo)}</Tag>}>
              <ul className="k-list">{one.entitlements.map((each) => <li key={each.code}><div className="k-between"><strong>{named(each)}</strong><span>{w.leftTimes(each.left, each.times)}</span></div>{each.held === 0 ? null : <span className="k-muted">{w.held(each.held)}</span>}</li>)}</ul>
              {one.state === 'returned' ? null : <p className="k-muted">{w.refundable(yuan(one.leftFen))} · {one.transferable ? w.goes : w.stays}</p>}
              {one.state === 'active' && (one.channel === 'wechat' || one.channel === 'alipay') ? <GiveUp id={one.id} version={one.version} leftFen={one.leftFen} /> : null}
            </Card>
          ))}
          {deposits.length === 0 ? null : <Card title={w.deposits}><ul className="k-list">{deposits.map((one) => <li key={one.id}><div className="k-between"><strong>{one.why}</strong><Money fen={one.amountFen} /></div><span className="k-muted">{w.deposit[one.state]} · {w.left} {yuan(one.leftFen)} · <When at={one.takenAt} /></span></li>)}</ul></Card>}
          {coupons.length === 0 ? null : <Card title={w.coupons}><ul className="k-list">{coupons.map((one) => <li key={one.id}><div className="k-between"><strong>{named(one)}</strong><span>{one.fen === null ? w.pct(one.pct ?? 0) : yuan(one.fen)}</span></div><span className="k-muted">{one.code} · {one.usedAt === null ? w.until(one.validTo) : w.used}{one.minFen === 0 ? '' : ` · ${w.least(yuan(one.minFen))}`}</span></li>)}</ul></Card>}
        </div>
      )}</Answered>
    </>
  );
}
