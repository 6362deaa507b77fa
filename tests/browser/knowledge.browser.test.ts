// An article on its way into force with two people at it: an agent writes, sees who can review it and cannot publish; a manager sees
// what waits and what changed, sends it back, publishes; two who write at once lose nothing.
import { beforeAll, expect, test } from 'vitest';
import { ownerWithCar, workshop } from '../two-brands.ts';
import { barriers } from './browser.ts';
import { openHouse } from './walk.ts';

const walk = await openHouse('2026-11-26T02:00:00Z');
const { home } = walk;
const agent = home.staff({ role: 'agent', brandId: 'xihe', id: 'agent-lin', name: '林坐席' });
const manager = home.staff({ role: 'serviceManager', brandId: 'xihe', id: 'manager-zhou', name: '周经理' });
beforeAll(async () => {
  await workshop(home);
  await ownerWithCar(home, 'xihe');
}, 300_000);
const article = '---\nid: q-lamp\ntitle: 露营灯怎么充电\ncategory: charging.use\nvalidFrom: 2026-01-01\nreviewedBy: 草稿\nreviewedOn: 2026-01-01\n---\n## 露营灯\n用 USB 口充 2 小时。\n';

test('an article is written, sent back, mended and published by a second person, who sees what changed', async () => {
  await agent.call('saveArticles', { brandId: 'xihe', markdown: [article] });
  const writing = await walk.pageOf(agent, '/console/knowledge?article=q-lamp');
  await writing.getByRole('button', { name: '提交审核' }).click();
  await writing.getByText('等待审核', { exact: false }).first().waitFor();
  expect(await writing.getByRole('button', { name: '审核通过并发布' }).count()).toBe(0);
  expect(await barriers(writing)).toEqual([]);

  const reviewing = await walk.pageOf(manager, '/console/knowledge');
  await reviewing.getByText('待我审核 1').waitFor();
  await reviewing.getByRole('button', { name: '露营灯怎么充电' }).click();
  expect(await reviewing.getByRole('button', { name: '退回' }).isDisabled()).toBe(true); // not without a reason
  await reviewing.getByLabel(/^原因/).fill('是 3 小时');
  await reviewing.getByRole('button', { name: '退回' }).click();
  await writing.getByText('周经理 退回：是 3 小时').waitFor(); // without a reload

  const text = writing.getByLabel('修改');
  await text.fill((await text.inputValue()).replace('2 小时', '3 小时'));
  await writing.getByRole('button', { name: '存为草稿' }).click();
  await writing.getByRole('button', { name: '提交审核' }).click();
  await reviewing.getByRole('button', { name: '审核通过并发布' }).click();
  await reviewing.getByText('已发布，下一句提问就生效').waitFor();
  await expect.poll(() => text.inputValue(), { timeout: 20_000 }).toContain('reviewedBy: 周经理'); // what was published has come to the writer's page

  await text.fill((await text.inputValue()).replace('3 小时', '4 小时'));
  await writing.getByRole('button', { name: '存为草稿' }).click();
  await reviewing.locator('.h-change .h-compare').waitFor();
  expect((await reviewing.locator('.h-change [data-kind]').allTextContents()).map((line) => line.trim())).toEqual(['−用 USB 口充 3 小时。', '+用 USB 口充 4 小时。']);
  expect(await barriers(reviewing)).toEqual([]);
  expect(walk.trouble).toEqual([]);
}, 240_000);

test('two write at once: the second reads what the first wrote beside what they typed, and chooses', async () => {
  const writing = await walk.pageOf(agent, '/console/knowledge?article=q-lamp', { width: 390 });
  const text = writing.getByLabel('修改');
  await text.waitFor();
  await text.fill((await text.inputValue()).replace('4 小时', '5 小时'));
  const { article: now, markdown } = await manager.call('showArticle', { brandId: 'xihe', articleId: 'q-lamp' });
  await manager.call('saveArticles', { brandId: 'xihe', markdown: [markdown.replace('4 小时', '6 小时')], base: { articleId: 'q-lamp', version: now.version } });
  await writing.getByText('周经理 刚刚存了第', { exact: false }).waitFor();
  expect((await writing.locator('.h-compare [data-kind]').allTextContents()).map((line) => line.trim())).toEqual(['−用 USB 口充 6 小时。', '+用 USB 口充 5 小时。']);
  expect(await barriers(writing)).toEqual([]);
  expect(await writing.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  await writing.getByRole('button', { name: '以我的为准，继续' }).click();
  await writing.getByRole('button', { name: '存为草稿' }).click();
  await expect.poll(async () => (await manager.call('showArticle', { brandId: 'xihe', articleId: 'q-lamp' })).markdown).toContain('5 小时');
  expect(walk.trouble).toEqual([]);
}, 240_000);
