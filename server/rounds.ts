// TABLE 3: what the clock looks after, and how often. A round takes no input, compares what is with what should be,
// and may run twice.
import { forgetOldAnswers } from './platform/answers.ts';
import type { Round } from './platform/jobs.ts';
import { learnLimits, rebuildOutdated, watchChains } from './batteries/batteries.ts';
import { askWeather, endOverdueMaintenance, endStorms, watchAreas, watchSilentCars } from './alerts/alerts.ts';
import { watchCalls } from './duty/duty.ts';
import { watchRescues } from './rescue/rescue.ts';
import { returnCases, watchClocks, watchHandOvers, watchSilence } from './cases/cases.ts';
import { askAboutBenefits } from './benefits/benefits.ts';
import { askAboutPayments, askAboutRefunds } from './invoices/invoices.ts';
import { sendWaitingFapiao } from './fapiao/fapiao.ts';
import { fetchBills } from './cashier/cashier.ts';
import { weighWaitingCars } from './loaners/loaners.ts';
import { planNight } from './parts/parts.ts';
import { watchPromises } from './workorders/workorders.ts';
import { climbMobilityDuties, watchGuarantees } from './warranty/warranty.ts';
import { watchClaims } from './claims/claims.ts';
import { runWaitingLists, watchHits, watchNoShows } from './appointments/appointments.ts';
import { planDays, timeRescues } from './dispatch/dispatch.ts';
import { expireSurveys, sendSurveys } from './feedback/feedback.ts';
import { climbLateComplaints, complains } from './voices/voices.ts';
import { climbOverdueActions, measureActions, measureIssues, watchReports } from './improvement/improvement.ts';
import { sendDueMessages } from './notices/notices.ts';
import { writeNameSounds } from './network/network.ts';
import { forgetOldSignIns } from './people/people.ts';
import { settleDispatches, tidyGateway } from './gateway/gateway.ts';
import { embedArticles, trainAssistant } from './conversations/conversations.ts';
import { freezeCareMonths } from './insight/insight.ts';
import { measureLines, returnTalks, runQueue, watchCallBacks } from './hotline/hotline.ts';
import { expireCommands } from './commands/commands.ts';
import { expireForwards } from './forwarding/forwarding.ts';
import { adoptRegistered, forgetHistory, forgetOldData } from './telemetry/telemetry.ts';

export const rounds: readonly Round[] = [
  { name: 'forget-old-answers', everySeconds: 3600, round: forgetOldAnswers },
  { name: 'forget-old-sign-ins', everySeconds: 3600, round: forgetOldSignIns },
  { name: 'write-name-sounds', everySeconds: 60, round: writeNameSounds },
  { name: 'tidy-gateway', everySeconds: 600, round: tidyGateway },
  { name: 'settle-dispatches', everySeconds: 5, round: settleDispatches },
  { name: 'expire-commands', everySeconds: 15, round: expireCommands },
  { name: 'expire-forwards', everySeconds: 60, round: expireForwards },
  { name: 'adopt-registered-vehicles', everySeconds: 60, round: adoptRegistered },
  { name: 'forget-old-vehicle-data', everySeconds: 1800, round: forgetOldData },
  { name: 'watch-duty-calls', everySeconds: 5, round: watchCalls },
  { name: 'watch-rescues', everySeconds: 5, round: watchRescues },
  { name: 'watch-silent-cars', everySeconds: 30, round: watchSilentCars },
  { name: 'ask-weather', everySeconds: 300, round: askWeather },
  { name: 'watch-areas', everySeconds: 30, round: watchAreas },
  { name: 'end-storms', everySeconds: 60, round: endStorms },
  { name: 'end-overdue-maintenance', everySeconds: 60, round: endOverdueMaintenance },
  { name: 'watch-battery-chains', everySeconds: 3600, round: watchChains },
  { name: 'rebuild-batteries', everySeconds: 60, round: rebuildOutdated },
  { name: 'learn-battery-limits', everySeconds: 86_400, round: learnLimits },
  { name: 'forget-history-by-rule', everySeconds: 21_600, round: forgetHistory },
  { name: 'watch-clocks', everySeconds: 5, round: watchClocks },
  { name: 'watch-hand-overs', everySeconds: 5, round: watchHandOvers },
  { name: 'return-cases', everySeconds: 60, round: returnCases },
  { name: 'watch-silence', everySeconds: 600, round: watchSilence },
  { name: 'watch-no-shows', everySeconds: 60, round: watchNoShows },
  { name: 'watch-hits', everySeconds: 300, round: watchHits },
  { name: 'run-waiting-lists', everySeconds: 30, round: runWaitingLists },
  { name: 'plan-dispatch-days', everySeconds: 60, round: planDays },
  { name: 'time-own-rescues', everySeconds: 60, round: timeRescues },
  { name: 'send-surveys', everySeconds: 60, round: (tx) => sendSurveys(tx, complains) },
  { name: 'expire-surveys', everySeconds: 3600, round: expireSurveys },
  { name: 'climb-late-complaints', everySeconds: 600, round: climbLateComplaints },
  { name: 'measure-actions', everySeconds: 3600, round: measureActions },
  { name: 'climb-overdue-actions', everySeconds: 3600, round: climbOverdueActions },
  { name: 'watch-reports', everySeconds: 21_600, round: watchReports },
  { name: 'measure-issues', everySeconds: 21_600, round: measureIssues },
  { name: 'freeze-care-months', everySeconds: 21_600, round: freezeCareMonths },
  { name: 'send-due-messages', everySeconds: 15, round: sendDueMessages },
  { name: 'run-hotline', everySeconds: 2, round: runQueue },
  { name: 'return-talks', everySeconds: 30, round: returnTalks },
  { name: 'watch-call-backs', everySeconds: 30, round: watchCallBacks },
  { name: 'measure-hotline', everySeconds: 300, round: measureLines },
  { name: 'train-assistant', everySeconds: 20, round: trainAssistant },
  { name: 'embed-articles', everySeconds: 20, round: embedArticles },
  { name: 'watch-promises', everySeconds: 60, round: watchPromises },
  { name: 'watch-guarantees', everySeconds: 300, round: watchGuarantees },
  { name: 'climb-mobility-duties', everySeconds: 300, round: climbMobilityDuties },
  { name: 'watch-claims', everySeconds: 3600, round: watchClaims },
  { name: 'weigh-waiting-cars', everySeconds: 600, round: weighWaitingCars },
  { name: 'plan-parts', everySeconds: 900, round: planNight },
  { name: 'ask-about-payments', everySeconds: 30, round: askAboutPayments },
  { name: 'ask-about-benefits', everySeconds: 30, round: askAboutBenefits },
  { name: 'ask-about-refunds', everySeconds: 300, round: askAboutRefunds },
  { name: 'fetch-bills', everySeconds: 1800, round: fetchBills },
  { name: 'send-waiting-fapiao', everySeconds: 60, round: sendWaitingFapiao },
];
