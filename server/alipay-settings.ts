// The merchant's settings for Alipay's gateway, from the environment and the files it names. All or none, as with WeChat Pay: half of them
// is refused at the start with the names of what is missing. No secret is ever said.
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { alipayUrl, type AlipayMerchant } from './platform/outside/alipay.ts';

const needed = ['ALIPAY_APP_ID', 'ALIPAY_SELLER_ID', 'ALIPAY_PRIVATE_KEY_FILE', 'ALIPAY_PUBLIC_KEY_FILE', 'ALIPAY_NOTIFY_URL'] as const;
type Name = (typeof needed)[number] | 'ALIPAY_URL';
const refused = (name: Name, why: string): never => {
  throw new Error(`${name} ${why} See docs/operating/payment.md.`);
};

/** A key in PEM, or the bare base64 that Alipay's key tool writes. */
function keyIn(name: Name, path: string, kind: 'PRIVATE' | 'PUBLIC'): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').trim();
  } catch (error) {
    return refused(name, `names ${path}, which cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`);
  }
  const pem = text.includes('-----BEGIN') ? text : `-----BEGIN ${kind} KEY-----\n${text.replaceAll(/\s/g, '').match(/.{1,64}/g)?.join('\n') ?? ''}\n-----END ${kind} KEY-----`;
  try {
    if (pem.includes('PRIVATE KEY') !== (kind === 'PRIVATE')) throw new Error('the other key');
    const key = kind === 'PRIVATE' ? createPrivateKey(pem) : createPublicKey(pem);
    if (key.asymmetricKeyType === 'rsa') return pem;
  } catch {
    // said below
  }
  return refused(name, `names ${path}, which is not an RSA ${kind.toLowerCase()} key.`);
}

function urlOf(name: Name, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : refused(name, `is not an address: "${text}".`);
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) refused(name, 'must be an https address.');
  if (url.search !== '' || url.hash !== '' || url.username !== '') refused(name, 'must have no user, no "?" and no "#".');
  return url.href;
}

/** The merchant, or undefined when no setting is there. Throws a sentence for a human. */
export function readAlipay(environment: Readonly<Record<string, string | undefined>>): AlipayMerchant | undefined {
  const of = (name: Name): string => environment[name]?.trim() ?? '';
  if ([...needed, 'ALIPAY_URL' as const].every((name) => of(name) === '')) return undefined;
  const missing = needed.filter((name) => of(name) === '');
  if (missing.length > 0) throw new Error(`Alipay is set up in part: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing. Set all of them, or none. See docs/operating/payment.md.`);
  if (!/^\d{16}$/.test(of('ALIPAY_APP_ID'))) refused('ALIPAY_APP_ID', 'is the number of the app, sixteen digits.');
  if (!/^2088\d{12}$/.test(of('ALIPAY_SELLER_ID'))) refused('ALIPAY_SELLER_ID', 'is the seller’s number, sixteen digits that begin with 2088.');
  const notifyUrl = urlOf('ALIPAY_NOTIFY_URL', of('ALIPAY_NOTIFY_URL'));
  if (!notifyUrl.endsWith('/api/payments/alipay')) refused('ALIPAY_NOTIFY_URL', 'must end with /api/payments/alipay, where this house hears of payments.');
  return {
    gatewayUrl: urlOf('ALIPAY_URL', of('ALIPAY_URL') === '' ? alipayUrl : of('ALIPAY_URL')), appId: of('ALIPAY_APP_ID'), sellerId: of('ALIPAY_SELLER_ID'), notifyUrl,
    privateKeyPem: keyIn('ALIPAY_PRIVATE_KEY_FILE', of('ALIPAY_PRIVATE_KEY_FILE'), 'PRIVATE'), alipayPublicKeyPem: keyIn('ALIPAY_PUBLIC_KEY_FILE', of('ALIPAY_PUBLIC_KEY_FILE'), 'PUBLIC'),
  };
}
