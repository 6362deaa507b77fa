// Operations of work orders on their verbs.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { showArrival } from './arrival.ts';
import { showCarHistory } from './car-history.ts';
import { checkIn, handBack, holdWork, movePromise } from './at-the-counter.ts';
import { addCampaignCars, closeCampaign, listCampaigns, openCampaign, showCampaign } from './campaigns.ts';
import { cancelWork } from './cancel-work.ts';
import { addLinePhotos, answerEstimate, approveGoodwill, recordAnswer, saveEstimate, sendEstimate } from './estimate.ts';
import { recordCoding } from './coding.ts';
import { acceptHandOver, findFixes, recordTestDrive, recordTool } from './hand-over.ts';
import { finishWork, inspect, recordDiagnosis, recordLockOut, releaseLockOut, startWork, stopWork } from './in-the-shop.ts';
import { answerPartsWait, bookResume, findResumeSlots, letCarHome, orderParts, receiveOrderedParts, recordPartsAnswer, takeCarBack } from './parts-to-come.ts';
import { answerQuestion, askExpert, instructionDrawing, listInstructions, listQuestions, publishInstructions } from './packet.ts';
import { overridePrice } from './line-price.ts';
import { shopBoard } from './shop-board.ts';
import { listWorkOrders, myWorkOrders, showWorkOrder, workOrderFile } from './show-work-orders.ts';

export const routes = serve(api, {
  showArrival, showCarHistory, openCampaign, addCampaignCars, closeCampaign, showCampaign, listCampaigns, checkIn, saveEstimate, overridePrice, approveGoodwill, sendEstimate, recordAnswer, movePromise, holdWork, cancelWork, handBack, recordDiagnosis, startWork, stopWork, recordLockOut, releaseLockOut, finishWork, inspect, acceptHandOver, addLinePhotos, recordTool, recordCoding, recordTestDrive, findFixes, publishInstructions, listInstructions, instructionDrawing, askExpert, answerQuestion, listQuestions,
  orderParts, receiveOrderedParts, recordPartsAnswer, answerPartsWait, letCarHome, findResumeSlots, bookResume, takeCarBack,
  shopBoard, listWorkOrders, showWorkOrder, workOrderFile, myWorkOrders, answerEstimate,
});
