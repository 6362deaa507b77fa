// Every version of a rule, who changed it and why, and what differed from the version before.
import { Tag, type Tone } from '#kit/card.tsx';
import { When } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { useSays } from '#client/says';
import { UrgencyTag } from '../cases/marks.tsx';
import { changesBetween, useConditionWords, type Change, type Condition, type Rule } from './rule-words.ts';
import { words } from './words.ts';

const tones: Record<Change['how'], Tone> = { added: 'good', removed: 'danger', changed: 'warn' };

export function Diff({ before, after }: { before: readonly Condition[]; after: readonly Condition[] }) {
  const w = useWords(words);
  const say = useConditionWords();
  const full = (one: Condition): string => `${say(one)} · ${w.clearAt} ${one.clearAt} · ${w.holdWords(one.holdSeconds)}`;
  const changes = changesBetween(before, after);
  if (changes.length === 0) return <p className="k-muted">{w.same}</p>;
  return (
    <ul className="k-list c-diff">{changes.map((change) => (
      <li key={change.key}>
        <span className="c-inline"><Tag tone={tones[change.how]}>{w[change.how]}</Tag><UrgencyTag urgency={(change.after ?? change.before)?.severity ?? 4} /></span>
        {change.before === undefined ? null : <div><del>{full(change.before)}</del></div>}{change.after === undefined ? null : <div><ins>{full(change.after)}</ins></div>}
      </li>
    ))}</ul>
  );
}

export function RuleVersions({ rule }: { rule: Rule }) {
  const w = useWords(words);
  const says = useSays();
  const versions = useAsk('listRuleVersions', { kind: rule.kind, ...(rule.brandId === '*' ? {} : { brandId: rule.brandId }) }, { topics: ['alertRules'] });
  return (
    <Answered of={versions} says={says} lines={3}>
      {(data) => (
        <ol className="k-list" aria-label={w.versions}>{data.versions.map((one, index) => {
          const before = data.versions[index + 1];
          return (
            <li key={one.version}>
              <div className="k-between"><strong>{w.version(one.version)}</strong><span className="k-muted">{one.byName} · <When at={one.at} /></span></div>
              <p>{one.why}</p>
              {before === undefined ? <p className="k-muted">{w.firstVersion}</p> : (
                <>
                  {before.enabled === one.enabled ? null : <p><del>{w.enabledIs(before.enabled)}</del> → <ins>{w.enabledIs(one.enabled)}</ins></p>}
                  {before.clearHoldSeconds === one.clearHoldSeconds ? null : <p>{w.clearHold}: <del>{before.clearHoldSeconds}</del> → <ins>{one.clearHoldSeconds}</ins></p>}
                  {before.caseUpTo === one.caseUpTo ? null : <p>{w.caseUpTo}: <del>{before.caseUpTo}</del> → <ins>{one.caseUpTo}</ins></p>}
                  <Diff before={before.conditions} after={one.conditions} />
                </>
              )}
            </li>
          );
        })}</ol>
      )}
    </Answered>
  );
}
