// A document: what stood on the paper and its fingerprint. D1 the fingerprint is of number, kind, time and everything that
// stands on it, whatever the order in which a database keeps it; D2 the code on the paper is the beginning of it.
import { createHash } from 'node:crypto';
import type { Static } from '#platform/contract';
import type { Content as ContentShape, documentKinds } from './api.ts';

export type Content = Static<typeof ContentShape>;
export type DocumentKind = (typeof documentKinds)[number];
export type Document = {
  id: string; number: string; kind: DocumentKind; brandId: string; ownerId: string; outletId: string; workOrderId: string; invoiceId: string | null;
  content: Content; hash: string; issuedAt: Date; issuedBy: string; prints: number; lastPrintedAt: Date | null;
};

/** The same text for the same values, in whatever order their fields lie. */
export function inOrder(value: unknown): string {
  if (value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(inOrder).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  return `{${Object.entries(value).filter(([, inner]) => inner !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, inner]) => `${JSON.stringify(name)}:${inOrder(inner)}`).join(',')}}`;
}
/** (D1) */
export const hashOf = (one: Pick<Document, 'number' | 'kind' | 'issuedAt' | 'content'>): string =>
  createHash('sha256').update(inOrder({ number: one.number, kind: one.kind, issuedAt: one.issuedAt.toISOString(), content: one.content })).digest('hex');
/** (D2) */
export const codeOf = (hash: string): string => hash.slice(0, 16);
