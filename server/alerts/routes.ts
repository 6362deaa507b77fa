// Operation → verb.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { addArea, areaCars, endArea, listAreas } from './areas.ts';
import { backtestAlertRule } from './backtest-rule.ts';
import { changeAlertRule, listAlertRules, listRuleVersions } from './change-rule.ts';
import { listAlerts, myAlerts, showAlert } from './list-alerts.ts';
import { beginMaintenance, endMaintenance, listMaintenance } from './maintenance.ts';
import { listStorms, showStorm } from './storms.ts';

export const routes = serve(api, {
  listAlerts, showAlert, myAlerts, listAlertRules, listRuleVersions, changeAlertRule, backtestAlertRule: (tx, input) => backtestAlertRule(tx, input),
  listStorms, showStorm, listMaintenance, beginMaintenance, endMaintenance, listAreas, addArea, endArea, areaCars,
});
