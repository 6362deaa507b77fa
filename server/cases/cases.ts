// A service case is the thread that every later thing hangs on: one trouble of one car, from the first word of it (the
// car's alert, the owner's report, a call, a bad mark) until the owner says it is solved. It has an urgency with
// reasons, clocks, exactly one holder at every moment, one timeline that every module writes on, and stages that move
// by the facts of the visit.
export { api } from './api.ts';
export { routes } from './routes.ts';
export {
  caseClosed, caseEscalated, caseJoined, caseOpened, caseReopened, caseTaken, clockAtRisk, clockBreached, confirmationAsked, confirmationReminded, deskMessaged,
  handOverAccepted, handOverAsked, handOverClimbed, handOverRefused, helpPlanned, ownerMessaged, type Case, type Desk, type Holder, type Stage,
} from './case.ts';
export { findCase } from './find-case.ts';
export { batteryCalmed, caseForThread, noteOutcome, openFromBattery } from './from-battery.ts';
export { deskRoles, type HandOver } from './holder.ts';
export { handOverById } from './holder-store.ts';
export { noteTransfer, returnCases } from './keep-holders.ts';
export { answerOwnerOn, planHelpFor } from './messages.ts';
export { moveCase, caseBooked, caseBrought, caseHandedBack, caseInService, caseOwed, caseUnbooked, caseWorkCancelled } from './move-case.ts';
export { atMyDesks } from './inbox-store.ts';
export { noEvidence, openCase, type News } from './open-case.ts';
export { alertCalmed, alertEased, alertsOfCase, alertWorsened, caseForAlert, hearDanger, openFromAlert } from './report-trouble.ts';
export { searchCases } from './show-cases.ts';
export { caseById, casesByIds, entryById, openCasesOf, reportsOfBrand, type OwnersReport } from './store.ts';
export type { Trouble } from './codes.ts';
export { noteOnCase, ownFiles, type Note } from './timeline.ts';
export { placesInWords } from './trouble.ts';
export { weigh, type Evidence } from './urgency.ts';
export { watchClocks } from './watch-clocks.ts';
export { watchHandOvers } from './hand-over.ts';
export { watchSilence } from './close-case.ts';
