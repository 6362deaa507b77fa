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
}

export interface MotorValues {
  number?: number;
  state?: 'consuming' | 'generating' | 'off' | 'ready';
  controllerTempC?: number;
  /** Negative when turning backwards. */
  speedRpm?: number;
  torqueNm?: number;
  tempC?: number;
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
/** Fuel cell (燃料电池数据), §7.3. */
export interface FuelCellItem extends FuelCellValues, Placed, Reading<keyof FuelCellValues | 'probeCount'> {
  kind: 'fuelCell';
  /** One raw byte per probe, °C = raw − 40; `probeC` reads one. */
  probes: Uint8Array;
}

export interface EngineValues { state?: 'running' | 'off'; crankshaftRpm?: number; fuelLPer100km?: number }
/** Engine (发动机数据), §7.4. */
export interface EngineItem extends EngineValues, Placed, Reading<keyof EngineValues> { kind: 'engine' }

export interface PositionValues {
  /** Degrees; east is positive, west negative. */
  longitudeDeg?: number;
  /** Degrees; north is positive, south negative. */
  latitudeDeg?: number;
}
/** Position (车辆位置数据), §7.5. */
export interface PositionItem extends PositionValues, Placed, Reading<keyof PositionValues | 'state'> {
  kind: 'position';
  /** Whether there is a fix; without one the coordinates are the last known. */
  fixed: boolean;
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
/** Alarms (报警数据), §7.7. Fault codes are unsigned 32-bit integers that only the maker can read. */
export interface AlarmItem extends AlarmValues, Placed,
  Reading<keyof AlarmValues | 'batteryFaultCount' | 'motorFaultCount' | 'engineFaultCount' | 'otherFaultCount'> {
  kind: 'alarms';
  batteryFaults: number[];
  motorFaults: number[];
  engineFaults: number[];
  otherFaults: number[];
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
  /** Raw millivolts in cell order; 65534 is abnormal, 65535 invalid, above 60000 out of range: see `cellMark`. */
  cellMv: Uint16Array;
}
/** Cell voltages per storage subsystem (可充电储能装置电压数据), §7.8. */
export interface CellVoltageItem extends Placed, Reading<'count'> { kind: 'cellVoltages'; subsystems: CellSubsystem[] }

export interface TemperatureSubsystem extends Reading<'number' | 'probeCount'> {
  number?: number;
  /** One raw byte per probe, °C = raw − 40; 254 is abnormal, 255 invalid: see `probeC` and `probeMark`. */
  probes: Uint8Array;
}
/** Temperatures per storage subsystem (可充电储能装置温度数据), §7.9. */
export interface TemperatureItem extends Placed, Reading<'count'> { kind: 'temperatures'; subsystems: TemperatureSubsystem[] }

/** Data of a maker's own (用户自定义), type id 0x80 to 0xFE, §7.15. */
export interface CustomItem extends Placed { kind: 'custom'; typeId: number; data: Uint8Array }

export type Item =
  | VehicleItem | MotorItem | FuelCellItem | EngineItem | PositionItem | ExtremesItem | AlarmItem
  | CellVoltageItem | TemperatureItem | CustomItem;
