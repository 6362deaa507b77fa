// Some brands, as boxes to tick and by their names; none means all.
import { useLanguage } from '#kit/words.tsx';
import { useMe } from '../shell/me.tsx';

export function BrandBoxes({ label, chosen, onChosen }: { label: string; chosen: readonly string[]; onChosen(ids: string[]): void }) {
  const { brands } = useMe();
  const { language } = useLanguage();
  return (
    <fieldset className="k-field" style={{ border: 0, margin: 0, padding: 0 }}>
      <legend className="k-label" style={{ padding: 0, marginBottom: 6 }}>{label}</legend>
      <div className="k-choice">{brands.map((brand) => (
        <label key={brand.id}><input type="checkbox" checked={chosen.includes(brand.id)} onChange={(event) => onChosen(event.target.checked ? [...chosen, brand.id] : chosen.filter((id) => id !== brand.id))} />{language === 'zh' ? brand.name : brand.nameEn}</label>
      ))}</div>
    </fieldset>
  );
}

/** How a brand is called; one that may not be seen by its id. */
export function useBrandName(): (id: string) => string {
  const { brands } = useMe();
  const { language } = useLanguage();
  return (id) => {
    const brand = brands.find((one) => one.id === id);
    return brand === undefined ? id : language === 'zh' ? brand.name : brand.nameEn;
  };
}

/** Words with spaces between, as a list. */
export const listOf = (text: string): string[] => text.split(/[\s,，、]+/).filter((one) => one !== '');
