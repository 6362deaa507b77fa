// The public price list: no sign-in, the same figures that an estimate uses.
import { useState } from 'react';
import { Card, Tag } from '#kit/card.tsx';
import { Choice, SelectField, TextField } from '#kit/field.tsx';
import { Money } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { defineWords, useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';

const words = defineWords({
  zh: { title: '公开价格', lead: '含增值税。与估价单、结算单使用同一套计算，分毫一致。', brand: '品牌', model: '车型', all: '全部车型', tier: '城市等级', tierName: (tier: number) => `${'一二三四'[tier - 1] ?? tier}线城市`, find: '搜索', since: (day: string) => `自 ${day} 起有效`, labour: '工时费', what: '项目', total: '合计', hours: (count: string) => `${count} 工时`, parts: '备件', none: '没有符合的项目', noBrand: '还没有发布价格', home: '我的车', mobile: '可上门', language: 'English', which: '看什么', tabs: { operations: '维修保养项目', parts: '备件' }, diagnosis: '诊断工时', diagnosisLead: (step: string) => `查找故障按实际诊断时间计费，以 ${step} 小时为一步；开始前由您同意，写进估价单。`, perHour: '每小时', perStep: '每步', part: '备件', origin: '来源', unit: '单价', noParts: '没有符合的备件', origins: { originalPart: '原厂', equalQualityPart: '质量相当', remanufacturedPart: '再制造', reusedPart: '回用' } as Record<string, string> },
  en: { title: 'Public prices', lead: 'VAT included. Estimates and invoices use the same calculation, to the fen.', brand: 'Brand', model: 'Model', all: 'All models', tier: 'City tier', tierName: (tier: number) => `Tier ${tier}`, find: 'Find', since: (day: string) => `Valid since ${day}`, labour: 'Labour', what: 'Operation', total: 'In all', hours: (count: string) => `${count} h`, parts: 'Parts', none: 'No such operation', noBrand: 'No prices yet', home: 'My car', mobile: 'mobile', language: '中文', which: 'Show', tabs: { operations: 'Operations', parts: 'Parts' }, diagnosis: 'Diagnosis', diagnosisLead: (step: string) => `Finding a fault is paid by the time it takes, in steps of ${step} h; you agree before it begins, and it stands in the estimate.`, perHour: 'per hour', perStep: 'per step', part: 'Part', origin: 'Origin', unit: 'Price', noParts: 'No such part', origins: { originalPart: 'original', equalQualityPart: 'equal quality', remanufacturedPart: 'remanufactured', reusedPart: 'reused' } as Record<string, string> },
});

/** Every part with where it comes from. */
function Parts({ data, text }: { data: Out<'showPriceList'>; text: string }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const rows = data.parts.filter((one) => `${one.code} ${one.name} ${one.nameEn}`.toLowerCase().includes(text.trim().toLowerCase())).slice(0, 300);
  if (rows.length === 0) return <Empty icon="search" title={w.noParts} />;
  return (
    <Card title={w.since(data.validFrom)}>
      <table className="o-prices">
        <thead><tr><th scope="col">{w.part}</th><th scope="col" className="n">{w.origin}</th><th scope="col" className="n">{w.unit}</th></tr></thead>
        <tbody>{rows.map((one) => (
          <tr key={one.code}><td><strong>{language === 'zh' ? one.name : one.nameEn}</strong><br /><span className="k-muted">{one.code}</span></td><td className="n part" data-what={w.origin}><Tag tone={one.origin === 'originalPart' ? 'plain' : 'info'}>{w.origins[one.origin]}</Tag></td><td className="n"><strong><Money fen={one.unitFen} /></strong></td></tr>
        ))}</tbody>
      </table>
    </Card>
  );
}

export function Prices() {
  const w = useWords(words);
  const { language, speak } = useLanguage();
  const says = useSays();
  const [brand, setBrand] = useState('');
  const [modelId, setModelId] = useState('');
  const [tier, setTier] = useState('1');
  const [text, setText] = useState('');
  const [tab, setTab] = useState<'operations' | 'parts'>('operations');
  const brands = useAsk('listBrands', {});
  const brandId = brand === '' ? (brands.data?.brands[0]?.id ?? '') : brand;
  const models = useAsk('listModels', { brandId }, { enabled: brandId !== '' });
  const list = useAsk('showPriceList', { brandId, tier: Number(tier), ...(modelId === '' ? {} : { modelId }) }, { enabled: brandId !== '', keep: true });
  const named = (one: { name: string; nameEn: string }): string => (language === 'zh' ? one.name : one.nameEn);
  return (
    <main className="o-frame o-page">
      <div className="o-head"><h1>{w.title}</h1><div className="end"><a className="k-button" data-kind="quiet" href="/owner">{w.home}</a><button type="button" className="k-button" data-kind="quiet" lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={() => speak(language === 'zh' ? 'en' : 'zh')}>{w.language}</button></div></div>
      <p className="k-muted">{w.lead}</p>
      <Card>
        <div className="o-filters"><SelectField label={w.brand} value={brandId} onValue={(value) => {
            setBrand(value);
            setModelId('');
          }} options={(brands.data?.brands ?? []).map((one) => ({ value: one.id, label: named(one) }))} />
          <SelectField label={w.tier} value={tier} onValue={setTier} options={[1, 2, 3, 4].map((one) => ({ value: String(one), label: w.tierName(one) }))} />
          <SelectField label={w.model} value={modelId} onValue={setModelId} options={[{ value: '', label: w.all }, ...(models.data?.models ?? []).map((one) => ({ value: one.id, label: named(one) }))]} />
          <TextField label={w.find} type="search" value={text} onValue={setText} />
        </div>
        <Choice label={w.which} hidden value={tab} onValue={(value) => setTab(value)} options={(['operations', 'parts'] as const).map((value) => ({ value, label: w.tabs[value] }))} />
      </Card>
      {brands.data?.brands.length === 0 ? <Empty icon="wallet" title={w.noBrand} /> : null}
      <Answered of={list} says={says} lines={8}>
        {(data) => {
          if (tab === 'parts') return <Parts data={data} text={text} />;
          const rows = data.operations.filter((one) => `${one.name} ${one.nameEn} ${one.system}`.toLowerCase().includes(text.trim().toLowerCase()));
          return rows.length === 0 ? <Empty icon="search" title={w.none} /> : (
            <>
            <Card title={w.diagnosis}><p>{w.diagnosisLead((data.diagnosis.stepCentihours / 100).toFixed(2))}</p><p><strong><Money fen={data.diagnosis.hourFen} /></strong> {w.perHour} · <Money fen={data.diagnosis.stepFen} /> {w.perStep}</p></Card>
            <Card title={w.since(data.validFrom)}>
              <table className="o-prices">
                <thead><tr><th scope="col">{w.what}</th><th scope="col" className="n">{w.labour}</th><th scope="col" className="n">{w.parts}</th><th scope="col" className="n">{w.total}</th></tr></thead>
                <tbody>{rows.map((one) => (
                  <tr key={one.code}>
                    <td><strong>{named(one)}</strong>{one.mobile ? <> <Tag tone="good">{w.mobile}</Tag></> : null}<br /><span className="k-muted">{language === 'zh' ? one.what : one.whatEn}</span></td>
                    <td className="n part" data-what={w.labour}><Money fen={one.labourFen} /> <span className="k-muted">{w.hours((one.labourCentihours / 100).toFixed(2))}</span></td>
                    <td className="n part" data-what={w.parts}><Money fen={one.partsFen} /></td>
                    <td className="n"><strong><Money fen={one.totalFen} /></strong></td>
                  </tr>
                ))}</tbody>
              </table>
            </Card>
            </>
          );
        }}
      </Answered>
    </main>
  );
}
