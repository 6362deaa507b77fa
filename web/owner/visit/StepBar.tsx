// How far the work on a car has come, as a bar of steps.
import { useWords } from '#kit/words.tsx';
import type { Out } from '#client/client';
import { words } from './words.ts';

const steps = ['checkedIn', 'diagnosed', 'quoted', 'approved', 'inProgress', 'inspection', 'ready', 'handedBack'] as const;

export function StepBar({ state }: { state: Out<'myWorkOrders'>['workOrders'][number]['state'] }) {
  const w = useWords(words);
  const at = steps.indexOf(state as 'ready');
  return <ol className="o-steps" aria-label={w.progress}>{steps.map((step, index) => <li key={step} data-done={index < at} aria-current={index === at ? 'step' : undefined}><span>{w.steps[step]}</span></li>)}</ol>;
}
