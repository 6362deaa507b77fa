// The contract of dispatch: who drives where and when, the board that plans it, and what the one who drives and the owner see.
import { board, vehicles } from './board-api.ts';
import { phone } from './phone-api.ts';
import { visits } from './visit-api.ts';

export { disturbanceKinds, offWhys, reportKinds, planReasons, planWhats } from './board-api.ts';
export { askedKinds, refusedVisits } from './visit-api.ts';
export { failReasons, jobKinds, jobStates, phoneMoves, readinessItems, vanKinds } from './phone-api.ts';

export const refusals = [
  'jobNotFound', 'jobNotNow', 'reasonNeeded', 'handOverFirst', 'vanNotFound', 'codeWrong', 'codeTriedTooOften', 'photosNotYours', 'chargeTooLow', 'drivenTooFar', 'odometerBack', 'odometerUnlikely',
  'doesNotFit', 'dayOver', 'nothingToPlan', 'nothingToUndo', 'vanNameTaken', 'vanHoursNotValid', 'disturbanceNotFound', 'disturbanceOver', 'disturbanceIncomplete', 'closureNotFound', 'roadOpenAlready',
  'notOutside', 'nothingToDo', 'noVanThere', 'windowTaken', 'visitAsked',
] as const;

export const api = { ...phone, ...visits, ...board, ...vehicles };
