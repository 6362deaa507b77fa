// Sends frames to JetStream and waits for each one's acknowledgement, on one inbox for all of them.
// P1 resolves only when all are acknowledged; what is not is sent again under the same name, then the whole is refused.
import { createInbox, type MsgHdrs, type NatsConnection } from '@nats-io/transport-node';

export type Message = { subject: string; headers: MsgHdrs; body: Uint8Array };

/** An acknowledgement takes milliseconds; a part whose leader died has a new one within a few seconds. */
const askAgainMs = 2_000;
const giveUpMs = 20_000;

type Waiting = { left: Set<number>; done(): void; refused: string | undefined };

export function createPublisher(nc: NatsConnection): { publish(messages: readonly Message[]): Promise<void> } {
  const inbox = createInbox();
  const waiting = new Map<number, Waiting>();
  let turn = 0;
  nc.subscribe(`${inbox}.*.*`, {
    callback(_error, message) {
      const [, batch, place] = /\.(\d+)\.(\d+)$/.exec(message.subject) ?? [];
      const of = waiting.get(Number(batch));
      if (of === undefined) return; // an answer to what was given up
      const text = message.data.length === 0 ? '' : message.string();
      if (!text.includes('"stream"') || text.includes('"error"')) { // no responder yet, or a refusal: it is asked again
        of.refused = text === '' ? 'no stream answers' : text;
        return;
      }
      of.left.delete(Number(place));
      if (of.left.size === 0) of.done();
    },
  });

  /** Sends what is left once, and waits for the answers for a while; true when none is left. */
  function send(id: number, of: Waiting, messages: readonly Message[], ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      const late = setTimeout(() => resolve(false), ms);
      of.done = () => {
        clearTimeout(late);
        resolve(true);
      };
      for (const place of of.left) {
        const { subject, headers, body } = messages[place] as Message;
        nc.publish(subject, body, { headers, reply: `${inbox}.${id}.${place}` });
      }
    });
  }

  return {
    async publish(messages) {
      if (messages.length === 0) return;
      const id = ++turn;
      const of: Waiting = { left: new Set(messages.keys()), done: () => undefined, refused: undefined };
      waiting.set(id, of);
      try {
        for (const end = Date.now() + giveUpMs; !(await send(id, of, messages, askAgainMs)); ) {
          if (Date.now() > end) throw new Error(`the stream did not acknowledge ${of.left.size} of ${messages.length} frames: ${of.refused ?? 'no answer in time'}`);
        }
      } finally {
        waiting.delete(id);
      }
    },
  };
}
