// Sending papers to the tax platform. F6 a platform that is down is tried again, ever later, and the same serial stays the same paper; F7 what
// it refuses is said to people and waits for them, and so does a number that another paper has; F8 a red paper goes out only after its blue one stands and the confirmation is there.
import { log } from '#platform/log';
import type { Tx } from '#platform/tx';
import type { Issued, TaxPort } from '#platform/outside/tax';
import { tellOf } from './ask.ts';
import type { Paper } from './paper.ts';
import { lockPaper, numberTaken, paperById, savePaper, waitingPapers } from './store.ts';

/** A reaction to asking. */
export async function sendFapiao(tx: Tx, body: { paperId: string }): Promise<void> {
  const paper = await lockPaper(tx, body.paperId);
  if (paper !== undefined) await step(tx, paper);
}
/** A round: papers under way are tried again. (F6) */
export async function sendWaitingFapiao(tx: Tx): Promise<void> {
  for (const { id } of await waitingPapers(tx)) await sendFapiao(tx, { paperId: id });
}

async function step(tx: Tx, paper: Paper): Promise<void> {
  const port = tx.outside.tax;
  if (port === undefined || paper.state === 'issued' || paper.state === 'failed') return;
  try {
    await (paper.kind === 'blue' ? issueBlue(tx, port, paper) : stepRed(tx, port, paper));
  } catch (error) {
    log.warn({ paperId: paper.id, reason: (error as Error).message }, 'the tax platform was not reached');
    await savePaper(tx, { ...paper, tries: paper.tries + 1, error: (error as Error).message.slice(0, 300) });
  }
}

async function issueBlue(tx: Tx, port: TaxPort, paper: Paper): Promise<void> {
  const { serial, buyerTitle, buyerTaxNo, grossFen, taxFen, taxBasisPoints, lines } = paper;
  await written(tx, paper, await port.issue({ serial, buyerTitle, buyerTaxNo, grossFen, taxFen, taxBasisPoints, lines }));
}

/** (F8) */
async function stepRed(tx: Tx, port: TaxPort, paper: Paper): Promise<void> {
  const blue = await paperById(tx, paper.ofId ?? '');
  if (blue?.number === null || blue === undefined) return void (await savePaper(tx, { ...paper, tries: paper.tries + 1 }));
  let at = paper;
  if (at.state !== 'confirmed') {
    const said = at.confirmationNo === null ? await port.askRed({ serial: at.serial, blueNumber: blue.number, grossFen: at.grossFen, taxFen: at.taxFen, reason: at.reason ?? '' }) : await port.confirmation(at.confirmationNo);
    if (!said.ok || said.state === 'refused') return failed(tx, at, said.ok ? '购买方不同意红字确认单 / the buyer did not agree' : said.why);
    at = await savePaper(tx, { ...at, confirmationNo: said.confirmationNo, state: said.state, tries: at.tries + 1, error: null });
    if (said.state === 'waitsForBuyer') return tellOf(tx, at, 'fapiao.waitForBuyer');
  }
  await written(tx, at, await port.issueRed({ serial: at.serial, confirmationNo: at.confirmationNo ?? '' }));
}

async function written(tx: Tx, paper: Paper, said: Issued): Promise<void> {
  if (!said.ok) return failed(tx, paper, said.why);
  if (await numberTaken(tx, said.number, paper.id)) return failed(tx, paper, `平台给出的号码 ${said.number} 已属于另一张发票 / the platform’s number belongs to another paper`);
  const saved = await savePaper(tx, { ...paper, state: 'issued', number: said.number, issuedAt: new Date(said.issuedAt), fileId: await tx.files.put(said.file), tries: paper.tries + 1, error: null });
  tellOf(tx, saved, 'fapiao.issued', { after: { number: saved.number } });
}
/** (F7) */
async function failed(tx: Tx, paper: Paper, why: string): Promise<void> {
  const saved = await savePaper(tx, { ...paper, state: 'failed', error: why.slice(0, 300), tries: paper.tries + 1 });
  tellOf(tx, saved, 'fapiao.failed', { after: { why } });
}
