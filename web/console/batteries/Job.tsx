// Which operations of the price book answer a kind of finding: what an owner books with one tap. A manager sets them for the brand.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Form } from '#kit/field.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { useMe } from '../shell/me.tsx';
import { formWords } from './form-words.ts';

export function JobOf({ finding }: { finding: Out<'showFinding'>['finding'] }) {
  const f = useWords(formWords);
  const says = useSays();
  const { language } = useLanguage();
  const { may } = useMe();
  const sets = may('serviceManager', 'administrator');
  const [picked, setPicked] = useState<string[] | undefined>(undefined);
  const battery = useAsk('showBattery', { vin: finding.vin }, { enabled: sets, topics: ['batteries'] });
  const found = useAsk('findOperations', { brandId: finding.brandId, modelId: finding.modelId }, { enabled: sets });
  const act = useAct('setBatteryJob');
  if (!sets || battery.data === undefined || found.data === undefined) return null;
  const set = battery.data.jobs.find((job) => job.rule === finding.rule)?.operations ?? [];
  const chosen = picked ?? set;
  const nameOf = (code: string): string => { const one = found.data?.operations.find((each) => each.code === code); return one === undefined ? code : language === 'zh' ? one.name : one.nameEn; };
  const turn = (code: string, on: boolean): void => setPicked(on ? [...chosen, code] : chosen.filter((one) => one !== code));
  return (
    <Card title={f.job}>
      <Form label={f.job} onSubmit={() => act.mutate({ brandId: finding.brandId, rule: finding.rule, operations: chosen }, { onSuccess: () => { setPicked(undefined); say(f.jobSaved); } })}>
        <p className="k-muted">{f.jobLead} {set.length === 0 ? f.jobNone : f.jobNow(set.map(nameOf).join(language === 'zh' ? '、' : ', '))}</p>
        <div className="k-choice" style={{ maxHeight: 200, overflow: 'auto' }}>{found.data.operations.map((one) => <label key={one.code}><input type="checkbox" checked={chosen.includes(one.code)} disabled={chosen.length >= 5 && !chosen.includes(one.code)} onChange={(event) => turn(one.code, event.target.checked)} />{language === 'zh' ? one.name : one.nameEn}</label>)}</div>
        {act.error === null ? null : <Notice tone="danger">{says(act.error)}</Notice>}
        <Button type="submit" busy={act.isPending} disabled={picked === undefined || picked.length === 0}>{f.setJob}</Button>
      </Form>
    </Card>
  );
}
