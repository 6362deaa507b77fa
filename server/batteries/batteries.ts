// A battery has a file of its own that outlives its car: what the signals say of its health, with an interval; what was found
// and how right that was; which car carries it since when and whose it is; tests, decisions and certificates; and its way to
// second life and recycler. What is done about a finding is a case, further down the river.
export { api } from './api.ts';
export { routes } from './routes.ts';
export { batteryCalm, batteryFound, outcomeRecorded, packChanged, type Finding, type Tier } from './finding.ts';
export { batteryReader, followAll, followPart, forgetParts } from './follow-batteries.ts';
export { handOnBattery } from './follow-owner.ts';
export { learnLimits } from './learn-limits.ts';
export { jobForCar, troubleOfRule } from './my-battery.ts';
export { apartUntil, closedBays, placesTaken, standApart } from './quarantine.ts';
export { watchChains } from './battery-file.ts';
export { noteSaidCodes } from './said-codes.ts';
export { weatherRisk } from './weather-risk.ts';
export { hearPast } from './world.ts';
export { beginAnew, rebuildOutdated } from './rebuild.ts';
export { findingById, findingsOfThread } from './store.ts';
export { startBatteries } from './start-following.ts';
