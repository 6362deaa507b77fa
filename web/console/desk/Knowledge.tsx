// What the assistant knows: articles with versions, what it could not answer with a draft beside it, and its scores.
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Choice, TextArea, TextField } from '#kit/field.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { useSays } from '#client/says';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import './desk.css';
import { Curves } from './Curves.tsx';
import { Aliases, History, ImportFile, Training } from './Editing.tsx';
import { useCategory } from './category-words.ts';
import { editingWords } from './editing-words.ts';
import { useBrand } from './useBrand.tsx';
import { words } from './words.ts';

const editors = ['serviceManager', 'regionalManager', 'administrator'];
const useEdits = (): boolean => useMe().grants.some((grant) => editors.includes(grant.role));

function Editor({ brandId, articleId, draft, onSaved }: { brandId: string; articleId: string; draft: string; onSaved(articleId: string): void }) {
  const w = useWords(words);
  const says = useSays();
  const mayEdit = useEdits();
  const shown = useAsk('showArticle', { brandId, articleId }, { enabled: articleId !== '', topics: ['knowledge'] });
  const [text, setText] = useState<string | undefined>(draft === '' ? undefined : draft);
  const [why, setWhy] = useState('');
  const save = useAct('saveArticles');
  const publish = useAct('publishArticle');
  const fail = { onError: (error: Error) => say(says(error), 'danger') };
  const done = (id = articleId): void => (say(w.saved), void (articleId === '' || shown.refetch()), onSaved(id));
  const body = text ?? shown.data?.markdown ?? '';
  const article = shown.data?.article;
  const move = (state: 'published' | 'withdrawn'): void => article && publish.mutate({ brandId, articleId, version: article.version, state, ...(why.trim() === '' ? {} : { why }) }, { onSuccess: () => done(), ...fail });
  return (
    <div className="h-editor">
    <Card title={article?.title ?? w.writeDraft} aside={article === undefined ? null : <Tag tone={article.state === 'published' ? 'good' : article.state === 'draft' ? 'warn' : 'plain'}>{w.state[article.state]}{article.version === 0 ? '' : ` · ${article.version}`}</Tag>}>
      <TextArea label={w.edit} value={body} onValue={setText} readOnly={!mayEdit} rows={20} />
      {mayEdit ? <><TextField label={w.why} value={why} onValue={setWhy} maxLength={300} />
        <div className="h-keys"><Button kind="primary" busy={save.isPending} disabled={body.trim() === '' || text === undefined} onClick={() => save.mutate({ brandId, markdown: [body], ...(why.trim() === '' ? {} : { why }) }, { onSuccess: ({ articles }) => (setText(undefined), done(articles[0]?.articleId)), ...fail })}>{w.saveDraft}</Button>
          {article === undefined ? null : <><Button disabled={article.state === 'published' || text !== undefined} onClick={() => move('published')}>{w.publish}</Button><Button kind="danger" disabled={article.state === 'withdrawn'} onClick={() => move('withdrawn')}>{w.withdraw}</Button></>}</div></> : null}
    </Card>
    {article === undefined ? null : <History key={`${articleId}${article.version}`} brandId={brandId} articleId={articleId} />}
    </div>
  );
}

function Articles({ brandId, draft }: { brandId: string; draft: string }) {
  const w = useWords(words);
  const says = useSays();
  const list = useAsk('listArticles', { brandId }, { topics: ['knowledge'] });
  const [at] = useSearchParams();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(at.get('article') ?? '');
  const named = useCategory();
  return (
    <div className="h-kb">
      <Card title={w.articles}>
        <TextField label={w.searchArticle} value={text} onValue={setText} />
        <Answered of={list} says={says} lines={8}>{({ articles }) => (
          <ul className="h-list list">{articles.filter((one) => `${one.title} ${one.articleId} ${one.category} ${named(one.category)}`.toLowerCase().includes(text.trim().toLowerCase())).map((one) => <li key={one.articleId}><Button kind="quiet" small aria-pressed={open === one.articleId} onClick={() => setOpen(one.articleId)}>{one.title}</Button><span className="end"><small>{named(one.category)}</small> <Tag tone={one.state === 'published' ? 'good' : one.state === 'draft' ? 'warn' : 'plain'}>{w.state[one.state]}</Tag></span></li>)}</ul>
        )}</Answered>
      </Card>
      {open === '' && draft === '' ? <Empty icon="file" title={w.choose} /> : <Editor key={open} brandId={brandId} articleId={open} draft={open === '' ? draft : ''} onSaved={(id) => (setOpen(id), void list.refetch())} />}
    </div>
  );
}

function Gaps({ brandId, onDraft }: { brandId: string; onDraft(draft: string): void }) {
  const w = useWords(words);
  const says = useSays();
  const gaps = useAsk('showGaps', { brandId }, { topics: ['conversations'] });
  const list = useAsk('listArticles', { brandId }, { topics: ['knowledge'] });
  const { language } = useLanguage();
  const join = language === 'zh' ? '、' : ', ';
  const titled = (articleId: string): string => list.data?.articles.find((one) => one.articleId === articleId)?.title ?? articleId;
  return (
    <Answered of={gaps} says={says} lines={6}>{(data) => (
      <>
        {data.gaps.length === 0 ? <Empty icon="check" title={w.noGaps} /> : <ul className="h-list">{data.gaps.map((gap) => <li key={gap.asked[0]}><strong>{gap.times}×</strong><span>{gap.asked.slice(0, 3).join(' / ')}<br /><small>{gap.because.map((one) => w.gapBecause[one]).join(join)}{gap.nearest === null ? '' : ` · ${w.nearest}${language === 'zh' ? '：' : ': '}${titled(gap.nearest)}`}</small></span><span className="end"><Button small onClick={() => onDraft(gap.draft)}>{w.writeDraft}</Button></span></li>)}</ul>}
        {data.stale.length === 0 ? null : <Notice tone="warn">{w.stale}{language === 'zh' ? '：' : ': '}{data.stale.slice(0, 12).map(titled).join(join)}</Notice>}
      </>
    )}</Answered>
  );
}

const share = (aim: string | null): number | undefined => (aim === null ? undefined : Number(/[\d.]+/.exec(aim)?.[0] ?? Number.NaN));
function Evaluation({ brandId }: { brandId: string }) {
  const w = useWords(words);
  const says = useSays();
  const [cases, setCases] = useState('');
  const e = useWords(editingWords);
  const run = useAct('evaluateAssistant');
  /** What the run before gave: whether teaching helped is read off the difference. */
  const [before, setBefore] = useState<ReadonlyMap<string, number>>(new Map());
  const begin = (): void => {
    setBefore(new Map((run.data?.scores ?? []).map((one) => [one.name, one.value])));
    run.mutate({ brandId, cases }, { onError: (error) => say(says(error), 'danger') });
  };
  const changed = (name: string, value: number): string => (before.has(name) ? `${e.before} ${before.get(name)!.toFixed(3)} (${value >= before.get(name)! ? '+' : '−'}${Math.abs(value - before.get(name)!).toFixed(3)}) · ` : '');
  return (
    <>
      <Card title={w.evaluation}>
        <p className="k-muted">{w.evaluationLead}</p>
        <TextArea label={w.cases_} value={cases} onValue={setCases} rows={6} />
        <Button kind="primary" busy={run.isPending} disabled={cases.trim() === ''} onClick={begin}>{w.run}</Button>
      </Card>
      {run.data === undefined ? null : <Curves curves={run.data.curves} />}
      {run.data === undefined ? null : (
        <Card title={`${w.score} · ${run.data.cases}`}>
          <div className="h-score">{run.data.scores.filter((one) => one.of > 0).map((one) => [
            <span key={`${one.name}n`}>{e.scores[one.name as keyof typeof e.scores] ?? one.name}</span>,
            <div key={`${one.name}b`} className="bar" data-met={one.met ?? true} role="img" aria-label={`${e.scores[one.name as keyof typeof e.scores] ?? one.name} ${one.value.toFixed(3)}`}><i style={{ width: `${one.value * 100}%` }} />{share(one.aim) === undefined ? null : <b style={{ left: `${(share(one.aim) as number) * 100}%` }} />}</div>,
            <span key={`${one.name}v`} className="k-number">{one.value.toFixed(3)}</span>, <small key={`${one.name}o`}>{changed(one.name, one.value)}{one.aim ?? ''} {one.met === null ? '' : one.met ? w.met : w.notMet} · {one.of}</small>,
          ])}</div>
        </Card>
      )}
    </>
  );
}

const allTabs = ['articles', 'import', 'gaps', 'aliases', 'training', 'evaluation'] as const;
type Tab = (typeof allTabs)[number];
export function Knowledge() {
  const w = useWords(words);
  const { brandId, choice } = useBrand();
  const mayEdit = useEdits();
  const [tab, setTab] = useState<Tab>('articles');
  const [draft, setDraft] = useState('');
  const e = useWords(editingWords);
  const tabs = allTabs.filter((one) => (one !== 'evaluation' && one !== 'import') || mayEdit);
  const tabNames: Record<Tab, string> = { articles: w.articles, import: e.import, gaps: w.gaps, aliases: e.aliases, training: e.training, evaluation: w.evaluation };
  if (brandId === '') return null;
  return (
    <div className="c-page h-page">
      <Heading title={w.knowledge}>{choice}</Heading>
      <Choice<Tab> label={w.knowledge} hidden value={tab} onValue={(value) => setTab(value)} options={tabs.map((value) => ({ value, label: tabNames[value] }))} />
      {tab === 'articles' ? <Articles key={draft} brandId={brandId} draft={draft} /> : tab === 'gaps' ? <Gaps brandId={brandId} onDraft={(text) => (setDraft(text), setTab('articles'))} /> : tab === 'import' ? <ImportFile brandId={brandId} onSaved={() => setTab('articles')} /> : tab === 'aliases' ? <Aliases brandId={brandId} mayEdit={mayEdit} /> : tab === 'training' ? <Training brandId={brandId} mayEdit={mayEdit} /> : <Evaluation brandId={brandId} />}
    </div>
  );
}
