// The tax platform that numbers and keeps tax invoices (数电票). Each house reaches it by a provider of its own; this adapter speaks a small
// HTTP protocol that is ASSUMED (docs/operating/fapiao.md): JSON, signed by HMAC-SHA256. X1 the same serial is the same paper; X2 numbers
// come from the platform; X3 a refusal is said as such, and only what is not reachable is tried again.
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import '../tx.ts';

export type TaxLine = { name: string; quantity: number; grossFen: number; taxFen: number };
export type TaxRequest = { serial: string; buyerTitle: string; buyerTaxNo: string | null; grossFen: number; taxFen: number; taxBasisPoints: number; lines: TaxLine[] };
export type Issued = { ok: true; number: string; issuedAt: string; file: Uint8Array } | { ok: false; why: string };
export type Confirmation = { ok: true; confirmationNo: string; state: 'confirmed' | 'waitsForBuyer' | 'refused' } | { ok: false; why: string };
export type TaxPort = {
  issue(request: TaxRequest): Promise<Issued>;
  /** Asks to undo an issued invoice, whole or in part (红字确认单). */
  askRed(red: { serial: string; blueNumber: string; grossFen: number; taxFen: number; reason: string }): Promise<Confirmation>;
  confirmation(confirmationNo: string): Promise<Confirmation>;
  issueRed(red: { serial: string; confirmationNo: string }): Promise<Issued>;
};
declare module '../tx.ts' {
  interface Outside {
    tax?: TaxPort;
  }
}
export type TaxAccount = { baseUrl: string; keyId: string; secret: string; sellerTaxNo: string };

/** What is signed of a request: method, path, time, nonce and the hash of the body. */
export const taxSignature = (secret: string, method: string, path: string, seconds: string, nonce: string, body: string): string =>
  createHmac('sha256', secret).update([method, path, seconds, nonce, createHash('sha256').update(body).digest('hex')].join('\n')).digest('hex');
export const sameText = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** The adapter for one taxpayer. What cannot be reached, and answers that are not signed, throw: the caller tries again. (X3) */
export function taxPlatform(account: TaxAccount): TaxPort {
  async function call(method: 'GET' | 'POST', path: string, input?: unknown): Promise<Record<string, unknown>> {
    const body = input === undefined ? '' : JSON.stringify(input);
    const [seconds, nonce] = [String(Math.floor(Date.now() / 1000)), randomBytes(16).toString('hex')];
    const response = await fetch(account.baseUrl + path, {
      method, ...(body === '' ? {} : { body }), signal: AbortSignal.timeout(10_000),
      headers: { 'content-type': 'application/json', 'x-key-id': account.keyId, 'x-time': seconds, 'x-nonce': nonce, 'x-signature': taxSignature(account.secret, method, path, seconds, nonce, body) },
    });
    const text = await response.text();
    const signed = response.headers.get('x-signature') ?? '';
    if (response.status >= 500) throw new Error(`the tax platform answers ${response.status}`);
    if (!sameText(signed, taxSignature(account.secret, method, path, seconds, nonce, text))) throw new Error('the answer of the tax platform is not signed');
    return { status: response.status, ...(JSON.parse(text) as Record<string, unknown>) };
  }
  const no = (said: Record<string, unknown>) => ({ ok: false as const, why: String(said['message'] ?? said['code'] ?? 'refused') });
  const issued = (said: Record<string, unknown>): Issued => (said['status'] === 200 ? { ok: true, number: String(said['number']), issuedAt: String(said['issuedAt']), file: Buffer.from(String(said['file'] ?? ''), 'base64') } : no(said));
  const confirmed = (said: Record<string, unknown>): Confirmation => (said['status'] === 200 ? { ok: true, confirmationNo: String(said['confirmationNo']), state: said['state'] as 'confirmed' } : no(said));
  return {
    issue: async (request) => issued(await call('POST', '/invoices', { ...request, sellerTaxNo: account.sellerTaxNo })),
    askRed: async (red) => confirmed(await call('POST', '/red-confirmations', red)),
    confirmation: async (confirmationNo) => confirmed(await call('GET', `/red-confirmations/${encodeURIComponent(confirmationNo)}`)),
    issueRed: async (red) => issued(await call('POST', '/red-invoices', red)),
  };
}
