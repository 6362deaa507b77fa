// careloop frame <hex> prints frames of GB/T 32960.3 as a person would read them, in Chinese, or in English
// with --en; problems come with their offsets. Bytes may be several frames, with rubbish between them, or a damaged one.
// F1 exit code 0: every byte was understood; 1: something was wrong; 2: the command was.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  createFrameFinder, decodeFrame, describeFrame, describeProblem, encryptions, readHeader, signatureTypes, signedPart, type GarbageReason, type Language,
} from '../libs/gbt32960/gbt32960.ts';
import { vehicleKeyOf, verifySignature, type VehicleKey, type Verification } from '../server/gateway/vehicle-signature.ts';

type Words = readonly [zh: string, en: string];
const usage: Words = [
  '用法：careloop frame <十六进制> [--en] [--masked] [--public-key <十六进制>]\n  没有参数时从标准输入读取。--masked 隐去身份与位置；--public-key 校验签名（RSA：模数加3字节指数或DER；SM2：04 X Y；ECC：DER）。\n',
  'usage: careloop frame <hex> [--en] [--masked] [--public-key <hex>]\n  Reads standard input without an argument. --masked hides identity and place; --public-key judges the signature\n  (RSA: modulus and three bytes of exponent, or DER; SM2: 04 X Y; ECC: DER).\n',
];
const garbageWords: Readonly<Record<GarbageReason, Words>> = {
  noStart: ['帧外字节', 'bytes outside any frame'], implausibleHeader: ['起始符后不是可读的识别码', 'a start symbol without an identity'], impossibleLength: ['长度不可能', 'an impossible length'],
  badCheckCode: ['校验码错误，其中可能另有帧', 'a wrong check code with another frame inside'], gaveUp: ['不完整的帧', 'an incomplete frame'], ended: ['不完整的帧', 'an incomplete frame'],
};
const verificationWords: Readonly<Record<Verification, Words>> = {
  unsigned: ['无签名', 'not signed'], unverifiable: ['无法校验（密钥与签名类型不符）', 'cannot be judged: the key is of another kind'], valid: ['签名有效', 'the signature is genuine'], invalid: ['签名无效', 'the signature is not genuine'],
};

export type FrameOptions = { language: Language; masked?: boolean; publicKey?: Uint8Array };

/** Bytes of what people paste: hex digits, with or without blanks, commas, colons or 0x between them; undefined for anything else. */
export function bytesOfText(text: string): Uint8Array | undefined {
  const digits = text.replace(/0x|[\s,;:-]/gi, '');
  if (digits.length === 0 || digits.length % 2 === 1 || /[^0-9a-f]/i.test(digits)) return undefined;
  return Uint8Array.from(Buffer.from(digits, 'hex'));
}

function judged(bytes: Uint8Array, options: FrameOptions): Words | undefined {
  const { frame } = decodeFrame(bytes);
  if (frame === undefined || options.publicKey === undefined || frame.encryption !== encryptions.none) return undefined;
  const unit = bytes.subarray(24, -1);
  const type = signedPart(frame, unit)?.signature.type;
  const algorithm = (Object.entries(signatureTypes).find(([, number]) => number === type)?.[0] ?? 'rsa') as VehicleKey['algorithm'];
  return verificationWords[verifySignature(frame, unit, vehicleKeyOf(algorithm, options.publicKey))];
}

/** One frame, whole or damaged, as text; and whether every byte was understood. */
function tellOne(bytes: Uint8Array, options: FrameOptions): { text: string; ok: boolean } {
  const at = options.language === 'zh' ? 0 : 1;
  const verdict = decodeFrame(bytes, { readDamaged: true });
  const lines = verdict.frame === undefined ? [] : [describeFrame(verdict.frame, options.language, { masked: options.masked })];
  const signature = judged(bytes, options);
  if (signature !== undefined) lines.push(`  ${signature[at]}`);
  if (!verdict.ok) lines.push(...verdict.problems.map((problem) => `✗ ${describeProblem(problem, options.language)}`));
  return { text: lines.join('\n'), ok: verdict.ok };
}

/** Everything among some bytes, as text. */
export function tellFrames(bytes: Uint8Array, options: FrameOptions): { text: string; ok: boolean } {
  const header = readHeader(bytes);
  if (header !== undefined && bytes.length === 25 + header.unitLength) return tellOne(bytes, options);
  const finder = createFrameFinder();
  const found = [...finder.push(bytes), ...finder.end()];
  if (!found.some((one) => one.kind === 'frame')) return tellOne(bytes, options);
  const told = found.map((one) => {
    if (one.kind === 'frame') return tellOne(one.bytes, options);
    const words = garbageWords[one.reason][options.language === 'zh' ? 0 : 1];
    return { text: `✗ @${one.streamOffset} ${words}: ${Buffer.from(one.bytes).toString('hex').toUpperCase().replace(/..(?=.)/g, '$& ')}`, ok: false };
  });
  return { text: told.map((one) => one.text).join('\n\n'), ok: told.every((one) => one.ok) };
}

/** The command `careloop frame`; answers its exit code. (F1) */
export function frameCommand(argv: readonly string[]): number {
  const { values, positionals } = parseArgs({
    args: [...argv], allowPositionals: true, strict: false,
    options: { en: { type: 'boolean' }, masked: { type: 'boolean' }, 'public-key': { type: 'string' } },
  });
  const language: Language = values.en === true ? 'en' : 'zh';
  const text = positionals.length > 0 ? positionals.join(' ') : readFileSync(0, 'utf8');
  const bytes = bytesOfText(text);
  const key = values['public-key'];
  const publicKey = typeof key === 'string' ? bytesOfText(key) : undefined;
  if (bytes === undefined || (key !== undefined && publicKey === undefined)) {
    process.stderr.write(usage[language === 'zh' ? 0 : 1]);
    return 2;
  }
  const told = tellFrames(bytes, { language, masked: values.masked === true, publicKey });
  process.stdout.write(`${told.text}\n`);
  return told.ok ? 0 : 1;
}
