// The demo's own door: only there while the synthetic country runs. It reaches the country through a port that main.ts
// fills, so that no other module knows of it.
import '#platform/tx';
import type { SmsMessage } from '#platform/outside/sms';
import type { faultNames } from './api.ts';

export { api } from './api.ts';
export { routes } from './routes.ts';

export type FaultName = (typeof faultNames)[number];
export type Demo = {
  /** The SMS that were sent, newest first. */
  messages(): readonly (SmsMessage & { at: Date })[];
  /** Owners worth visiting: a car and what happened to it. */
  stories: readonly { vin: string; story: string; storyEn: string }[];
  /** Cars that are on the road now. */
  cars: readonly string[];
  planted(): readonly { vin: string; fault: FaultName; at: Date }[];
  plant(vin: string, fault: FaultName): void;
  /** Tells the wallet to pay or decline; answers false when it knows no such order. */
  pay(outTradeNo: string, decline: boolean): Promise<boolean>;
};

declare module '../platform/tx.ts' {
  interface Outside {
    /** Only in the demo. */
    demo?: Demo;
  }
}
