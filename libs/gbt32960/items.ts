// What a vehicle tells about itself in a report, in real units and in words that hold for every edition: an edition's
// layout fills the fields it has. A field without a value says why in `marks`; every raw integer is kept in `raw`.
import type { Reading } from './fields.ts';

/** Where a decoded item lay: offset of its type id in the frame, and its bytes including the type id. */
export interface Placed { offset: number; length: number }

export type Gear = 'neutral' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '10' | '11' | '12' | 'reverse' | 'drive' | 'park';

export interface VehicleValues {
  vehicleState?: 'started' | 'off' | 'other';
  chargingState?: 'parkedCharging' | 'drivingCharging' | 'notCharging' | 'chargeComplete';
  runningMode?: 'electric' | 'hybrid' | 'fuel';
  speedKmh?: number;
  odometerKm?: number;
  totalVoltageV?: number;
  /** Negative while charging, by custom. */
  totalCurrentA?: number;
  socPct?: number;
  dcdcState?: 'working' | 'open';
  gear?: Gear;
  insulationKohm?: number;
  acceleratorPct?: number;
  /** Travel of the brake pedal; absent when the vehicle only tells that it is pressed. */
  brakePct?: number;
}
/** Whole vehicle (整车数据), §7.1. */
export interface VehicleItem extends VehicleValues, Placed, Reading<keyof VehicleValues> {
  kind: 'vehicle';
  /** Whether the gear byte reports driving force, and braking force. */
  drivingForce?: boolean;
  brakingForce?: boolean;
  /** Whether the brake pedal is pressed at all. */
  brakeOn?: boolean;
  /** 2016 on platform links: the word where terminals tell the pedals. Written instead of them. */
  reservedWord?: number;
}

export interface MotorValues {
  number?: number;
  state?: 'consuming' | 'generating' | 'off' | 'ready';
  controllerTempC?: number;
  /** Negative when turning backwards. */
  speedRpm?: number;
  torqueNm?: number;
  tempC?: number;
  /** Input voltage and bus current of the controller: 2016 only. */
  controllerVoltageV?: number;
  controllerCurrentA?: number;
}
export interface Motor extends MotorValues, Reading<keyof MotorValues> {}
/** Drive motors (驱动电机数据), §7.2. */
export interface MotorItem extends Placed, Reading<'count'> { kind: 'motors'; motors: Motor[] }

export interface FuelCellValues {
  voltageV?: number;
  currentA?: number;
  fuelKgPer100km?: number;
  hydrogenMaxTempC?: number;
  hydrogenMaxTempProbe?: number;
  /** Highest concentration of hydrogen, mg/kg. */
  hydrogenMaxMgPerKg?: number;
  hydrogenMaxSensor?: number;
  pressureMaxMpa?: number;
  pressureMaxSensor?: number;
  dcdcState?: 'working' | 'open';
}
/** Fuel cell (燃料电池数据), §7.3; 2016 only. */
export interface FuelCellItem extends FuelCellValues, Placed, Reading<keyof FuelCellValues | 'probeCount'> {
  kind: 'fuelCell';
  /** One raw byte per probe, °C = raw − 40; `probeC` reads one. */
  probes: Uint8Array;
}

export interface HydrogenSystemValues {
  hydrogenMaxTempC?: number;
  hydrogenMaxTempProbe?: number;
  /** Highest concentration of hydrogen, per cent by volume. */
  hydrogenMaxVolPct?: number;
  hydrogenMaxSensor?: number;
  pressureMaxMpa?: number;
  pressureMaxSensor?: number;
  dcdcState?: 'working' | 'open';
  /** Hydrogen left. */
  remainingPct?: number;
  dcdcTempC?: number;
}
/** Fuel cell engine and on-board hydrogen system (燃料电池发动机及车载氢系统数据), §7.3; 2025 only. */
export interface HydrogenSystemItem extends HydrogenSystemValues, Placed, Reading<keyof HydrogenSystemValues> { kind: 'hydrogenSystem' }

export interface StackValues {
  number?: number;
  voltageV?: number;
  currentA?: number;
  hydrogenInletKpa?: number;
  airInletKpa?: number;
  airInletTempC?: number;
}
export interface Stack extends StackValues, Reading<keyof StackValues | 'probeCount'> {
  /** Coolant outlet, one raw byte per probe: see `probeC` and `probeMark`. */
  probes: Uint8Array;
}
/** Fuel cell stacks (燃料电池电堆数据), §7.12; 2025 only. */
export interface StackItem extends Placed, Reading<'count'> { kind: 'stacks'; stacks: Stack[] }

/** State and fuel rate are told in 2016 only. */
export interface EngineValues { state?: 'running' | 'off'; crankshaftRpm?: number; fuelLPer100km?: number }
/** Engine (发动机数据), §7.4. */
export interface EngineItem extends EngineValues, Placed, Reading<keyof EngineValues> { kind: 'engine' }

export type Coordinates = 'wgs84' | 'gcj02' | 'other';
export interface PositionValues {
  /** Degrees; east is positive, west negative. */
  longitudeDeg?: number;
  /** Degrees; north is positive, south negative. */
  latitudeDeg?: number;
}
/** Position (车辆位置数据), §7.5. */
export interface PositionItem extends PositionValues, Placed, Reading<keyof PositionValues | 'state' | 'coordinates'> {
  kind: 'position';
  /** Whether there is a fix; without one the coordinates are the last known. */
  fixed: boolean;
  /** In which coordinates: told by the vehicle in 2025; in 2016 what the dialect knows of the model. */
  coordinates?: Coordinates;
}

export interface ExtremesValues {
  cellMaxSubsystem?: number; cellMaxNumber?: number; cellMaxMv?: number;
  cellMinSubsystem?: number; cellMinNumber?: number; cellMinMv?: number;
  tempMaxSubsystem?: number; tempMaxProbe?: number; tempMaxC?: number;
  tempMinSubsystem?: number; tempMinProbe?: number; tempMinC?: number;
}
/** Highest and lowest cell voltage and temperature (极值数据), §7.6; 2016 only. */
export interface ExtremesItem extends ExtremesValues, Placed, Reading<keyof ExtremesValues> { kind: 'extremes' }

export interface AlarmValues {
  /** 0 none … 3 stop at once; 4 thermal event (2025). Set by the maker, independent of the flags. */
  level?: number;
  /** General alarm flags, an unsigned 32-bit integer; `activeAlarms` names them. */
  flags?: number;
}
/** A general alarm by the number of its flag, and how grave it is (2025). */
export interface GradedAlarm { bit: number; level: number }
/** Alarms (报警数据), §7.7. Fault codes are unsigned 32-bit integers that only the maker can read. */
export interface AlarmItem extends AlarmValues, Placed,
  Reading<keyof AlarmValues | 'batteryFaultCount' | 'motorFaultCount' | 'engineFaultCount' | 'otherFaultCount' | 'gradedCount'> {
  kind: 'alarms';
  batteryFaults: number[];
  motorFaults: number[];
  engineFaults: number[];
  otherFaults: number[];
  /** General alarms with the level of each; 2025 only. Numbers without a name are kept and noted. */
  graded?: GradedAlarm[];
}

export interface CellSubsystemValues {
  number?: number;
  voltageV?: number;
  currentA?: number;
  /** Cells of the whole subsystem, of which this frame may carry a part. */
  cellCount?: number;
  /** Number of the first cell of this part; cells count from 1. */
  firstCell?: number;
}
export interface CellSubsystem extends CellSubsystemValues, Reading<keyof CellSubsystemValues> {
  /**
   * Raw numbers in cell order, millivolts unless `scale` says otherwise; 65534 is abnormal, 65535 invalid, above 60000 out of
   * range: see `cellMark` and `cellVoltageMv`.
   */
  cellMv: Uint16Array;
  /** Set where a dialect reads raw numbers as something else than millivolts. */
  scale?: { stepMv: number; zeroMv: number };
}
/**
 * Cell voltages: of storage subsystems (可充电储能装置电压数据), §7.8, in parts that begin at `firstCell` (2016); of the minimum
 * parallel units of battery packs (动力蓄电池最小并联单元电压数据), §7.10, always whole and without `firstCell` (2025).
 */
export interface CellVoltageItem extends Placed, Reading<'count'> { kind: 'cellVoltages'; subsystems: CellSubsystem[] }

export interface TemperatureSubsystem extends Reading<'number' | 'probeCount'> {
  number?: number;
  /** One raw byte per probe, °C = raw − 40; 254 is abnormal, 255 invalid: see `probeC` and `probeMark`. */
  probes: Uint8Array;
}
/** Temperatures per storage subsystem (可充电储能装置温度数据), §7.9 (2016); per battery pack (动力蓄电池温度数据), §7.11 (2025). */
export interface TemperatureItem extends Placed, Reading<'count'> { kind: 'temperatures'; subsystems: TemperatureSubsystem[] }

export interface SuperCapacitorValues { number?: number; voltageV?: number; currentA?: number }
/** One management system of super capacitors (超级电容器数据), §7.13; 2025 only. */
export interface SuperCapacitorItem extends SuperCapacitorValues, Placed, Reading<keyof SuperCapacitorValues | 'cellCount' | 'probeCount'> {
  kind: 'superCapacitor';
  /** Raw millivolts: see `cellMark`. */
  cellMv: Uint16Array;
  /** One raw byte per probe: see `probeC`. */
  probes: Uint8Array;
}

export interface SuperCapacitorExtremesValues {
  cellMaxSystem?: number; cellMaxNumber?: number; cellMaxMv?: number;
  cellMinSystem?: number; cellMinNumber?: number; cellMinMv?: number;
  tempMaxSystem?: number; tempMaxProbe?: number; tempMaxC?: number;
  tempMinSystem?: number; tempMinProbe?: number; tempMinC?: number;
}
/** Extreme values of super capacitors (超级电容器极值数据), §7.14; 2025 only. */
export interface SuperCapacitorExtremesItem extends SuperCapacitorExtremesValues, Placed, Reading<keyof SuperCapacitorExtremesValues> {
  kind: 'superCapacitorExtremes';
}

/** Data of a maker's own (用户自定义), type id 0x80 to 0xFE, §7.15; `readVendor` explains the bytes where a profile knows them. */
export interface CustomItem extends Placed {
  kind: 'custom';
  typeId: number;
  data: Uint8Array;
  /** The maker leaves the length out, against the standard. */
  bare?: true;
}

/** How a report or an activation is signed, §9. */
export interface Signature {
  /** 1 SM2, 2 RSA, 3 ECC; any other byte is kept. */
  type: number;
  r: Uint8Array;
  s: Uint8Array;
}
/** The signature of a report (车端签名信息), behind the mark 0xFF and always last; 2025 only. */
export interface SignatureItem extends Signature, Placed { kind: 'signature' }

export type Item =
  | VehicleItem | MotorItem | FuelCellItem | HydrogenSystemItem | StackItem | EngineItem | PositionItem | ExtremesItem | AlarmItem
  | CellVoltageItem | TemperatureItem | SuperCapacitorItem | SuperCapacitorExtremesItem | CustomItem | SignatureItem;
