// A notice is what is told to whom, by which channel, on which fact: inside the program to owners, members of staff and
// desks, and by short message where it matters. Everything told about a case can be looked up.
export { tellOfDeparture, tellOfFailedVisit, tellOfVisitTime } from './dispatch-news.ts';
export { api } from './api.ts';
export { routes } from './routes.ts';
export {
  tellOfAnswer, tellOfBreach, tellOfClimbed, tellOfClockAtRisk, tellOfClosed, tellOfConfirmation, tellOfDeskMessage, tellOfEscalated, tellOfHandOver, tellOfJoined,
  tellOfOpened, tellOfOwnerMessage, tellOfPlan, tellOfReminder, tellOfReopened, tellOfTaken,
} from './case-news.ts';
export { tellOfLateRescue, tellOfUnansweredRescue } from './rescue-news.ts';
export { tellOfDutyCall, tellOfStorm, tellOfUnmannedDuty, tellOfWeather } from './alert-news.ts';
export { tellOfAction, tellOfClimbedComplaint, tellOfFixedIssue, tellOfDoneAction, tellOfIssue, tellOfMeasuredAction, tellOfOverdueAction, tellOfSurvey } from './feedback-news.ts';
export { messageWritten } from './notice.ts';
export { sendDueMessages, sendMessage } from './send-messages.ts';
export { tellOfCampaign, tellOfCampaignsAtVisit } from './campaign-news.ts';
export { tellOfArrival, tellOfBooking, tellOfCancelledVisit, tellOfHit, tellOfMissedVisit, tellOfMovedVisit } from './visit-news.ts';
export {
  tellOfCheckIn, tellOfEstimate, tellOfEstimateAnswer, tellOfFailedInspection, tellOfHandBack, tellOfHold, tellOfWorkCancelled, tellOfInvoice, tellOfPayment, tellOfPromise, tellOfPromiseAtRisk, tellOfPromiseLate,
  tellOfPartsAnswer, tellOfPartsArrived, tellOfPromisePassed, tellOfRefund, tellOfWentHome, tellOfWorkFinished, tellOfWorkStarted,
} from './work-news.ts';
export { tellOfExclusion, tellOfGoodwill, tellOfGoodwillAsked, tellOfClimbedMobility, tellOfLateClaim, tellOfMobility, tellOfPart } from './claim-news.ts';
export { tellOfGuarantee } from './guarantee-news.ts';
export { tellOfOffer, tellOfWaitingEnded } from './waiting-news.ts';
export { tellOfCallBack, tellOfLateCallBack, tellOfMissedCall } from './hotline-news.ts';
export { tellOfConsent } from './command-news.ts';
export { tellOfMissedAnswer } from './talk-news.ts';
