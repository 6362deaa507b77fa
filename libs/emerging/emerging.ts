// Emerging issues: what owners report is counted by day and series (a topic of a model, a batch, a software version, a
// place); a series that rises above what it was before is named early, at a stated budget of false alarms.
// E1 a reporter, a copied text and a flood from one source cannot raise an alarm; E2 false alarms of a series without a
// change come no more often than the budget says; E3 what comes with the season or everywhere at once is no issue of one series.
export { countReports, usualCountRules, type Counted, type Report, type CountRules } from './reports.ts';
export { learnCommon, type Common } from './in-all-series.ts';
export { usualWatchRules, watch, type Alarm, type Day, type Watched, type WatchRules } from './watch.ts';
