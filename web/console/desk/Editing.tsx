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

type Part = Out<'previewImport'>['parts'][number];

export function ImportFile({ brandId, onSaved }: { brandId: string; onSaved(): void }) {
  const w = useWords(editingWords);
  const { language } = useLanguage();
  const says = useSays();
  const named = useCategory();
  const [parts, setParts] = useState<Part[]>();
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const save = useAct('saveArticles');
  const read = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    try {
      const found = (await callWithFile('previewImport', { brandId, name: file.name }, new Blob([await file.arrayBuffer()], { type: 'application/octet-stream' }))).parts;
      setParts(found);
      setChosen(new Set(found.filter((part) => part.problem === null).map((part) => part.number)));
    } catch (error) {
      say(says(error as Error), 'danger');
    }
  };
  const keep = (): void => save.mutate({ brandId, markdown: (parts ?? []).filter((part) => chosen.has(part.number)).map((part) => part.markdown), why: w.imported }, { onSuccess: () => (say(w.saved), setParts(undefined), onSaved()), onError: (error) => say(says(error), 'danger') });
  const turn = (number: number): void => setChosen((known) => new Set(known.has(number) ? [...known].filter((one) => one !== number) : [...known, number]));
  return (
    <Card title={w.import}>
      <p className="k-muted">{w.importLead}</p>
      <label className="k-button h-file">{w.file}<input className="sr" type="file" aria-label={w.file} accept=".md,.markdown,.txt,.docx,.pdf,.xlsx" onChange={(event) => void read(event.target.files?.[0])} /></label>
      {parts === undefined ? null : <>
        <ul className="h-list">{parts.map((part) => (
          <li key={part.number}>
            <label><input type="checkbox" checked={chosen.has(part.number)} disabled={part.problem !== null} onChange={() => turn(part.number)} /> {part.title}</label>
            <span className="end">{part.problem === null ? <small>{named(part.category)}</small> : <Tag tone="danger">{w.problem[part.problem.code]}{part.problem.words === '' ? '' : ` · ${language === 'zh' ? part.problem.wordsZh : part.problem.words}`}</Tag>}</span>
            <details><summary>{w.look}</summary><pre className="h-markdown">{part.markdown}</pre></details>
          </li>
        ))}</ul>
        <Button kind="primary" busy={save.isPending} disabled={chosen.size === 0} onClick={keep}>{w.keep(chosen.size)}</Button>
      </>}
    </Card>
  );
}

export function History({ brandId, articleId }: { brandId: string; articleId: string }) {
  const w = useWords(editingWords);
  const { language } = useLanguage();
  const says = useSays();
  const shown = useAsk('articleHistory', { brandId, articleId }, { topics: ['knowledge'] });
  return (
    <Card title={w.history}>
      <Answered of={shown} says={says} lines={3}>{({ versions }) => (versions.length === 0 ? <p className="k-muted">{w.onlyShipped}</p> : (
        <ul className="h-list">{versions.map((one) => (
          <li key={one.version}><span>{one.version} · {w.state[one.state]} · {one.byName} · {whenWords(one.at, language)}{one.why === null ? '' : ` · ${one.why}`}</span><details><summary>{w.look}</summary><pre className="h-markdown">{one.markdown}</pre></details></li>
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
