// What a first visit loads: script and style of each face's first page as the server compresses it, in a real browser
// with an empty cache; and what the owner's phone keeps for the time without a network.
import type { Browser } from 'playwright-core';
import { openBrowser, person } from '../tests/browser/browser.ts';
import { buildWeb } from '../tools/start.ts';
import { ask, signIn, startServer } from './server.ts';

export const aimsKb = { start: 200, owner: 200, console: 450 } as const;
export type Face = keyof typeof aimsKb;
export type Weight = { face: Face; scriptKb: number; styleKb: number; requests: number };
const pages = { start: ['/', 'h1'], owner: ['/owner', '#car'], console: ['/console', 'nav a'] } as const;
const kb = (bytes: number): number => Math.round(bytes / 102.4) / 10;

/** Opens the first page of a face as the one whose session is given, and adds up what came over the wire. */
export async function weigh(browser: Browser, origin: string, face: Face, session: string | undefined): Promise<Weight> {
  const context = await person(browser, origin, { width: face === 'owner' ? 390 : 1440 });
  if (session !== undefined) await context.addCookies([{ name: 'careloop_session', value: session, url: origin }]);
  await context.route('**/owner-worker.js', (route) => route.abort()); // what it keeps for later is weighed apart
  const page = await context.newPage();
  const wire = await context.newCDPSession(page);
  await wire.send('Network.enable');
  const urls = new Map<string, string>();
  const bytes = { script: 0, style: 0, requests: 0 };
  wire.on('Network.responseReceived', ({ requestId, response }) => void urls.set(requestId, response.url));
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const url = urls.get(requestId) ?? '';
    bytes.requests += 1;
    if (url.endsWith('.js')) bytes.script += encodedDataLength;
    if (url.endsWith('.css')) bytes.style += encodedDataLength;
  });
  const [path, seen] = pages[face];
  await page.goto(path);
  await page.locator(seen).first().waitFor();
  await page.waitForTimeout(500);
  await context.close();
  return { face, scriptKb: kb(bytes.script), styleKb: kb(bytes.style), requests: bytes.requests };
}

/** The files that the owner's service worker keeps. */
export async function keptOffline(origin: string): Promise<string[]> {
  const worker = await (await fetch(`${origin}/owner-worker.js`)).text();
  return [...worker.matchAll(/url:"([^"]+)"/g)].map(([, path]) => path ?? '');
}

async function keptKb(origin: string): Promise<number> {
  let sum = 0;
  for (const path of await keptOffline(origin)) {
    const { body } = await fetch(`${origin}/${path}`);
    if (body === null) continue;
    for await (const chunk of body.pipeThrough(new CompressionStream('gzip'))) sum += (chunk as Uint8Array).byteLength;
  }
  return kb(sum);
}

export async function bench(): Promise<string> {
  await buildWeb();
  const server = await startServer('pglite');
  if (server === undefined) throw new Error('the server did not start');
  const origin = server.origin.origin;
  const people = await ask<{ staff: { id: string; role: string }[]; owners: { id: string }[] }>(server.origin, '/demo/people');
  const sessionOf = async (kind: 'owner' | 'staff', id: string): Promise<string> => (await signIn(server.origin, kind, id)).cookie.replace('careloop_session=', '');
  const browser = await openBrowser();
  const weights = [
    await weigh(browser, origin, 'start', undefined), await weigh(browser, origin, 'owner', await sessionOf('owner', people.owners[0]?.id ?? '')),
    await weigh(browser, origin, 'console', await sessionOf('staff', people.staff.find((one) => one.role === 'agent')?.id ?? '')),
  ];
  const kept = await keptKb(origin);
  await browser.close();
  await server.stop();
  const rows = weights.map((one) => `| ${one.face} | ${one.scriptKb} | ${aimsKb[one.face]} | ${one.styleKb} | ${one.requests} |`);
  return ['First page, signed in (start page: nobody), empty cache, as compressed on the wire; KB of 1,024 bytes.', '', '| page | script KB | aim KB | style KB | requests |', '|---|---:|---:|---:|---:|', ...rows, '', `The owner’s phone keeps ${kept} KB (compressed) for the time without a network.`].join('\n');
}
