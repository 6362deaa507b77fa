// Papers as the browser prints them: every kind, on A4 and on a roll, with the reader's fonts inside; a reprint is marked; the
// code on the paper leads to the page that verifies it. CARELOOP_PICTURES=folder keeps the PDFs.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { arrival, newCar, shop, Visit } from '../../server/workorders/small-shop.test-data.ts';
import { barriers } from './browser.ts';
import { openHouse } from './walk.ts';

const walk = await openHouse('2026-11-24T02:00:00Z');
const { home } = walk;
const pictures = process.env['CARELOOP_PICTURES'];

/** Sizes of the pages of a PDF in millimetres. */
const pagesOf = (pdf: Buffer): number[][] => [...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b[^s][\s\S]*?\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]|\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)].map((match) => [match[1] ?? match[3], match[2] ?? match[4]].map((points) => Math.round((Number(points) * 25.4) / 72)));

test('every paper of a visit prints on A4 and as a roll, and says the truth when verified', { timeout: 480_000 }, async () => {
  const people = await shop(home);
  const car = await newCar(home);
  const one = new Visit(home, people, car, await people.adviser.call('checkIn', arrival(home, { caseId: car.caseId, warningLamps: ['brake'], itemsLeft: '儿童座椅' })));
  await one.ready(['BRAKE-PADS', 'MAINTAIN', 'LV-BATTERY']);
  const invoice = await vi.waitUntil(async () => (await people.adviser.call('listInvoices', { workOrderId: one.id })).invoices[0] as { id: string } | undefined, { timeout: 30_000, interval: 200 });
  const page = await walk.pageOf(people.adviser, `/console/work-orders/${one.id}`);
  await page.addInitScript(() => Object.assign(globalThis, { print: () => document.body.setAttribute('data-printed', 'true') }));
  for (const kind of ['checkIn', 'estimate', 'jobs', 'settlement', 'release', 'quarantine']) {
    const { id, number, code } = await people.adviser.call('issueDocument', { workOrderId: one.id, kind, ...(kind === 'settlement' ? { invoiceId: invoice.id } : {}), ...(kind === 'quarantine' ? { why: '底部碰撞' } : {}) });
    await page.goto(`/console/documents/${id}`);
    await page.locator('.p-sheet').getByText(number, { exact: true }).waitFor();
    expect(await barriers(page)).toEqual([]);
    for (const paper of kind === 'quarantine' ? ['label', 'a4'] : ['a4', 'roll']) {
      await page.locator('.p-bar').getByText(paper === 'a4' ? 'A4' : paper === 'roll' ? '80 mm 小票' : '100×150 标签', { exact: true }).click();
      await page.locator(`.p-sheet[data-paper=${paper}]`).waitFor();
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
      if (pictures !== undefined) writeFileSync(join(pictures, `${kind}-${paper}.pdf`), pdf);
      const sizes = pagesOf(pdf);
      expect(sizes.length, `${kind} ${paper}`).toBe(1);
      if (paper === 'roll') expect(sizes[0]?.[0]).toBe(80);
      else expect(sizes[0]).toEqual(paper === 'a4' ? [210, 297] : [100, 150]);
      expect(pdf.toString('latin1'), 'the fonts are inside').toMatch(/\/FontFile[23]?\b/);
    }
    await page.getByRole('button', { name: '打印' }).click();
    await page.getByText('已打印 1 次').waitFor();
    expect(await page.getByText('副本').count()).toBe(0);
    await page.getByRole('button', { name: '打印' }).click();
    await page.locator('.p-sheet').getByText('副本（第 2 次打印）').waitFor();
    await page.locator('body[data-printed=true]').waitFor();
    const anybody = await walk.pageOf(undefined, `/verify?n=${number}&c=${code}`, { width: 390 });
    await anybody.getByText('单据有效').waitFor();
    expect(await anybody.locator('body').textContent()).not.toContain(car.vin);
    if (kind === 'checkIn') expect(await barriers(anybody)).toEqual([]);
    await anybody.close();
  }
  expect(walk.trouble).toEqual([]);
});

test('a label is one label in English and with a long reason too, and says the day in figures nobody can misread; an estimate on a roll breaks no word', async () => {
  const adviser = home.staff({ role: 'adviser', brandId: 'xihe', outletId: 'shanghai-one', name: '顾问乙' });
  const page = await adviser.call('checkIn', arrival(home, { caseId: (await newCar(home)).caseId }));
  await adviser.call('saveEstimate', { workOrderId: page.workOrder.id, version: page.workOrder.version, operations: ['MAINTAIN'], parts: [{ code: 'P-PORT', quantity: 2 }], payers: [] });
  const label = await adviser.call('issueDocument', { workOrderId: page.workOrder.id, kind: 'quarantine', why: '底部碰撞，电池包壳体变形，冷却液渗漏，'.repeat(15) });
  const desk = await walk.pageOf(adviser, `/console/documents/${label.id}`, { language: 'en' });
  await desk.locator('.p-sheet[data-paper=label]').waitFor();
  expect(await desk.locator('.p-sheet').textContent()).toMatch(/\d{4}-\d\d-\d\d \d\d:\d\d/);
  expect(pagesOf(await desk.pdf({ preferCSSPageSize: true })).length).toBe(1);
  const { id } = await adviser.call('issueDocument', { workOrderId: page.workOrder.id, kind: 'estimate' });
  await desk.goto(`/console/documents/${id}`);
  await desk.locator('.p-bar').getByText('80 mm roll', { exact: true }).click();
  await desk.locator('.p-sheet[data-paper=roll]').waitFor();
  for (const cell of await desk.locator('.p-table tbody td:first-child').all()) expect((await cell.boundingBox())?.width ?? 0, 'a name has room on a roll').toBeGreaterThan(90);
  expect(await desk.locator('.p-sheet').evaluate((sheet) => [...sheet.querySelectorAll('th, td, dd, p')].filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline').map((one) => one.textContent)), 'nothing stands out of its place').toEqual([]);
  const texts = await desk.locator('.p-table tfoot tr').allTextContents();
  expect(texts.map((text) => /^[A-Za-z]+/.exec(text)?.[0])).toEqual(['Labour', 'Parts', 'Total']);
  await desk.close();
});

test('a check-in sheet says what was seen around the car, on a roll too, and a roll without notes has no empty part', async () => {
  const adviser = home.staff({ role: 'adviser', brandId: 'xihe', outletId: 'shanghai-one', name: '顾问丙' });
  const picture = async (): Promise<string> => (await adviser.call('uploadFile', { bytes: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'), contentType: 'image/png' })).fileId;
  const sheet = async (note: object) => {
    const { workOrder } = await adviser.call('checkIn', arrival(home, { caseId: (await newCar(home)).caseId, photos: [{ position: 'left', fileId: await picture(), ...note }] }));
    const { id } = await adviser.call('issueDocument', { workOrderId: workOrder.id, kind: 'checkIn' });
    const desk = await walk.pageOf(adviser, `/console/documents/${id}`, { language: 'en' });
    await desk.getByRole('heading', { name: 'Photos around the car' }).waitFor();
    await desk.locator('.p-bar').getByText('80 mm roll', { exact: true }).click();
    await desk.locator('.p-sheet[data-paper=roll]').waitFor();
    return desk;
  };
  const noted = await sheet({ x: 20, y: 60, note: 'scratch on the left rear door' });
  expect(await noted.getByText('Left: scratch on the left rear door').isVisible()).toBe(true);
  const plain = await sheet({});
  expect(await plain.getByRole('heading', { name: 'Photos around the car' }).isVisible()).toBe(false);
});

test('a long estimate breaks between lines, repeats its head and numbers its pages', async () => {
  const people = { adviser: home.staff({ role: 'adviser', brandId: 'xihe', outletId: 'shanghai-one', name: '顾问甲' }) };
  const car = await newCar(home);
  const page = await people.adviser.call('checkIn', arrival(home, { caseId: car.caseId }));
  const parts = Array.from({ length: 45 }, () => [{ code: 'P-12V', quantity: 1 }, { code: 'P-PORT', quantity: 2 }]).flat().slice(0, 60);
  await people.adviser.call('saveEstimate', { workOrderId: page.workOrder.id, version: page.workOrder.version, operations: ['MAINTAIN'], parts, payers: [] });
  const { id } = await people.adviser.call('issueDocument', { workOrderId: page.workOrder.id, kind: 'estimate' });
  const desk = await walk.pageOf(people.adviser, `/console/documents/${id}`, { language: 'en' });
  await desk.locator('.p-sheet').getByRole('heading', { name: 'Estimate' }).waitFor();
  const pdf = await desk.pdf({ preferCSSPageSize: true });
  if (pictures !== undefined) writeFileSync(join(pictures, 'long-estimate.pdf'), pdf);
  expect(pagesOf(pdf).length).toBeGreaterThan(1);
  expect(walk.trouble).toEqual([]);
});
