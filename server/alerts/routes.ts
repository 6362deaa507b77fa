// Operation → verb.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { backtestAlertRule } from './backtest-rule.ts';
import { changeAlertRule, listAlertRules } from './change-rule.ts';
import { listAlerts, myAlerts, showAlert } from './list-alerts.ts';

export const routes = serve(api, { listAlerts, showAlert, myAlerts, listAlertRules, changeAlertRule, backtestAlertRule });
