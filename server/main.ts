// The one program. Reads the configuration, builds the house and starts the roles asked for: api (HTTP), gateway
// (vehicles over TCP), worker (reactions, rounds, the vehicle stream read on). Every role says at /health and /metrics how
// it is. The only place that builds anything.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startBatteries } from '#batteries';
import { startForwarding } from '#forwarding';
import { startGateway } from '#gateway';
import { actorFor } from '#people';
import { endHistory, openLakeAt, startConsumer, startHistorian } from '#telemetry';
import { system } from '#platform/actor';
import { readConfig, type Config } from './config.ts';
import { journey } from './journey.ts';
import { modules } from './modules.ts';
import { observers } from './observers.ts';
import { filesIn } from './platform/files.ts';
import { buildHouse, type House } from './platform/house.ts';
import { buildHttp } from './platform/http.ts';
import { alipay } from './platform/outside/alipay.ts';
import { wechat } from './platform/outside/wechat.ts';
import { embeddings } from './platform/outside/embeddings.ts';
import { languageModel } from './platform/outside/language-model.ts';
import { taxPlatform } from './platform/outside/tax.ts';
import { notConnected, wechatPay } from './platform/outside/payment.ts';
import { startRounds } from './platform/jobs.ts';
import { log } from './platform/log.ts';
import { demoInbox } from './platform/outside/sms.ts';
import { openCountry } from '../fleet/demo.ts';
import { openAlipay } from '../fleet/outside/alipay-wallet.ts';
import { openTaxOffice } from '../fleet/outside/tax-office.ts';
import { openWallet } from '../fleet/outside/wallet.ts';
import { unitOfWork } from './platform/tx.ts';
import { rounds } from './rounds.ts';

const root = join(import.meta.dirname, '..');
const version = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;

export type Running = { url: string; gatewayPort: number | undefined; house: House; close(): Promise<void> };

async function listen(http: Awaited<ReturnType<typeof buildHttp>>, config: Config): Promise<string> {
  for (let port = config.port; ; port++) {
    try {
      return await http.app.listen({ host: config.host, port });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || config.port === 0 || port > config.port + 20) throw error;
    }
  }
}

/** Starts CareLoop. Resolves when the front door is open; what takes long on the way is said. */
export async function start(config: Config, webReady: Promise<unknown>, say: (words: string) => void = () => undefined): Promise<Running> {
  const clock = (): Date => new Date();
  const inbox = demoInbox(clock);
  const house = await buildHouse({
    database: config.databaseUrl === undefined ? { dir: join(config.dataDir, 'database') } : { url: config.databaseUrl },
    modules, journey, clock, nats: config.nats, files: filesIn(join(config.dataDir, 'files')),
    outside: { sms: inbox, payment: config.merchant === undefined ? notConnected : wechatPay(config.merchant), ...(config.alipay === undefined ? {} : { alipay: alipay(config.alipay) }), ...(config.tax === undefined ? {} : { tax: taxPlatform(config.tax) }), ...(config.languageModel === undefined ? {} : { languageModel: languageModel(config.languageModel) }), ...(config.embeddings === undefined ? {} : { embeddings: embeddings(config.embeddings) }), ...(config.wechat.length === 0 ? {} : { wechat: wechat(config.wechat) }) },
  });
  const closing: (() => Promise<void>)[] = [() => house.close()];
  const lake = await openLakeAt(config.lake, config);
  if (lake !== undefined) {
    house.world.outside.lake = lake;
    closing.push(async () => lake.close());
  }
  const wallet = config.demo ? await openWallet('', clock, join(config.dataDir, 'wechat-orders.json')) : undefined;
  if (wallet !== undefined) {
    house.world.outside.payment = wechatPay(wallet.merchant);
    closing.push(wallet.close);
  }
  const payer = config.demo ? await openAlipay('', clock, join(config.dataDir, 'alipay-orders.json')) : undefined;
  if (payer !== undefined) {
    house.world.outside.alipay = alipay(payer.merchant);
    closing.push(payer.close);
    const taxOffice = await openTaxOffice();
    house.world.outside.tax = taxPlatform(taxOffice.account);
    closing.push(taxOffice.close);
  }
  const country = wallet === undefined ? undefined : await openCountry(house, { seed: config.seed, cars: config.demoCars, inbox, wallet, ...(payer === undefined ? {} : { alipay: payer }), wechatDir: join(config.dataDir, 'wechat'), say });
  if (country !== undefined) {
    house.world.outside.demo = country.demo;
    closing.push(country.wechat.office.close);
  }
  if (config.roles.includes('worker')) {
    await house.jobs.work(house.world);
    closing.push(startRounds(house.world, rounds));
    closing.push(startConsumer(house.world, { observers }).close);
    closing.push(startForwarding(house.world).close);
    closing.push(startBatteries(house.world).close);
    if (lake === undefined) await unitOfWork(house.world, system('history'), endHistory);
    else closing.push(startHistorian(house.world, lake, { everyMs: config.historySeconds * 1000 }).close);
  }
  const gateway = config.roles.includes('gateway') ? await startGateway(house.world, { host: config.gatewayHost, port: config.gatewayPort, ...(config.gatewayTls === undefined ? {} : { tls: config.gatewayTls }) }) : undefined;
  if (gateway !== undefined) closing.push(gateway.close);
  await webReady;
  const api = config.roles.includes('api');
  const http = await buildHttp({
    world: house.world, operations: api ? house.operations : new Map(), demo: config.demo, version, webDir: api ? join(root, 'web/dist') : '',
    actorFor: (token) => unitOfWork(house.world, system('sign-in'), (tx) => actorFor(tx, token)),
    health: async () => ({ ok: true, version, engine: house.database.engine, stream: house.world.stream.engine, roles: config.roles, reactionsFailed: await house.jobs.failedCount() }),
  });
  closing.push(http.close);
  const url = await listen(http, config);
  wallet?.notifyAt(`${url}/api/payments/notifications`);
  payer?.notifyAt(`${url}/api/payments/alipay`);
  country?.wechat.houseAt(url).catch((error: unknown) => log.warn({ err: error }, 'the demo’s WeChat did not reach the house'));
  if (country !== undefined && gateway !== undefined) closing.push((await country.takeTheRoad({ host: config.gatewayHost, port: gateway.port })).stop);
  return {
    url, house, gatewayPort: gateway?.port,
    async close() {
      for (const end of closing.reverse()) await end();
    },
  };
}

/** Runs until told to stop; the front door of `npm start`. */
export async function main(args: readonly string[], webReady: Promise<unknown> = Promise.resolve()): Promise<void> {
  const config = readConfig(args);
  const running = await start(config, webReady, (words) => void process.stdout.write(words));
  process.stdout.write(`\n  CareLoop is open at ${running.url}\n`);
  if (running.gatewayPort !== undefined) process.stdout.write(`  vehicles connect at ${config.gatewayHost}:${running.gatewayPort} (GB/T 32960 over TCP)\n\n`);
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    running.close().then(() => process.exit(0), (error: unknown) => {
      log.error({ err: error }, 'stopping failed');
      process.exit(1);
    });
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

if (import.meta.main) await main(process.argv.slice(2));
