// TABLE 2: the product on one page. When this becomes known, that follows.
import { when, type Reaction } from './platform/facts.ts';
import { appointmentBooked, appointmentCancelled, appointmentMissed } from './appointments/appointments.ts';
import { alertCleared, alertEscalated, alertRaised } from './alerts/alerts.ts';
import { alertCalmed, alertWorsened, caseBooked, caseUnbooked, openFromAlert } from './cases/cases.ts';
import { openRecovery, surveyAnswered } from './feedback/feedback.ts';
import { findingsFromSurvey } from './improvement/improvement.ts';
import { codeAsked, sendPhoneCode } from './people/people.ts';

export const journey: readonly Reaction[] = [
  when(codeAsked, 'send-code', sendPhoneCode),
  when(alertRaised, 'open-case', openFromAlert),
  when(alertEscalated, 'weigh-case-again', alertWorsened),
  when(alertCleared, 'note-on-case', alertCalmed),
  when(appointmentBooked, 'move-case', caseBooked),
  when(appointmentCancelled, 'reopen-case', caseUnbooked),
  when(appointmentMissed, 'reopen-case', caseUnbooked),
  when(surveyAnswered, 'open-recovery-case', openRecovery),
  when(surveyAnswered, 'add-findings', findingsFromSurvey),
];
