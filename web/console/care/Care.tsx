// The CARE scorecard: four values with their indicators and guards, thirteen months each, and every outlet side by side. One press
// leads to the records of a figure, the next to the record.
import type { CSSProperties } from 'react';
import { Link, useSearchParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Tag } from '#kit/card.tsx';
import { dayOf, whenWords } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { goodness, isLowGood, Months, percent, Ring, shareOf, type CareFigure } from './figures.tsx';
import './care.css';
import { words } from './words.ts';

type Care = Out<'showCare'>;

/** Brand, city, outlet and month, kept in the address. */
export function useChosen() {
  const [params, setParams] = useSearchParams();
  const chosen = { month: params.get('month') ?? dayOf(new Date()).slice(0, 7), brand: params.get('brand') ?? '', city: params.get('city') ?? '', outlet: params.get('outlet') ?? '' };
  const asked = { month: chosen.month, ...(chosen.brand === '' ? {} : { brandId: chosen.brand }), ...(chosen.city === '' ? {} : { city: chosen.city }), ...(chosen.outlet === '' ? {} : { outletId: chosen.outlet }) };
  const searchFor = (more: Partial<typeof chosen>): string => new URLSearchParams(Object.entries({ ...chosen, ...more }).filter(([, value]) => value !== '')).toString();
  return { chosen, asked, searchFor, set: (more: Partial<typeof chosen>): void => setParams(searchFor(more), { replace: true }) };
}
const lastMonths = (): string[] => {
  const [year, nth] = dayOf(new Date()).split('-').map(Number) as [number, number];
  return Array.from({ length: 13 }, (_, back) => new Date(Date.UTC(year, nth - 1 - back, 1)).toISOString().slice(0, 7));
};

export function Filters({ of }: { of: ReturnType<typeof useChosen> }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const me = useMe();
  const outlets = (useAsk('listOutlets', {}).data?.outlets ?? []).filter((one) => me.isMyOutlet(one) || me.brands.length > 1);
  const cities = [...new Map(outlets.map((one) => [one.city, one.cityEn])).entries()];
  const { chosen, set } = of;
  const named = (one: { name: string; nameEn: string }): string => (language === 'zh' ? one.name : one.nameEn);
  return (
    <div className="c-filters">
      {me.brands.length < 2 ? null : <select className="k-input" aria-label={w.brand} value={chosen.brand} onChange={(event) => set({ brand: event.target.value })}><option value="">{w.allBrands}</option>{me.brands.map((one) => <option key={one.id} value={one.id}>{named(one)}</option>)}</select>}
      {cities.length < 2 ? null : <select className="k-input" aria-label={w.city} value={chosen.city} onChange={(event) => set({ city: event.target.value, outlet: '' })}><option value="">{w.allCities}</option>{cities.map(([city, cityEn]) => <option key={city} value={city}>{language === 'zh' ? city : cityEn}</option>)}</select>}
      {outlets.length < 2 ? null : <select className="k-input" aria-label={w.outlet} value={chosen.outlet} onChange={(event) => set({ outlet: event.target.value, city: '' })}><option value="">{w.allOutlets}</option>{outlets.filter((one) => chosen.city === '' || one.city === chosen.city).map((one) => <option key={one.id} value={one.id}>{named(one)}</option>)}</select>}
      <select className="k-input" aria-label={w.month} value={chosen.month} onChange={(event) => set({ month: event.target.value })}>{lastMonths().map((one) => <option key={one} value={one}>{one}</option>)}</select>
    </div>
  );
}

/** A guard is worse when it moved the wrong way by more than two points in a hundred. */
function isWorse(one: CareFigure): boolean {
  const [now, before] = [shareOf(one), shareOf(one.before)];
  return now !== null && before !== null && (isLowGood(one.measure) ? now - before : before - now) > 0.02;
}
function Figure({ one, search, guard = false }: { one: CareFigure; search: string; guard?: boolean }) {
  const w = useWords(words);
  const { name, formula } = w.names[one.measure];
  const worse = isWorse(one);
  return (
    <Link to={`${links.careRecords(one.measure)}?${search}`} title={formula}>
      <span className="name">{guard ? `${w.guard} · ` : ''}{name}</span><b>{percent(one)}</b><Months one={one} label={`${name} · ${w.thirteen}`} />
      <small data-bad={worse}>{one.records === 0 ? w.none : `${w.of(one.counted, one.records)} · ${w.before(percent(one.before))}`}{worse ? ' ▾' : ''}</small>
    </Link>
  );
}

function Value({ of, search }: { of: Care['values'][number]; search: string }) {
  const w = useWords(words);
  const { letter, name, what } = w.values[of.value];
  const goods = of.pairs.flatMap(({ indicator }) => goodness(indicator.measure, indicator) ?? []);
  const part = goods.length === 0 ? null : goods.reduce((sum, one) => sum + one, 0) / goods.length;
  return (
    <section className="k-card v-value" aria-label={name}>
      <header><Ring part={part} letter={letter} /><div><h2>{name}</h2><p className="k-muted">{what}</p></div><strong>{part === null ? '–' : Math.round(part * 100)}</strong></header>
      {of.pairs.map(({ indicator, guard }) => <div key={indicator.measure} className="v-pair"><Figure one={indicator} search={search} /><Figure one={guard} search={search} guard /></div>)}
    </section>
  );
}

function SideBySide({ data, searchFor }: { data: Care; searchFor: ReturnType<typeof useChosen>['searchFor'] }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const measures = data.values.flatMap((value) => value.pairs.map(({ indicator }) => indicator.measure)).filter((measure) => data.outlets.some((outlet) => outlet.figures.some((one) => one.measure === measure && one.records > 0)));
  if (data.outlets.length < 2 || measures.length === 0) return null;
  /** How good among the outlets, 0 to 1. */
  const tone = (measure: string, one: { counted: number; records: number }): number => {
    const all = data.outlets.flatMap((outlet) => goodness(measure, outlet.figures.find((each) => each.measure === measure) ?? { counted: 0, records: 0 }) ?? []);
    const [low, high] = [Math.min(...all), Math.max(...all)];
    return high === low ? 0.5 : ((goodness(measure, one) ?? low) - low) / (high - low);
  };
  return (
    <Card title={w.byOutlet} aside={<span className="k-muted">{w.best} · {w.pressHint}</span>}>
      <div className="c-tablebox" tabIndex={0} role="region" aria-label={w.byOutlet}><table className="v-heat">
        <thead><tr><th scope="col">{w.outlet}</th>{measures.map((measure) => <th key={measure} scope="col">{w.names[measure].name}</th>)}</tr></thead>
        <tbody>{data.outlets.map((outlet) => (
          <tr key={outlet.outletId}><th scope="row">{language === 'zh' ? outlet.name : outlet.nameEn}<small>{language === 'zh' ? outlet.city : outlet.cityEn}</small></th>
            {measures.map((measure) => {
              const one = outlet.figures.find((each) => each.measure === measure);
              return <td key={measure}>{one === undefined || one.records === 0 ? '–' : <Link to={`${links.careRecords(measure)}?${searchFor({ outlet: outlet.outletId, city: '' })}`} style={{ '--good': tone(measure, one) } as CSSProperties}>{Math.round((one.counted / one.records) * 100)}</Link>}</td>;
            })}</tr>
        ))}</tbody>
      </table></div>
    </Card>
  );
}

export function Care() {
  const w = useWords(words);
  const says = useSays();
  const { language } = useLanguage();
  const chosen = useChosen();
  const page = useAsk('showCare', chosen.asked, { keep: true });
  return (
    <div className="c-page">
      <Heading title={w.title} lead={w.lead}><Filters of={chosen} /></Heading>
      <Answered of={page} says={says} lines={12}>{(data) => (
        <>
          <p className="c-inline"><Tag tone={data.frozenAt === null ? 'info' : 'plain'}>{data.month}</Tag><span className="k-muted">{data.frozenAt === null ? w.live : w.frozen(whenWords(data.frozenAt, language))}</span><Button small onClick={() => window.print()}>{w.print}</Button></p>
          <div className="v-care">{data.values.map((value) => <Value key={value.value} of={value} search={chosen.searchFor({})} />)}</div>
          <SideBySide data={data} searchFor={chosen.searchFor} />
        </>
      )}</Answered>
    </div>
  );
}
