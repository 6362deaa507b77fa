// A house with its faces, and people with browsers in it: everyone signed in by their own session, all at one clock.
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach } from 'vitest';
import { wechatPay } from '#platform/outside/payment';
import { house, type Caller } from '#platform/testing';
import { wechat } from '#platform/outside/wechat';
import { openWallet } from '../../fleet/outside/wallet.ts';
import { openWechatOffice } from '../../fleet/outside/wechat-office.ts';
import { openBrowser, person, type Look } from './browser.ts';

/** Opens the house on a free port, with reactions following by themselves. CARELOOP_PICTURES=folder keeps a picture of every page after each test.
 * `startsAt` is its first moment; browsers see the same time. `before` makes records while reactions still wait to be asked. */
export async function openHouse(startsAt: string, before: (home: Awaited<ReturnType<typeof house>>) => Promise<void> = async () => undefined) {
  let clock = (): Date => new Date(startsAt);
  const wallet = await openWallet('', () => clock());
  const office = await openWechatOffice({ accounts: [{ brandId: 'xihe', appId: 'wx5823bf96d3bd56c7', appSecret: 'a-secret', token: 'QDG6eK', encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C' }], clock: () => clock() });
  const home = await house({
    startsAt, webDir: join(import.meta.dirname, '../../web/dist'), demo: true,
    outside: { payment: wechatPay(wallet.merchant), wechat: wechat(office.accounts, () => clock().getTime()), demo: { messages: () => [], stories: [], cars: [], planted: () => [], plant: () => undefined, pay: (outTradeNo, decline) => wallet.pay(outTradeNo, decline), wechat: { ...office, phones: [] } } },
  });
  clock = home.clock.now;
  const origin = await home.app.listen({ host: '127.0.0.1', port: 0 });
  wallet.notifyAt(`${origin}/api/payments/notifications`);
  await before(home);
  await home.jobs.work(home.world);
  const browser: Browser = await openBrowser();
  const open: Page[] = [];
  afterAll(async () => {
    await browser.close();
    await wallet.close();
    await office.close();
  });
  const pictures = process.env['CARELOOP_PICTURES'];
  if (pictures !== undefined) {
    afterEach(async () => {
      for (const [index, page] of open.entries()) if (!page.isClosed()) await page.screenshot({ path: join(pictures, `page-${index}.png`), fullPage: true });
    });
  }
  const trouble: string[] = [];
  /** A page of somebody's browser. What the page complains of is kept in `trouble`. */
  const pageOf = async (who: Caller | undefined, path: string, look: Look = {}): Promise<Page> => {
    const context = await person(browser, origin, look);
    if (who !== undefined) await context.addCookies([{ name: 'careloop_session', value: who.token, url: origin }]);
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.clock.install({ time: home.clock.now() });
    page.on('pageerror', (error) => trouble.push(`${page.url()}: ${error.message}`));
    page.on('console', (message) => message.type() === 'error' && !/Failed to load resource/.test(message.text()) && trouble.push(`${page.url()}: ${message.text()}`));
    await page.goto(path);
    open.push(page);
    return page;
  };
  return {
    home, wallet, office, origin, browser, trouble, pageOf,
    /** Lets every open page see the clock of the house. */
    async tellTheTime() {
      for (const page of open) if (!page.isClosed()) await page.clock.setSystemTime(home.clock.now());
    },
  };
}
