// The merchant's settings for WeChat Pay API v3, from the environment and the files it names. All or none: a house that
// is told half of them does not start, and says in a sentence which are missing or cannot be right. No secret is ever said.
import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { wechatPayUrl, type Merchant } from './platform/outside/payment.ts';

type Environment = Readonly<Record<string, string | undefined>>;
const notificationsPath = '/api/payments/notifications';
const needed = ['WECHAT_PAY_MCHID', 'WECHAT_PAY_APPID', 'WECHAT_PAY_SERIAL', 'WECHAT_PAY_PRIVATE_KEY_FILE', 'WECHAT_PAY_API_V3_KEY_FILE', 'WECHAT_PAY_PLATFORM_KEY_FILE', 'WECHAT_PAY_NOTIFY_URL'] as const;
const optional = ['WECHAT_PAY_PLATFORM_KEY_ID', 'WECHAT_PAY_URL'] as const;
type Name = (typeof needed)[number] | (typeof optional)[number];

const refused = (name: Name, why: string): never => {
  throw new Error(`${name} ${why} See docs/operating/payment.md.`);
};

function fileOf(name: Name, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    return refused(name, `names ${path}, which cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`);
  }
}

function privateKeyIn(path: string): string {
  const pem = fileOf('WECHAT_PAY_PRIVATE_KEY_FILE', path);
  try {
    if (createPrivateKey(pem).asymmetricKeyType === 'rsa') return pem;
  } catch {
    // said below
  }
  return refused('WECHAT_PAY_PRIVATE_KEY_FILE', `names ${path}, which is not an RSA private key in PEM form (apiclient_key.pem).`);
}

/** The platform's key: a public key with its id, or a certificate that says its own serial. */
function platformKeyIn(path: string, id: string | undefined): { platformSerial: string; platformPublicKeyPem: string } {
  const pem = fileOf('WECHAT_PAY_PLATFORM_KEY_FILE', path);
  try {
    if (pem.includes('BEGIN CERTIFICATE')) {
      const certificate = new X509Certificate(pem);
      return { platformSerial: certificate.serialNumber, platformPublicKeyPem: certificate.publicKey.export({ type: 'spki', format: 'pem' }).toString() };
    }
    if (pem.includes('PRIVATE KEY') || createPublicKey(pem).asymmetricKeyType !== 'rsa') throw new Error('another kind of key');
  } catch {
    refused('WECHAT_PAY_PLATFORM_KEY_FILE', `names ${path}, which is neither the platform’s RSA public key nor its certificate in PEM form.`);
  }
  return { platformSerial: id ?? refused('WECHAT_PAY_PLATFORM_KEY_ID', 'is missing: a public key needs its id (PUB_KEY_ID_…).'), platformPublicKeyPem: pem };
}

const isLoopback = (url: URL): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
function urlOf(name: Name, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : refused(name, `is not an address: "${text}".`);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) refused(name, 'must be an https address.');
  if (url.search !== '' || url.hash !== '' || url.username !== '') refused(name, 'must have no user, no "?" and no "#".');
  return url;
}

/** The merchant, or undefined when no setting is there. Throws a sentence for a human. */
export function readMerchant(environment: Environment): Merchant | undefined {
  const of = (name: Name): string => environment[name]?.trim() ?? '';
  if ([...needed, ...optional].every((name) => of(name) === '')) return undefined;
  const missing = needed.filter((name) => of(name) === '');
  if (missing.length > 0) throw new Error(`Payment is set up in part: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing. Set all of them, or none. See docs/operating/payment.md.`);
  if (!/^\d{8,10}$/.test(of('WECHAT_PAY_MCHID'))) refused('WECHAT_PAY_MCHID', 'is the number of the merchant, eight to ten digits.');
  if (!/^wx[0-9A-Za-z]{6,30}$/.test(of('WECHAT_PAY_APPID'))) refused('WECHAT_PAY_APPID', 'is the app’s id and begins with "wx".');
  if (!/^[0-9A-Fa-f]{8,64}$/.test(of('WECHAT_PAY_SERIAL'))) refused('WECHAT_PAY_SERIAL', 'is the serial number of the merchant’s certificate, in hexadecimal digits.');
  const apiV3Key = fileOf('WECHAT_PAY_API_V3_KEY_FILE', of('WECHAT_PAY_API_V3_KEY_FILE')).trim();
  if (Buffer.byteLength(apiV3Key) !== 32) refused('WECHAT_PAY_API_V3_KEY_FILE', `must name a file with the APIv3 key, 32 characters; there are ${Buffer.byteLength(apiV3Key)} bytes in it.`);
  const notifyUrl = urlOf('WECHAT_PAY_NOTIFY_URL', of('WECHAT_PAY_NOTIFY_URL'));
  if (!notifyUrl.pathname.endsWith(notificationsPath)) refused('WECHAT_PAY_NOTIFY_URL', `must end with ${notificationsPath}, where this house hears of payments.`);
  const baseUrl = urlOf('WECHAT_PAY_URL', of('WECHAT_PAY_URL') === '' ? wechatPayUrl : of('WECHAT_PAY_URL'));
  return {
    baseUrl: baseUrl.href.replace(/\/$/, ''), mchid: of('WECHAT_PAY_MCHID'), appid: of('WECHAT_PAY_APPID'), serialNo: of('WECHAT_PAY_SERIAL').toUpperCase(), notifyUrl: notifyUrl.href, apiV3Key,
    privateKeyPem: privateKeyIn(of('WECHAT_PAY_PRIVATE_KEY_FILE')), ...platformKeyIn(of('WECHAT_PAY_PLATFORM_KEY_FILE'), of('WECHAT_PAY_PLATFORM_KEY_ID') || undefined),
  };
}
