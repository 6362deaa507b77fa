// GB/T 32960.3: what an electric vehicle tells a platform, as bytes and as data. Frames are found in a stream, read into
// plain objects with real units, written back byte for byte, answered, and told to a person in Chinese or English.
// Pure: no I/O, no clock, no chance. No bytes whatsoever make reading throw; only writing nonsense does.
export { activeAlarms, alarmNames, type AlarmName } from './alarm-names.ts';
export { answerTo, type AnswerOptions } from './answer.ts';
export { beijingBytes, formatBeijing, readBeijing } from './beijing-time.ts';
export { checkCode, commands, encryptions, flags, readHeader, xorOf, type Edition, type Header } from './frame-header.ts';
export { decodeFrame, type DecodeOptions } from './decode.ts';
export { describeFrame, describeProblem, type DescribeOptions, type Language } from './describe.ts';
export { encodeFrame, type EncodeOptions } from './encode.ts';
export { createFrameFinder, type Found, type FoundFrame, type FrameFinder, type Garbage, type GarbageReason } from './find-frames.ts';
export type { Mark } from './fields.ts';
export type {
  Activation, ActivationResult, Answer, Draft, Frame, FrameDraft, KeyExchange, Login, Message, Parameter, PlatformLogin, Report,
} from './frame.ts';
export type {
  AlarmItem, Coordinates, GradedAlarm, HydrogenSystemItem, Signature, SignatureItem, Stack, StackItem, SuperCapacitorExtremesItem, SuperCapacitorItem,
  CellSubsystem, CellVoltageItem, CustomItem, EngineItem, ExtremesItem, FuelCellItem, Gear, Item, MotorItem, Motor,
  PositionItem, TemperatureItem, TemperatureSubsystem, VehicleItem,
} from './items.ts';
export { cellMark, cellVoltageMv, joinCells, probeC, probeMark, type JoinedCells } from './cells.ts';
export { activationInfo } from './security-messages.ts';
export { createDialect, standardDialect, type Dialect, type DialectSettings, type ScaledField } from './dialect.ts';
export { careloopProfile, readVendor, type VendorProfile, type VendorReading, type VendorValue } from './vendor-profiles.ts';
export { signatureTypes, signedPart } from './signature.ts';
export { controls, readUpgrade, readWarning, writeUpgrade, writeWarning, type Upgrade, type Warning } from './controls.ts';
export { readGb18030, writeGb18030 } from './gb18030.ts';
export { parameterNames } from './parameters.ts';
export type { Oddity, OddityCode, Problem, ProblemCode, Verdict } from './verdict.ts';
