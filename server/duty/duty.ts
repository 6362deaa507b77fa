// Duty is who can be woken: a roster of people on call per brand and outlet, and the calls that dangerous alarms make to
// them until somebody answers. An alarm of severity 1 or 2 reaches a person within a minute, at three in the morning too.
export { api } from './api.ts';
export { routes } from './routes.ts';
export { dutyCalled, dutyUnmanned } from './call.ts';
export { callDuty, callDutyForCaller, callDutyForCase, callerHasSomebody, caseHasSomebody, sendCall, watchCalls } from './call-people.ts';
export { callById } from './store.ts';
