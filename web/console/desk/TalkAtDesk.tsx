// A talk at the desk: what was said, the summary with fixed fields, and the answer of a person.
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { composing, Form, TextArea } from '#kit/field.tsx';
import { Pictures } from '#kit/photo.tsx';
import { Answered } from '#kit/states.tsx';
import { useMarks, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { useSays } from '#client/says';
import { summaryWords } from './summary-words.ts';
import { words } from './words.ts';

export function TalkAtDesk({ conversationId, mine }: { conversationId: string; mine: boolean }) {
  const w = useWords(words);
  const v = useWords(summaryWords);
  const says = useSays();
  const talk = useAsk('showConversation', { conversationId }, { topics: ['conversations'] });
  const answer = useAct('answerInConversation');
  const { comma } = useMarks();
  const [text, setText] = useState('');
  const end = useRef<HTMLDivElement>(null);
  const count = (talk.data?.turns ?? []).reduce((sum, turn) => sum + (turn.wechat === null ? 1 : 2), 0); // a turn grows when it is known whether it arrived
  useEffect(() => { if (end.current !== null) end.current.scrollTop = end.current.scrollHeight; }, [count]);
  const titles = new Map((talk.data?.turns ?? []).flatMap((turn) => turn.citations.map((one) => [one.articleId, one.title] as const)));
  const told = (done: string): string => { // a card by its code, then the number of what it made
    const [tool = '', number = ''] = done.split(' ');
    return `${v.tool[tool as keyof typeof v.tool] ?? tool} ${number}`.trim();
  };
  const send = (): void => { if (text.trim() !== '' && !answer.isPending) answer.mutate({ conversationId, text: text.trim() }, { onSuccess: () => setText(''), onError: (error) => say(says(error), 'danger') }); };
  const hear = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || composing(event)) return;
    event.preventDefault();
    send();
  };
  return (
    <Answered of={talk} says={says} lines={4}>{({ turns, summary }) => (
      <>
        <Card title={w.summary}>
          <div className="h-line">{summary.safetyFlags.length > 0 ? <Tag tone="danger">{v.danger}</Tag> : null}<Tag>{v.sentiment[summary.sentiment]}</Tag>{summary.mileageKm === null ? null : <Tag>{String(summary.mileageKm.value)} km</Tag>}</div>
          {summary.problem === null ? null : <p><strong>{v.problem}</strong> {String(summary.problem.value)}</p>}
          {summary.tried.length === 0 ? null : <p><strong>{v.tried}</strong> {summary.tried.map((one) => one.value).join(comma)}</p>}
          {summary.openQuestion === null ? null : <p><strong>{v.question}</strong> {String(summary.openQuestion.value)}</p>}
          {summary.answeredWith.length === 0 ? null : <p><strong>{v.answered}</strong> {[...new Set(summary.answeredWith.map((one) => titles.get(String(one.value)) ?? one.value))].join(comma)}</p>}
          {summary.done.length === 0 ? null : <p><strong>{v.done}</strong> {summary.done.map((one) => told(String(one.value))).join(comma)}</p>}
        </Card>
        <Card title={w.said}><div className="h-said" ref={end} tabIndex={0} role="log" aria-label={w.said}>{turns.map((turn) => <div key={turn.id} className="h-turn"><small>{turn.role === 'assistant' ? v.assistant : turn.byName}{turn.via === 'wechat' ? ` · ${v.wechat}` : ''}{turn.wechat === 'sent' ? ` · ${v.onWechat}` : ''}</small>{turn.wechat === null || turn.wechat === 'sent' ? null : <Notice tone="warn">{v.notOnWechat[turn.wechat]}</Notice>}{turn.text === '' ? null : <p>{turn.text}</p>}{turn.pictures.length === 0 ? null : <><Pictures urls={turn.pictures.map(({ fileId }) => `/api/conversations/${conversationId}/pictures/${fileId}`)} label={v.picture} closeLabel={v.shut} /><small className="k-muted">{turn.pictures.map(({ name }) => name).filter((name) => name !== '').join(comma)}</small></>}</div>)}</div></Card>
        {mine ? <div data-write><Form label={w.reply} onSubmit={send}>{turns.findLast((turn) => turn.role === 'user')?.via === 'wechat' ? <p className="k-muted">{v.goesToWechat}</p> : null}<TextArea label={w.reply} value={text} onValue={setText} onKeyDown={hear} maxLength={2000} /><Button type="submit" kind="primary" busy={answer.isPending} disabled={text.trim() === ''}>{w.send}</Button></Form></div> : null}
      </>
    )}</Answered>
  );
}
