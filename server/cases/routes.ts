// Which verb does which operation on cases.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { askConfirmation, closeCase, confirmSolved, notSolved } from './close-case.ts';
import { answerHandOver, askHandOver, takeCase } from './hand-over.ts';
import { listPossibleHolders } from './possible-holders.ts';
import { addCaseNote, caseFile, messageDesk, messageOwner, planHelp } from './messages.ts';
import { findCaller, openCaseOnThePhone, reportTrouble, splitCase } from './report-trouble.ts';
import { explainBreach, pauseClocks, resumeClocks } from './run-clocks.ts';
import { caseCounts, listCases, myCases, showCase, showMyCase } from './show-cases.ts';
import { changeUrgency } from './weigh-again.ts';

export const routes = serve(api, {
  listCases, caseCounts, showCase, findCaller, caseFile,
  openCase: openCaseOnThePhone, addCaseNote, messageOwner, planHelp, changeUrgency, takeCase, askHandOver, listPossibleHolders, answerHandOver, pauseClocks, resumeClocks,
  explainBreach, askConfirmation, closeCase, splitCase,
  reportTrouble, myCases, showMyCase, messageDesk, confirmSolved, notSolved,
});
