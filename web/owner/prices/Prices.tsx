// The public price list: no sign-in, the same figures that an estimate uses.
import { useState } from 'react';
import { Card, Tag } from '#kit/card.tsx';
import { SelectField, TextField } from '#kit/field.tsx';
import { Money } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { defineWords, useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { useSays } from '#client/says';

const words = defineWords({
  zh: { title: '公开价格', lead: '含增值税。与估价单、结算单使用同一套计算，分毫一致。', brand: '品牌', model: '车型', all: '全部车型', tier: '城市等级', tierName: (tier: number) => `${tier} 线城市`, find: '搜索', since: (day: string) => `自 ${day} 起有效`, labour: '工时费', parts: '备件', none: '没有符合的项目', noBrand: '还没有发布价格', home: '返回', mobile: '可上门', language: 'English' },
  en: { title: 'Public prices', lead: 'VAT included. Estimates and invoices use the same calculation, to the fen.', brand: 'Brand', model: 'Model', all: 'All models', tier: 'City tier', tierName: (tier: number) => `Tier ${tier}`, find: 'Find', since: (day: string) => `Valid since ${day}`, labour: 'Labour', parts: 'Parts', none: 'No such operation', noBrand: 'No prices yet', home: 'Back', mobile: 'mobile', language: '中文' },
});

export function Prices() {
  const w = useWords(words);
  const { language, speak } = useLanguage();
  const says = useSays();
  const [brand, setBrand] = useState('');
  const [modelId, setModelId] = useState('');
  const [tier, setTier] = useState('1');
  const [text, setText] = useState('');
  const brands = useAsk('listBrands', {});
  const brandId = brand === '' ? (brands.data?.brands[0]?.id ?? '') : brand;
  const models = useAsk('listModels', { brandId }, { enabled: brandId !== '' });
  const list = useAsk('showPriceList', { brandId, tier: Number(tier), ...(modelId === '' ? {} : { modelId }) }, { enabled: brandId !== '', keep: true });
  const named = (one: { name: string; nameEn: string }): string => (language === 'zh' ? one.name : one.nameEn);
  return (
    <main className="o-frame">
      <div className="o-head"><h1 style={{ marginRight: 'auto' }}>{w.title}</h1><a href="/owner">{w.home}</a><button type="button" className="k-button" data-kind="quiet" onClick={() => speak(language === 'zh' ? 'en' : 'zh')}>{w.language}</button></div>
      <p className="k-muted">{w.lead}</p>
      <Card>
        <div className="k-stack">
          <div className="o-two"><SelectField label={w.brand} value={brandId} onValue={(value) => {
            setBrand(value);
            setModelId('');
          }} options={(brands.data?.brands ?? []).map((one) => ({ value: one.id, label: named(one) }))} />
          <SelectField label={w.tier} value={tier} onValue={setTier} options={[1, 2, 3, 4].map((one) => ({ value: String(one), label: w.tierName(one) }))} /></div>
          <SelectField label={w.model} value={modelId} onValue={setModelId} options={[{ value: '', label: w.all }, ...(models.data?.models ?? []).map((one) => ({ value: one.id, label: named(one) }))]} />
          <TextField label={w.find} type="search" value={text} onValue={setText} />
        </div>
      </Card>
      {brands.data?.brands.length === 0 ? <Empty icon="wallet" title={w.noBrand} /> : null}
      <Answered of={list} says={says} lines={8}>
        {(data) => {
          const rows = data.operations.filter((one) => `${one.name} ${one.nameEn} ${one.system}`.toLowerCase().includes(text.trim().toLowerCase()));
          return rows.length === 0 ? <Empty icon="search" title={w.none} /> : (
            <Card title={w.since(data.validFrom)}>
              {rows.map((one) => (
                <div key={one.code} className="o-price">
                  <div className="k-between"><strong>{named(one)}</strong><strong><Money fen={one.totalFen} /></strong></div>
                  <p className="k-muted">{language === 'zh' ? one.what : one.whatEn} {one.mobile ? <Tag tone="good">{w.mobile}</Tag> : null}</p>
                  <p className="k-muted">{w.labour} <Money fen={one.labourFen} /> ({(one.labourCentihours / 100).toFixed(2)} h) · {w.parts} <Money fen={one.partsFen} /></p>
                </div>
              ))}
            </Card>
          );
        }}
      </Answered>
    </main>
  );
}
