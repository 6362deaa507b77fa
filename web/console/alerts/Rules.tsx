// The rules by which signals become alerts: read by all, changed with a reason, tried on the past before that.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Tag } from '#kit/card.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { caseWords } from '#client/case-words';
import { useSays } from '#client/says';
import { UrgencyTag } from '../cases/marks.tsx';
import { useMe } from '../shell/me.tsx';
import { Heading } from '../shell/Heading.tsx';
import { Table } from '../shell/Table.tsx';
import { AlertTabs } from './AlertTabs.tsx';
import { RuleEditor } from './RuleEditor.tsx';
import { sourcesZh, useConditionWords, subject, type Rule } from './rule-words.ts';
import { RuleVersions } from './RuleVersions.tsx';
import { words } from './words.ts';

function Conditions({ rule }: { rule: Rule }) {
  const w = useWords(words);
  const say = useConditionWords();
  return (
    <Table label={w.condition} columns={[w.severity, w.condition, { label: w.clearAt, num: true }, { label: w.hold, num: true }]}>
      {rule.conditions.map((one) => <tr key={subject(one)}><td><UrgencyTag urgency={one.severity} /></td><td className="c-said">{say(one)}</td><td className="num">{one.clearAt}</td><td className="num">{one.holdSeconds}</td></tr>)}
    </Table>
  );
}

function RuleCard({ rule }: { rule: Rule }) {
  const w = useWords(words);
  const c = useWords(caseWords);
  const { language } = useLanguage();
  const { may, brands } = useMe();
  const [shown, setShown] = useState<'rule' | 'editor' | 'versions'>('rule');
  const brand = brands.find((one) => one.id === rule.brandId);
  const aside = (
    <span className="c-inline">
      <Tag>{brand === undefined ? w.house : language === 'zh' ? brand.name : brand.nameEn}</Tag><Tag>{w.version(rule.version)}</Tag>{rule.enabled ? null : <Tag tone="warn">{w.off}</Tag>}
      <Button small onClick={() => setShown(shown === 'versions' ? 'rule' : 'versions')}>{shown === 'versions' ? w.hide : w.versions}</Button>
      {may('serviceManager', 'administrator') && shown !== 'editor' ? <Button small onClick={() => setShown('editor')}>{w.edit}</Button> : null}
    </span>
  );
  return (
    <Card title={c.alert[rule.kind]} aside={aside}>
      {shown === 'editor' ? <RuleEditor key={rule.version} rule={rule} done={() => setShown('rule')} /> : shown === 'versions' ? <RuleVersions rule={rule} /> : (
        <>
          <Conditions rule={rule} />
          <p className="k-muted c-below">{w.clearHold}: {rule.clearHoldSeconds} · {w.caseUpTo}: {rule.caseUpTo < 2 ? w.caseNever : w.caseFrom(rule.caseUpTo)}</p><p className="k-muted">{w.source}: {language === 'zh' ? (sourcesZh[rule.source] ?? rule.source) : rule.source}</p>
        </>
      )}
    </Card>
  );
}

export function Rules() {
  const w = useWords(words);
  const says = useSays();
  const rules = useAsk('listAlertRules', {}, { topics: ['alertRules'] });
  return (
    <div className="c-page">
      <Heading title={w.rules} />
      <AlertTabs />
      <Answered of={rules} says={says} lines={8}>{(data) => <div className="c-col c-rule">{data.rules.map((rule) => <RuleCard key={`${rule.kind} ${rule.brandId}`} rule={rule} />)}</div>}</Answered>
    </div>
  );
}
