// Three brands of one alliance and their models, invented; packs are of the sizes that are on the road. The newest model speaks
// GB/T 32960.3-2025, the others 2016.
export type ModelPlan = { id: string; name: string; nameEn: string; chemistry: 'NCM' | 'LFP'; cellCount: number; probeCount: number; batteryKwh: number; rangeKm: number; wmi: string; edition?: 2025 };
export type BrandPlan = { id: string; name: string; nameEn: string; hotline: string; models: readonly ModelPlan[] };

export const alliance = { name: '同程联盟', nameEn: 'Tongcheng Alliance' };

export const brandPlans: readonly BrandPlan[] = [
  { id: 'xihe', name: '曦和', nameEn: 'Xihe', hotline: '400-010-1001', models: [
    { id: 'xihe-h7', name: '曦和 H7', nameEn: 'Xihe H7', chemistry: 'NCM', cellCount: 108, probeCount: 36, batteryKwh: 82, rangeKm: 650, wmi: 'LXH' },
    { id: 'xihe-h5', name: '曦和 H5', nameEn: 'Xihe H5', chemistry: 'LFP', cellCount: 120, probeCount: 30, batteryKwh: 62, rangeKm: 510, wmi: 'LXH' },
    { id: 'xihe-h9', name: '曦和 H9', nameEn: 'Xihe H9', chemistry: 'NCM', cellCount: 192, probeCount: 48, batteryKwh: 100, rangeKm: 720, wmi: 'LXH', edition: 2025 },
  ] },
  { id: 'yuanlan', name: '远岚', nameEn: 'Yuanlan', hotline: '400-010-1002', models: [
    { id: 'yuanlan-e3', name: '远岚 E3', nameEn: 'Yuanlan E3', chemistry: 'LFP', cellCount: 102, probeCount: 24, batteryKwh: 50, rangeKm: 430, wmi: 'LYN' },
    { id: 'yuanlan-e6', name: '远岚 E6', nameEn: 'Yuanlan E6', chemistry: 'NCM', cellCount: 96, probeCount: 32, batteryKwh: 77, rangeKm: 600, wmi: 'LYN' },
  ] },
  { id: 'langtu', name: '朗途', nameEn: 'Langtu', hotline: '400-010-1003', models: [
    { id: 'langtu-c1', name: '朗途 C1', nameEn: 'Langtu C1', chemistry: 'LFP', cellCount: 90, probeCount: 20, batteryKwh: 38, rangeKm: 330, wmi: 'LLT' },
    { id: 'langtu-v8', name: '朗途 V8', nameEn: 'Langtu V8', chemistry: 'NCM', cellCount: 110, probeCount: 36, batteryKwh: 90, rangeKm: 620, wmi: 'LLT' },
  ] },
];
