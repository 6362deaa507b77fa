// Short messages to phones. The port that any provider's adapter fills; templates are approved beforehand, so a
// message is a template and its parameters. The demo's adapter keeps the last messages for its inbox.
import '../tx.ts';

export type SmsMessage = { to: string; template: string; params: Record<string, string>; key: string; text: string };
export type Sms = {
  /** Hands a message over once per `key`; throws when the provider did not take it. */
  send(message: SmsMessage): Promise<void>;
};

declare module '../tx.ts' {
  interface Outside {
    sms: Sms;
  }
}

export type DemoInbox = Sms & { messages(): (SmsMessage & { at: Date })[] };

/** Keeps the last 200 messages in memory, newest first. */
export function demoInbox(clock: () => Date): DemoInbox {
  const kept: (SmsMessage & { at: Date })[] = [];
  return {
    async send(message) {
      if (kept.some((other) => other.key === message.key)) return;
      kept.unshift({ ...message, at: clock() });
      kept.length = Math.min(kept.length, 200);
    },
    messages: () => kept,
  };
}
