// What places are called: outlets by their own name, vans and warehouses by theirs.
import { useLanguage } from '#kit/words.tsx';
import { useAsk } from '#client/ask';

export function usePlaces(brandId: string): (placeId: string) => string {
  const { language } = useLanguage();
  const outlets = useAsk('listOutlets', {});
  const places = useAsk('listPlaces', { brandId }, { enabled: brandId !== '' });
  return (placeId) => {
    const found = outlets.data?.outlets.find((one) => one.id === placeId) ?? places.data?.places.find((one) => one.id === placeId);
    return found === undefined ? placeId : language === 'zh' ? found.name : found.nameEn;
  };
}
