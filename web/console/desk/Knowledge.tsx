// What the assistant knows: articles and their review, files brought in, what it could not answer and what became of it, names,
// examples, and its scores.
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Tag, type Tone } from '#kit/card.tsx';
import { Choice } from '#kit/field.tsx';
import { dayOf } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useMarks, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import './desk.css';
import { Articles, blank } from './Articles.tsx';
import { Aliases, ImportFile, Training } from './Editing.tsx';
import { editingWords } from './editing-words.ts';
import { Evaluation } from './Evaluation.tsx';
import { reviewWords } from './review-words.ts';
import { useBrand } from './useBrand.tsx';
import { useRights } from './useRights.ts';
import { words } from './words.ts';

type Gap = Out<'showGaps'>['gaps'][number];
const gapTones: Record<Gap['state'], Tone> = { open: 'warn', written: 'accent', answered: 'good', missedAgain: 'danger' };

function GapRow({ gap, titled, writes, onDraft, onOpen }: { gap: Gap; titled(articleId: string): string; writes: boolean; onDraft(): void; onOpen(articleId: string): void }) {
  const w = useWords(words);
  const r = useWords(reviewWords);
  const mark = useMarks();
  const { article, effect } = gap;
  return (
    <li>
      <strong>{gap.times}×</strong>
      <span className="h-gap">{gap.asked.slice(0, 3).join(' / ')}<br /><small>{gap.because.map((one) => w.gapBecause[one]).join(mark.comma)}{gap.nearest === null || article !== null ? '' : ` · ${w.nearest}${mark.colon}${titled(gap.nearest)}`}</small>
        {effect !== null ? <><br /><small>{r.effect(effect.before, effect.askedAfter, effect.missedAfter, dayOf(effect.since))}</small></> : gap.state === 'answered' ? <><br /><small>{r.answeredNow}</small></> : null}</span>
      <span className="end"><Tag tone={gapTones[gap.state]}>{r.gapState[gap.state]}</Tag> {article !== null ? <Button small onClick={() => onOpen(article.articleId)}>{r.openArticle}</Button> : writes && gap.state === 'open' ? <Button small onClick={onDraft}>{w.writeDraft}</Button> : null}</span>
    </li>
  );
}

type ToArticle = { onDraft(draft: string): void; onOpen(articleId: string): void };
function Gaps({ brandId, onDraft, onOpen }: { brandId: string } & ToArticle) {
  const w = useWords(words);
  const r = useWords(reviewWords);
  const says = useSays();
  const { writes } = useRights(brandId);
  const gaps = useAsk('showGaps', { brandId }, { topics: ['conversations', 'knowledge'] });
  const list = useAsk('listArticles', { brandId }, { topics: ['knowledge'] });
  const titled = (articleId: string): string => list.data?.articles.find((one) => one.articleId === articleId)?.title ?? articleId;
  return (
    <Answered of={gaps} says={says} lines={6}>{(data) => {
      const rows = (which: (gap: Gap) => boolean) => <ul className="h-list">{data.gaps.filter(which).map((gap) => <GapRow key={gap.asked[0]} gap={gap} titled={titled} writes={writes} onDraft={() => onDraft(gap.draft)} onOpen={onOpen} />)}</ul>;
      const answered = data.gaps.filter((gap) => gap.state === 'answered').length;
      return <>{data.gaps.length === answered ? <Empty icon="check" title={w.noGaps} /> : rows((gap) => gap.state !== 'answered')}{answered === 0 ? null : <Card title={r.closedGaps(answered)}>{rows((gap) => gap.state === 'answered')}</Card>}</>;
    }}</Answered>
  );
}

function StaleArticles({ brandId, onOpen }: { brandId: string; onOpen(articleId: string): void }) {
  const r = useWords(reviewWords);
  const says = useSays();
  const mark = useMarks();
  const gaps = useAsk('showGaps', { brandId }, { topics: ['conversations', 'knowledge'] });
  return (
    <Answered of={gaps} says={says} lines={6}>{({ stale }) => stale.length === 0 ? <Empty icon="check" title={r.noStale} /> : (
      <ul className="h-list">{stale.map((one) => <li key={one.articleId}><span>{one.title}<br /><small>{one.because.map((because) => (because === 'disliked' ? r.staleBecause.disliked(one.times) : because === 'ended' ? `${r.staleBecause.ended} (${one.validTo ?? ''})` : `${r.staleBecause.reviewDue} (${one.reviewBy})`)).join(mark.comma)}</small></span><span className="end"><Button small onClick={() => onOpen(one.articleId)}>{r.open}</Button></span></li>)}</ul>
    )}</Answered>
  );
}

const allTabs = ['articles', 'stale', 'gaps', 'import', 'aliases', 'training', 'evaluation'] as const;
type Tab = (typeof allTabs)[number];
export function Knowledge() {
  const { brandId, choice } = useBrand();
  if (brandId === '') return null;
  return <KnowledgeOf key={brandId} brandId={brandId} choice={choice} />;
}

function KnowledgeOf({ brandId, choice }: { brandId: string; choice: React.ReactNode }) {
  const w = useWords(words);
  const e = useWords(editingWords);
  const r = useWords(reviewWords);
  const rights = useRights(brandId);
  const me = useMe();
  const [at, setAt] = useSearchParams();
  const open = at.get('article') ?? '';
  const [tab, setTab] = useState<Tab>('articles');
  const [draft, setDraft] = useState('');
  const list = useAsk('listArticles', { brandId }, { topics: ['knowledge'] });
  const shown: Record<Tab, boolean> = { articles: true, stale: rights.seesGaps, gaps: rights.seesGaps, import: rights.reviews, aliases: true, training: true, evaluation: rights.reviews };
  const tabNames: Record<Tab, string> = { articles: r.articlesTab(list.data?.waiting ?? 0), stale: r.stale, gaps: w.gaps, import: e.import, aliases: e.aliases, training: e.training, evaluation: w.evaluation };
  const openArticle = (articleId: string): void => (setDraft(''), setTab('articles'), setAt(articleId === '' ? {} : { article: articleId }, { replace: true }));
  const write = (text: string): void => (openArticle(''), setDraft(text));
  return (
    <div className="c-page h-page">
      <Heading title={w.knowledge}>{choice}</Heading>
      <Choice<Tab> label={w.knowledge} hidden value={tab} onValue={setTab} options={allTabs.filter((one) => shown[one]).map((value) => ({ value, label: tabNames[value] }))} />
      {tab === 'articles' ? <Articles brandId={brandId} open={open} draft={draft} onOpen={openArticle} onNew={() => write(blank(dayOf(new Date()), me.name))} /> : tab === 'gaps' ? <Gaps brandId={brandId} onDraft={write} onOpen={openArticle} />
        : tab === 'stale' ? <StaleArticles brandId={brandId} onOpen={openArticle} /> : tab === 'import' ? <ImportFile brandId={brandId} onSaved={() => setTab('articles')} /> : tab === 'aliases' ? <Aliases brandId={brandId} mayEdit={rights.reviews} /> : tab === 'training' ? <Training brandId={brandId} mayEdit={rights.reviews} /> : <Evaluation brandId={brandId} />}
    </div>
  );
}
