// The demo's counterpart of a tax platform, by the assumed protocol of docs/operating/fapiao.md: checks signatures, numbers papers with
// twenty digits, wants a confirmation before a red one, and asks the buyer when a company has deducted the tax already.
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { sameText, taxSignature, type TaxAccount } from '../../server/platform/outside/tax.ts';

type Paper = { number: string; serial: string; grossFen: number; taxFen: number; buyerTitle: string; undoneFen: number; issuedAt: string; deducted: boolean };
type Confirmation = { no: string; serial: string; blue: Paper; grossFen: number; taxFen: number; state: 'confirmed' | 'waitsForBuyer' | 'refused' };
export type TaxOffice = {
  account: TaxAccount;
  papers: Map<string, Paper>;
  /** The buyer has deducted the tax of this paper: a red one needs their word. */
  deduct(number: string): void;
  answerRed(confirmationNo: string, agrees: boolean): void;
  /** Answers 503 for a while. */
  shut(isShut: boolean): void;
  close(): Promise<void>;
};

/** A page with one line of text, as PDF. */
function pdf(text: string): Buffer {
  const stream = `BT /F1 14 Tf 40 760 Td (${text.replaceAll(/[()\\]/g, '')}) Tj ET`;
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>', `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'];
  let body = '%PDF-1.4\n';
  const places = objects.map((object, at) => {
    const place = body.length;
    body += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const from = body.length;
  return Buffer.from(`${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')}trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${from}\n%%EOF\n`, 'latin1');
}

/** Opens the office on a free loopback port. */
export async function openTaxOffice(clock: () => Date = () => new Date()): Promise<TaxOffice> {
  const papers = new Map<string, Paper>();
  const bySerial = new Map<string, Paper>();
  const confirmations = new Map<string, Confirmation>();
  let shut = false;
  const began = Math.floor(Date.now() / 1000) * 100; // an office that opens again goes on with other numbers
  const numbered = (): string => `26312000${String(began + papers.size + 1).padStart(12, '0')}`;
  const shown = (paper: Paper) => ({ number: paper.number, issuedAt: paper.issuedAt, file: pdf(`FAPIAO ${paper.number} ${(paper.grossFen / 100).toFixed(2)}`).toString('base64') });
  const no = (code: string, message: string): [number, unknown] => [422, { code, message }];
  function write(serial: string, grossFen: number, taxFen: number, buyerTitle: string): Paper {
    const paper: Paper = { number: numbered(), serial, grossFen, taxFen, buyerTitle, undoneFen: 0, issuedAt: clock().toISOString(), deducted: false };
    papers.set(paper.number, paper);
    bySerial.set(serial, paper);
    return paper;
  }

  function answer(method: string, path: string, body: string): [number, unknown] {
    const input = (body === '' ? {} : JSON.parse(body)) as { serial?: string; grossFen?: number; taxFen?: number; buyerTitle?: string; buyerTaxNo?: string | null; blueNumber?: string; confirmationNo?: string; lines?: { grossFen: number; taxFen: number }[]; taxBasisPoints?: number };
    const known = bySerial.get(input.serial ?? '');
    if (method === 'POST' && path === '/invoices') {
      if (known !== undefined) return [200, shown(known)];
      const [gross, tax] = [input.grossFen ?? 0, input.taxFen ?? 0];
      const lines = input.lines ?? [];
      if (gross <= 0 || lines.reduce((sum, line) => sum + line.grossFen, 0) !== gross || lines.reduce((sum, line) => sum + line.taxFen, 0) !== tax) return no('SUMS', '明细合计与价税合计不一致');
      if (typeof input.buyerTaxNo === 'string' && !/^[0-9A-Z]{15,20}$/.test(input.buyerTaxNo)) return no('BUYER_TAX_NO', '购买方纳税人识别号有误');
      if ((input.buyerTitle ?? '').includes('注销')) return no('BUYER_STATE', '购买方已注销');
      return [200, shown(write(input.serial ?? '', gross, tax, input.buyerTitle ?? ''))];
    }
    if (method === 'POST' && path === '/red-confirmations') {
      const before = [...confirmations.values()].find((one) => one.serial === input.serial);
      if (before !== undefined) return [200, { confirmationNo: before.no, state: before.state }];
      const blue = papers.get(input.blueNumber ?? '');
      const gross = input.grossFen ?? 0;
      if (blue === undefined) return no('NO_BLUE', '找不到对应的蓝字发票');
      if (gross >= 0 || blue.undoneFen - gross > blue.grossFen) return no('TOO_MUCH', '红字金额超过蓝字发票可冲金额');
      const one: Confirmation = { no: `HZ${randomBytes(6).toString('hex').toUpperCase()}`, serial: input.serial ?? '', blue, grossFen: gross, taxFen: input.taxFen ?? 0, state: blue.deducted ? 'waitsForBuyer' : 'confirmed' };
      blue.undoneFen -= gross;
      confirmations.set(one.no, one);
      return [200, { confirmationNo: one.no, state: one.state }];
    }
    const asked = /^\/red-confirmations\/(.+)$/.exec(path)?.[1];
    const seen = confirmations.get(asked ?? input.confirmationNo ?? '');
    if (seen === undefined) return [404, { code: 'NOT_FOUND' }];
    if (method === 'GET') return [200, { confirmationNo: seen.no, state: seen.state }];
    if (path !== '/red-invoices') return [404, { code: 'NOT_FOUND' }];
    if (known !== undefined) return [200, shown(known)];
    return seen.state === 'confirmed' ? [200, shown(write(input.serial ?? '', seen.grossFen, seen.taxFen, seen.blue.buyerTitle))] : no('NOT_CONFIRMED', '红字确认单未确认');
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (shut) return void response.writeHead(503).end();
      const body = Buffer.concat(chunks).toString('utf8');
      const [method, path, seconds, nonce] = [request.method ?? '', request.url ?? '', String(request.headers['x-time'] ?? ''), String(request.headers['x-nonce'] ?? '')];
      const fine = Math.abs(Date.now() / 1000 - Number(seconds)) < 300 && sameText(String(request.headers['x-signature'] ?? ''), taxSignature(account.secret, method, path, seconds, nonce, body));
      const [status, said] = fine ? answer(method, path, body) : [401, { code: 'SIGNATURE', message: '签名错误' }];
      const text = JSON.stringify(said);
      response.writeHead(status, { 'content-type': 'application/json', 'x-signature': taxSignature(account.secret, method, path, seconds, nonce, text) }).end(text);
    });
  });
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const account: TaxAccount = { baseUrl: `http://127.0.0.1:${port}`, keyId: 'demo', secret: randomBytes(16).toString('hex'), sellerTaxNo: '91310000MA1K00000X' };
  return {
    account, papers,
    deduct: (number) => void Object.assign(papers.get(number) as Paper, { deducted: true }),
    answerRed: (confirmationNo, agrees) => void Object.assign(confirmations.get(confirmationNo) as Confirmation, { state: agrees ? 'confirmed' : 'refused' }),
    shut: (isShut) => void (shut = isShut),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
