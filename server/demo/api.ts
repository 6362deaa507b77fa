// The contract of the demo: sign in as anyone of the synthetic country, plant faults, read the SMS that were sent, pay
// with the wallet, write from WeChat. Outside the demo every operation but the first is refused.
import { Bytes, Done, Id, Instant, Nullable, OneOf, Type, op } from '../platform/contract.ts';

export const faultNames = ['overheating-pack', 'insulation-falling', 'charging-fails', 'twelve-volt-dying'] as const;
const Named = Type.Object({ id: Id, name: Type.String(), nameEn: Type.String() });

const OfFollower = { brandId: Id, openId: Id };

export const refusals = ['noSuchCar', 'nothingToPay', 'noSuchFollower'] as const;

export const api = {
  demoState: op({ method: 'GET', path: '/demo', who: ['anyone'], summary: 'Whether this is the demo', input: Type.Object({}), output: Type.Object({ demo: Type.Boolean() }), refusals: [] }),
  demoPeople: op({
    method: 'GET', path: '/demo/people', who: ['demo'], summary: 'Who one can sign in as: a person for each role of each brand, and owners with a story',
    input: Type.Object({}),
    output: Type.Object({
      staff: Type.Array(Type.Object({ id: Id, name: Type.String(), role: Type.String(), brand: Nullable(Named), outlet: Nullable(Named) })),
      owners: Type.Array(Type.Object({ id: Id, name: Type.String(), phone: Type.String(), story: Type.String(), storyEn: Type.String(), brand: Nullable(Named) })),
    }), refusals: [],
  }),
  demoSignIn: op({
    method: 'POST', path: '/demo/sign-in', who: ['demo'], summary: 'Signs in as this person without a password',
    input: Type.Object({ kind: OneOf(['owner', 'staff'] as const), id: Id }), output: Done, refusals: ['ownerNotFound', 'staffNotFound'],
  }),
  demoMessages: op({
    method: 'GET', path: '/demo/messages', who: ['demo'], summary: 'The SMS that were sent, newest first',
    input: Type.Object({}), output: Type.Object({ messages: Type.Array(Type.Object({ to: Type.String(), text: Type.String(), at: Instant })) }), refusals: [],
  }),
  demoCars: op({
    method: 'GET', path: '/demo/cars', who: ['demo'], summary: 'Cars to plant a fault in, and the faults that are planted',
    input: Type.Object({}),
    output: Type.Object({
      cars: Type.Array(Type.Object({ vin: Type.String(), plateNo: Nullable(Type.String()), modelName: Type.String(), modelNameEn: Type.String(), ownerName: Type.String(), ownerId: Id, brandId: Id })),
      planted: Type.Array(Type.Object({ vin: Type.String(), fault: OneOf(faultNames), at: Instant })),
    }), refusals: [],
  }),
  plantFault: op({
    method: 'POST', path: '/demo/faults', who: ['demo'], summary: 'Plants a fault in a car; its signals develop within a minute',
    input: Type.Object({ vin: Type.String({ minLength: 17, maxLength: 17 }), fault: OneOf(faultNames) }), output: Done, refusals: ['noSuchCar'],
  }),
  demoPay: op({
    method: 'POST', path: '/demo/wallet/pay', who: ['demo'], summary: 'The demo’s wallet pays, or declines, an order that was placed with it',
    input: Type.Object({ outTradeNo: Type.String({ minLength: 1, maxLength: 64 }), decline: Type.Optional(Type.Boolean()) }), output: Done, refusals: ['nothingToPay'],
  }),
  demoWechat: op({
    method: 'GET', path: '/demo/wechat', who: ['demo'], summary: 'Who follows the WeChat accounts of the brands, and whether the house knows them as an owner',
    input: Type.Object({}),
    output: Type.Object({ followers: Type.Array(Type.Object({ openId: Id, name: Type.String(), brand: Named, ownerId: Nullable(Id), vehicleId: Nullable(Id), joined: Type.Boolean() })) }), refusals: [],
  }),
  demoWechatPhone: op({
    method: 'GET', path: '/demo/wechat/phone', who: ['demo'], summary: 'What stands on a follower’s phone, and how much longer and how often the brand may write',
    input: Type.Object(OfFollower),
    output: Type.Object({
      follows: Type.Boolean(), until: Nullable(Instant), answersLeft: Type.Integer(),
      bubbles: Type.Array(Type.Object({ id: Id, from: OneOf(['follower', 'account', 'wechat'] as const), kind: OneOf(['text', 'voice', 'picture', 'place', 'event'] as const), text: Type.String(), mediaId: Nullable(Id), state: OneOf(['onTheWay', 'there', 'failed'] as const), at: Instant })),
    }), refusals: ['noSuchFollower'],
  }),
  sendDemoWechat: op({
    method: 'POST', path: '/demo/wechat/phone', who: ['demo'], summary: 'Sends as a follower: words, voice as WeChat heard it, a place; follows, unfollows, or says nothing for two days',
    input: Type.Object({ ...OfFollower, kind: OneOf(['text', 'voice', 'place', 'follow', 'unfollow', 'twoDays'] as const), text: Type.Optional(Type.String({ minLength: 1, maxLength: 2000 })) }), output: Done, refusals: ['noSuchFollower'],
  }),
  sendDemoWechatPicture: op({
    method: 'POST', path: '/demo/wechat/pictures', who: ['demo'], raw: true, summary: 'Sends a picture as a follower',
    input: Type.Object(OfFollower), output: Done, refusals: ['noSuchFollower', 'tooLarge', 'badInput'],
  }),
  showDemoWechatPicture: op({
    method: 'GET', path: '/demo/wechat/pictures/:mediaId', who: ['demo'], sendsBytes: true, summary: 'A picture that a follower sent',
    input: Type.Object({ mediaId: Id }), output: Bytes, refusals: [],
  }),
};
