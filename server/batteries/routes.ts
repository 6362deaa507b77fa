import { serve } from '#platform/routes';
import { api } from './api.ts';
import { rebuildBattery } from './follow-owner.ts';
import { myBattery, setBatteryJob } from './my-battery.ts';
import { batteryAccuracy, recordBatteryMiss, recordBatteryOutcome } from './record-outcome.ts';
import { batteryCells, batteryOverview, showBattery, showFinding } from './show-battery.ts';

export const routes = serve(api, { batteryOverview, showBattery, batteryCells, showFinding, recordBatteryOutcome, recordBatteryMiss, batteryAccuracy, setBatteryJob, rebuildBattery, myBattery });
