// The published price list, as anyone may read it: operation by operation in plain words.
import { useState } from 'react';
import { Link } from 'react-router';
import { Card, Tag } from '#kit/card.tsx';
import { Choice } from '#kit/field.tsx';
import { dayOf, Money, When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { Table } from '../shell/Table.tsx';
import { words } from './words.ts';

/** Which lists were published, from when, by whom and why. */
function Books({ brandId }: { brandId: string }) {
  const w = useWords(words);
  const says = useSays();
  const books = useAsk('listPriceBooks', { brandId }, { topics: ['prices'] });
  const today = dayOf(new Date());
  return (
    <Card title={w.books}>
      <Answered of={books} says={says} lines={3}>
        {(data) => {
          const inForce = data.books.find((book) => book.validFrom <= today)?.id;
          return data.books.length === 0 ? <p className="k-muted">{w.noBooks}</p> : (
            <Table label={w.books} columns={[w.from, w.why, w.by, w.at]}>{data.books.map((book) => (
              <tr key={book.id}><td><span className="c-inline"><strong className="k-number">{book.validFrom}</strong>{book.id === inForce ? <Tag tone="good">{w.inForce}</Tag> : <Tag tone={book.validFrom > today ? 'info' : 'plain'}>{book.validFrom > today ? w.coming : w.past}</Tag>}</span></td><td>{book.note}<small>{w.count(book.operations, book.parts)}</small></td><td>{book.publishedBy}</td><td><When at={book.publishedAt} /></td></tr>
            ))}</Table>
          );
        }}
      </Answered>
    </Card>
  );
}

/** Parts as published, each with its origin and what warranty it has. */
function PartList({ data, text }: { data: Out<'showPriceList'>; text: string }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const rows = data.parts.filter((one) => `${one.code} ${one.name} ${one.nameEn}`.toLowerCase().includes(text.trim().toLowerCase())).slice(0, 500);
  if (rows.length === 0) return <Empty icon="search" title={w.noPart} />;
  return (
    <>
      <p className="k-muted">{w.since(data.validFrom)}</p>
      <Table label={w.part.parts} columns={[w.name, w.origin, w.coverage, { label: w.unit, num: true }]}>{rows.map((one) => (
        <tr key={one.code}><td><strong>{language === 'zh' ? one.name : one.nameEn}</strong><small>{one.code}</small></td><td><Tag tone={one.origin === 'originalPart' ? 'plain' : 'info'}>{w.origins[one.origin]}</Tag></td><td>{w.coverages[one.coverage]}</td><td className="num"><Money fen={one.unitFen} /></td></tr>
      ))}</Table>
    </>
  );
}

export function Prices() {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const [chosen, setChosen] = useState('');
  const [tier, setTier] = useState(1);
  const [text, setText] = useState('');
  const [tab, setTab] = useState<'operations' | 'parts'>('operations');
  const brands = useAsk('listBrands', {});
  const { brands: mine, grants, may } = useMe();
  const brandId = chosen === '' ? (mine[0]?.id ?? brands.data?.brands[0]?.id ?? '') : chosen;
  const list = useAsk('showPriceList', { brandId, tier }, { enabled: brandId !== '', topics: ['prices'], keep: true });
  const publishes = grants.some((grant) => ['administrator', 'regionalManager'].includes(grant.role) && (grant.brand === null || grant.brand.id === brandId));
  const readsBooks = may('regionalManager', 'allianceOfficer', 'auditor', 'administrator', 'serviceManager') && mine.some((brand) => brand.id === brandId);
  return (
    <div className="c-page">
      <Heading title={w.title}>
        <div className="c-filters">
          <select className="k-input" aria-label={w.brand} value={brandId} onChange={(event) => setChosen(event.target.value)}>{(brands.data?.brands ?? []).map((brand) => <option key={brand.id} value={brand.id}>{language === 'zh' ? brand.name : brand.nameEn}</option>)}</select>
          <select className="k-input" aria-label={w.tier} value={tier} onChange={(event) => setTier(Number(event.target.value))}>{[1, 2, 3, 4].map((one) => <option key={one} value={one}>{w.tierName(one)}</option>)}</select>
          <input className="k-input" type="search" aria-label={w.find} placeholder={w.find} value={text} onChange={(event) => setText(event.target.value)} />
          {publishes ? <Link className="k-button" data-kind="primary" to={links.priceDraft(brandId)}>{w.change}</Link> : null}
        </div>
      </Heading>
      <Choice label={w.which_} hidden value={tab} onValue={(value) => setTab(value)} options={(['operations', 'parts'] as const).map((value) => ({ value, label: w.part[value] }))} />
      <Answered of={list} says={says} lines={10}>
        {(data) => {
          if (tab === 'parts') return <PartList data={data} text={text} />;
          const rows = data.operations.filter((one) => `${one.code} ${one.name} ${one.nameEn} ${one.system}`.toLowerCase().includes(text.trim().toLowerCase()));
          return rows.length === 0 ? <Empty icon="search" title={w.none} /> : (
            <>
              <p className="k-muted">{w.since(data.validFrom)} · {w.diagnosis} <Money fen={data.diagnosis.hourFen} /> {w.perHour}{language === 'zh' ? '，' : ', '}{w.stepOf((data.diagnosis.stepCentihours / 100).toFixed(2))}</p>
              <Table label={w.title} columns={[w.operation, { label: w.hours, num: true }, { label: w.labour, num: true }, { label: w.parts, num: true }, { label: w.total, num: true }]}>{rows.map((one) => (
                <tr key={one.code}>
                  <td><span className="c-inline"><strong>{language === 'zh' ? one.name : one.nameEn}</strong>{one.hv ? <Tag tone="warn">{w.hv}</Tag> : null}{one.safety ? <Tag tone="info">{w.second}</Tag> : null}{one.mobile ? <Tag>{w.mobile}</Tag> : null}</span><small>{language === 'zh' ? one.what : one.whatEn}</small></td>
                  <td className="num">{(one.labourCentihours / 100).toFixed(2)}</td><td className="num"><Money fen={one.labourFen} /></td><td className="num">{one.partsFen === 0 ? '–' : <Money fen={one.partsFen} />}</td><td className="num"><strong><Money fen={one.totalFen} /></strong></td>
                </tr>
              ))}</Table>
            </>
          );
        }}
      </Answered>
      {readsBooks ? <Books brandId={brandId} /> : null}
    </div>
  );
}
