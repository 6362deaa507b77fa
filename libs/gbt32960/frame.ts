// A frame as data: who speaks, what kind of message it is, and what the message says.
// The same model serves to write one: a draft leaves out what only reading can know.
import type { Mark, Reading } from './fields.ts';
import type { Edition } from './frame-header.ts';
import type { Item, Signature } from './items.ts';
import type { Oddity } from './verdict.ts';

/** `at`: the moment the message names, epoch ms. Its six bytes are kept (`rawAt`) when they are no moment. */
export interface Timed { at?: number; rawAt?: Uint8Array }
/** `rest`: bytes that could not be read, from the first defect on, or that trail a message with a fixed end. */
export interface Trailing { rest?: Uint8Array }

/** Vehicle login (车辆登入), §5.1, §5.2. `at` is the time of data collection. */
export interface Login extends Timed, Trailing {
  kind: 'login';
  /** 1 to 65531, one more at each login of a day. */
  serial: number;
  iccid: string;
  /** 2016: rechargeable storage subsystems, which may be told without their codes. 2025: battery management systems. */
  subsystemCount: number;
  /** Bytes of each code; 0 when codes are not sent; 24 in 2025. */
  codeLength: number;
  /** 2016: of storage subsystems. 2025: of battery packs, in the order of their management systems. */
  codes: string[];
  /** 2025: how many packs each management system has. */
  packCounts?: number[];
}
/** What the vehicle reports, at once (0x02) or from its store (0x03); `at` is when it was collected. §6. */
export interface Report extends Timed, Trailing { kind: 'report'; items: Item[] }
/** Vehicle logout (0x04) or platform logout (0x06); `serial` is that of the login it ends. §5.3. */
export interface Logout extends Timed, Trailing { kind: 'logout'; serial: number }
/** Platform login, §5.4. `encryptionRule` takes the values of the frame's encryption. */
export interface PlatformLogin extends Timed, Trailing { kind: 'platformLogin'; serial: number; user: string; password: string; encryptionRule: number }
/** Heartbeat or request for the time: nothing but the header. §5.5. */
export interface Bare extends Trailing { kind: 'bare' }
/** Which parameters a platform asks for. §8.1. */
export interface ParameterQuery extends Timed, Trailing, Reading<'count'> { kind: 'parameterQuery'; ids: number[] }
/** One parameter of a terminal. Numbers are in the unit of `parameterNames`; texts and names of hosts are strings. */
export interface Parameter {
  id: number;
  /** Bytes for a maker's own parameter whose size the dialect knows. */
  value: number | string | Uint8Array | undefined;
  mark?: Mark;
  /** The integer as sent, where it stands for no value. */
  raw?: number;
}
/** Parameters as answered (0x80) or to be set (0x81). §8.1, §8.2. */
export interface Parameters extends Timed, Trailing, Reading<'count'> { kind: 'parameters'; parameters: Parameter[] }
/** Activation of a terminal (激活, 0x09), §5.6; 2025 only. How the key is coded is not told (§14, 5): it is kept as sent. */
export interface Activation extends Timed, Trailing {
  kind: 'activation';
  /** 16 characters; the spaces that pad them are cut. */
  chipId: string;
  publicKey: Uint8Array;
  vin: string;
  signature: Signature;
}
/** What became of an activation (激活应答, 0x0A), §5.7: sent down, with the flag of a command; 2025 only. */
export interface ActivationResult extends Trailing {
  kind: 'activationResult';
  /** 1 success, 2 failure; any other byte is kept. */
  state: number;
  /** Why, as sent; `activationInfo` reads it. */
  info: number;
}
/** A key for data units (数据单元加密密钥交换, 0x0B), up or down, §5.8; 2025 only. */
export interface KeyExchange extends Trailing {
  kind: 'keyExchange';
  /** One of `encryptions`, or any other byte. */
  keyType: number;
  key: Uint8Array;
  /** The first and the last moment the key is good for. */
  from: Timed;
  to: Timed;
}
/** A command to the terminal (0x82): its id, and its arguments as bytes, which `readUpgrade` and `readWarning` explain. §8.3. */
export interface Control extends Timed { kind: 'control'; control: number; data: Uint8Array }
/** An answer: the time of the request (of the platform, for time calibration) when it has one; `rest` is an echo. */
export interface Answer extends Partial<Timed>, Trailing { kind: 'answer' }
/** An encrypted data unit nobody opened yet. */
export interface Sealed { kind: 'sealed'; data: Uint8Array }
/** A command that is not read here, or a data unit too short for its message. */
export interface Unread { kind: 'unread'; data: Uint8Array }

export type Message =
  | Login | Report | Logout | PlatformLogin | Bare | ParameterQuery | Parameters | Activation | ActivationResult | KeyExchange | Control | Answer | Sealed | Unread;

export interface Frame {
  edition: Edition;
  /** One of `commands`, or any other byte. */
  command: number;
  /** One of `flags`, or any other byte; everything but `flags.command` is an answer. */
  flag: number;
  vin: string;
  /** One of `encryptions`, or any other byte. */
  encryption: number;
  message: Message;
  /** What was tolerated on the way. */
  oddities: Oddity[];
}

type OnlyRead = 'raw' | 'marks' | 'offset' | 'length' | 'rawAt' | 'probeCount';

/** What a sender has to say: everything but what only reading can know, which it may add. */
export type Draft<T> =
  T extends Uint8Array | Uint16Array ? T
  : T extends readonly (infer Element)[] ? Draft<Element>[]
  : T extends object ? { [K in keyof T as Exclude<K, OnlyRead>]: Draft<T[K]> } & { [K in keyof T as Extract<K, OnlyRead>]?: T[K] }
  : T;

/** A frame to write. `edition` is 2016, `flag` is a command and nothing is encrypted unless told otherwise. */
export interface FrameDraft {
  edition?: Edition;
  command: number;
  flag?: number;
  vin: string;
  encryption?: number;
  message: Draft<Message>;
}
