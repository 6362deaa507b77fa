// The demo's own door: only there while the synthetic country runs. It reaches the country through a port that main.ts
// fills, so that no other module knows of it.
import '#platform/tx';
import type { SmsMessage } from '#platform/outside/sms';
import type { faultNames } from './api.ts';

export { api } from './api.ts';
export { routes } from './routes.ts';

export type FaultName = (typeof faultNames)[number];
export type WechatBubble = { id: string; from: 'follower' | 'account' | 'wechat'; kind: 'text' | 'voice' | 'picture' | 'place' | 'event'; text: string; mediaId?: string; state: 'onTheWay' | 'there' | 'failed'; at: string };
type Follower = { brandId: string; openId: string; name: string; follows: boolean; spokeAt: number; answers: number; bubbles: readonly WechatBubble[] };
/** WeChat's side in the demo: who follows the brands' accounts, and their phones. */
export type DemoWechat = {
  /** Whose phone it is that follows an account: the car of that owner. */
  phones: readonly { brandId: string; openId: string; vin: string }[];
  followers(): readonly Follower[];
  followerOf(brandId: string, openId: string): Follower | undefined;
  /** Sends as this follower. The house hears of it by a letter, and is never waited for. */
  send(brandId: string, openId: string, said: { text: string } | { heard: string } | { mediaId: string } | { label: string; lat: number; lon: number } | { event: 'subscribe' | 'unsubscribe' }): Promise<void>;
  keepPicture(bytes: Uint8Array): string;
  picture(mediaId: string): Uint8Array | undefined;
  twoDaysPass(brandId: string, openId: string): void;
};
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
  wechat?: DemoWechat;
};

declare module '../platform/tx.ts' {
  interface Outside {
    /** Only in the demo. */
    demo?: Demo;
  }
}
