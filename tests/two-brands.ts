// Two brands that share an outlet, each with an owner, a car and a case: what the tests of the walls stand on.
import type { house, Caller } from '#platform/testing';
import type { Role } from '#platform/actor';
import { recordsOf } from './foreign-records.ts';

type Home = Awaited<ReturnType<typeof house>>;
export const brandIds = ['xihe', 'yuanlan'] as const;
export type BrandId = (typeof brandIds)[number];

export type TwoBrands = {
  /** Words that only the first brand and its owner may read. */
  secrets: string[];
  /** The ids of everything that exists for the first brand's owner, and of its own outlet and people. */
  names: string[];
  owner: Caller;
  /** The value that names a record of the first brand's owner in this field of this operation; undefined when it names none. */
  theirs(operation: string, field: string): unknown;
  /** The same of the second brand's owner, whom `ownOwner` speaks for. */
  own(operation: string, field: string): unknown;
  ownOwner: Caller;
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
/** A small price book: high-voltage inspection, charge-port repair with a part, 12 V battery, brakes, camera calibration, maintenance. */
export const smallBook = {
  ratesFenPerHour: [32_000, 28_000, 24_000, 20_000],
  operations: [
    operation('HV-INSPECT', '高压电池检查', 'HV battery inspection', { labourCentihours: 150, hv: true, safety: true, bayCapability: 'hvBay', coverage: 'evCore', troubles: ['batteryHot', 'smokeOrFire', 'insulation'] }),
    operation('CHARGE-PORT', '更换充电口', 'Charge port replacement', { labourCentihours: 120, parts: [{ code: 'P-PORT', quantity: 1 }], troubles: ['charging'] }),
    operation('LV-BATTERY', '更换 12V 蓄电池', '12 V battery replacement', { labourCentihours: 40, parts: [{ code: 'P-12V', quantity: 1 }], coverage: 'wear', troubles: ['twelveVolt'], mobile: true }),
    operation('BRAKE-PADS', '更换制动片', 'Brake pads', { labourCentihours: 70, safety: true, coverage: 'none', troubles: ['brakes'] }),
    operation('CALIBRATE', '摄像头标定', 'Camera calibration', { labourCentihours: 60, certificate: 'calibration', coverage: 'none' }),
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

/** Fields called `id` name something else in each operation; undefined where a new thing is given its id. */
const idOf = (brandId: BrandId, ids: Record<string, string>): Record<string, string | undefined> => ({
  showVehicle: ids['vehicleId'], changePlate: ids['vehicleId'], transferVehicle: ids['vehicleId'], showOwner: ids['ownerId'], changeOwner: ids['ownerId'], revealOwnerPhone: ids['ownerId'], removeDriver: ids['driverId'],
  endMySession: ids['sessionId'], changeGrants: ids['staffId'], disableStaff: ids['staffId'], enableStaff: ids['staffId'], resetPassword: ids['staffId'], changeBrand: brandId,
  showOutlet: ids['ownOutletId'], changeOutlet: ids['ownOutletId'], setDayException: ids['ownOutletId'], dropDayException: ids['ownOutletId'], changeBay: ids['bayId'], withdrawCertificate: ids['certificateId'], reviewCertificate: ids['certificateId'], showCertificateProof: ids['certificateId'], changeTool: ids['toolId'], answerSwap: ids['swapId'], withdrawSwap: ids['swapId'], dropAbsence: ids['absenceId'],
});

/** What a field of this name names, when it names something of this brand's owner. */
const fieldsOf = (brandId: BrandId, ids: Record<string, string>): Record<string, unknown> => ({
  ...ids, twinsOf: ids['voiceId'], brandId, modelId: `${brandId}-one`, brandIds: [brandId], outletId: 'shanghai-one', operations: ['MAINTAIN'], toOwnerId: ids['ownerId'], ofCaseId: ids['doneCaseId'], moving: ids['appointmentId'], lineIds: [ids['lineId']], bayIds: [ids['bayId']], sameAsWorkOrderId: ids['paidWorkOrderId'], subjectId: ids['caseId'], actorId: ids['ownerId'],
  technicianId: ids['staffId'], guardianId: ids['staffId'], ownerStaffId: ids['staffId'], withStaffId: ids['staffId'], fileIds: [ids['ownersPhoto']], photoIds: [ids['fileId']], photos: [{ position: 'front', fileId: ids['fileId'] }], signatureFileId: ids['fileId'], proofFileId: ids['fileId'], drawingFileId: ids['fileId'], ids: [ids['noticeId']], suggestionIds: [ids['suggestionId']], vins: [ids['vin']], comebackOf: ids['paidWorkOrderId'],
});

/** The value of a field of an operation, from the records of a brand's owner. */
function valuesOf(brandId: BrandId, ids: Record<string, string>): (operation: string, field: string) => unknown {
  const [byId, byField] = [idOf(brandId, ids), fieldsOf(brandId, ids)];
  const places = new Set(['addBay', 'listBays', 'listTechnicians', 'addTool', 'listTools', 'planShifts', 'askSwap', 'showRoster', 'checkImport', 'listImports']);
  /** Where one operation needs another value, so that it gets as far as the record that is not theirs. */
  const only: Record<string, unknown> = { 'applyVoices.sheetId': ids['voiceSheetId'], 'undoVoices.sheetId': ids['voiceSheetId'], 'showVoiceSheet.sheetId': ids['voiceSheetId'], 'caseFile.fileId': ids['ownersPhoto'], 'addVehicle.vin': 'LTEST4E16TA000799', 'addVehicle.modelId': 'yuanlan-one', 'publishPrices.content': smallBook, 'changePriceDraft.operations': smallBook.operations };
  return (operation, field) => (field === 'id' ? byId[operation] : field === 'outletId' && places.has(operation) ? ids['ownOutletId'] : only[`${operation}.${field}`] ?? byField[field]);
}

export async function twoBrands(home: Home): Promise<TwoBrands> {
  const { administrator, technicianIds } = await workshop(home);
  const area = await administrator.call('addArea', { kind: 'heat', level: 2, name: '高温', city: '上海', fromAt: home.clock.now().toISOString(), toAt: new Date(home.clock.now().getTime() + 5 * 86_400_000).toISOString() });
  /** Weather belongs to nobody. */
  const ofNobody = (field: string): unknown => (field === 'areaId' ? area.id : undefined);
  for (const brandId of brandIds) await administrator.call('startPriceDraft', { brandId });
  const mine = await ownerWithCar(home, 'xihe');
  const stranger = await ownerWithCar(home, 'yuanlan');
  const neighbour = await home.staff({ role: 'adviser', brandId: 'xihe' }).call('addOwner', { brandId: 'xihe', name: '邻居', phone: '13700003333', kind: 'person' });
  const ids: Record<string, string> = { ...(await recordsOf(home, 'xihe', mine, administrator, technicianIds)), vin: mine.vin, vehicleId: mine.vehicleId, ownerId: mine.ownerId };
  const own: Record<string, string> = { ...(await recordsOf(home, 'yuanlan', stranger, administrator, technicianIds)), vin: stranger.vin, vehicleId: stranger.vehicleId, ownerId: stranger.ownerId };
  const { ownOutletId: _outlet, bayId: _bay, staffId: _staff, certificateId: _certificate, absenceId: _absence, planId: _plan, ...records } = ids;
  return {
    secrets: [...Object.values(records), owners.xihe.name, owners.xihe.phone, owners.xihe.plateNo],
    names: Object.values(ids),
    theirs: (operation, field) => ofNobody(field) ?? valuesOf('xihe', ids)(operation, field),
    own: (operation, field) => ofNobody(field) ?? valuesOf('yuanlan', own)(operation, field),
    ownOwner: stranger.owner,
    strangerStaff: (role) => home.staff({ role, brandId: 'yuanlan' }),
    strangerOwner: home.owner({ id: neighbour.id, name: '邻居', brandIds: ['xihe'] }),
    owner: mine.owner,
  };
}
