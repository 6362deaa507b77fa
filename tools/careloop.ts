#!/usr/bin/env node
// `careloop <command>`: a small table of commands; each says in one line what it does, and answers its exit code.
type Command = { does: string; run(args: readonly string[]): Promise<number | undefined> };

const servesPages = (args: readonly string[]): boolean => {
  const roles = args.includes('--roles') ? args[args.indexOf('--roles') + 1] : (args.find((arg) => arg.startsWith('--roles='))?.slice(8) ?? process.env['CARELOOP_ROLES']);
  return roles === undefined || roles.split(',').some((role) => role.trim() === 'api');
};

const commands: Record<string, Command> = {
  serve: {
    does: 'serve [--roles api,gateway,worker] [--empty]: starts the roles asked for, all of them by default',
    async run(args) {
      const [{ buildWeb }, { main }] = [await import('./start.ts'), await import('../server/main.ts')];
      await main(args, servesPages(args) ? buildWeb() : Promise.resolve());
      return undefined;
    },
  },
  frame: {
    does: 'frame <hex> [--en] [--masked] [--public-key <hex>]: tells a frame of GB/T 32960.3 as a person would read it',
    run: async (args) => (await import('./tell-frames.ts')).frameCommand(args),
  },
  battery: {
    does: 'battery replay <file.csv[.gz]> [--chemistry ncm|lfp] [--rated-ah N] [--language zh|en] [--json]: runs the battery library over a history',
    run: async (args) => (await import('./battery-replay.ts')).batteryCommand(args),
  },
  assistant: {
    does: 'assistant train [examples.jsonl] | ear [--write] | evaluate <cases.jsonl> [--seed dir] [--articles dir] [--examples file] [--failed] [--json]: how well the assistant learns and answers',
    run: async (args) => (await import('./assistant.ts')).assistantCommand(args),
  },
};

const [name = '', ...rest] = process.argv.slice(2);
const command = commands[name];
if (command === undefined) {
  process.stderr.write(`careloop knows:\n${Object.values(commands).map(({ does }) => `  careloop ${does}`).join('\n')}\n`);
  process.exit(2);
}
try {
  const code = await command.run(rest);
  if (code !== undefined) process.exitCode = code;
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}
