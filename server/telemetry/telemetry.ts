// Telemetry is what vehicles say about themselves: the journal read on, readings of the last days, and the latest state
// of each vehicle, and what makers mean by the fault codes their cars name. News goes to observers inside the same transaction (server/observers.ts); vehicles that nobody
// registered are kept apart with everything they sent.
export { api } from './api.ts';
export { routes } from './routes.ts';
export { consumeAll, consumeOnce, setAside, type Observer } from './consume.ts';
export { startConsumer, type Consumer } from './start-consumer.ts';
export { vehicleObserved } from './facts.ts';
export { nothingMeasured, type Measured, type Reading } from './reading.ts';
export { latestState, type LatestState } from './show-vehicle-state.ts';
export { faultsOfCar, type CarFault } from './fault-codes.ts';
export { carsHeard, carsInBox, placesOf, silentCars } from './cars-store.ts';
export { batteryPast, historyTo, rowsBehind, telemetryIsBehind, type BatteryRow, type BehindRow } from './read-behind.ts';
export { readingsIn } from './store.ts';
export { holdReading, remembered, type Turn } from './remembered.ts';
export { adoptRegistered } from './unknown-vehicles.ts';
export { forgetOldData } from './forget-old-data.ts';
export { endHistory } from './history-store.ts';
export { startHistorian } from './start-historian.ts';
export { forgetHistory } from './tend-history.ts';
export { lakePlaceFrom, openLakeAt, type LakePlace } from './lake-place.ts';
export { vendorItem, vendorItemType } from './vendor-item.ts';
