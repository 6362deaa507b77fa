// What the environment and the command line say. Everything has a default that works on one machine.
import { join } from 'node:path';

export type Config = {
  /** Start without the demo world, in a place of its own. */
  demo: boolean;
  host: string;
  port: number;
  gatewayHost: string;
  gatewayPort: number;
  databaseUrl: string | undefined;
  dataDir: string;
  roles: readonly ('api' | 'gateway' | 'worker')[];
  seed: number;
  /** How many demo cars are on the road. */
  demoCars: number;
};

const root = join(import.meta.dirname, '..');
const numberOf = (name: string, fallback: number): number => {
  const text = process.env[name];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new Error(`${name} must be a whole number, not "${text}"`);
  return value;
};

/** Reads the configuration. Throws a sentence naming the setting that cannot be understood. */
export function readConfig(args: readonly string[]): Config {
  const unknown = args.find((arg) => !['--empty', '--demo'].includes(arg));
  if (unknown !== undefined) throw new Error(`"${unknown}" is not known here; --empty starts without the demo world.`);
  const databaseUrl = process.env['DATABASE_URL'] || undefined;
  const demo = !args.includes('--empty') && (args.includes('--demo') || databaseUrl === undefined);
  const roles = (process.env['CARELOOP_ROLES'] ?? 'api,gateway,worker').split(',').map((role) => role.trim());
  for (const role of roles) if (!['api', 'gateway', 'worker'].includes(role)) throw new Error(`CARELOOP_ROLES knows api, gateway and worker, not "${role}"`);
  return {
    demo, databaseUrl, roles: roles as Config['roles'],
    host: process.env['HOST'] ?? '127.0.0.1', port: numberOf('PORT', 4600),
    gatewayHost: process.env['GATEWAY_HOST'] ?? '127.0.0.1', gatewayPort: numberOf('GATEWAY_PORT', 32960),
    dataDir: join(process.env['DATA_DIR'] ?? join(root, 'data'), demo ? 'demo' : 'house'),
    seed: numberOf('DEMO_SEED', 20260401), demoCars: numberOf('DEMO_CARS', 80),
  };
}
