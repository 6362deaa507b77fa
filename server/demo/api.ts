// The contract of the demo: sign in as anyone of the synthetic country, plant faults, read the SMS that were sent, pay
// with the wallet. Outside the demo every operation but the first is refused.
import { Done, Id, Instant, Nullable, OneOf, Type, op } from '../platform/contract.ts';

export const faultNames = ['overheating-pack', 'insulation-falling', 'charging-fails', 'twelve-volt-dying'] as const;
const Named = Type.Object({ id: Id, name: Type.String(), nameEn: Type.String() });

export const refusals = ['noSuchCar', 'nothingToPay'] as const;

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
};
