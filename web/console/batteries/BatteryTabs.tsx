// The pages around batteries, one row of links, and the small marks they share.
import { NavLink } from 'react-router';
import { Tag, type Tone } from '#kit/card.tsx';
import { useWords } from '#kit/words.tsx';
import { batteryWords, figure, spanOf } from '#client/battery-words';
import type { Out } from '#client/client';
import { links } from '../links.ts';
import { useMe } from '../shell/me.tsx';
import { words } from './words.ts';

export type Finding = Out<'batteryOverview'>['findings'][number];
const tones: Record<Finding['tier'], Tone> = { stop: 'danger', visit: 'warn', info: 'info' };

export function BatteryTabs() {
  const w = useWords(words);
  const { may } = useMe();
  const file = may('adviser', 'technician', 'partsPlanner', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator');
  const tabs = [[links.batteries(), w.tabs.findings], ...(file ? [[links.chain(), w.tabs.chain], [links.quarantines(), w.tabs.quarantine]] : []), [links.howRight(), w.tabs.right]] as [string, string][];
  return <nav className="c-tabs" aria-label={w.tabs.findings}>{tabs.map(([to, label]) => <NavLink key={to} to={to} end className="k-button">{label}</NavLink>)}</nav>;
}

export function TierTag({ tier }: { tier: Finding['tier'] }) {
  const b = useWords(batteryWords);
  return <Tag tone={tones[tier]}>{b.tier[tier]}</Tag>;
}

/** Where the trouble is: a cell, a probe, or the pack. */
export function useWhere(): (one: Pick<Finding, 'cells' | 'probes'>) => string {
  const b = useWords(batteryWords);
  return (one) => (one.cells !== null ? b.cell(spanOf(one.cells)) : one.probes !== null ? b.probe(spanOf(one.probes)) : b.unit['pack'] ?? '');
}

export function useFigure(): (one: Pick<Finding, 'value' | 'low' | 'high' | 'unit'>) => string {
  const b = useWords(batteryWords);
  return (one) => `${figure(one.value)} ${one.unit} (${b.interval(figure(one.low), figure(one.high))})`;
}
