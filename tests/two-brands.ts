// Two brands that share an outlet, each with an owner, a car and a case: what the tests of the walls stand on.
import type { house, Caller } from '#platform/testing';
import type { Role } from '#platform/actor';

type Home = Awaited<ReturnType<typeof house>>;
export const brandIds = ['xihe', 'yuanlan'] as const;
export type BrandId = (typeof brandIds)[number];

export type TwoBrands = {
  /** Words that only the first brand and its owner may read. */
  secrets: string[];
  /** The value that names a record of the first brand's owner in this field of this operation; undefined when it names none. */
  theirs(operation: string, field: string): unknown;
  strangerStaff(role: Role): Caller;
  strangerOwner: Caller;
};

export const vins = { xihe: 'LTEST4E11TA000001', yuanlan: 'LTEST4E13TA000002' } as const;
const owners = {
  xihe: { name: '苏念慈', phone: '13800001111', plateNo: '沪AD12345' },
  yuanlan: { name: '陆远航', phone: '13900002222', plateNo: '沪AD54321' },
} as const;

/** Sets up the alliance, two brands, one shared outlet with a bay, and an administrator of all. */
export async function sharedOutlet(home: Home): Promise<{ administrator: Caller }> {
  const administrator = home.staff({ role: 'administrator', brandId: null });
  await administrator.call('setUpAlliance', { name: '同程联盟', nameEn: 'Tongcheng Alliance' });
  for (const id of brandIds) {
    await administrator.call('addBrand', { id, name: id, nameEn: id, hotline: '400-000-0001' });
    await administrator.call('addModel', { id: `${id}-one`, brandId: id, name: '一号', nameEn: 'One', chemistry: 'NCM', cellCount: 96, probeCount: 32, batteryKwh: 77, rangeKm: 600, threeGuaranteesMinSohPct: 80, repairWarrantyMinSohPct: 75 });
  }
  await administrator.call('addOutlet', {
    id: 'shanghai-one', name: '上海一号店', nameEn: 'Shanghai One', city: '上海', cityEn: 'Shanghai', tier: 1, kind: 'serviceCentre', address: '申昆路 1 号', phone: '021-60000001',
    lon: 121.3, lat: 31.18, brandIds: [...brandIds], capabilities: ['lift', 'hvBay'], opensOnHolidays: false,
    weeklyHours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '08:30', closes: '18:00' })),
  });
  await administrator.call('addBay', { outletId: 'shanghai-one', name: '1 号工位', capabilities: ['lift', 'hvBay'] });
  return { administrator };
}

/** One owner with one car of a brand; answers their ids. */
export async function ownerWithCar(home: Home, brandId: BrandId): Promise<{ ownerId: string; vehicleId: string; vin: string; owner: Caller }> {
  const adviser = home.staff({ role: 'adviser', brandId });
  const one = owners[brandId];
  const { id: ownerId } = await adviser.call('addOwner', { brandId, name: one.name, phone: one.phone, kind: 'person' });
  const { vehicle } = await adviser.call('addVehicle', { vin: vins[brandId], modelId: `${brandId}-one`, ownerId, plateNo: one.plateNo, colour: '月光白', deliveredOn: '2025-06-01', usageNature: 'household' });
  return { ownerId, vehicleId: vehicle.id, vin: vins[brandId], owner: home.owner({ id: ownerId, name: one.name, brandIds: [brandId] }) };
}

export async function twoBrands(home: Home): Promise<TwoBrands> {
  await sharedOutlet(home);
  const mine = await ownerWithCar(home, 'xihe');
  await ownerWithCar(home, 'yuanlan');
  const neighbour = await home.staff({ role: 'adviser', brandId: 'xihe' }).call('addOwner', { brandId: 'xihe', name: '邻居', phone: '13700003333', kind: 'person' });
  const ids: Record<string, unknown> = { vin: mine.vin, vehicleId: mine.vehicleId, ownerId: mine.ownerId };
  const idOf: Record<string, unknown> = { showVehicle: mine.vehicleId, changePlate: mine.vehicleId, transferVehicle: mine.vehicleId, showOwner: mine.ownerId, changeOwner: mine.ownerId, revealOwnerPhone: mine.ownerId };
  if (home.operations.has('reportTrouble')) {
    const opened = await mine.owner.call('reportTrouble', { vehicleId: mine.vehicleId, words: '充不进电，换了三个桩都不行' });
    ids['caseId'] = opened.caseId;
  }
  await home.settle();
  return {
    secrets: [mine.vin, mine.vehicleId, mine.ownerId, owners.xihe.name, owners.xihe.phone, owners.xihe.plateNo, ...(ids['caseId'] === undefined ? [] : [String(ids['caseId'])])],
    theirs: (operation, field) => (field === 'id' ? idOf[operation] : field === 'outletId' ? 'shanghai-one' : ids[field]),
    strangerStaff: (role) => home.staff({ role, brandId: 'yuanlan' }),
    strangerOwner: home.owner({ id: neighbour.id, name: '邻居', brandIds: ['xihe'] }),
  };
}
