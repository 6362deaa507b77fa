// A tax invoice and its moves; pure. F1 lines sum to the paper, tax to the tax, to the fen; F2 a red paper is of a blue one and
// never over more than is left of it.
import { taxWithin } from '#ledger';
import { fact } from '#platform/facts';
import { spread } from '#prices';
import type { TaxLine } from '#platform/outside/tax';
import type { buyerKinds, paperStates } from './api.ts';

export type PaperState = (typeof paperStates)[number];
export type Paper = {
  id: string; brandId: string; ownerId: string; outletId: string; invoiceId: string; payerId: string; kind: 'blue' | 'red'; ofId: string | null; state: PaperState; serial: string; number: string | null; buyerKind: (typeof buyerKinds)[number]; buyerTitle: string; buyerTaxNo: string | null;
  grossFen: number; taxFen: number; taxBasisPoints: number; lines: TaxLine[]; reason: string | null; refundNo: string | null; confirmationNo: string | null; fileId: string | null; error: string | null; tries: number; askedBy: string; askedAt: Date; issuedAt: Date | null; version: number;
};
/** Blue papers are issued or fail; red ones are confirmed before, by the buyer where they deducted the tax. A failed one may be asked for again. */
export const paperMoves: Record<PaperState, readonly PaperState[]> = { asked: ['issued', 'failed', 'waitsForBuyer', 'confirmed'], waitsForBuyer: ['confirmed', 'failed'], confirmed: ['issued', 'failed'], failed: ['asked'], issued: [] };

/** The lines of a paper over an amount, by what the payer's part of each invoice line is. (F1) */
export function linesOver(grossFen: number, basisPoints: number, lines: readonly { name: string; quantity: number; partFen: number }[]): TaxLine[] {
  return spread(grossFen, lines.map((line) => line.partFen)).map((fen, at) => ({ name: lines[at]?.name ?? '', quantity: lines[at]?.quantity ?? 1, grossFen: fen, taxFen: taxWithin(fen, basisPoints) })).filter((line) => line.grossFen !== 0);
}
export const fapiaoAsked = fact<{ paperId: string }>('fapiao.asked');
