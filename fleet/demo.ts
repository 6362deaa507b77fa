// The demo as main.ts starts it: the country on record (once), its cars on the road in a process of their own, and the
// port through which the demo's pages reach them.
import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { theAlliance } from '#brands';
import type { Demo, FaultName } from '#demo';
import { system } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { House } from '#platform/house';
import { one, sql } from '#platform/database';
import { callFromInside } from '#platform/invoke';
import { log } from '#platform/log';
import type { DemoInbox } from '#platform/outside/sms';
import { unitOfWork } from '#platform/tx';
import { makeHistory, storiesOf } from './history.ts';
import { batteryStory } from './past/battery-cars.ts';
import type { AlipayWallet } from './outside/alipay-wallet.ts';
import type { Wallet } from './outside/wallet.ts';
import { replay, type Replay } from './replay.ts';
import { administrator, settleWorld } from './settle-world.ts';
import { openPhones, type WechatPhones } from './wechat-phones.ts';
import { makeWorld, type World as Country } from './world.ts';

export type DemoCountry = { country: Country; demo: Demo; wechat: WechatPhones; takeTheRoad(to: { host: string; port: number }): Promise<{ stop(): Promise<void> }> };

/** The day the country was made for: the day its house was opened, kept so that a restart finds the same cars. */
async function countryOf(house: House, seed: number): Promise<{ country: Country; fresh: boolean }> {
  return unitOfWork(house.world, system('demo'), async (tx) => {
    const fresh = (await theAlliance(tx)) === undefined;
    const today = Number(beijingDay(tx.now).replaceAll('-', ''));
    const { day } = await one<{ day: number }>(tx, sql`insert into platform.counters (name, value) values ('demo-day', ${today})
      on conflict (name) do update set value = platform.counters.value returning value::int as day`);
    return { country: makeWorld({ seed, today: String(day).replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3') }), fresh };
  });
}

/** The same replay, saying each month it comes to. */
function saying(on: Replay, say: (words: string) => void): Replay {
  let said = '';
  const reach = (at: Date): void => {
    const month = beijingDay(at).slice(0, 7);
    if (month <= said) return;
    say(`${said === '' ? "\n  Making the country's past year, this once: " : ' '}${month}`);
    said = month;
  };
  return { ...on, call: (actor, at, ...rest) => (reach(at), on.call(actor, at, ...rest)) };
}

/** Plates of cars that stand in a workshop: they do not drive about meanwhile. */
async function inWorkshops(house: House): Promise<string[]> {
  const list = house.operations.get('listWorkOrders');
  if (list === undefined) throw new Error('nobody lists work orders');
  const { workOrders } = (await unitOfWork(house.world, administrator, (tx) => list.verb(tx, { limit: 200 }, callFromInside))) as { workOrders: { plateNo: string | null; state: string }[] };
  return workOrders.flatMap((one) => (one.plateNo === null || ['handedBack', 'cancelled'].includes(one.state) ? [] : [one.plateNo]));
}

/** The demo's wallet pays or declines an order of either platform. The house hears of it by call-back, and is never waited for: the press itself is a unit of work in that house. */
export const payBy = (wallet: Pick<Wallet, 'pay'>, alipay?: Pick<AlipayWallet, 'tap'>) => async (outTradeNo: string, decline: boolean): Promise<boolean> => (await wallet.pay(outTradeNo, decline)) || alipay?.tap(outTradeNo, decline) === true;

/** Makes the country's past when the house is empty, and answers the demo's port. */
export async function openCountry(house: House, options: { seed: number; cars: number; inbox: DemoInbox; wallet: Wallet; alipay?: AlipayWallet; wechatDir: string; say(words: string): void }): Promise<DemoCountry> {
  const { country, fresh } = await countryOf(house, options.seed);
  if (fresh) {
    const now = house.world.clock();
    await replay(house.world, house.operations, { seed: options.seed, outside: { ...house.world.outside, sms: { send: async () => undefined } } }, async (silent) => {
      const on = saying(silent, options.say);
      const known = await settleWorld(on, country, new Date(now.getTime() - 372 * 86_400_000));
      await makeHistory(on, country, known, now, options.wallet, options.alipay);
    });
    await house.world.database.query(sql`analyze`); // a year came at once: the planner is told what the tables hold
    options.say('\n');
  }
  const planted: { vin: string; fault: FaultName; at: Date }[] = [];
  let child: ChildProcess | undefined;
  const cars = country.cars.slice(0, options.cars).map((car) => car.vin);
  const backlogVins = [...new Set([...storiesOf(country).map((story) => story.vin), ...cars.slice(6, 8)])].slice(0, 5);
  const stories = [...storiesOf(country), ...batteryStory(country)];
  const wechat = await openPhones(house, country, stories.map((story) => story.vin), options.wechatDir);
  const demo: Demo = {
    messages: options.inbox.messages, stories, cars, planted: () => planted, pay: payBy(options.wallet, options.alipay), wechat: { ...wechat.office, phones: wechat.phones },
    plant(vin, fault) {
      planted.unshift({ vin, fault, at: new Date() });
      planted.length = Math.min(planted.length, 20);
      child?.send({ plant: fault, vin });
    },
  };
  return {
    country, demo, wechat,
    async takeTheRoad(to) {
      const parkedPlates = await inWorkshops(house);
      const driving = fork(join(import.meta.dirname, 'drive.ts'), ['--host', to.host, '--port', String(to.port), '--seed', String(options.seed), '--today', country.today, '--cars', String(options.cars),
        // the first time only: what was sent once is known
        '--backlog', fresh && options.cars > 0 ? backlogVins.join(',') : ''], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
      child = driving;
      const [hot, calm] = [demo.stories[0]?.vin, demo.stories.findLast((one) => !batteryStory(country).some((other) => other.vin === one.vin))?.vin].filter((vin) => vin !== undefined && cars.includes(vin)) as [string?, string?];
      driving.send({ out: [hot, calm].filter((vin) => vin !== undefined), parkedPlates });
      driving.on('exit', (code) => code !== 0 && log.warn({ code }, 'the cars left the road'));
      const first = setTimeout(() => hot !== undefined && demo.plant(hot, 'overheating-pack'), 40_000);
      return {
        async stop() {
          clearTimeout(first);
          if (driving.exitCode !== null) return;
          const ended = new Promise((resolve) => driving.once('exit', resolve));
          driving.kill('SIGTERM');
          await ended;
        },
      };
    },
  };
}
