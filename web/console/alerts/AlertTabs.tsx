// The pages around alerts, one row of links.
import { NavLink } from 'react-router';
import { useWords } from '#kit/words.tsx';
import { useMe } from '../shell/me.tsx';
import { links } from '../links.ts';
import { words } from './words.ts';

export function AlertTabs() {
  const w = useWords(words);
  const { may } = useMe();
  const watcher = may('agent', 'adviser', 'technician', 'dispatcher', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'allianceOfficer', 'administrator');
  const onCall = may('agent', 'adviser', 'technician', 'dispatcher', 'serviceManager', 'regionalManager', 'administrator');
  const tabs = [
    ...(watcher ? [[links.alerts(), w.tabs.alerts]] : []), [links.rules(), w.tabs.rules],
    ...(watcher ? [[links.weather(), w.tabs.weather], [links.workshop(), w.tabs.workshop]] : []), ...(onCall ? [[links.duty(), w.tabs.duty]] : []),
  ] as [string, string][];
  return <nav className="c-tabs" aria-label={w.tabs.alerts}>{tabs.map(([to, label]) => <NavLink key={to} to={to} end className="k-button">{label}</NavLink>)}</nav>;
}
