// The contract of dispatch: who drives where and when, the board that plans it, and what the one who drives and the owner see.
import { phone } from './phone-api.ts';

export { failReasons, jobKinds, jobStates, phoneMoves, readinessItems, vanKinds } from './phone-api.ts';

export const refusals = [
  'jobNotFound', 'jobNotNow', 'reasonNeeded', 'handOverFirst', 'vanNotFound', 'codeWrong', 'codeTriedTooOften', 'photosNotYours', 'chargeTooLow', 'drivenTooFar', 'odometerBack',
] as const;

export const api = { ...phone };
