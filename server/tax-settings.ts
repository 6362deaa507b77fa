// The settings of the tax platform, from the environment and the file it names. All or none; half of them is refused at the start.
import { readFileSync } from 'node:fs';
import type { TaxAccount } from './platform/outside/tax.ts';

const names = ['TAX_PLATFORM_URL', 'TAX_PLATFORM_KEY_ID', 'TAX_PLATFORM_SECRET_FILE', 'TAX_PLATFORM_SELLER_TAX_NO'] as const;

/** The account, or undefined when no setting is there. Throws a sentence for a human. */
export function readTaxAccount(environment: Readonly<Record<string, string | undefined>>): TaxAccount | undefined {
  const [url, keyId, secretFile, sellerTaxNo] = names.map((name) => environment[name]?.trim() ?? '') as [string, string, string, string];
  const missing = names.filter((name) => (environment[name]?.trim() ?? '') === '');
  if (missing.length === names.length) return undefined;
  const refused = (why: string): never => {
    throw new Error(`${why} See docs/operating/fapiao.md.`);
  };
  if (missing.length > 0) refused(`The tax platform is set up in part: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing. Set all of them, or none.`);
  const at = URL.canParse(url) ? new URL(url) : refused(`TAX_PLATFORM_URL is not an address: "${url}".`);
  if (at.protocol !== 'https:' && !['127.0.0.1', 'localhost'].includes(at.hostname)) refused('TAX_PLATFORM_URL must be an https address.');
  if (!/^[0-9A-Z]{15,20}$/.test(sellerTaxNo)) refused('TAX_PLATFORM_SELLER_TAX_NO is the seller’s taxpayer number, 15 to 20 capital letters and digits.');
  try {
    return { baseUrl: at.href.replace(/\/$/, ''), keyId, secret: readFileSync(secretFile, 'utf8').trim(), sellerTaxNo };
  } catch (error) {
    return refused(`TAX_PLATFORM_SECRET_FILE names ${secretFile}, which cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`);
  }
}
