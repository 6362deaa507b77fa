// What the environment and the command line say. Everything has a default that works on one machine.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lakePlaceFrom, type LakePlace } from '#telemetry';
import { readVehicleSecrets } from './gateway/gateway.ts';
import { readTaxAccount } from './tax-settings.ts';
import type { NatsPlan } from './platform/stream/nats.ts';
import type { TaxAccount } from './platform/outside/tax.ts';
import { readAlipay } from './alipay-settings.ts';
import type { AlipayMerchant } from './platform/outside/alipay.ts';
import { readEmbeddings } from './embeddings-settings.ts';
import { readMerchant } from './payment-settings.ts';
import type { EmbeddingsPlace } from './platform/outside/embeddings.ts';
import type { ModelPlace } from './platform/outside/language-model.ts';
import { readWechatAccounts } from './wechat-settings.ts';
import type { WechatAccount } from './platform/outside/wechat.ts';
import type { Merchant } from './platform/outside/payment.ts';

export type Config = {
  /** Start without the demo world, in a place of its own. */
  demo: boolean;
  host: string;
  port: number;
  gatewayHost: string;
  gatewayPort: number;
  /** The second port, for terminals that speak TLS; there is one when GATEWAY_TLS_CERT and GATEWAY_TLS_KEY name PEM files. GATEWAY_TLS_CA demands certificates of terminals. */
  gatewayTls: { port: number; cert: string; key: string; ca?: string } | undefined;
  databaseUrl: string | undefined;
  /** Where the vehicle stream is, when it is not in the database. */
  nats: NatsPlan | undefined;
  dataDir: string;
  roles: readonly ('api' | 'gateway' | 'worker')[];
  /** Where the history of vehicle data lies, and how old its newest row may be; 0: no history is written. */
  lake: LakePlace;
  historySeconds: number;
  seed: number;
  /** How many cars the demo has; all of the country's when nothing is said. */
  demoCars: number;
  /** Who is paid, when a payment platform is connected; the demo has a wallet of its own. */
  merchant: Merchant | undefined;
  alipay: AlipayMerchant | undefined;
  tax: TaxAccount | undefined;
  /** A language model that may word answers; none when ASSISTANT_MODEL_URL is not set. */
  languageModel: ModelPlace | undefined;
  /** Where texts of articles and questions become vectors; none when ASSISTANT_EMBEDDINGS_URL is not set. */
  embeddings: EmbeddingsPlace | undefined;
  /** WeChat official accounts of the brands; none when WECHAT_ACCOUNTS names no file. */
  wechat: readonly WechatAccount[];
};

/** ASSISTANT_MODEL_URL (up to and with /v1), ASSISTANT_MODEL and, where it asks for one, ASSISTANT_MODEL_KEY. */
function modelPlace(): ModelPlace | undefined {
  const [url, model, key] = ['ASSISTANT_MODEL_URL', 'ASSISTANT_MODEL', 'ASSISTANT_MODEL_KEY'].map((name) => process.env[name]?.trim() || undefined);
  if (url === undefined) return undefined;
  if (model === undefined || !/^https?:\/\//.test(url)) throw new Error('ASSISTANT_MODEL_URL must be an http(s) address and needs ASSISTANT_MODEL, the name of a model there');
  return { url, model, ...(key === undefined ? {} : { key }) };
}

const root = join(import.meta.dirname, '..');
const numberOf = (name: string, fallback: number): number => {
  const text = process.env[name];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new Error(`${name} must be a whole number, not "${text}"`);
  return value;
};

const knownRoles = ['api', 'gateway', 'worker'] as const;

function rolesFrom(args: readonly string[]): Config['roles'] {
  const at = args.findIndex((arg) => arg === '--roles' || arg.startsWith('--roles='));
  const said = at < 0 ? process.env['CARELOOP_ROLES'] : args[at] === '--roles' ? (args[at + 1] ?? '') : (args[at] as string).slice('--roles='.length);
  const roles = (said ?? knownRoles.join(',')).split(',').map((role) => role.trim());
  const stranger = roles.find((role) => !(knownRoles as readonly string[]).includes(role));
  if (stranger !== undefined) throw new Error(`Roles are api, gateway and worker, with commas between; "${stranger}" is none.`);
  return roles as unknown as Config['roles'];
}

function pemOf(name: string): string | undefined {
  const path = process.env[name];
  if (path === undefined || path === '') return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`${name} names "${path}", which cannot be read: ${(error as Error).message}`);
  }
}

function tlsSettings(): Config['gatewayTls'] {
  const [cert, key, ca] = [pemOf('GATEWAY_TLS_CERT'), pemOf('GATEWAY_TLS_KEY'), pemOf('GATEWAY_TLS_CA')];
  if (cert === undefined && key === undefined && ca === undefined) return undefined;
  if (cert === undefined || key === undefined) throw new Error('GATEWAY_TLS_CERT and GATEWAY_TLS_KEY belong together: name both files, or neither');
  return { port: numberOf('GATEWAY_TLS_PORT', 32961), cert, key, ...(ca === undefined ? {} : { ca }) };
}

function natsSettings(): NatsPlan | undefined {
  const url = process.env['NATS_URL'] || undefined;
  const [ca, cert, key] = [pemOf('NATS_TLS_CA'), pemOf('NATS_TLS_CERT'), pemOf('NATS_TLS_KEY')];
  const own = ca !== undefined || cert !== undefined || key !== undefined;
  if (own && url?.startsWith('tls://') !== true) throw new Error('NATS_TLS_CA, NATS_TLS_CERT and NATS_TLS_KEY need a NATS_URL that begins with tls://');
  if ((cert === undefined) !== (key === undefined)) throw new Error('NATS_TLS_CERT and NATS_TLS_KEY belong together: name both files, or neither');
  if (url === undefined) return undefined;
  const tls = { ...(ca === undefined ? {} : { ca }), ...(cert === undefined || key === undefined ? {} : { cert, key }) };
  return { url, ...(own ? { tls } : {}), replicas: numberOf('NATS_REPLICAS', 0) || undefined, prefix: process.env['NATS_PREFIX'] || undefined };
}

/** Reads the configuration. Throws a sentence naming the setting that cannot be understood. */
export function readConfig(args: readonly string[]): Config {
  const unknown = args.find((arg, index) => !['--empty', '--demo', '--roles'].includes(arg) && !arg.startsWith('--roles=') && args[index - 1] !== '--roles');
  if (unknown !== undefined) throw new Error(`"${unknown}" is not known here; --empty starts without the demo world, --roles api,gateway,worker chooses what this process does.`);
  readVehicleSecrets(process.env); // a house whose secrets cannot be read does not start
  const databaseUrl = process.env['DATABASE_URL'] || undefined;
  const demo = !args.includes('--empty') && (args.includes('--demo') || databaseUrl === undefined);
  const dataDir = join(process.env['DATA_DIR'] ?? join(root, 'data'), demo ? 'demo' : 'house');
  return {
    demo, databaseUrl, dataDir, roles: rolesFrom(args), lake: lakePlaceFrom(process.env, dataDir), historySeconds: numberOf('HISTORY_SECONDS', demo ? 30 : 120),
    nats: natsSettings(),
    host: process.env['HOST'] ?? '127.0.0.1', port: numberOf('PORT', 4600),
    gatewayHost: process.env['GATEWAY_HOST'] ?? '127.0.0.1', gatewayPort: numberOf('GATEWAY_PORT', 32960), gatewayTls: tlsSettings(),
    seed: numberOf('DEMO_SEED', 20260401), demoCars: numberOf('DEMO_CARS', 10_000), merchant: demo ? undefined : readMerchant(process.env), alipay: demo ? undefined : readAlipay(process.env), tax: demo ? undefined : readTaxAccount(process.env), languageModel: modelPlace(), wechat: demo ? [] : readWechatAccounts(process.env), embeddings: readEmbeddings(process.env),
  };
}
