// TABLE 2: the product on one page. When this becomes known, that follows.
import { when, type Reaction } from './platform/facts.ts';
import { appointmentBooked, appointmentCancelled, appointmentMissed, appointmentMoved } from './appointments/appointments.ts';
import { alertCleared, alertEscalated, alertRaised } from './alerts/alerts.ts';
import {
  alertCalmed, alertWorsened, caseBooked, caseClosed, caseEscalated, caseJoined, caseOpened, caseReopened, caseTaken, caseUnbooked, clockAtRisk, clockBreached,
  confirmationAsked, confirmationReminded, deskMessaged, handOverAccepted, handOverAsked, handOverClimbed, handOverRefused, helpPlanned, noteTransfer, openFromAlert, ownerMessaged,
} from './cases/cases.ts';
import { openRecovery, surveyAnswered, surveySent } from './feedback/feedback.ts';
import { actionAdded, actionMeasured, actionOverdue, findingsFromSurvey } from './improvement/improvement.ts';
import {
  messageWritten, sendMessage, tellOfAction, tellOfAnswer, tellOfBooking, tellOfBreach, tellOfCancelledVisit, tellOfClimbed, tellOfClockAtRisk, tellOfClosed, tellOfConfirmation,
  tellOfDeskMessage, tellOfEscalated, tellOfHandOver, tellOfJoined, tellOfMeasuredAction, tellOfMissedVisit, tellOfMovedVisit, tellOfOpened, tellOfOverdueAction, tellOfOwnerMessage,
  tellOfPlan, tellOfReminder, tellOfReopened, tellOfSurvey, tellOfTaken,
} from './notices/notices.ts';
import { codeAsked, sendPhoneCode } from './people/people.ts';
import { vehicleTransferred } from './vehicles/vehicles.ts';

export const journey: readonly Reaction[] = [
  when(codeAsked, 'send-code', sendPhoneCode),
  when(vehicleTransferred, 'note-on-cases', noteTransfer),
  when(alertRaised, 'open-case', openFromAlert),
  when(alertEscalated, 'weigh-case-again', alertWorsened),
  when(alertCleared, 'note-on-case', alertCalmed),
  when(appointmentBooked, 'move-case', caseBooked),
  when(appointmentMoved, 'move-case', caseBooked),
  when(appointmentCancelled, 'reopen-case', caseUnbooked),
  when(appointmentMissed, 'reopen-case', caseUnbooked),
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
  when(surveySent, 'tell', tellOfSurvey),
  when(actionAdded, 'tell', tellOfAction),
  when(actionOverdue, 'tell', tellOfOverdueAction),
  when(actionMeasured, 'tell', tellOfMeasuredAction),
  when(messageWritten, 'send', sendMessage),
];
