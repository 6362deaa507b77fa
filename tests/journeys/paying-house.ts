// The program as it is started, with three things a test needs from outside: a merchant at the demo's counterpart of the
// payment platform (MERCHANT), a clock that runs ahead (CLOCK_AHEAD_MS), and short messages said on the standard output.
const aheadMs = Number(process.env['CLOCK_AHEAD_MS'] ?? '0');
if (aheadMs > 0) {
  const TrueDate = Date;
  globalThis.Date = class extends TrueDate {
    constructor(...args: [] | [number | string | Date]) {
      super(...((args.length === 0 ? [TrueDate.now() + aheadMs] : args) as [number]));
    }
    static override now(): number {
      return TrueDate.now() + aheadMs;
    }
  } as DateConstructor;
}
const { readConfig } = await import('../../server/config.ts');
const { start } = await import('../../server/main.ts');
const { runRound } = await import('../../server/platform/jobs.ts');
const { rounds } = await import('../../server/rounds.ts');
const { wechatPay } = await import('../../server/platform/outside/payment.ts');

const running = await start(readConfig(['--empty']), Promise.resolve());
const { outside } = running.house.world;
const { sms } = outside;
outside.payment = wechatPay(JSON.parse(process.env['MERCHANT'] ?? '{}'));
outside.sms = {
  async send(message) {
    await sms.send(message);
    process.stdout.write(`sms ${message.to}: ${message.text.replaceAll('\n', ' ')}\n`);
  },
};
if (aheadMs > 0) for (const round of rounds) await runRound(running.house.world, round); // the first turn at once, not a minute later
process.stdout.write(`open at ${running.url}\nvehicles connect at 127.0.0.1:${running.gatewayPort}\n`);
