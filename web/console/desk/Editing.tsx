// The rest of the knowledge: files brought in part by part, what owners call a thing, what was taught, and who changed an article when.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { SelectField, TextField } from '#kit/field.tsx';
import { whenWords } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { callWithFile, type Out } from '#client/client';
import { useSays } from '#client/says';
import { categoryWords, useCategory } from './category-words.ts';
import { editingWords } from './editing-words.ts';
import { reviewWords } from './review-words.ts';

type Part = Out<'previewImport'>['parts'][number];
type Left = Out<'previewImport'>['left'];
/** What the server takes of a file. */
const mostBytes = 15 * 1_048_576;
const inWork = (part: Part): boolean => part.stands !== null && ['draft', 'inReview', 'sentBack'].includes(part.stands.state);
/** Whether a part can be chosen: it can be read, and nobody is writing the article of its id. */
const comes = (part: Part): boolean => part.problem === null && !inWork(part);

export function ImportFile({ brandId, onSaved }: { brandId: string; onSaved(): void }) {
  const w = useWords(editingWords);
  const { language } = useLanguage();
  const says = useSays();
  const named = useCategory();
  const r = useWords(reviewWords);
  const [parts, setParts] = useState<Part[]>();
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [left, setLeft] = useState<Left>([]);
  const [wrong, setWrong] = useState('');
  const [reading, setReading] = useState(false);
  const save = useAct('saveArticles');
  const read = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    setParts(undefined);
    setLeft([]);
    setWrong(file.size > mostBytes ? r.tooBig : '');
    if (file.size > mostBytes) return;
    setReading(true);
    try {
      const found = await callWithFile('previewImport', { brandId, name: file.name }, new Blob([await file.arrayBuffer()], { type: 'application/octet-stream' }));
      setParts(found.parts);
      setLeft(found.left);
      setChosen(new Set(found.parts.filter(comes).map((part) => part.number)));
    } catch (error) {
      setWrong(says(error as Error));
    }
    setReading(false);
  };
  const keep = (): void => save.mutate({ brandId, markdown: (parts ?? []).filter((part) => chosen.has(part.number)).map((part) => part.markdown), why: w.imported }, { onSuccess: () => (say(w.saved), setParts(undefined), onSaved()), onError: (error) => setWrong(says(error)) });
  const turn = (number: number): void => setChosen((known) => new Set(known.has(number) ? [...known].filter((one) => one !== number) : [...known, number]));
  return (
    <Card title={w.import}>
      <p className="k-muted">{w.importLead}</p>
      <label className="k-button h-file">{w.file}<input className="sr" type="file" aria-label={w.file} accept=".md,.markdown,.txt,.docx,.pdf,.xlsx" onChange={(event) => (void read(event.target.files?.[0]), (event.target.value = ''))} /></label>
      {reading ? <p className="k-muted" role="status">{r.reading}</p> : null}
      {wrong === '' ? null : <Notice tone="danger">{wrong}</Notice>}
      {left.map((one) => <Notice key={one.code} tone="warn">{r.left[one.code](one.words)}</Notice>)}
      {parts === undefined ? null : <>
        <div className="h-keys"><Button small onClick={() => setChosen(new Set(chosen.size === 0 ? parts.filter(comes).map((part) => part.number) : []))}>{chosen.size === 0 ? r.all : r.none}</Button></div>
        <ul className="h-list h-parts">{parts.map((part) => (
          <li key={part.number}>
            <label><input type="checkbox" checked={chosen.has(part.number)} disabled={!comes(part)} onChange={() => turn(part.number)} /> {part.title}</label>
            <span className="end">{part.problem === null ? <><small>{named(part.category)}</small>{part.stands === null ? null : <> <Tag tone={inWork(part) ? 'danger' : 'warn'}>{inWork(part) ? r.stands.inWork(part.stands.byName) : r.stands.inForce}</Tag></>}</> : <Tag tone="danger">{w.problem[part.problem.code]}{part.problem.words === '' ? '' : ` · ${language === 'zh' ? part.problem.wordsZh : part.problem.words}`}</Tag>}</span>
            <details><summary>{w.look}</summary><pre className="h-markdown">{part.markdown}</pre></details>
          </li>
        ))}</ul>
        <Button kind="primary" busy={save.isPending} disabled={chosen.size === 0} onClick={keep}>{w.keep(chosen.size)}</Button>
        <small className="k-muted">{r.submitNext}</small>
      </>}
    </Card>
  );
}

export function History({ brandId, articleId }: { brandId: string; articleId: string }) {
  const w = useWords(editingWords);
  const r = useWords(reviewWords);
  const { language } = useLanguage();
  const says = useSays();
  const shown = useAsk('articleHistory', { brandId, articleId }, { topics: ['knowledge'] });
  return (
    <Card title={w.history}>
      <Answered of={shown} says={says} lines={3}>{({ versions }) => (versions.length === 0 ? <p className="k-muted">{w.onlyShipped}</p> : (
        <ul className="h-list">{versions.map((one) => (
          <li key={one.version}><span>{one.version} · {r.state[one.state]}{one.wrote ? ` · ${r.wrote}` : ''} · {one.byName} · {whenWords(one.at, language)}{one.why === null ? '' : ` · ${one.why}`}</span><details><summary>{w.look}</summary><pre className="h-markdown" tabIndex={0}>{one.markdown}</pre></details></li>
        ))}</ul>
      ))}</Answered>
    </Card>
  );
}

export function Aliases({ brandId, mayEdit }: { brandId: string; mayEdit: boolean }) {
  const w = useWords(editingWords);
  const says = useSays();
  const mark = useMarks();
  const list = useAsk('listAliases', { brandId }, { topics: ['knowledge'] });
  const save = useAct('saveAlias');
  const [canonical, setCanonical] = useState('');
  const [variants, setVariants] = useState('');
  const keep = (version: number): void => save.mutate({ brandId, canonical, variants: variants.split(/[、,，\n]/).map((one) => one.trim()).filter((one) => one !== ''), version }, { onSuccess: () => (say(w.saved), setCanonical(''), setVariants(''), void list.refetch()), onError: (error) => say(says(error), 'danger') });
  return (
    <Card title={w.aliases}>
      <p className="k-muted">{w.aliasesLead}</p>
      <Answered of={list} says={says} lines={4}>{({ own, shipped }) => (
        <>
          {mayEdit ? <div className="h-keys"><TextField label={w.canonical} value={canonical} onValue={setCanonical} maxLength={60} /><TextField label={w.variants} value={variants} onValue={setVariants} maxLength={600} /><Button kind="primary" busy={save.isPending} disabled={canonical.trim() === ''} onClick={() => keep(own.find((one) => one.canonical === canonical.trim())?.version ?? 0)}>{w.save}</Button></div> : null}
          <ul className="h-list">{own.map((one) => <li key={one.canonical}><strong>{one.canonical}</strong><span>{one.variants.join(mark.comma)}</span><span className="end"><small>{one.byName}</small>{mayEdit ? <Button small onClick={() => (setCanonical(one.canonical), setVariants(one.variants.join(mark.comma)))}>{w.change}</Button> : null}</span></li>)}
            {shipped.map((one) => <li key={`shipped ${one.canonical}`}><strong>{one.canonical}</strong><span>{one.variants.join(mark.comma)}</span><span className="end"><Tag>{w.shipped}</Tag></span></li>)}</ul>
        </>
      )}</Answered>
    </Card>
  );
}

const intents = ['kb_question', 'symptom', 'fault_code', 'booking', 'progress', 'rescue', 'price', 'policy', 'complaint', 'human', 'feedback', 'chitchat', 'out_of_scope'] as const;
const grades = ['S0', 'S1', 'S2', 'S3', 'S4'] as const;

export function Training({ brandId, mayEdit }: { brandId: string; mayEdit: boolean }) {
  const w = useWords(editingWords);
  const says = useSays();
  const list = useAsk('listExamples', { brandId }, { topics: ['knowledge'], everyMs: 15_000 });
  const teach = useAct('addExample');
  const drop = useAct('removeExample');
  const [text, setText] = useState('');
  const [category, setCategory] = useState('other.general');
  const [intent, setIntent] = useState<(typeof intents)[number]>('symptom');
  const [urgency, setUrgency] = useState<(typeof grades)[number]>('S3');
  const named = useCategory();
  const { category: categories } = useWords(categoryWords);
  const fail = { onError: (error: Error) => say(says(error), 'danger') };
  return (
    <Card title={w.training}>
      <p className="k-muted">{w.trainingLead}</p>
      {mayEdit ? <div className="h-keys">
        <TextField label={w.sentence} value={text} onValue={setText} maxLength={300} />
        <SelectField label={w.intent} value={intent} onValue={(value) => setIntent(value as typeof intent)} options={intents.map((value) => ({ value, label: w.intents[value] }))} />
        <SelectField label={w.category} value={category} onValue={setCategory} options={Object.entries(categories).map(([value, label]) => ({ value, label }))} />
        <SelectField label={w.urgency} value={urgency} onValue={(value) => setUrgency(value as typeof urgency)} options={grades.map((value) => ({ value, label: `${value} · ${w.grades[value]}` }))} />
        <Button kind="primary" busy={teach.isPending} disabled={text.trim() === '' || category.trim() === ''} onClick={() => teach.mutate({ brandId, text: text.trim(), intent, category: category.trim(), urgency }, { onSuccess: () => (setText(''), void list.refetch()), ...fail })}>{w.teach}</Button>
      </div> : null}
      <Answered of={list} says={says} lines={4}>{({ examples, shipped, learned }) => (
        <>
          <Notice tone={learned ? 'good' : 'warn'}>{learned ? w.learned(shipped + examples.length) : w.learning}</Notice>
          {examples.length === 0 ? <Empty icon="file" title={w.nothingTaught} /> : <ul className="h-list">{examples.map((one) => <li key={one.id}><span>{one.text}</span><small>{w.intents[one.intent as keyof typeof w.intents] ?? one.intent} · {named(one.category)} · {one.urgency} · {one.byName}</small>{mayEdit ? <span className="end"><Button small kind="danger" onClick={() => drop.mutate({ brandId, exampleId: one.id }, { onSuccess: () => void list.refetch(), ...fail })}>{w.takeBack}</Button></span> : null}</li>)}</ul>}
        </>
      )}</Answered>
    </Card>
  );
}
