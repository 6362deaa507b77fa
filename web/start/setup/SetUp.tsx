// The first set-up: six steps in order, one form at a time; what is done stays visible.
import { Card, Steps, Tag } from '#kit/card.tsx';
import { useWords } from '#kit/words.tsx';
import type { Out } from '#client/client';
import { words } from '../words.ts';
import { AdministratorStep, AllianceStep, BrandStep, StaffStep } from './first-steps.tsx';
import { ModelStep, OutletStep } from './network-steps.tsx';

const forms = { administrator: AdministratorStep, alliance: AllianceStep, brand: BrandStep, model: ModelStep, outlet: OutletStep, staff: StaffStep };

export function SetUp({ state }: { state: Out<'setupState'> }) {
  const w = useWords(words);
  return (
    <div className="setup"><Card title={w.setUp} aside={<span className="k-muted">{w.stepOf(Math.min(state.steps.length, state.steps.filter((one) => one.done).length + 1), state.steps.length)}</span>}>
      <p className="k-muted" style={{ marginBottom: 16 }}>{w.setUpLead}</p>
      <Steps steps={state.steps.map(({ step, done }) => {
        const Now = forms[step];
        return {
          key: step, title: w.step[step], now: state.next === step,
          at: done ? <Tag tone="good">{w.done}</Tag> : state.next === step ? <Tag tone="accent">{w.next}</Tag> : undefined,
          body: state.next === step ? <Now /> : undefined,
        };
      })} />
    </Card></div>
  );
}
