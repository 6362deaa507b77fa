// The general alarm flags by bit, in both languages (§7.7.1; 2025 adds bits 19 to 27). A flag says that the
// condition holds now; how grave it is stands in the level, which the maker sets on its own.
import type { Edition } from './frame-header.ts';

/** `bit` 0 is the least significant; `since` is the first edition that has the alarm; `key` never changes. */
export interface AlarmName { bit: number; key: string; zh: string; en: string; since: Edition }

const rows: readonly (readonly [key: string, zh: string, en: string])[] = [
  ['temperatureDifference', '温度差异报警', 'temperature difference'],
  ['batteryOverTemperature', '电池高温报警', 'battery over-temperature'],
  ['storageOverVoltage', '车载储能装置类型过压报警', 'storage device over-voltage'],
  ['storageUnderVoltage', '车载储能装置类型欠压报警', 'storage device under-voltage'],
  ['socLow', 'SOC低报警', 'state of charge low'],
  ['cellOverVoltage', '单体电池过压报警', 'cell over-voltage'],
  ['cellUnderVoltage', '单体电池欠压报警', 'cell under-voltage'],
  ['socHigh', 'SOC过高报警', 'state of charge too high'],
  ['socJump', 'SOC跳变报警', 'state of charge jumped'],
  ['storageMismatch', '可充电储能系统不匹配报警', 'storage system mismatch'],
  ['poorConsistency', '电池单体一致性差报警', 'poor cell consistency'],
  ['insulation', '绝缘报警', 'insulation'],
  ['dcdcTemperature', 'DC-DC温度报警', 'DC/DC temperature'],
  ['brakeSystem', '制动系统报警', 'brake system'],
  ['dcdcState', 'DC-DC状态报警', 'DC/DC state'],
  ['motorControllerTemperature', '驱动电机控制器温度报警', 'motor controller temperature'],
  ['highVoltageInterlock', '高压互锁状态报警', 'high-voltage interlock'],
  ['motorTemperature', '驱动电机温度报警', 'drive motor temperature'],
  ['storageOverCharge', '车载储能装置类型过充报警', 'storage device over-charge'],
  ['motorOverSpeed', '驱动电机超速报警', 'drive motor over-speed'],
  ['motorOverCurrent', '驱动电机过流报警', 'drive motor over-current'],
  ['superCapacitorOverTemperature', '超级电容过温报警', 'super capacitor over-temperature'],
  ['superCapacitorOverVoltage', '超级电容过压报警', 'super capacitor over-voltage'],
  ['thermalEvent', '可充电储能装置热事件报警', 'storage device thermal event'],
  ['hydrogenLeak', '氢气泄漏异常报警', 'hydrogen leak'],
  ['hydrogenPressure', '车载氢系统压力异常报警', 'hydrogen system pressure'],
  ['hydrogenTemperature', '车载氢系统温度异常报警', 'hydrogen system temperature'],
  ['stackOverTemperature', '燃料电池电堆超温报警', 'fuel cell stack over-temperature'],
];

/** Every general alarm, in the order of its bits. */
export const alarmNames: readonly AlarmName[] = rows.map(([key, zh, en], bit) => ({ bit, key, zh, en, since: bit < 19 ? 2016 : 2025 }));

/** The alarms whose flag is set and that the edition knows; reserved bits are left out. `flags` is an unsigned 32-bit integer. */
export const activeAlarms = (flags: number, edition: Edition = 2016): AlarmName[] =>
  alarmNames.filter((alarm) => alarm.since <= edition && ((flags >>> alarm.bit) & 1) === 1);
