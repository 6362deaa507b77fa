// Operations of work orders on their verbs.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { listCampaigns, openCampaign, showArrival } from './arrival.ts';
import { checkIn, handBack, holdWork, movePromise } from './at-the-counter.ts';
import { cancelWork } from './cancel-work.ts';
import { addLinePhotos, answerEstimate, approveGoodwill, recordAnswer, saveEstimate, sendEstimate } from './estimate.ts';
import { acceptHandOver, findFixes, recordTestDrive, recordTool } from './hand-over.ts';
import { finishWork, inspect, recordDiagnosis, recordLockOut, releaseLockOut, startWork, stopWork } from './in-the-shop.ts';
import { shopBoard } from './shop-board.ts';
import { listWorkOrders, myWorkOrders, showWorkOrder, workOrderFile } from './show-work-orders.ts';

export const routes = serve(api, {
  showArrival, openCampaign, listCampaigns, checkIn, saveEstimate, approveGoodwill, sendEstimate, recordAnswer, movePromise, holdWork, cancelWork, handBack, recordDiagnosis, startWork, stopWork, recordLockOut, releaseLockOut, finishWork, inspect, acceptHandOver, addLinePhotos, recordTool, recordTestDrive, findFixes,
  shopBoard, listWorkOrders, showWorkOrder, workOrderFile, myWorkOrders, answerEstimate,
});
