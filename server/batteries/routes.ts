// Operation → verb.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { addBatteryUnit, carBatteryUnits, checkScrapping, fitBatteryUnit, listBatteryUnits, moveBatteryUnit, removeBatteryUnit, readBatteryCode, showBatteryUnit } from './battery-file.ts';
import { answerBatteryAppeal, appealBatteryDecision, decideBatteryWarranty, myBatteryPapers } from './decide-warranty.ts';
import { rebuildBattery } from './follow-owner.ts';
import { myBattery, setBatteryJob } from './my-battery.ts';
import { listBatteryLimits, setBatteryLimits } from './learn-limits.ts';
import { issueBatteryPaper, revokeBatteryPaper, showBatteryPaper, verifyBatteryPaper } from './papers.ts';
import { listQuarantines, logQuarantineTemperature, releaseQuarantine, showQuarantine, startQuarantine } from './quarantine.ts';
import { batteryAccuracy, recordBatteryMiss, recordBatteryOutcome } from './record-outcome.ts';
import { batteryCells, batteryOverview, showBattery, showFinding } from './show-battery.ts';
import { batteryPapersOf, giveUpBatteryTest, recordTestStep, startBatteryTest } from './test-battery.ts';
import { exportTraceFile, recordTraceReceipt } from './trace-file.ts';

export const routes = serve(api, {
  batteryOverview, showBattery, batteryCells, showFinding, recordBatteryOutcome, recordBatteryMiss, batteryAccuracy, listBatteryLimits, setBatteryLimits, setBatteryJob, rebuildBattery, myBattery,
  readBatteryCode, listBatteryUnits, showBatteryUnit, carBatteryUnits, addBatteryUnit, fitBatteryUnit, removeBatteryUnit, moveBatteryUnit, checkScrapping, exportTraceFile, recordTraceReceipt,
  startQuarantine, logQuarantineTemperature, releaseQuarantine, showQuarantine, listQuarantines,
  batteryPapersOf, startBatteryTest, recordTestStep, giveUpBatteryTest, decideBatteryWarranty, appealBatteryDecision, answerBatteryAppeal, issueBatteryPaper, revokeBatteryPaper, myBatteryPapers, showBatteryPaper, verifyBatteryPaper,
});
