// A person's browser for tests: the system's Chromium, pages of a running house, and axe to look for barriers.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const candidates = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];

const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'];
function chromiumHere(): string {
  const path = candidates.find((one): one is string => one !== undefined && existsSync(one));
  if (path === undefined) throw new Error('browser tests need Chromium (Debian: apt-get install chromium), or CHROMIUM=/path/to/it');
  return path;
}

/** Starts Chromium without a window and without any wish to call home. */
export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: chromiumHere(), args });

export type Look = { width?: number; language?: 'zh' | 'en'; theme?: 'light' | 'dark' };

/** A context of its own (cookies, storage) in a language, at a width. */
export async function person(browser: Browser, origin: string, look: Look = {}): Promise<BrowserContext> {
  const width = look.width ?? 1440;
  const context = await browser.newContext({
    baseURL: origin, viewport: { width, height: width < 600 ? 844 : 900 }, locale: look.language === 'en' ? 'en-GB' : 'zh-CN',
    timezoneId: 'Asia/Shanghai', colorScheme: look.theme ?? 'light', hasTouch: width < 600,
  });
  await context.addInitScript((language) => localStorage.setItem('careloop.language', language), look.language ?? 'zh');
  await context.route((url) => !url.href.startsWith(origin) && url.protocol.startsWith('http'), (route) => route.abort());
  return context;
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
type AxeResult = { violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] };

/** Barriers by WCAG 2.1 AA on the page as it stands, one line each. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const result = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(options: unknown): Promise<AxeResult> } };
    return axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] });
  });
  return result.violations.flatMap((violation) => violation.nodes.slice(0, 3).map((node) => `${violation.id}: ${node.html.slice(0, 160)} ${(node.failureSummary ?? '').replaceAll(/\s+/g, ' ').slice(0, 160)}`));
}
