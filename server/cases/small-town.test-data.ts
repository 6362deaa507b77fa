// A small town for tests: one alliance, two brands, three outlets, a few owners with cars, and staff at their desks.
// Everything is made by calling operations, as in the demo world.
import type { house } from '#platform/testing';

type Home = Awaited<ReturnType<typeof house>>;

/** VIN with its right check digit. */
function vinOf(number: number): string {
  const draft = `LXHTEST0_TA${String(number).padStart(6, '0')}`;
  const value = (sign: string): number => (/\d/.test(sign) ? Number(sign) : ({ A: 1, B: 2, C: 3, D: 4, E: 5, F: 6, G: 7, H: 8, J: 1, K: 2, L: 3, M: 4, N: 5, P: 7, R: 9, S: 2, T: 3, U: 4, V: 5, W: 6, X: 7, Y: 8, Z: 9 } as Record<string, number>)[sign] ?? 0);
  const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * value(draft[index] as string), 0);
  return draft.replace('_', sum % 11 === 10 ? 'X' : String(sum % 11));
}

export async function smallTown(home: Home) {
  const head = home.staff({ role: 'administrator', name: '管理员' });
  await head.call('setUpAlliance', { name: '同程联盟', nameEn: 'Tongcheng Alliance' });
  const brand = async (id: string, name: string) => {
    await head.call('addBrand', { id, name, nameEn: id, hotline: '400-820-0001' });
    await head.call('addModel', { id: `${id}-h1`, brandId: id, name: `${name} 一号`, nameEn: `${id} One`, chemistry: 'NCM', cellCount: 96, probeCount: 32, batteryKwh: 75, rangeKm: 600, threeGuaranteesMinSohPct: 80, repairWarrantyMinSohPct: 70 });
  };
  await brand('xihe', '曦和');
  await brand('yuanlan', '远岚');
  const outlet = async (name: string, brandIds: string[]): Promise<string> => (await head.call('addOutlet', {
    name, nameEn: `Outlet ${name}`, city: '杭州', cityEn: 'Hangzhou', tier: 2, kind: 'serviceCentre', address: '文三路 1 号', phone: '0571-8888888', lon: 120.1, lat: 30.2,
    brandIds, capabilities: ['lift'], weeklyHours: [1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, opens: '08:30', closes: '18:00' })), opensOnHolidays: false,
  })).id;
  const outlets = { west: await outlet('城西', ['xihe']), east: await outlet('城东', ['xihe']), shared: await outlet('联盟店', ['xihe', 'yuanlan']) };

  /** A member of staff who is on the list, so that others can hand over to them. */
  const member = async (name: string, grant: { role: string; brandId: string | null; outletId: string | null }) => {
    const { id } = await head.call('addStaff', { userName: `u${Math.random().toString(36).slice(2, 10)}`, name, grants: [grant] });
    return home.as({ kind: 'staff', id, name, grants: [grant as never] });
  };
  const staff = {
    agent: await member('坐席小林', { role: 'agent', brandId: 'xihe', outletId: null }),
    agent2: await member('坐席小王', { role: 'agent', brandId: 'xihe', outletId: null }),
    west: await member('顾问西', { role: 'adviser', brandId: 'xihe', outletId: outlets.west }),
    east: await member('顾问东', { role: 'adviser', brandId: 'xihe', outletId: outlets.east }),
    shared: await member('联盟店顾问', { role: 'adviser', brandId: null, outletId: outlets.shared }),
    manager: await member('店长西', { role: 'serviceManager', brandId: 'xihe', outletId: outlets.west }),
    region: await member('区域经理', { role: 'regionalManager', brandId: 'xihe', outletId: null }),
    auditor: await member('审计', { role: 'auditor', brandId: 'xihe', outletId: null }),
    otherBrand: await member('远岚坐席', { role: 'agent', brandId: 'yuanlan', outletId: null }),
  };
  let number = 0;
  const deskOf: Record<string, ReturnType<typeof home.staff>> = { xihe: staff.agent, yuanlan: staff.otherBrand };
  /** A new owner of a new car, with the owner's own caller. */
  const driver = async (brandId = 'xihe', language: 'zh' | 'en' = 'zh') => {
    number++;
    const phone = `138${String(10_000_000 + number)}`;
    const owner = await (deskOf[brandId] ?? head).call('addOwner', { brandId, name: `车主${number}`, phone, kind: 'person', language });
    const { vehicle } = await (deskOf[brandId] ?? head).call('addVehicle', { vin: vinOf(number), modelId: `${brandId}-h1`, ownerId: owner.id, plateNo: `浙AD${String(10_000 + number)}`, colour: '白', deliveredOn: '2025-03-01', usageNature: 'household' });
    return { ...home.owner({ id: owner.id, name: `车主${number}`, brandIds: [brandId] }), id: owner.id as string, vehicle, phone };
  };
  return { head, outlets, staff, driver };
}
export type Town = Awaited<ReturnType<typeof smallTown>>;

/** The code of a refusal, 'done' when there was none. */
export const refusalOf = (attempt: Promise<unknown>): Promise<string> => attempt.then(() => 'done', (error: { code?: string; message?: string }) => error.code ?? `bug: ${error.message}`);
