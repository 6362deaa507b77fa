// An alert is what the signals of a vehicle say is wrong: raised by a rule, escalated and de-escalated as it gets more or
// less urgent, cleared when the signals are calm. One alert for one trouble, one storm for one trouble of many cars. Rules
// are data that the service manager may change and try out on stored readings first; cars in a workshop are kept quiet;
// weather concerns the cars inside its area. What is done about an alert is a case, further down the river.
export { api } from './api.ts';
export { routes } from './routes.ts';
export { alertCleared, alertDeEscalated, alertEscalated, alertOutlasted, alertRaised, type Alert, type AlertEvidence } from './alert.ts';
export { askWeather, carEnteredWeather, watchAreas } from './areas.ts';
export { alertForHouse, findAlert, openAlertsOf } from './list-alerts.ts';
export { carInWorkshop, carOutOfWorkshop, endOverdueMaintenance } from './maintenance.ts';
export { endStorms, findStorm, isInStorm, stormBegan } from './storms.ts';
export { watchReadings } from './watch-readings.ts';
export { watchSilentCars } from './watch-silence.ts';
export type { AlertKind, Severity } from './rule.ts';
