// A talk at the desk: what was said, the summary with fixed fields, and the answer of a person.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Tag } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Form, TextArea } from '#kit/field.tsx';
import { Answered } from '#kit/states.tsx';
import { useWords } from '#kit/words.tsx';
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
  const [text, setText] = useState('');
  return (
    <Answered of={talk} says={says} lines={4}>{({ turns, summary }) => (
      <>
        <Card title={w.summary}>
          <div className="d-line">{summary.safetyFlags.length > 0 ? <Tag tone="danger">{v.danger}</Tag> : null}<Tag>{v.sentiment[summary.sentiment]}</Tag>{summary.mileageKm === null ? null : <Tag>{String(summary.mileageKm.value)} km</Tag>}</div>
          {summary.problem === null ? null : <p><strong>{v.problem}</strong> {String(summary.problem.value)}</p>}
          {summary.tried.length === 0 ? null : <p><strong>{v.tried}</strong> {summary.tried.map((one) => one.value).join('；')}</p>}
          {summary.openQuestion === null ? null : <p><strong>{v.question}</strong> {String(summary.openQuestion.value)}</p>}
          {summary.answeredWith.length === 0 ? null : <p><strong>{v.answered}</strong> {summary.answeredWith.map((one) => one.value).join(', ')}</p>}
          {summary.done.length === 0 ? null : <p><strong>{v.done}</strong> {summary.done.map((one) => one.value).join(', ')}</p>}
        </Card>
        <Card title={w.said}><div className="d-said">{turns.map((turn) => <p key={turn.id}><small>{turn.role === 'assistant' ? v.assistant : turn.byName}</small><br />{turn.text}</p>)}</div></Card>
        {mine ? <Form label={w.reply} onSubmit={() => answer.mutate({ conversationId, text }, { onSuccess: () => setText(''), onError: (error) => say(says(error), 'danger') })}><TextArea label={w.reply} value={text} onValue={setText} maxLength={2000} /><Button type="submit" kind="primary" busy={answer.isPending} disabled={text.trim() === ''}>{w.send}</Button></Form> : null}
      </>
    )}</Answered>
  );
}
