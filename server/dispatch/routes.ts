// Operations of dispatch on their verbs.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { showDispatch } from './board.ts';
import { answerProposal, proposePlan, reopenRoad, reportDisturbance, showProposal } from './disturb.ts';
import { handOverPhoto, recordHandOver } from './hand-over.ts';
import { explainJob, moveJob, pinJob, planDispatch, tryMove, undoPlan } from './move-job.ts';
import { moveStop, reportPosition } from './move-stop.ts';
import { saveMapLines, showMap } from './show-map.ts';
import { addVan, changeVan, listVans, loadVan, setVanDay, stockVan } from './vans.ts';
import { myStops } from './show-stops.ts';
import { findVisitTimes } from './visit-times.ts';
import { askVisit, cancelVisit, moveVisit, myVisits, renewCodes, saveReadiness, showVisit, visitsOfCase } from './visits.ts';

export const routes = serve(api, {
  myStops, moveStop, reportPosition, recordHandOver, handOverPhoto, showDispatch, showMap, saveMapLines, planDispatch, tryMove, explainJob, moveJob, pinJob, undoPlan,
  reportDisturbance, reopenRoad, proposePlan, showProposal, answerProposal, listVans, addVan, changeVan, setVanDay, stockVan, loadVan,
  findVisitTimes, askVisit, myVisits, showVisit, visitsOfCase, saveReadiness, moveVisit, cancelVisit, renewCodes,
});
