// The way from the car to its battery: its health in one line, or that something was found.
import { Link } from 'react-router';
import { Icon } from '#kit/icon.tsx';
import { useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { batteryWords } from '#client/battery-words';
import { links } from '../links.ts';
import { words } from './words.ts';

export function BatteryDoor({ vehicleId }: { vehicleId: string }) {
  const w = useWords(words);
  const b = useWords(batteryWords);
  const battery = useAsk('myBattery', { vehicleId }, { topics: ['batteries'] });
  const capacity = battery.data?.health?.capacity ?? null;
  const open = battery.data?.findings.find((one) => one.state === 'open' && one.tier !== 'info');
  const line = open !== undefined ? (b.rule[open.rule] ?? open.rule) : capacity?.lowPct == null || capacity.highPct === null ? w.homeNone : w.homeLead(`${Math.round(capacity.lowPct)}–${Math.round(capacity.highPct)}%`);
  return <Link className="o-big" to={links.battery(vehicleId)}><Icon name="battery" size={28} />{w.home}<small>{line}</small></Link>;
}
