// One storm: one trouble of many cars, with its list, the open ones and dangers first.
import { useParams } from 'react-router';
import { When } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { caseWords } from '#client/case-words';
import { useSays } from '#client/says';
import { AlertTable, type Line } from './AlertTable.tsx';
import { Heading } from '../shell/Heading.tsx';
import { AlertTabs } from './AlertTabs.tsx';
import { StormFacts, StormLead } from './Alerts.tsx';
import { words } from './words.ts';

export function StormPage() {
  const w = useWords(words);
  const c = useWords(caseWords);
  const says = useSays();
  const { stormId = '' } = useParams();
  const storm = useAsk('showStorm', { stormId }, { topics: ['alerts'] });
  return (
    <div className="c-page">
      <Answered of={storm} says={says} lines={8}>
        {(data) => (
          <>
            <Heading title={`${c.alert[data.storm.kind as Line['kind']]} · ${w.storm(data.storm.number)}`} />
            <AlertTabs />
            <StormLead />
            <StormFacts storm={data.storm} />
            <p className="k-muted">{w.last} <When at={data.storm.lastAt} />{data.storm.endedAt === null ? null : <> · {w.ended} <When at={data.storm.endedAt} /></>}</p>
            <AlertTable alerts={data.alerts as Line[]} label={w.list} />
          </>
        )}
      </Answered>
    </div>
  );
}
