// How well it did: the forecast by class against what came, parts served at once by outlet and tier, and what lies still.
import { Link } from 'react-router';
import { Card } from '#kit/card.tsx';
import { Meter, Money, yuan } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { Table } from '../shell/Table.tsx';
import { usePlaces } from './places.ts';
import { words } from './words.ts';

type Verdict = Out<'partsReport'>['verdicts'][number];
/** All classes as one, each by what was asked of it. */
function allOf(verdicts: readonly Verdict[]): { parts: number; asked: number } & Record<'errorPct' | 'plainErrorPct' | 'biasPct', number> {
  const sum = (of: (one: Verdict) => number): number => verdicts.reduce((total, one) => total + of(one), 0);
  const asked = sum((one) => one.asked);
  const share = (of: (one: Verdict) => number): number => (asked === 0 ? 0 : Math.round((10 * sum((one) => of(one) * one.asked)) / asked) / 10);
  return { parts: sum((one) => one.parts), asked, errorPct: share((one) => one.errorPct), plainErrorPct: share((one) => one.plainErrorPct), biasPct: share((one) => one.biasPct) };
}
const signed = (pct: number): string => `${pct > 0 ? '+' : ''}${pct} %`;

export function Report({ brandId }: { brandId: string }) {
  const w = useWords(words);
  const says = useSays();
  const { language } = useLanguage();
  const nameOf = usePlaces(brandId);
  const asked = useAsk('partsReport', { brandId }, { topics: ['parts'] });
  const all = allOf(asked.data?.verdicts ?? []);
  return (
    <Answered of={asked} says={says} lines={10}>{(data) => (
      <>
        <Card title={w.verdicts} aside={<span className="k-muted">{w.stockValue(yuan(data.stockFen).replace(/\.\d\d$/, ''))}</span>}>
          <p className="k-muted">{data.verdicts.length === 0 ? w.noVerdicts : w.verdictLead}</p>
          {data.verdicts.length === 0 ? null : (
            <Table label={w.verdicts} columns={[w.class, { label: w.parts, num: true }, { label: w.asked, num: true }, { label: w.error, num: true }, { label: w.plainError, num: true }, { label: w.bias, num: true }, { label: w.inside, num: true }, { label: w.loss, num: true }]} foot={<tr><td><strong>{w.allClasses}</strong></td><td className="num">{all.parts}</td><td className="num">{all.asked}</td><td className="num"><strong>{all.errorPct} %</strong></td><td className="num">{all.plainErrorPct} %</td><td className="num">{signed(all.biasPct)}</td><td className="num">–</td><td className="num">–</td></tr>}>{data.verdicts.map((one) => (
              <tr key={one.class}><td><strong>{w.classes[one.class as 'wear'] ?? one.class}</strong></td><td className="num">{one.parts}</td><td className="num">{one.asked}</td><td className="num"><strong>{one.errorPct} %</strong></td><td className="num">{one.plainErrorPct} %</td><td className="num">{signed(one.biasPct)}</td><td className="num">{one.insidePct} %</td><td className="num">{one.loss}</td></tr>
            ))}</Table>
          )}
        </Card>
        <Card title={w.service}>
          <Table label={w.service} columns={[w.outlet, { label: w.tier, num: true }, { label: w.askedFor, num: true }, { label: w.waited, num: true }, w.fillReal, { label: w.meanDays, num: true }, { label: w.foreseen, num: true }]}>{data.service.toSorted((a, b) => (a.fillPct ?? 101) - (b.fillPct ?? 101)).map((one) => (
            <tr key={one.outletId}><td><strong>{language === 'zh' ? one.name : one.nameEn}</strong></td><td className="num">{one.tier}</td><td className="num">{one.asked}</td><td className="num">{one.waited}</td><td>{one.fillPct === null ? '–' : <span className="c-inline" style={{ minWidth: 160 }}><b className="k-number">{one.fillPct} %</b><span style={{ flex: 1, minWidth: 80 }}><Meter value={one.fillPct} most={100} tone={one.fillPct < 80 ? 'danger' : one.fillPct < 90 ? 'warn' : 'plain'} marks={[90]} /></span></span>}</td><td className="num">{one.meanDays === null ? '–' : w.days(one.meanDays)}</td><td className="num">{one.foreseenPct === null ? '–' : `${one.foreseenPct} %`}</td></tr>
          ))}</Table>
        </Card>
        <Card title={w.slow}>{data.slow.length === 0 ? <p className="k-muted">{w.noSlow}</p> : (
          <Table label={w.slow} columns={[w.part, w.outlet, { label: w.onHand, num: true }, { label: w.value, num: true }, { label: w.still, num: true }]}>{data.slow.map((one) => (
            <tr key={`${one.placeId} ${one.code}`}><td><Link to={links.part(brandId, one.code)}>{language === 'zh' ? one.name : one.nameEn}</Link><small>{one.code}</small></td><td>{nameOf(one.placeId)}</td><td className="num">{one.onHand}</td><td className="num"><Money fen={one.valueFen} /></td><td className="num">{w.days(one.stillDays)}</td></tr>
          ))}</Table>
        )}</Card>
      </>
    )}</Answered>
  );
}
