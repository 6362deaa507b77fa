// Words of a face in two languages. English must have exactly the keys of Chinese: a missing text does not compile.
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';

export type Language = 'zh' | 'en';
type Said = string | ((...details: never[]) => string);
type Table = { readonly [key: string]: Said | Table };
type SameShape<T> = { readonly [K in keyof T]: T[K] extends (...details: infer D) => string ? (...details: D) => string : T[K] extends string ? string : T[K] extends Table ? SameShape<T[K]> : never };
export type Words<T> = { readonly zh: T; readonly en: SameShape<T> };

/** Declares words: `defineWords({ zh: { hello: '您好' }, en: { hello: 'Hello' } })`. */
export const defineWords = <const T extends Table>(words: { zh: T; en: NoInfer<SameShape<T>> }): Words<T> => words as Words<T>;

const place = 'careloop.language';
const first = (): Language => {
  const chosen = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem(place);
  return chosen === 'en' ? 'en' : 'zh';
};

const Current = createContext<{ language: Language; speak(language: Language): void }>({ language: 'zh', speak: () => undefined });

/** Holds the language for all below; keeps it for the next visit. */
export function Speaking({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(first);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    localStorage.setItem(place, language);
  }, [language]);
  const speak = useCallback((next: Language) => setLanguage(next), []);
  const value = useMemo(() => ({ language, speak }), [language, speak]);
  return <Current value={value}>{children}</Current>;
}

export const useLanguage = () => useContext(Current);
/** The words in the reader's language. */
export function useWords<T>(words: Words<T>): SameShape<T> {
  return words[useContext(Current).language] as SameShape<T>;
}

type Marks = { comma: string; colon: string; aside(words: string): string };
const marks: Record<Language, Marks> = { zh: { comma: '、', colon: '：', aside: (words) => `（${words}）` }, en: { comma: ', ', colon: ': ', aside: (words) => ` (${words})` } };
/** The marks between things of a list, after a name and around what is said beside it, as the reader's language writes them. */
export const useMarks = (): Marks => marks[useContext(Current).language];
