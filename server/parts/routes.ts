// Operations of parts on their verbs.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { findParts, savePart, supersede } from './catalogue.ts';
import { countPart, dropExpectedParts, expectParts, receiveParts, showStock } from './counting.ts';
import { addPlace, listPlaces } from './places.ts';
import { addSupplier, cancelPurchase, expectPurchase, listPurchases, listSuppliers, orderFromSupplier, sendPurchase } from './purchase.ts';
import { showPart } from './part-page.ts';
import { acceptSuggestions, bringPastUse, dismissSuggestion, listShortages, listSuggestions, partsReport, planParts, tryScenario } from './planner.ts';
import { receivePurchase } from './receive.ts';
import { applyPartSheet, checkPartSheet, exportParts, undoPartSheet } from './sheets.ts';
import { listMovements, listPicks, moveStock, setBin } from './shelf.ts';
import { askTransfer, cancelTransfer, listTransfers, receiveTransfer, sendTransfer } from './transfer.ts';
import { fillBox } from './waiting.ts';

export const routes = serve(api, {
  showStock, countPart, moveStock, listPicks, setBin, listMovements, expectParts, receiveParts, dropExpectedParts, addPlace, listPlaces,
  addSupplier, listSuppliers, orderFromSupplier, sendPurchase, cancelPurchase, expectPurchase, listPurchases, receivePurchase, fillBox, askTransfer, sendTransfer, receiveTransfer, cancelTransfer, listTransfers,
  findParts, savePart, supersede, checkPartSheet, applyPartSheet, undoPartSheet, exportParts,
  listShortages, listSuggestions, acceptSuggestions, dismissSuggestion, planParts, bringPastUse, showPart, partsReport, tryScenario,
});
