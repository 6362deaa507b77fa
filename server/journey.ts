// TABLE 2: the product on one page. When this becomes known, that follows.
import { when, type Reaction } from './platform/facts.ts';
import { appointmentBooked, appointmentCancelled, appointmentMissed, appointmentMoved, carArrived, giveSlotBack, waitingEnded, waitingOffered } from './appointments/appointments.ts';
import { alertCleared, alertDeEscalated, alertEscalated, alertOutlasted, alertRaised, carEnteredWeather, stormBegan } from './alerts/alerts.ts';
import {
  alertCalmed, alertEased, alertWorsened, caseBooked, caseClosed, caseEscalated, caseJoined, caseOpened, caseReopened, caseTaken, caseUnbooked, clockAtRisk, clockBreached,
  confirmationAsked, confirmationReminded, deskMessaged, handOverAccepted, handOverAsked, handOverClimbed, handOverRefused, helpPlanned, noteTransfer, caseHandedBack, caseInService, caseOwed, caseWorkCancelled, openFromAlert, ownerMessaged,
} from './cases/cases.ts';
import { callDuty, caseHasSomebody, dutyCalled, dutyUnmanned, sendCall } from './duty/duty.ts';
import { consentAsked } from './commands/commands.ts';
import { openRecovery, planSurvey, surveyAnswered, surveySent } from './feedback/feedback.ts';
import { actionAdded, actionMeasured, actionOverdue, findingsFromSurvey } from './improvement/improvement.ts';
import {
  messageWritten, sendMessage, tellOfDutyCall, tellOfStorm, tellOfUnmannedDuty, tellOfWeather, tellOfConsent, tellOfAction, tellOfAnswer, tellOfArrival, tellOfBooking, tellOfBreach, tellOfCancelledVisit, tellOfClimbed, tellOfClockAtRisk,
  tellOfClosed, tellOfConfirmation, tellOfDeskMessage, tellOfEscalated, tellOfHandOver, tellOfJoined, tellOfMeasuredAction, tellOfMissedVisit, tellOfMovedVisit,
  tellOfOpened, tellOfOverdueAction, tellOfOwnerMessage, tellOfPlan, tellOfReminder, tellOfReopened, tellOfSurvey, tellOfTaken, tellOfCheckIn, tellOfEstimate,
  tellOfEstimateAnswer, tellOfWorkStarted, tellOfWorkFinished, tellOfPromise, tellOfHold, tellOfWorkCancelled, tellOfFailedInspection, tellOfPromiseAtRisk, tellOfPromiseLate, tellOfPromisePassed, tellOfHandBack, tellOfGuarantee, tellOfExclusion, tellOfGoodwill, tellOfGoodwillAsked, tellOfLateClaim, tellOfMobility, tellOfPart, tellOfInvoice, tellOfPayment, tellOfRefund, tellOfOffer, tellOfWaitingEnded,
} from './notices/notices.ts';
import { passOnPackages, releaseHolds } from './benefits/benefits.ts';
import { closeOrder, claimGivenUp, claimMadeAgain, claimPaid, claimTakenBack, couponAfterRefund, insurerPaid, invoiceIssued, invoicePaid, issueInvoice, orderEnded, paymentAsked, placeOrder, placeRefund, refundAsked, refundMade } from './invoices/invoices.ts';
import { fapiaoAsked, redAfterRefund, sendFapiao } from './fapiao/fapiao.ts';
import { billAsked, compareBill } from './cashier/cashier.ts';
import { codeAsked, sendPhoneCode } from './people/people.ts';
import { carCheckedIn, carHandedBack, hearAlertsAgain, quietAlerts, inspectionPassed, settleWorkOrder, estimateSent, estimateAnswered, workStarted, promiseMoved, inspectionFailed, promiseAtRisk, promiseLate, promisePassed, workCancelled, workHeld } from './workorders/workorders.ts';
import { exclusionStated, guaranteeStep, mobilityOwed } from './warranty/warranty.ts';
import { goodwillDecided, goodwillRequested } from './goodwill/goodwill.ts';
import { claimDrafted, claimLate, claimReversed, claimSettled, claimWithdrawn, draftClaims, partDue } from './claims/claims.ts';
import { accidentSettled, billInsurer } from './insurance/insurance.ts';
import { vehicleTransferred } from './vehicles/vehicles.ts';

export const journey: readonly Reaction[] = [
  when(codeAsked, 'send-code', sendPhoneCode),
  when(vehicleTransferred, 'note-on-cases', noteTransfer),
  when(vehicleTransferred, 'pass-on-packages', passOnPackages),
  when(alertRaised, 'open-case', openFromAlert),
  when(alertOutlasted, 'open-case', openFromAlert),
  when(alertEscalated, 'weigh-case-again', alertWorsened),
  when(alertDeEscalated, 'note-on-case', alertEased),
  when(alertCleared, 'note-on-case', alertCalmed),
  when(alertRaised, 'call-duty', callDuty),
  when(alertOutlasted, 'call-duty', callDuty),
  when(alertEscalated, 'call-duty', callDuty),
  when(dutyCalled, 'ring', sendCall),
  when(dutyCalled, 'tell', tellOfDutyCall),
  when(dutyUnmanned, 'tell', tellOfUnmannedDuty),
  when(caseTaken, 'end-duty-calls', caseHasSomebody),
  when(stormBegan, 'tell', tellOfStorm),
  when(carEnteredWeather, 'tell', tellOfWeather),
  when(appointmentBooked, 'move-case', caseBooked),
  when(appointmentMoved, 'move-case', caseBooked),
  when(appointmentCancelled, 'reopen-case', caseUnbooked),
  when(appointmentMissed, 'reopen-case', caseUnbooked),
  when(caseClosed, 'give-slot-back', giveSlotBack),
  when(carCheckedIn, 'move-case', caseInService),
  when(carCheckedIn, 'quiet-alerts', quietAlerts),
  when(inspectionPassed, 'draft-claims', draftClaims),
  when(inspectionPassed, 'bill-insurer', billInsurer),
  when(inspectionPassed, 'issue-invoice', issueInvoice),
  when(accidentSettled, 'count-as-paid', insurerPaid),
  when(invoiceIssued, 'move-case', caseOwed),
  when(invoiceIssued, 'settle-when-nothing-is-owed', (tx, body) => (body.owedFen === 0 ? settleWorkOrder(tx, body) : Promise.resolve())),
  when(claimDrafted, 'owed-again', claimMadeAgain),
  when(claimSettled, 'count-as-paid', claimPaid),
  when(claimReversed, 'bear', claimTakenBack),
  when(claimWithdrawn, 'bear', claimGivenUp),
  when(paymentAsked, 'place-order', placeOrder),
  when(orderEnded, 'close-order', closeOrder),
  when(invoicePaid, 'settle-work-order', settleWorkOrder),
  when(refundAsked, 'place-refund', placeRefund),
  when(refundMade, 'give-coupon-back', couponAfterRefund),
  when(refundMade, 'ask-red-fapiao', redAfterRefund),
  when(fapiaoAsked, 'send', sendFapiao),
  when(billAsked, 'compare', compareBill),
  when(carHandedBack, 'move-case', caseHandedBack),
  when(workCancelled, 'reopen-case', caseWorkCancelled),
  when(workCancelled, 'free-packages', releaseHolds),
  when(carHandedBack, 'hear-alerts-again', hearAlertsAgain),
  when(carHandedBack, 'plan-survey', planSurvey),
  when(surveyAnswered, 'open-recovery-case', openRecovery),
  when(surveyAnswered, 'add-findings', findingsFromSurvey),
  when(caseOpened, 'tell', tellOfOpened),
  when(caseJoined, 'tell', tellOfJoined),
  when(caseEscalated, 'tell', tellOfEscalated),
  when(caseTaken, 'tell', tellOfTaken),
  when(helpPlanned, 'tell', tellOfPlan),
  when(deskMessaged, 'tell', tellOfDeskMessage),
  when(ownerMessaged, 'tell', tellOfOwnerMessage),
  when(handOverAsked, 'tell', tellOfHandOver),
  when(handOverAccepted, 'tell', tellOfAnswer),
  when(handOverRefused, 'tell', tellOfAnswer),
  when(handOverClimbed, 'tell', tellOfClimbed),
  when(clockAtRisk, 'tell', tellOfClockAtRisk),
  when(clockBreached, 'tell', tellOfBreach),
  when(confirmationAsked, 'tell', tellOfConfirmation),
  when(confirmationReminded, 'tell', tellOfReminder),
  when(caseReopened, 'tell', tellOfReopened),
  when(caseClosed, 'tell', tellOfClosed),
  when(appointmentBooked, 'tell', tellOfBooking),
  when(appointmentMoved, 'tell', tellOfMovedVisit),
  when(appointmentCancelled, 'tell', tellOfCancelledVisit),
  when(appointmentMissed, 'tell', tellOfMissedVisit),
  when(waitingOffered, 'tell', tellOfOffer),
  when(waitingEnded, 'tell', tellOfWaitingEnded),
  when(carArrived, 'tell', tellOfArrival),
  when(carCheckedIn, 'tell', tellOfCheckIn),
  when(estimateSent, 'tell', tellOfEstimate),
  when(estimateAnswered, 'tell', tellOfEstimateAnswer),
  when(workStarted, 'tell', tellOfWorkStarted),
  when(inspectionPassed, 'tell', tellOfWorkFinished),
  when(workHeld, 'tell', tellOfHold),
  when(workCancelled, 'tell', tellOfWorkCancelled),
  when(inspectionFailed, 'tell', tellOfFailedInspection),
  when(promiseAtRisk, 'tell', tellOfPromiseAtRisk),
  when(promiseLate, 'tell', tellOfPromiseLate),
  when(promisePassed, 'tell', tellOfPromisePassed),
  when(promiseMoved, 'tell', tellOfPromise),
  when(carHandedBack, 'tell', tellOfHandBack),
  when(guaranteeStep, 'tell', tellOfGuarantee),
  when(mobilityOwed, 'tell', tellOfMobility),
  when(exclusionStated, 'tell', tellOfExclusion),
  when(goodwillRequested, 'tell', tellOfGoodwillAsked),
  when(goodwillDecided, 'tell', tellOfGoodwill),
  when(claimLate, 'tell', tellOfLateClaim),
  when(partDue, 'tell', tellOfPart),
  when(invoiceIssued, 'tell', tellOfInvoice),
  when(invoicePaid, 'tell', tellOfPayment),
  when(refundMade, 'tell', tellOfRefund),
  when(consentAsked, 'tell', tellOfConsent),
  when(surveySent, 'tell', tellOfSurvey),
  when(actionAdded, 'tell', tellOfAction),
  when(actionOverdue, 'tell', tellOfOverdueAction),
  when(actionMeasured, 'tell', tellOfMeasuredAction),
  when(messageWritten, 'send', sendMessage),
];
