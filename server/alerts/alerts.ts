// An alert is what the signals of a vehicle say is wrong: raised by a rule, escalated when it gets more urgent, cleared
// when the signals are calm. One alert for one trouble. Rules are data that the service manager may change and try out
// on stored readings first; what is done about an alert is a case, further down the river.
export { api } from './api.ts';
export { routes } from './routes.ts';
export { alertCleared, alertEscalated, alertRaised, type Alert, type AlertEvidence } from './alert.ts';
export { findAlert, openAlertsOf } from './list-alerts.ts';
export { watchReadings } from './watch-readings.ts';
export type { AlertKind, Severity } from './rule.ts';
