// The draft of a brand's next price list: changed, compared with what is in force, and published from a day on.
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Dialog, say } from '#kit/dialog.tsx';
import { Choice, Form, TextField } from '#kit/field.tsx';
import { dayOf, Money, When, yuan } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useFieldErrors, useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { Table } from '../shell/Table.tsx';
import { Operations, Parts, Rates, type Draft } from './DraftLines.tsx';
import { words } from './words.ts';

type Page = Out<'showPriceDraft'>;
type Change = Page['changes'][number];
const kinds = ['changes', 'rates', 'operations', 'parts'] as const;

function Differ({ one }: { one: Change }) {
  const by = one.beforeFen === null || one.afterFen === null ? null : one.afterFen - one.beforeFen;
  if (by === null || by === 0) return <>–</>;
  const share = one.beforeFen === null || one.beforeFen === 0 ? '' : ` (${by > 0 ? '+' : '−'}${Math.abs((by / one.beforeFen) * 100).toFixed(1)}%)`;
  return <>{by > 0 ? '+' : ''}{yuan(by)}{share}</>;
}

function Changes({ page }: { page: Page }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const name = (one: Change): string => (one.kind === 'rate' ? w.tierName(Number(one.code)) : language === 'zh' ? one.name : one.nameEn);
  const about = (one: Change): string => {
    const said = one.fields.map(({ field, before, after }) => (field === 'labourCentihours' ? `${w.field[field] ?? ''} ${(Number(before) / 100).toFixed(2)} → ${(Number(after) / 100).toFixed(2)}` : (w.field[field] ?? field)));
    return said.length > 0 ? said.join(language === 'zh' ? '、' : ', ') : one.kind === 'operation' && one.how === 'changed' ? w.follows : '';
  };
  const moved = (way: 1 | -1): number => page.changes.filter((one) => one.beforeFen !== null && one.afterFen !== null && Math.sign(one.afterFen - one.beforeFen) === way).length;
  if (page.changes.length === 0) return <Empty icon="check" title={w.same}><p>{w.sameLead}</p></Empty>;
  return (
    <>
      <p className="c-inline"><span className="k-muted">{page.present === null ? w.againstNothing : w.against(page.present.validFrom)}</span><Tag tone="warn">{w.dearer(moved(1))}</Tag><Tag tone="good">{w.cheaper(moved(-1))}</Tag></p>
      <Table label={w.part.changes} columns={[w.item, { label: w.was, num: true }, { label: w.is, num: true }, { label: w.difference, num: true }]}>{page.changes.map((one) => (
        <tr key={`${one.kind} ${one.code}`}>
          <td><span className="c-inline"><strong>{name(one)}</strong><span className="k-muted">{w.kind[one.kind]}{one.kind === 'rate' ? '' : ` · ${one.code}`}</span>{one.how === 'changed' ? null : <Tag tone={one.how === 'added' ? 'good' : 'danger'}>{w.how[one.how]}</Tag>}</span>{about(one) === '' ? null : <small>{about(one)}</small>}</td>
          <td className="num">{one.beforeFen === null ? '–' : <Money fen={one.beforeFen} />}</td><td className="num">{one.afterFen === null ? '–' : <strong><Money fen={one.afterFen} /></strong>}</td><td className="num"><Differ one={one} /></td>
        </tr>
      ))}</Table>
    </>
  );
}

function Publish({ page, draft }: { page: Page; draft: Draft }) {
  const w = useWords(words);
  const go = useNavigate();
  const [validFrom, setFrom] = useState(() => dayOf(new Date(Date.now() + 86_400_000)));
  const [note, setNote] = useState('');
  const [dropping, setDropping] = useState(false);
  const publish = useAct('publishPriceDraft');
  const drop = useAct('dropPriceDraft');
  const error = useFieldErrors(publish.error, ['validFrom', 'note']);
  const at = { brandId: draft.brandId, version: draft.version };
  return (
    <Card title={w.publish}>
      {page.faults.length === 0 ? null : <Notice tone="danger"><strong>{w.faults}</strong><ul>{page.faults.map((one) => <li key={`${one.fault} ${one.code} ${one.other}`}>{w.fault[one.fault](one.code, one.other ?? '')}</li>)}</ul></Notice>}
      <Form onSubmit={() => publish.mutate({ ...at, validFrom, note: note.trim() }, {
        onSuccess: () => {
          say(w.published(validFrom));
          void go(links.prices());
        },
      })}>
        <div className="c-form">
          <TextField label={w.publishFrom} type="date" min={dayOf(new Date())} value={validFrom} onValue={setFrom} error={error('validFrom')} />
          <TextField label={w.publishWhy} hint={w.publishWhyHint} maxLength={200} value={note} onValue={setNote} error={error('note')} />
        </div>
        {error('validFrom') === undefined && error('note') === undefined ? <Stale error={publish.error} /> : null}
        <div className="k-row"><Button type="submit" kind="primary" busy={publish.isPending} disabled={validFrom === '' || note.trim() === '' || page.changes.length === 0 || page.faults.length > 0}>{w.publish}</Button><Button kind="quiet" onClick={() => setDropping(true)}>{w.drop}</Button></div>
      </Form>
      <Dialog open={dropping} onClose={() => setDropping(false)} title={w.drop}>
        <p>{w.dropSure}</p><Stale error={drop.error} />
        <div className="k-row"><Button kind="danger" busy={drop.isPending} onClick={() => drop.mutate(at, { onSuccess: () => {
          setDropping(false);
          say(w.dropped);
        } })}>{w.drop}</Button><Button onClick={() => setDropping(false)}>{w.cancel}</Button></div>
      </Dialog>
    </Card>
  );
}

function Started({ page, draft }: { page: Page; draft: Draft }) {
  const w = useWords(words);
  const [kind, setKind] = useState<(typeof kinds)[number]>('changes');
  return (
    <>
      <div className="c-filters"><Choice<(typeof kinds)[number]> label={w.which} hidden value={kind} onValue={setKind} options={kinds.map((value) => ({ value, label: value === 'changes' && page.changes.length > 0 ? `${w.part[value]} · ${page.changes.length}` : w.part[value] }))} /><span className="k-muted">{w.changedBy(draft.changedBy)} <When at={draft.changedAt} /></span></div>
      {kind === 'changes' ? <><Changes page={page} /><Publish page={page} draft={draft} /></> : kind === 'rates' ? <Rates draft={draft} /> : kind === 'operations' ? <Operations draft={draft} /> : <Parts draft={draft} />}
    </>
  );
}

export function PriceDraft() {
  const { brandId = '' } = useParams();
  const w = useWords(words);
  const says = useSays();
  const { language } = useLanguage();
  const brands = useAsk('listBrands', {});
  const brand = brands.data?.brands.find((one) => one.id === brandId);
  const page = useAsk('showPriceDraft', { brandId }, { topics: ['prices'] });
  const start = useAct('startPriceDraft', (input) => ['showPriceDraft', input]);
  return (
    <div className="c-page">
      <Heading title={w.draftTitle(brand === undefined ? '' : language === 'zh' ? brand.name : brand.nameEn)} lead={w.draftLead}><Link className="k-button" data-kind="plain" to={links.prices()}>{w.back}</Link></Heading>
      <Answered of={page} says={says} lines={10}>
        {(data) => data.draft !== null ? <Started key={data.draft.id} page={data} draft={data.draft} /> : (
          <Empty icon="file" title={w.noDraft}><p>{data.present === null ? w.againstNothing : `${w.since(data.present.validFrom)} · ${w.count(data.present.operations, data.present.parts)}`}</p><Stale error={start.error} /><Button kind="primary" busy={start.isPending} onClick={() => start.mutate({ brandId })}>{data.present === null ? w.startEmpty : w.start}</Button></Empty>
        )}
      </Answered>
    </div>
  );
}
