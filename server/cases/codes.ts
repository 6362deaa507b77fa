// The codes that a case is told in; the web has a word for each, in every language.
export const caseKinds = ['trouble', 'recovery'] as const;
export const stages = ['open', 'booked', 'inService', 'awaitingPayment', 'awaitingConfirmation', 'closed'] as const;
export const closedHow = ['confirmed', 'silence', 'duplicate', 'cancelledByOwner'] as const;
export const desks = ['brandDesk', 'outletDesk', 'managerDesk', 'regionalDesk'] as const;

export const troubles = [
  'smokeOrFire', 'batteryHot', 'batteryDamage', 'insulation', 'batteryCells', 'electricShock', 'flooded', 'brakes', 'steering', 'collision', 'trapped',
  'powerLoss', 'outOfCharge', 'twelveVolt', 'charging', 'vehicleAlarm', 'tyre', 'noise', 'screen', 'airConditioning', 'bodyAndPaint', 'maintenance',
  'dissatisfied', 'other',
] as const;
export type Trouble = (typeof troubles)[number];

export const placeKinds = ['motorway', 'tunnel', 'lane', 'roadside', 'home', 'garage', 'chargingStation', 'outlet', 'elsewhere'] as const;
export type PlaceKind = (typeof placeKinds)[number];

/** What urgency is read from. */
export const urgencySources = ['signal', 'words', 'place', 'people', 'mark', 'staff'] as const;

/** What words can say; the reasons of urgency from words. */
export const wordCodes = [
  'smokeOrFire', 'burningSmell', 'thermalRunaway', 'batteryLeak', 'electricShock', 'brakesFail', 'steeringFails', 'runaway', 'wheel', 'plugHot', 'trapped', 'injured', 'heavyCollision', 'soundsDangerous',
  'collision', 'flooded', 'batteryHot', 'insulation', 'tyreBurst', 'powerLoss', 'outOfCharge', 'charging', 'twelveVolt', 'brakeNoise', 'warningLight',
  'tyre', 'noise', 'screen', 'airConditioning', 'bodyAndPaint', 'maintenance', 'unclear', 'chosen', 'dangerKey',
] as const;
export type WordCode = (typeof wordCodes)[number];

/** What the place or the people in the car add. */
export const circumstanceCodes = ['exposedOnTheRoad', 'fireIndoors', 'safePlace', 'vulnerablePeople'] as const;
export type CircumstanceCode = (typeof circumstanceCodes)[number];

/** What to do this minute, in the order in which it is said. */
export const adviceCodes = [
  'leaveTheCar', 'stopSafely', 'doNotDrive', 'keep15m', 'call119', 'call120', 'doNotTouchHighVoltage', 'stopCharging', 'takeItOutdoors',
  'hazardLights', 'behindTheBarrier', 'triangle150m', 'triangle50m', 'call12122', 'outOfTheTunnel', 'call122', 'slowAndHandBrake',
  'stayReachable', 'driveGentlyToService', 'keepCharged', 'avoidFastCharging', 'tryAnotherCharger', 'unlockWithCardKey', 'photographIt', 'bookAVisit',
] as const;
export type Advice = (typeof adviceCodes)[number];

export const clockNames = ['respond', 'plan', 'update'] as const;
export type ClockName = (typeof clockNames)[number];
export const clockStates = ['running', 'atRisk', 'breached', 'paused', 'met', 'metLate', 'ended'] as const;
export const pauseReasons = ['waitingForOwner', 'ownerAskedForLater', 'waitingForParts', 'waitingForInsurer'] as const;
export const breachReasons = ['tooManyCases', 'nobodyOnDuty', 'ownerNotReached', 'waitingForParts', 'thirdPartyLate', 'systemDown', 'falseAlarm', 'other'] as const;

/** What stands on a timeline: what cases write themselves, and what visits, invoices and surveys add. */
export const entryKinds = [
  'opened', 'contact', 'comeback', 'alertEscalated', 'alertDeEscalated', 'alertCleared', 'urgencyChanged', 'stageMoved', 'taken', 'handOverAsked', 'handOverAccepted', 'handOverRefused', 'handOverWithdrawn',
  'handOverClimbed', 'returnedToDesk', 'carSold', 'clockBreached', 'breachExplained', 'clocksPaused', 'clocksResumed', 'note', 'deskMessage', 'ownerMessage', 'helpPlanned',
  'confirmationAsked', 'confirmationReminder', 'closed', 'reopened', 'split', 'duplicateJoined',
  'appointmentBooked', 'appointmentMoved', 'appointmentCancelled', 'appointmentMissed', 'carArrived',
  'estimateSent', 'estimateAnswered', 'workStarted', 'workFinished', 'nothingDone', 'workOnHold', 'workCancelled', 'promiseMoved', 'invoiceIssued', 'invoicePaid', 'refundMade', 'surveySent', 'surveyAnswered', 'batteryOutcome',
'rescueBegun', 'rescueMoved', 'rescueOnward', 'rescueEnded',
] as const;
export type EntryKind = (typeof entryKinds)[number];
