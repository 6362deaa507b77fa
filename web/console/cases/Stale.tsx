// Why a deed was refused; and when somebody else was faster, what they changed. What was typed stays where it is.
import { Notice } from '#kit/card.tsx';
import { When } from '#kit/figures.tsx';
import { defineWords, useWords } from '#kit/words.tsx';
import { Refused } from '#client/client';
import { useSays } from '#client/says';
import { auditWords } from '../people/audit-words.ts';

const words = defineWords({
  zh: { title: '别人刚刚改过', lead: '您的输入还在。刚刚发生的修改如下，核对后可以再次提交。', nothing: '页面已更新为最新内容。', other: '修改' },
  en: { title: 'Somebody changed this just now', lead: 'What you typed is still here. This has just happened; check it, then submit again.', nothing: 'The page now shows the latest.', other: 'Changed' },
});
type Change = { at: string; actorName: string; action: string; why?: string | null };

export function Stale({ error }: { error: Error | null }) {
  const w = useWords(words);
  const a = useWords(auditWords);
  const says = useSays();
  if (error === null) return null;
  if (!(error instanceof Refused && error.code === 'staleEdit')) return <Notice tone="danger">{says(error)}</Notice>;
  const changes = (error.details['changes'] as Change[] | undefined) ?? [];
  return (
    <Notice tone="warn">
      <div role="alert"><strong>{w.title}</strong><p>{changes.length === 0 ? w.nothing : w.lead}</p>
        {changes.length === 0 ? null : <ul className="c-changes">{changes.map((change) => <li key={`${change.at} ${change.action}`}><strong>{change.actorName}</strong> · {a.action[change.action] ?? w.other}{change.why ? ` · ${change.why}` : ''} · <When at={change.at} /></li>)}</ul>}
      </div>
    </Notice>
  );
}
