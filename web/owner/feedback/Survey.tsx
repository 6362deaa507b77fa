// One question after a visit: a mark, reasons, words.
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Form, TextArea } from '#kit/field.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { defineWords, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { causeWords } from '#client/cause-words';
import { useSays } from '#client/says';
import { Head } from '../Head.tsx';

const words = defineWords({
  zh: { title: '评价服务', ask: '这次服务您打几分？', worst: '很不满意', best: '很满意', low: '哪里没做好？', high: '哪里做得好？', more: '还想说什么（可不填）', send: '提交', thanks: '谢谢您的评价', gone: '这次评价已完成或已过期', stars: (mark: number) => `${mark} 分`, never: '以后不用问我', neverDone: '好的，以后服务后不再请您评价；在「我的」里可随时打开', reasonHint: '可选多项' },
  en: { title: 'Rate the service', ask: 'How was it?', worst: 'very bad', best: 'very good', low: 'What went wrong?', high: 'What went well?', more: 'Anything else (optional)', send: 'Send', thanks: 'Thank you', gone: 'This was answered already or has expired', stars: (mark: number) => `${mark} of 5`, never: 'Do not ask me any more', neverDone: 'You will not be asked any more; turn it on again under Me', reasonHint: 'choose any' },
});
type Reason = 'waitTooLong';

export function Survey() {
  const { surveyId = '' } = useParams();
  const w = useWords(words);
  const c = useWords(causeWords);
  const says = useSays();
  const go = useNavigate();
  const [score, setScore] = useState(0);
  const [reasons, setReasons] = useState<string[]>([]);
  const [text, setText] = useState('');
  const surveys = useAsk('mySurveys', { state: 'sent' });
  const answer = useAct('answerSurvey');
  const consent = useAct('setMyConsent');
  const table: Record<string, string> = score <= 3 ? c.cause : c.praise;
  return (
    <div className="o-stack o-narrow">
      <Head title={w.title} />
      <Answered of={surveys} says={says}>
        {(data) => data.surveys.every((one) => one.id !== surveyId) ? <Empty icon="star" title={w.gone} /> : (
          <Card title={w.ask} aside={<span className="k-muted">{data.surveys.find((one) => one.id === surveyId)?.plateNo}</span>}>
            <Form onSubmit={() => answer.mutate({ surveyId, score, reasons: reasons as Reason[], ...(text.trim() === '' ? {} : { words: text }) }, { onSuccess: () => {
              say(w.thanks);
              void go('/', { replace: true });
            } })}>
              <fieldset className="o-stars"><legend className="sr">{w.ask}</legend>{[1, 2, 3, 4, 5].map((mark) => <label key={mark}><input type="radio" name="score" aria-label={w.stars(mark)} checked={score === mark} onChange={() => {
                setScore(mark);
                setReasons([]);
              }} />{mark}</label>)}</fieldset>
              <div className="o-ends k-muted" aria-hidden="true"><span>1 · {w.worst}</span><span>5 · {w.best}</span></div>
              {score === 0 ? null : <div className="k-field"><span className="k-label">{score <= 3 ? w.low : w.high} <span className="k-muted">{w.reasonHint}</span></span><div className="k-choice">{Object.entries(table).map(([code, label]) => <label key={code}><input type="checkbox" checked={reasons.includes(code)} onChange={(event) => setReasons(event.target.checked ? [...reasons, code] : reasons.filter((one) => one !== code))} />{label}</label>)}</div></div>}
              <TextArea label={w.more} value={text} onValue={setText} />
              {answer.error === null ? null : <Notice tone="danger">{says(answer.error)}</Notice>}
              <Button type="submit" kind="primary" wide busy={answer.isPending} disabled={score === 0}>{w.send}</Button>
              {consent.error === null ? null : <Notice tone="danger">{says(consent.error)}</Notice>}
              <Button kind="quiet" wide busy={consent.isPending} onClick={() => consent.mutate({ purpose: 'surveys', granted: false }, { onSuccess: () => {
                say(w.neverDone);
                void go('/', { replace: true });
              } })}>{w.never}</Button>
            </Form>
          </Card>
        )}
      </Answered>
    </div>
  );
}
