// `careloop <command>`: a small table of commands; each says in one line what it does.
import { buildWeb } from './start.ts';
import { main } from '../server/main.ts';

type Command = { does: string; run(args: readonly string[]): Promise<void> };

const commands: Record<string, Command> = {
  serve: {
    does: 'serve [--roles api,gateway,worker] [--empty]: starts the roles asked for, all of them by default',
    run: (args) => main(args, servesPages(args) ? buildWeb() : Promise.resolve()),
  },
};

const servesPages = (args: readonly string[]): boolean => {
  const roles = args.includes('--roles') ? args[args.indexOf('--roles') + 1] : (args.find((arg) => arg.startsWith('--roles='))?.slice(8) ?? process.env['CARELOOP_ROLES']);
  return roles === undefined || roles.split(',').some((role) => role.trim() === 'api');
};

const [name = '', ...rest] = process.argv.slice(2);
const command = commands[name];
if (command === undefined) {
  process.stderr.write(`careloop knows:\n${Object.values(commands).map(({ does }) => `  careloop ${does}`).join('\n')}\n`);
  process.exit(1);
}
try {
  await command.run(rest);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}
