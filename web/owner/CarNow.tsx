// The car as it is now: charge, how far, what it does, and the few figures that tell whether it is well.
import { Tag } from '#kit/card.tsx';
import { whenAlone, whenWords } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { Refused, type Out } from '#client/client';
import { useSays } from '#client/says';
import { CarPicture } from './CarPicture.tsx';
import { words } from './words.ts';

type Vehicle = Out<'listMyVehicles'>['vehicles'][number];
type Now = Out<'showVehicleState'>;

function Figures({ vehicle, now, hot }: { vehicle: Vehicle; now: Now; hot: boolean }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const models = useAsk('listModels', { brandId: vehicle.brandId });
  const rangeKm = models.data?.models.find((one) => one.id === vehicle.modelId)?.rangeKm;
  const charge = now.socPct === null ? null : Math.round(now.socPct);
  const does = !now.online ? (now.vehicleState === 'started' ? w.lastSeen : w.asleepSince)(whenWords(now.seenAt, language)) : now.chargingState === 'parkedCharging' ? w.charging : now.vehicleState === 'started' ? w.driving(Math.round(now.speedKmh ?? 0)) : now.chargingState === 'chargeComplete' ? w.charged : w.parked;
  const facts = [
    [w.batteryTemp, now.tempMaxC === null ? null : `${now.tempMaxC} °C`, ''], [w.lowVoltage, now.lvBatteryMv === null ? null : `${(now.lvBatteryMv / 1000).toFixed(1)} V`, ''],
    [w.odometer, now.odometerKm === null ? null : `${Math.round(now.odometerKm).toLocaleString('en-US')} km`, ''], [w.seen, whenAlone(now.seenAt, language), 'far'],
  ] as const;
  return (
    <>
      <div className="o-charge">
        <span className="o-soc k-number">{charge === null ? '–' : <>{charge}<small>%</small></>}</span>
        <span><strong>{does}</strong>{rangeKm === undefined || charge === null ? null : <span className="k-muted" title={w.rangeHow}> · {w.range(Math.round((rangeKm * charge) / 100).toLocaleString('en-US'))}</span>}</span>
      </div>
      {charge === null ? null : <div className="o-bar" aria-hidden="true"><i data-low={charge < 20} style={{ width: `${Math.max(3, charge)}%` }} /></div>}
      <dl className="o-facts">{facts.map(([name, value, far]) => (value === null ? null : <div key={name} className={far}><dt>{name}</dt><dd className="k-number" data-tone={hot && name === w.batteryTemp ? 'danger' : undefined}>{value}</dd></div>))}</dl>
    </>
  );
}

/** `compact`: something urgent stands beside it, so that both fit the first screen. */
export function CarNow({ vehicle, compact, hot }: { vehicle: Vehicle; compact: boolean; hot: boolean }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const state = useAsk('showVehicleState', { vin: vehicle.vin }, { topics: ['telemetry'], everyMs: 15_000 });
  const silent = state.error instanceof Refused && state.error.code === 'stateNotFound';
  return (
    <section className="o-hero" data-compact={compact && !silent} aria-labelledby="car">
      <header>
        <div><h1 id="car">{language === 'zh' ? vehicle.modelName : vehicle.modelNameEn}</h1><span className="o-plate">{vehicle.plateNo ?? vehicle.vin.slice(-6)}</span></div>
        {state.data === undefined ? null : <Tag tone={state.data.online ? 'good' : 'plain'}>{state.data.online ? w.online : state.data.vehicleState === 'started' ? w.offline : w.asleep}</Tag>}
      </header>
      <CarPicture colour={vehicle.colour} charging={state.data?.online === true && state.data.chargingState === 'parkedCharging'} />
      {silent ? <p><strong>{w.noState}</strong><br /><span className="k-muted">{w.noStateLead}</span></p> : <Answered of={state} says={says}>{(now) => <Figures vehicle={vehicle} now={now} hot={hot} />}</Answered>}
    </section>
  );
}
