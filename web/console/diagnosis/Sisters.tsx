// Where this car stands among cars of its model: a band for eight in ten, a line for the median, a dot for this one.
import { Card } from '#kit/card.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { words } from './words.ts';

type Measure = Out<'compareSisters'>['measures'][number];
const units = { cellSpreadMaxMv: 'mV', tempMaxC: '°C', insulationMinKohm: 'kΩ', lvBatteryMinMv: 'mV', kmPerDay: 'km' } as const;

function Standing({ measure, standing }: { measure: Measure['measure']; standing: NonNullable<Measure['standing']> }) {
  const w = useWords(words);
  const { mine, p10, median, p90, betterShare, sisters } = standing;
  const [low, high] = [Math.min(p10, mine ?? p10), Math.max(p90, mine ?? p90)];
  const margin = (high - low || 1) * 0.08;
  const at = (value: number): string => `${((value - low + margin) / (high - low + 2 * margin || 1)) * 100}%`;
  const sentence = mine === null || betterShare === null ? w.notSaid : w.betterThan(Math.round(betterShare * 100), sisters);
  return (
    <li className="d-sister">
      <div className="k-between"><strong>{w.measures[measure]}</strong><span>{mine === null ? '–' : `${mine} ${units[measure]}`}</span></div>
      <div className="d-band" role="img" aria-label={`${w.mine} ${mine ?? '–'}, ${w.median} ${median}, ${w.band} ${p10}–${p90} ${units[measure]}`}>
        <i style={{ left: at(p10), right: `calc(100% - ${at(p90)})` }} /><u style={{ left: at(median) }} />{mine === null ? null : <b style={{ left: at(mine) }} />}
      </div>
      <span className="k-muted">{sentence} · {w.median} {median} {units[measure]}</span>
    </li>
  );
}

export function Sisters({ vin }: { vin: string }) {
  const w = useWords(words);
  const says = useSays();
  const answer = useAsk('compareSisters', { vin, days: 30 });
  return (
    <Card title={w.sisters}>
      <p className="k-muted">{w.sistersLead}</p>
      <Answered of={answer} says={says} lines={6}>
        {(data) => {
          const told = data.measures.filter((one) => one.standing !== null);
          return told.length === 0 ? <Empty icon="people" title={w.fewSisters} /> : <ul className="k-list">{told.map((one) => <Standing key={one.measure} measure={one.measure} standing={one.standing as NonNullable<Measure['standing']>} />)}</ul>;
        }}
      </Answered>
    </Card>
  );
}
