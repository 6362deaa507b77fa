// For tests: a process of its own that does nothing but pass on, so that it can be killed.
import { filesInMemory } from '../platform/files.ts';
import { buildHouse } from '../platform/house.ts';
import { startForwarding, type ForwardingOptions } from './start-forwarding.ts';

const [url = '', options = '{}'] = process.argv.slice(2);
const house = await buildHouse({ database: { url, poolSize: 4 }, modules: [], journey: [], files: filesInMemory(), outside: {} as never, clock: () => new Date() });
const forwarding = startForwarding(house.world, JSON.parse(options) as ForwardingOptions);
process.once('SIGTERM', () => void forwarding.close().then(() => house.close()).then(() => process.exit(0)));
