// Operation → verb.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { compareSisters } from './compare-sisters.ts';
import { listHistoryRules, setHistoryRule, showHistory } from './history-rules.ts';
import { listFaultCodes, setFaultCode, vehicleFaults } from './fault-codes.ts';
import { applyFaultSheet, checkFaultSheet, listFaultSheets, undoFaultSheet } from './fault-sheets.ts';
import { vehicleCells } from './show-cells.ts';
import { vehicleEvents } from './show-events.ts';
import { listVehicleFrames, showVehicleFrame } from './show-frames.ts';
import { vehicleSignals } from './show-signals.ts';
import { showVehicleState } from './show-vehicle-state.ts';
import { telemetryState } from './telemetry-state.ts';
import { adoptUnknownVehicle, listUnknownVehicles } from './unknown-vehicles.ts';
import { vehicleReadings } from './vehicle-readings.ts';

export const routes = serve(api, {
  showVehicleState, vehicleReadings, listUnknownVehicles, adoptUnknownVehicle, telemetryState,
  vehicleSignals, vehicleCells, vehicleEvents, listVehicleFrames, showVehicleFrame, compareSisters,
  listHistoryRules, setHistoryRule, showHistory,
  listFaultCodes, setFaultCode, vehicleFaults, checkFaultSheet, applyFaultSheet, undoFaultSheet, listFaultSheets,
});
