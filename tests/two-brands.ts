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

const operation = (code: string, name: string, nameEn: string, more: Record<string, unknown> = {}) => ({
  code, system: 'battery', name, nameEn, what: `${name}：检查并记录结果`, whatEn: `${nameEn}: check and record the result`, labourCentihours: 100, hv: false, safety: false, mobile: false,
  certificate: null, bayCapability: null, includes: [], parts: [], troubles: [], coverage: 'general', modelIds: null, ...more,
});
/** A small price book: high-voltage inspection, charge-port repair with a part, 12 V battery, maintenance. */
export const smallBook = {
  ratesFenPerHour: [32_000, 28_000, 24_000, 20_000],
  operations: [
    operation('HV-INSPECT', '高压电池检查', 'HV battery inspection', { labourCentihours: 150, hv: true, safety: true, bayCapability: 'hvBay', coverage: 'evCore', troubles: ['batteryHot', 'smokeOrFire', 'insulation'] }),
    operation('CHARGE-PORT', '更换充电口', 'Charge port replacement', { labourCentihours: 120, parts: [{ code: 'P-PORT', quantity: 1 }], troubles: ['charging'] }),
    operation('LV-BATTERY', '更换 12V 蓄电池', '12 V battery replacement', { labourCentihours: 40, parts: [{ code: 'P-12V', quantity: 1 }], coverage: 'wear', troubles: ['twelveVolt'], mobile: true }),
    operation('MAINTAIN', '常规保养', 'Regular maintenance', { labourCentihours: 80, coverage: 'none', troubles: ['maintenance'] }),
  ],
  parts: [
    { code: 'P-PORT', name: '充电口总成', nameEn: 'Charge port assembly', origin: 'originalPart', unitFen: 86_000, coverage: 'general', modelIds: null },
    { code: 'P-12V', name: '12V 蓄电池', nameEn: '12 V battery', origin: 'equalQualityPart', unitFen: 48_050, coverage: 'wear', modelIds: null },
  ],
};

/** Two technicians who may work on high voltage, and one who may not; prices for both brands. */
export async function workshop(home: Home): Promise<{ administrator: Caller; technicianIds: string[] }> {
  const { administrator } = await sharedOutlet(home);
  const technicianIds: string[] = [];
  for (const [index, name] of ['周师傅', '吴师傅', '郑师傅'].entries()) {
    const person = await administrator.call('addStaff', { userName: `tech${index}`, name, grants: brandIds.map((brandId) => ({ role: 'technician', brandId, outletId: 'shanghai-one' })) });
    technicianIds.push(person.id);
    if (index === 2) continue;
    for (const kind of ['lvElectrician', 'makerHv', 'inspector']) await administrator.call('addCertificate', { staffId: person.id, kind, brandId: null, number: `${kind}-${index}`, validFrom: '2024-01-01', validTo: '2030-01-01' });
  }
  const today = new Date(home.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  for (const brandId of brandIds) await administrator.call('publishPrices', { brandId, validFrom: today, note: '首份价格表', content: smallBook });
  return { administrator, technicianIds };
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
  await workshop(home);
  const mine = await ownerWithCar(home, 'xihe');
  await ownerWithCar(home, 'yuanlan');
  const neighbour = await home.staff({ role: 'adviser', brandId: 'xihe' }).call('addOwner', { brandId: 'xihe', name: '邻居', phone: '13700003333', kind: 'person' });
  const ids: Record<string, unknown> = { vin: mine.vin, vehicleId: mine.vehicleId, ownerId: mine.ownerId };
  const idOf: Record<string, unknown> = { showVehicle: mine.vehicleId, changePlate: mine.vehicleId, transferVehicle: mine.vehicleId, showOwner: mine.ownerId, changeOwner: mine.ownerId, revealOwnerPhone: mine.ownerId };
  const opened = await mine.owner.call('reportTrouble', { vehicleId: mine.vehicleId, words: '充不进电，换了三个桩都不行' });
  ids['caseId'] = opened.caseId;
  const { days } = await mine.owner.call('findSlots', { vehicleId: mine.vehicleId, outletId: 'shanghai-one', operations: ['CHARGE-PORT'], days: 14 });
  const booked = await mine.owner.call('bookAppointment', { vehicleId: mine.vehicleId, caseId: ids['caseId'], outletId: 'shanghai-one', operations: ['CHARGE-PORT'], startsAt: days.find((day: { slots: unknown[] }) => day.slots.length > 0).slots[0].startsAt });
  ids['appointmentId'] = booked.id;
  await home.settle();
  return {
    secrets: [mine.vin, mine.vehicleId, mine.ownerId, owners.xihe.name, owners.xihe.phone, owners.xihe.plateNo, String(ids['caseId']), booked.id, booked.number],
    theirs: (operation, field) => (field === 'id' ? idOf[operation] : field === 'outletId' ? 'shanghai-one' : field === 'operations' ? ['CHARGE-PORT'] : ids[field]),
    strangerStaff: (role) => home.staff({ role, brandId: 'yuanlan' }),
    strangerOwner: home.owner({ id: neighbour.id, name: '邻居', brandIds: ['xihe'] }),
  };
}
