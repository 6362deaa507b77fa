// The articles of a brand: which wait for whom, writing one, what it changes against the version in force, and its review.
import { useEffect, useRef, useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag, type Tone } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Choice, TextArea, TextField } from '#kit/field.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useMarks, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { In, Out } from '#client/client';
import { useSays } from '#client/says';
import { useMe } from '../shell/me.tsx';
import { Stale } from '../cases/Stale.tsx';
import { useCategory } from './category-words.ts';
import { Compare } from './Compare.tsx';
import { headOf, withHead } from './text-changes.ts';
import { History } from './Editing.tsx';
import { reviewWords } from './review-words.ts';
import { useRights } from './useRights.ts';
import { words } from './words.ts';

type Row = Out<'listArticles'>['articles'][number];
type Shown = Out<'showArticle'>;
type Act = In<'moveArticle'>['act'];
const tones: Record<Row['state'], Tone> = { shipped: 'plain', draft: 'warn', inReview: 'accent', sentBack: 'danger', dropped: 'plain', published: 'good', withdrawn: 'plain' };
const filters = ['all', 'waits', 'inReview', 'work', 'overdue'] as const;
type Filter = (typeof filters)[number];
const fits: Record<Filter, (row: Row) => boolean> = { all: (row) => row.state !== 'dropped', waits: (row) => row.waits, inReview: (row) => row.state === 'inReview', work: (row) => row.state === 'draft' || row.state === 'sentBack', overdue: (row) => row.overdue.length > 0 };

/** Who writes and who reviews here; and what to do when nobody could. */
function Rule({ reviewers }: { reviewers: Out<'listArticles'>['reviewers'] }) {
  const w = useWords(reviewWords);
  const mark = useMarks();
  const me = useMe();
  const others = reviewers.filter((one) => one.id !== me.id);
  return (
    <>
      <p className="k-muted">{w.rule}{others.length === 0 ? '' : ` ${w.canReview}${reviewers.slice(0, 6).map((one) => one.name).join(mark.comma)}${reviewers.length > 6 ? w.more(reviewers.length) : ''}`}</p>
      {reviewers.length === 0 ? <Notice tone="warn">{w.nobody}</Notice> : others.length === 0 ? <Notice tone="warn">{w.onlyYou}</Notice> : null}
    </>
  );
}

/** Which days an article holds, as fields; they stand in the head of its text. */
function Days({ text, onText, readOnly }: { text: string; onText(text: string): void; readOnly: boolean }) {
  const w = useWords(reviewWords);
  return <div className="h-keys">{(['validFrom', 'validTo', 'reviewBy'] as const).map((name) => <TextField key={name} type="date" label={w[name]} value={headOf(text, name)} readOnly={readOnly} onValue={(value) => onText(withHead(text, name, value))} />)}</div>;
}

function Notes({ shown }: { shown: Shown }) {
  const w = useWords(reviewWords);
  const mark = useMarks();
  const { article } = shown;
  return (
    <>
      {article.state === 'sentBack' && shown.why !== null ? <Notice tone="danger">{w.sentBackBy(article.byName, shown.why)}</Notice> : null}
      {shown.notes.map((note) => <Notice key={note.code} tone={note.code === 'forbidden' ? 'danger' : 'warn'}>{w.notes[note.code](note.words)}</Notice>)}
      {article.state === 'inReview' ? <Notice tone="info">{shown.reviewers.length === 0 ? w.waitsForNobody : w.waitsFor(`${shown.reviewers.slice(0, 5).map((one) => one.name).join(mark.comma)}${shown.reviewers.length > 5 ? w.more(shown.reviewers.length) : ''}`)}</Notice> : null}
      {shown.hands.length === 0 ? null : <p className="k-muted">{w.writtenBy(shown.hands.join(mark.comma))}</p>}
    </>
  );
}

const buttons: readonly { act: Act; kind: 'primary' | 'plain' | 'danger' }[] = [{ act: 'submit', kind: 'plain' }, { act: 'publish', kind: 'primary' }, { act: 'sendBack', kind: 'plain' }, { act: 'takeBack', kind: 'plain' }, { act: 'drop', kind: 'plain' }, { act: 'withdraw', kind: 'danger' }];

/** The text with what somebody typed into it and has not saved yet. */
type Typed = { text: string; on: number };
function Editor({ brandId, articleId, draft, onSaved }: { brandId: string; articleId: string; draft: string; onSaved(articleId: string): void }) {
  const w = useWords(reviewWords);
  const says = useSays();
  const shown = useAsk('showArticle', { brandId, articleId }, { enabled: articleId !== '', topics: ['knowledge'] });
  if (articleId === '') return <Writing key="new" brandId={brandId} shown={undefined} draft={draft} onSaved={onSaved} title={w.newDraft} />;
  return <Answered of={shown} says={says} lines={10}>{(data) => <Writing brandId={brandId} shown={data} draft="" onSaved={onSaved} title={data.article.title} />}</Answered>;
}

function Writing({ brandId, shown, draft, onSaved, title }: { brandId: string; shown: Shown | undefined; draft: string; onSaved(articleId: string): void; title: string }) {
  const w = useWords(reviewWords);
  const base = useWords(words);
  const says = useSays();
  const rights = useRights(brandId);
  const [typed, setTyped] = useState<Typed | undefined>(draft === '' ? undefined : { text: draft, on: 0 });
  const [why, setWhy] = useState('');
  const save = useAct('saveArticles');
  const move = useAct('moveArticle');
  const article = shown?.article;
  const body = typed?.text ?? shown?.markdown ?? '';
  const acts: readonly string[] = shown?.acts ?? (rights.writes ? ['write'] : []);
  const changed = typed !== undefined && typed.text !== (shown?.markdown ?? '');
  const behind = typed !== undefined && article !== undefined && typed.on !== article.version && changed;
  const reason = why.trim() === '' ? {} : { why: why.trim() };
  const keep = (): void => save.mutate({ brandId, markdown: [body], ...(article === undefined ? {} : { base: { articleId: article.articleId, version: typed?.on ?? article.version } }), ...reason }, { onSuccess: ({ articles }) => (setTyped(undefined), setWhy(''), say(w.saved), onSaved(articles[0]?.articleId ?? article?.articleId ?? '')) });
  const doIt = (act: Act): void => article && move.mutate({ brandId, articleId: article.articleId, version: article.version, act, ...reason }, { onSuccess: () => (setWhy(''), say(w.moved[act])), onError: (error) => say(says(error), 'danger') });
  const noWhy = why.trim() === '';
  const hint = changed ? w.saveFirst : acts.includes('write') && acts.length === 1 ? w.textFirst : noWhy && (acts.includes('sendBack') || acts.includes('withdraw')) ? w.whyFirst : '';
  return (
    <div className="h-editor">
      <Card title={title} aside={article === undefined ? <Tag tone="warn">{w.state.draft}</Tag> : <Tag tone={tones[article.state]}>{w.state[article.state]}{article.version === 0 ? '' : ` · ${article.version}`}</Tag>}>
        {article === undefined || !['draft', 'inReview', 'sentBack'].includes(article.state) ? null : <p className="k-muted">{article.inForce ? (shown?.inForce === null ? w.stillShipped : w.stillInForce) : w.notInForce}</p>}
        {shown === undefined ? null : <Notes shown={shown} />}
        {behind && article !== undefined ? (
          <Notice tone="warn"><div role="alert"><p>{w.meanwhile(article.byName, article.version)}</p><Compare before={shown?.markdown ?? ''} after={typed.text} label={w.changes} />
            <div className="h-keys"><Button small onClick={() => setTyped(undefined)}>{w.takeTheirs}</Button><Button small onClick={() => setTyped({ ...typed, on: article.version })}>{w.keepMine}</Button></div></div></Notice>
        ) : null}
        {shown === undefined || !['draft', 'inReview', 'sentBack'].includes(shown.article.state) || behind ? null : (
          <section className="h-change"><h3>{w.changes}</h3>{shown.inForce === null ? <p className="k-muted">{w.newText}</p> : <Compare before={shown.inForce} after={body} label={w.changes} />}</section>
        )}
        <Days text={body} readOnly={!acts.includes('write')} onText={(text) => setTyped({ text, on: typed?.on ?? article?.version ?? 0 })} />
        <TextArea label={base.edit} value={body} onValue={(text) => setTyped({ text, on: typed?.on ?? article?.version ?? 0 })} readOnly={!acts.includes('write')} rows={20} />
        {acts.length === 0 ? null : <>
          <TextField label={acts.includes('withdraw') || acts.includes('sendBack') ? w.why : base.why} value={why} onValue={setWhy} maxLength={300} hint={acts.includes('withdraw') ? w.withdrawLead : undefined} />
          <Stale error={save.error} />
          <div className="h-keys">
            {acts.includes('write') ? <Button kind={changed || article === undefined ? 'primary' : 'plain'} busy={save.isPending} disabled={body.trim() === '' || !changed || behind} onClick={keep}>{w.saveDraft}</Button> : null}
            {article === undefined ? null : buttons.filter(({ act }) => acts.includes(act)).map(({ act, kind }) => (
              <Button key={act} kind={act === 'submit' && !changed && (article.state === 'draft' || article.state === 'sentBack') ? 'primary' : kind} busy={move.isPending && move.variables?.act === act} disabled={(changed && act !== 'withdraw') || (noWhy && (act === 'sendBack' || act === 'withdraw'))} onClick={() => doIt(act)}>{act === 'submit' && ['published', 'shipped', 'withdrawn'].includes(article.state) ? w.submitAsIs : w[act]}</Button>
            ))}
          </div>
          {hint === '' ? null : <small className="k-muted">{hint}</small>}
        </>}
      </Card>
      {article === undefined ? null : <History key={article.articleId} brandId={brandId} articleId={article.articleId} />}
    </div>
  );
}

function ListRow({ row, open, onOpen }: { row: Row; open: boolean; onOpen(): void }) {
  const w = useWords(reviewWords);
  const named = useCategory();
  return (
    <li><Button kind="quiet" small aria-pressed={open} onClick={onOpen}>{row.title}</Button>
      <span className="end"><small>{named(row.category)}{row.overdue.includes('ended') && row.validTo !== null ? ` · ${w.validUntil(row.validTo)}` : row.overdue.includes('reviewDue') ? ` · ${w.lookBy(row.reviewBy)}` : ''}</small> <Tag tone={tones[row.state]}>{w.state[row.state]}</Tag></span></li>
  );
}

export const blank = (on: string, name: string): string => ['---', `id: own-${crypto.randomUUID().slice(0, 8)}`, 'title: ', 'category: other.general', 'models: *', 'software: *', 'market: cn', 'audience: owner', 'urgency: -', `validFrom: ${on}`, 'validTo: -', `reviewedBy: ${name}`, `reviewedOn: ${on}`, 'aliases: ', 'sources: ', '---', '', '## ', ''].join('\n');

export function Articles({ brandId, open, draft, onOpen, onNew }: { brandId: string; open: string; draft: string; onOpen(articleId: string): void; onNew(): void }) {
  const w = useWords(reviewWords);
  const base = useWords(words);
  const says = useSays();
  const rights = useRights(brandId);
  const list = useAsk('listArticles', { brandId }, { topics: ['knowledge'] });
  const [text, setText] = useState('');
  const [filter, setFilter] = useState<Filter>('all');
  const named = useCategory();
  const waiting = list.data?.waiting ?? 0;
  const [first, setFirst] = useState(true);
  useEffect(() => {
    if (!first || list.data === undefined) return;
    setFirst(false);
    if (list.data.waiting > 0 && open === '' && draft === '') setFilter('waits'); // a reviewer comes for what waits
  }, [first, list.data, open, draft]);
  const labels: Record<Filter, string> = { all: w.filter.all, waits: w.filter.waits(waiting), inReview: w.filter.inReview(list.data?.inReview ?? 0), work: w.filter.work, overdue: w.filter.overdue };
  const beside = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if ((open !== '' || draft !== '') && matchMedia('(max-width: 1099px)').matches) beside.current?.scrollIntoView({ block: 'start' }); // on a phone the article stands under the list
  }, [open, draft]);
  const offered = filters.filter((one) => one !== 'waits' || rights.reviews);
  const sought = text.trim().toLowerCase();
  return (
    <div className="h-kb">
      <Card title={base.articles} aside={rights.writes ? <Button small onClick={onNew}>{w.write}</Button> : null}>
        <Answered of={list} says={says} lines={8}>{({ articles, reviewers }) => {
          const rows = articles.filter((row) => fits[filter](row) && `${row.title} ${row.articleId} ${row.category} ${named(row.category)}`.toLowerCase().includes(sought));
          return (
            <>
              {rights.writes ? <Rule reviewers={reviewers} /> : null}
              <Choice<Filter> label={base.articles} hidden value={filter} onValue={setFilter} options={offered.map((value) => ({ value, label: labels[value] }))} />
              <TextField label={base.searchArticle} value={text} onValue={setText} />
              {rows.length === 0 ? <Empty icon="check" title={filter === 'waits' ? w.nothingWaits : w.nothingHere} /> : <ul className="h-list list">{rows.map((row) => <ListRow key={row.articleId} row={row} open={open === row.articleId} onOpen={() => onOpen(row.articleId)} />)}</ul>}
            </>
          );
        }}</Answered>
      </Card>
      <div ref={beside} className="h-beside-list">{open === '' && draft === '' ? <Empty icon="file" title={base.choose} /> : <Editor key={`${open} ${draft.slice(0, 60)}`} brandId={brandId} articleId={open} draft={open === '' ? draft : ''} onSaved={onOpen} />}</div>
    </div>
  );
}
