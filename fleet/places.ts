// Ten cities of tiers 1 to 4 with true coordinates (WGS-84, city centres), and the outlets of the alliance in them.
export type City = { name: string; nameEn: string; tier: 1 | 2 | 3 | 4; plate: string; lon: number; lat: number; streets: readonly string[] };

export const cities: readonly City[] = [
  { name: '上海', nameEn: 'Shanghai', tier: 1, plate: '沪A', lon: 121.4737, lat: 31.2304, streets: ['申昆路', '沪闵路', '曹安公路', '川沙路'] },
  { name: '深圳', nameEn: 'Shenzhen', tier: 1, plate: '粤B', lon: 114.0579, lat: 22.5431, streets: ['侨香路', '宝安大道', '坪山大道'] },
  { name: '重庆', nameEn: 'Chongqing', tier: 2, plate: '渝A', lon: 106.5516, lat: 29.563, streets: ['金开大道', '学府大道', '凤天大道'] },
  { name: '成都', nameEn: 'Chengdu', tier: 2, plate: '川A', lon: 104.0668, lat: 30.5728, streets: ['武侯大道', '天府大道', '蜀龙路'] },
  { name: '杭州', nameEn: 'Hangzhou', tier: 2, plate: '浙A', lon: 120.1551, lat: 30.2741, streets: ['莫干山路', '石桥路', '机场路'] },
  { name: '西安', nameEn: 'Xi’an', tier: 2, plate: '陕A', lon: 108.9398, lat: 34.3416, streets: ['朱宏路', '西沣路', '浐灞大道'] },
  { name: '洛阳', nameEn: 'Luoyang', tier: 3, plate: '豫C', lon: 112.454, lat: 34.6197, streets: ['王城大道', '关林路'] },
  { name: '潍坊', nameEn: 'Weifang', tier: 3, plate: '鲁G', lon: 119.1618, lat: 36.7068, streets: ['北海路', '宝通街'] },
  { name: '遵义', nameEn: 'Zunyi', tier: 4, plate: '贵C', lon: 106.9272, lat: 27.7257, streets: ['珠海路', '汇川大道'] },
  { name: '丽江', nameEn: 'Lijiang', tier: 4, plate: '云P', lon: 100.233, lat: 26.8721, streets: ['长水路', '雪山路'] },
];

export type Capability = 'lift' | 'hvBay' | 'batteryLift' | 'calibration' | 'paint' | 'bodyRepair' | 'mobile' | 'towAccess';
export type OutletPlan = {
  id: string; name: string; nameEn: string; city: string; kind: 'serviceCentre' | 'cityShowroom' | 'authorisedRepairer' | 'communityStation' | 'mobileBase';
  brandIds: readonly string[]; capabilities: readonly Capability[]; bays: number; hvBays: number; technicians: number; hvTechnicians: number; weekend: boolean; off: readonly [lon: number, lat: number];
};

const all = ['xihe', 'yuanlan', 'langtu'] as const;
const full: readonly Capability[] = ['lift', 'hvBay', 'batteryLift', 'calibration', 'paint', 'bodyRepair', 'towAccess'];

/** Fourteen outlets; some are shared between brands, one has no high-voltage bay, two are small stations. */
export const outletPlans: readonly OutletPlan[] = [
  { id: 'sh-hongqiao', name: '上海虹桥服务中心', nameEn: 'Shanghai Hongqiao Service Centre', city: '上海', kind: 'serviceCentre', brandIds: all, capabilities: [...full, 'mobile'], bays: 6, hvBays: 2, technicians: 7, hvTechnicians: 4, weekend: true, off: [-0.13, -0.03] },
  { id: 'sh-pudong', name: '上海川沙授权维修店', nameEn: 'Shanghai Chuansha Authorised Repairer', city: '上海', kind: 'authorisedRepairer', brandIds: ['xihe'], capabilities: ['lift', 'hvBay', 'paint', 'bodyRepair', 'towAccess'], bays: 4, hvBays: 1, technicians: 4, hvTechnicians: 2, weekend: false, off: [0.22, -0.04] },
  { id: 'sz-bao-an', name: '深圳宝安服务中心', nameEn: 'Shenzhen Bao’an Service Centre', city: '深圳', kind: 'serviceCentre', brandIds: all, capabilities: full, bays: 5, hvBays: 2, technicians: 6, hvTechnicians: 4, weekend: true, off: [-0.16, 0.02] },
  { id: 'sz-futian', name: '深圳福田城市展厅', nameEn: 'Shenzhen Futian City Showroom', city: '深圳', kind: 'cityShowroom', brandIds: ['yuanlan'], capabilities: ['lift'], bays: 1, hvBays: 0, technicians: 2, hvTechnicians: 0, weekend: true, off: [0.0, 0.0] },
  { id: 'cq-yubei', name: '重庆渝北服务中心', nameEn: 'Chongqing Yubei Service Centre', city: '重庆', kind: 'serviceCentre', brandIds: all, capabilities: [...full, 'mobile'], bays: 5, hvBays: 2, technicians: 6, hvTechnicians: 3, weekend: true, off: [0.05, 0.09] },
  { id: 'cd-wuhou', name: '成都武侯服务中心', nameEn: 'Chengdu Wuhou Service Centre', city: '成都', kind: 'serviceCentre', brandIds: ['xihe', 'yuanlan'], capabilities: full, bays: 4, hvBays: 1, technicians: 5, hvTechnicians: 3, weekend: true, off: [-0.06, -0.03] },
  { id: 'cd-chenghua', name: '成都成华社区服务站', nameEn: 'Chengdu Chenghua Community Station', city: '成都', kind: 'communityStation', brandIds: ['langtu'], capabilities: ['lift'], bays: 2, hvBays: 0, technicians: 2, hvTechnicians: 0, weekend: true, off: [0.07, 0.06] },
  { id: 'hz-gongshu', name: '杭州拱墅服务中心', nameEn: 'Hangzhou Gongshu Service Centre', city: '杭州', kind: 'serviceCentre', brandIds: ['yuanlan', 'langtu'], capabilities: full, bays: 4, hvBays: 1, technicians: 5, hvTechnicians: 3, weekend: true, off: [-0.02, 0.07] },
  { id: 'xa-weiyang', name: '西安未央服务中心', nameEn: 'Xi’an Weiyang Service Centre', city: '西安', kind: 'serviceCentre', brandIds: all, capabilities: ['lift', 'hvBay', 'batteryLift', 'calibration', 'towAccess'], bays: 4, hvBays: 1, technicians: 4, hvTechnicians: 3, weekend: true, off: [0.0, 0.05] },
  { id: 'ly-luolong', name: '洛阳洛龙授权维修店', nameEn: 'Luoyang Luolong Authorised Repairer', city: '洛阳', kind: 'authorisedRepairer', brandIds: all, capabilities: ['lift', 'hvBay', 'bodyRepair', 'towAccess'], bays: 3, hvBays: 1, technicians: 4, hvTechnicians: 2, weekend: false, off: [0.01, -0.05] },
  { id: 'wf-kuiwen', name: '潍坊奎文授权维修店', nameEn: 'Weifang Kuiwen Authorised Repairer', city: '潍坊', kind: 'authorisedRepairer', brandIds: ['xihe', 'langtu'], capabilities: ['lift', 'hvBay', 'towAccess'], bays: 3, hvBays: 1, technicians: 3, hvTechnicians: 2, weekend: false, off: [0.05, 0.01] },
  { id: 'zy-huichuan', name: '遵义汇川授权维修店', nameEn: 'Zunyi Huichuan Authorised Repairer', city: '遵义', kind: 'authorisedRepairer', brandIds: all, capabilities: ['lift', 'hvBay', 'towAccess'], bays: 2, hvBays: 1, technicians: 3, hvTechnicians: 2, weekend: false, off: [0.0, 0.03] },
  { id: 'lj-gucheng', name: '丽江古城移动服务基地', nameEn: 'Lijiang Gucheng Mobile Base', city: '丽江', kind: 'mobileBase', brandIds: all, capabilities: ['lift', 'mobile', 'towAccess'], bays: 1, hvBays: 0, technicians: 2, hvTechnicians: 0, weekend: true, off: [0.01, 0.0] },
  { id: 'sh-jiading', name: '上海嘉定社区服务站', nameEn: 'Shanghai Jiading Community Station', city: '上海', kind: 'communityStation', brandIds: ['yuanlan', 'langtu'], capabilities: ['lift', 'calibration'], bays: 2, hvBays: 0, technicians: 2, hvTechnicians: 1, weekend: true, off: [-0.22, 0.15] },
];
