// The certificate of the three guarantees as a paper: product, maker, seller, terms, and what the maker promises (art. 9).
import './sheet.css';
import { yuan } from '#kit/figures.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import type { Out } from '#client/client';
import { guaranteeWords } from '#client/guarantee-words';
import { sheetWords } from './words.ts';

type Certificate = NonNullable<Out<'showCertificate'>['certificate']>;
export const percent = (ppm: number): string => `${(ppm / 10_000).toLocaleString('en-US', { maximumFractionDigits: 4 })}%`;

export function CertificateSheet({ certificate, guarantees }: { certificate: Certificate; guarantees: Out<'showGuarantees'> | undefined }) {
  const s = useWords(sheetWords);
  const g = useWords(guaranteeWords);
  const { language } = useLanguage();
  const soh = (value: number | null): string => (value === null ? '–' : `≥ ${value}%`);
  const zh = language === 'zh';
  return (
    <article className="s-sheet" lang={zh ? 'zh-CN' : 'en'}>
      <h1>{s.certTitle}</h1>
      <p className="lead">{s.certLead}</p>
      <h2>{s.product}</h2>
      <dl className="pairs">
        <dt>{s.number}</dt><dd>{certificate.number}</dd><dt>{s.brand}</dt><dd>{zh ? certificate.brandName : certificate.brandNameEn}</dd><dt>{s.model}</dt><dd>{zh ? certificate.modelName : certificate.modelNameEn}</dd><dt>{s.vin}</dt><dd>{certificate.vin}</dd>
        <dt>{s.produced}</dt><dd>{certificate.producedOn ?? '–'}</dd><dt>{s.invoiced}</dt><dd>{certificate.invoicedOn}</dd><dt>{s.delivered}</dt><dd>{certificate.deliveredOn ?? '–'}</dd><dt>{s.carPrice}</dt><dd>{yuan(certificate.priceFen)}</dd>
        {certificate.replacedOn === null ? null : <><dt>{s.replaced}</dt><dd>{certificate.replacedOn}</dd><dt>{s.replaces}</dt><dd>{certificate.replacesVin ?? '–'}</dd></>}
      </dl>
      <h2>{s.maker}</h2>
      <dl className="pairs"><dt>{s.name}</dt><dd>{certificate.makerName}</dd><dt>{s.phone}</dt><dd>{certificate.makerPhone}</dd><dt>{s.address}</dt><dd>{certificate.makerAddress}</dd><dt>{s.hotline}</dt><dd>{certificate.hotline}</dd></dl>
      <h2>{s.seller}</h2>
      <dl className="pairs"><dt>{s.name}</dt><dd>{certificate.sellerName}</dd><dt>{s.phone}</dt><dd>{certificate.sellerPhone}</dd><dt>{s.address}</dt><dd>{certificate.sellerAddress}</dd></dl>
      <h2>{s.terms}</h2>
      <div className="scroll" tabIndex={0} role="region" aria-label={s.terms}><table><thead><tr><th>{s.period}</th><th>{s.from}</th><th>{s.until}</th><th className="num">{s.km}</th><th>{s.article}</th></tr></thead><tbody>{(guarantees?.periods ?? []).map((one) => <tr key={one.kind}><td>{g.periods[one.kind]}</td><td className="on">{one.firstOn}</td><td className="on">{one.lastOn}</td><td className="num">{one.mostKm === null ? '–' : one.mostKm.toLocaleString('en-US')}</td><td className="on">{s.inForce(one.article, one.validFrom)}</td></tr>)}</tbody></table></div>
      <dl className="pairs" style={{ marginTop: 8 }}><dt>{s.coefficient}</dt><dd>{s.coefficientLine(percent(certificate.coefficientPpm))}</dd><dt>{s.capacity}</dt><dd>{s.capacityLine(soh(certificate.threeGuaranteesMinSohPct), soh(certificate.repairWarrantyMinSohPct))}</dd></dl>
      <ul><li>{s.wear}</li><li>{s.maintenance}</li></ul>
      <div className="signs"><div>{s.seller}</div><div>{s.sign2}</div></div>
    </article>
  );
}
