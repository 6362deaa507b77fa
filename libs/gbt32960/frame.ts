// A frame as data: who speaks, what kind of message it is, and what the message says.
// The same model serves to write one: a draft leaves out what only reading can know.
import type { Reading } from './fields.ts';
import type { Edition } from './frame-header.ts';
import type { Item } from './items.ts';
import type { Oddity } from './verdict.ts';

/** `at`: the moment the message names, epoch ms; undefined when its six bytes (`rawAt`) are no moment. */
export interface Timed { at?: number; rawAt: Uint8Array }
/** `rest`: bytes that could not be read, from the first defect on, or that trail a message with a fixed end. */
export interface Trailing { rest?: Uint8Array }

/** Vehicle login (车辆登入), §5.1. `at` is the time of data collection. */
export interface Login extends Timed, Trailing {
  kind: 'login';
  /** 1 to 65531, one more at each login of a day. */
  serial: number;
  iccid: string;
  /** Rechargeable storage subsystems; may be told without their codes. */
  subsystemCount: number;
  /** Bytes of each code; 0 when codes are not sent. */
  codeLength: number;
  codes: string[];
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
export interface Parameter { id: number; value: number | string | undefined; mark?: 'abnormal' | 'invalid' }
/** Parameters as answered (0x80) or to be set (0x81). §8.1, §8.2. */
export interface Parameters extends Timed, Trailing, Reading<'count'> { kind: 'parameters'; parameters: Parameter[] }
/** A command to the terminal (0x82): its id, and its arguments as bytes. §8.3. */
export interface Control extends Timed { kind: 'control'; control: number; data: Uint8Array }
/** An answer: the time of the request (of the platform, for time calibration) when it has one; `rest` is an echo. */
export interface Answer extends Partial<Timed>, Trailing { kind: 'answer' }
/** An encrypted data unit nobody opened yet. */
export interface Sealed { kind: 'sealed'; data: Uint8Array }
/** A command, or an edition's layout, that is not read here. */
export interface Unread { kind: 'unread'; data: Uint8Array }

export type Message =
  | Login | Report | Logout | PlatformLogin | Bare | ParameterQuery | Parameters | Control | Answer | Sealed | Unread;

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
