// A certificate of a battery's health as a paper: the figure with its interval, method, what is open, and the code to verify it.
import './sheet.css';
import { IntervalBar } from '#kit/band-chart.tsx';
import { dayOf } from '#kit/figures.tsx';
import { QrCode } from '#kit/qr.tsx';
import { defineWords, useLanguage, useWords } from '#kit/words.tsx';
import { batteryWords } from '#client/battery-words';
import type { Out } from '#client/client';

export type BatteryContent = Out<'verifyBatteryPaper'>['content'];
const words = defineWords({
  zh: { title: '动力电池健康证书', lead: '由品牌依据真实数据出具并签名；扫码可验证真伪、是否撤销。健康度是估计或检测值，不是保证。', health: '健康度', interval: (low: number, high: number) => `90% 区间 ${low}%–${high}%`, number: '证书编号', brand: '品牌', model: '车型', vinEnd: '车架号后六位', pack: '电池编码', method: '方法', capacity: '容量', measured: '依据', basis: (n: number, days: number) => `${n} 次测量，${days} 天数据`, asOf: '数据截至', km: '里程', findings: '未处理的发现', nothing: '没有', validUntil: '有效至', issued: '出具', verify: '扫码验证', signature: '电子签名 (Ed25519)', hash: '内容指纹', chemistry: { ncm: '三元锂', lfp: '磷酸铁锂' } as Record<string, string>, kind: '电池类型' },
  en: { title: 'Certificate of battery health', lead: 'Issued and signed by the brand from true data; a scan tells whether it is true and still stands. Health is an estimate or a test result, no guarantee.', health: 'Health', interval: (low, high) => `90 % interval ${low}–${high} %`, number: 'Number', brand: 'Brand', model: 'Model', vinEnd: 'End of the VIN', pack: 'Battery code', method: 'Method', capacity: 'Capacity', measured: 'From', basis: (n, days) => `${n} measurements, ${days} days of data`, asOf: 'Data up to', km: 'Mileage', findings: 'Open findings', nothing: 'none', validUntil: 'Valid until', issued: 'Issued', verify: 'Scan to verify', signature: 'Signature (Ed25519)', hash: 'Fingerprint', chemistry: { ncm: 'NCM', lfp: 'LFP' }, kind: 'Kind' },
});

export function BatterySheet({ number, issuedAt, content, hash, signature, verifyUrl }: { number: string; issuedAt: string; content: BatteryContent; hash: string; signature: string; verifyUrl?: string }) {
  const s = useWords(words);
  const b = useWords(batteryWords);
  const { language } = useLanguage();
  const zh = language === 'zh';
  return (
    <article className="s-sheet" lang={zh ? 'zh-CN' : 'en'}>
      <h1>{s.title}</h1><p className="lead">{s.lead}</p>
      <p style={{ fontSize: '2.4rem', fontWeight: 700, margin: '8px 0 0' }}>{content.sohPct}% <small style={{ fontSize: '1rem', fontWeight: 400, whiteSpace: 'nowrap', display: 'inline-block', lineHeight: 1.3 }}>{s.interval(content.lowPct, content.highPct)}</small></p>
      <IntervalBar label={s.interval(content.lowPct, content.highPct)} value={content.sohPct} low={content.lowPct} high={content.highPct} from={60} to={105} />
      <dl className="pairs">
        <dt>{s.number}</dt><dd>{number}</dd><dt>{s.brand}</dt><dd>{zh ? content.brandName : content.brandNameEn}</dd><dt>{s.model}</dt><dd>{zh ? content.modelName : content.modelNameEn}</dd><dt>{s.vinEnd}</dt><dd>{content.vinEnd}</dd>
        {content.packCode === null ? null : <><dt>{s.pack}</dt><dd style={{ overflowWrap: 'anywhere' }}>{content.packCode}</dd></>}<dt>{s.kind}</dt><dd>{s.chemistry[content.chemistry ?? ''] ?? '–'}</dd>
        <dt>{s.method}</dt><dd>{b.method[content.method]}</dd><dt>{s.measured}</dt><dd>{s.basis(content.measurements, content.daysOfData)}</dd><dt>{s.capacity}</dt><dd>{content.capacityAh} Ah</dd><dt>{s.asOf}</dt><dd>{dayOf(content.asOf)}</dd>
        {content.odometerKm === null ? null : <><dt>{s.km}</dt><dd>{Math.round(content.odometerKm).toLocaleString('en-US')} km</dd></>}<dt>{s.findings}</dt><dd>{content.openFindings.length === 0 ? s.nothing : content.openFindings.map((one) => b.rule[one.rule] ?? one.rule).join(zh ? '、' : ', ')}</dd>
        <dt>{s.issued}</dt><dd>{dayOf(issuedAt)}</dd><dt>{s.validUntil}</dt><dd>{content.validUntil}</dd><dt>{s.hash}</dt><dd style={{ overflowWrap: 'anywhere', fontSize: '.75rem' }}>{hash}</dd><dt>{s.signature}</dt><dd style={{ overflowWrap: 'anywhere', fontSize: '.75rem' }}>{signature}</dd>
      </dl>
      {verifyUrl === undefined ? null : <figure style={{ margin: '12px 0 0', display: 'grid', justifyItems: 'center', gap: 4 }}><QrCode text={verifyUrl} label={s.verify} size={150} /><figcaption>{s.verify}</figcaption></figure>}
    </article>
  );
}
