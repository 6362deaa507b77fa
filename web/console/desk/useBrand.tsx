// Which brand a page is about: the one of somebody's grants, or a choice among several.
import { useState, type ReactNode } from 'react';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { useMe } from '../shell/me.tsx';
import { words } from './words.ts';

export function useBrand(): { brandId: string; choice: ReactNode } {
  const w = useWords(words);
  const { language } = useLanguage();
  const me = useMe();
  const brands = useAsk('listBrands', {});
  const [chosen, setChosen] = useState('');
  const all = brands.data?.brands ?? [];
  const own = me.grants.some((grant) => grant.brand === null) ? all : all.filter((brand) => me.grants.some((grant) => grant.brand?.id === brand.id));
  const brandId = chosen === '' ? (own[0]?.id ?? '') : chosen;
  const choice = own.length < 2 ? null : <select className="k-input" aria-label={w.brand} value={brandId} onChange={(event) => setChosen(event.target.value)}>{own.map((brand) => <option key={brand.id} value={brand.id}>{language === 'zh' ? brand.name : brand.nameEn}</option>)}</select>;
  return { brandId, choice };
}
