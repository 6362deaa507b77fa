// The published price list, as anyone may read it: operation by operation in plain words.
import { useState } from 'react';
import { Tag } from '#kit/card.tsx';
import { Money } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { defineWords, useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { useSays } from '#client/says';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { Table } from '../shell/Table.tsx';

const words = defineWords({
  zh: { title: '价格表', brand: '品牌', tier: '城市等级', tierName: (tier: number) => `${tier} 线城市`, since: (day: string) => `自 ${day} 起有效，含增值税`, operation: '项目', hours: '工时', labour: '工时费', parts: '备件', total: '合计', hv: '高压', second: '双人检验', mobile: '可上门', find: '搜索项目', none: '没有符合的项目' },
  en: { title: 'Price list', brand: 'Brand', tier: 'City tier', tierName: (tier: number) => `Tier ${tier}`, since: (day: string) => `Valid since ${day}, VAT included`, operation: 'Operation', hours: 'Hours', labour: 'Labour', parts: 'Parts', total: 'Total', hv: 'HV', second: 'second pair of eyes', mobile: 'mobile', find: 'Find an operation', none: 'No such operation' },
});

export function Prices() {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const [chosen, setChosen] = useState('');
  const [tier, setTier] = useState(1);
  const [text, setText] = useState('');
  const brands = useAsk('listBrands', {});
  const { brands: mine } = useMe();
  const brandId = chosen === '' ? (mine[0]?.id ?? brands.data?.brands[0]?.id ?? '') : chosen;
  const list = useAsk('showPriceList', { brandId, tier }, { enabled: brandId !== '', topics: ['prices'], keep: true });
  return (
    <div className="c-page">
      <Heading title={w.title}>
        <div className="c-filters">
          <select className="k-input" aria-label={w.brand} value={brandId} onChange={(event) => setChosen(event.target.value)}>{(brands.data?.brands ?? []).map((brand) => <option key={brand.id} value={brand.id}>{language === 'zh' ? brand.name : brand.nameEn}</option>)}</select>
          <select className="k-input" aria-label={w.tier} value={tier} onChange={(event) => setTier(Number(event.target.value))}>{[1, 2, 3, 4].map((one) => <option key={one} value={one}>{w.tierName(one)}</option>)}</select>
          <input className="k-input" type="search" aria-label={w.find} placeholder={w.find} value={text} onChange={(event) => setText(event.target.value)} />
        </div>
      </Heading>
      <Answered of={list} says={says} lines={10}>
        {(data) => {
          const rows = data.operations.filter((one) => `${one.code} ${one.name} ${one.nameEn} ${one.system}`.toLowerCase().includes(text.trim().toLowerCase()));
          return rows.length === 0 ? <Empty icon="search" title={w.none} /> : (
            <>
              <p className="k-muted">{w.since(data.validFrom)}</p>
              <Table label={w.title} columns={[w.operation, { label: w.hours, num: true }, { label: w.labour, num: true }, { label: w.parts, num: true }, { label: w.total, num: true }]}>{rows.map((one) => (
                <tr key={one.code}>
                  <td><span className="c-inline"><strong>{language === 'zh' ? one.name : one.nameEn}</strong>{one.hv ? <Tag tone="warn">{w.hv}</Tag> : null}{one.safety ? <Tag tone="info">{w.second}</Tag> : null}{one.mobile ? <Tag>{w.mobile}</Tag> : null}</span><small>{language === 'zh' ? one.what : one.whatEn}</small></td>
                  <td className="num">{(one.labourCentihours / 100).toFixed(2)}</td><td className="num"><Money fen={one.labourFen} /></td><td className="num">{one.partsFen === 0 ? '–' : <Money fen={one.partsFen} />}</td><td className="num"><strong><Money fen={one.totalFen} /></strong></td>
                </tr>
              ))}</Table>
            </>
          );
        }}
      </Answered>
    </div>
  );
}
