// Light or dark: as the system has it, or as chosen; and large print.
import { useCallback, useSyncExternalStore } from 'react';

export type Theme = 'system' | 'light' | 'dark';
const place = 'careloop.theme';
const printPlace = 'careloop.print';
const heard = new Set<() => void>();
const dark = matchMedia('(prefers-color-scheme: dark)');

const chosen = (): Theme => (localStorage.getItem(place) as Theme | null) ?? 'system';
export const isDark = (): boolean => (chosen() === 'system' ? dark.matches : chosen() === 'dark');

function apply(): void {
  document.documentElement.dataset['theme'] = isDark() ? 'dark' : 'light';
  document.documentElement.dataset['print'] = localStorage.getItem(printPlace) ?? 'normal';
  for (const tell of heard) tell();
}
dark.addEventListener('change', apply);
apply();

const listen = (tell: () => void) => {
  heard.add(tell);
  return () => void heard.delete(tell);
};

export function useTheme() {
  const theme = useSyncExternalStore(listen, chosen);
  const darkNow = useSyncExternalStore(listen, isDark);
  const large = useSyncExternalStore(listen, () => localStorage.getItem(printPlace) === 'large');
  const choose = useCallback((next: Theme) => {
    localStorage.setItem(place, next);
    apply();
  }, []);
  const print = useCallback((next: boolean) => {
    localStorage.setItem(printPlace, next ? 'large' : 'normal');
    apply();
  }, []);
  return { theme, dark: darkNow, choose, large, print };
}
