// Rescue: a car that stands somewhere and the people in it. From the first cry for help (one tap, a call, the car itself) the
// safety script comes first; helpers are asked one after the other until one comes; the motorway's own rescue hands over at
// the exit; the car goes where hands, bay and part are, or into quarantine; and the owner sees one honest time.
export { api } from './api.ts';
export { routes } from './routes.ts';
export { rescueAsked, rescueBegun, rescueEnded, rescueLate, rescueMoved, rescueUnanswered, type Mission, type MissionState } from './mission.ts';
export { sendAsk } from './ask-contractors.ts';
export { startOnDanger } from './begin-rescue.ts';
export { ownVehicleComes, ownVehicleTells, wantedOwnVehicle, type Wanted } from './own-vehicle.ts';
export { endWithCase, watchRescues } from './watch-rescues.ts';
export { missionById } from './store.ts';
