// What is being typed about a car, and photos that go with it, stay on this phone until they are noted: a reload, a call or an empty
// battery loses nothing.
import { useEffect, useState } from 'react';
import { one, put, remove } from './kept.ts';

const read = <T>(place: string): T | undefined => {
  try {
    return JSON.parse(localStorage.getItem(place) ?? 'null') ?? undefined;
  } catch {
    return undefined; // no storage, or words of an older app
  }
};
const write = (place: string, words: unknown): void => {
  try {
    if (words === undefined) localStorage.removeItem(place);
    else localStorage.setItem(place, JSON.stringify(words));
  } catch {
    // a full phone keeps what is typed as long as the page is open
  }
};

const placeOf = (name: string): string => `careloop.typed.${name}`;
/** Whether something was begun under this name and not yet noted. */
export const begun = (name: string): boolean => read(placeOf(name)) !== undefined;

/** Words under a name, a way to change them, and a way to be done with them once they are noted. */
export function useTyped<T>(name: string, first: T): [T, (next: T) => void, () => void] {
  const place = placeOf(name);
  const [words, setWords] = useState<T>(() => read<T>(place) ?? first);
  const change = (next: T): void => {
    setWords(next);
    write(place, next);
  };
  return [words, change, () => write(place, undefined)];
}

/** Photos under a name, a way to add one, and a way to be done with them once they are noted. */
export function useTaken(name: string): [readonly Blob[], (picture: Blob) => void, () => void] {
  const key = `taken:${name}`;
  const [pictures, setPictures] = useState<readonly Blob[]>([]);
  useEffect(() => {
    let gone = false;
    void one<{ pictures: readonly Blob[] }>('photos', key).catch(() => undefined).then((kept) => {
      if (!gone && kept !== undefined) setPictures((now) => [...kept.pictures, ...now]);
    });
    return () => void (gone = true);
  }, [key]);
  const add = (picture: Blob): void => {
    const next = [...pictures, picture];
    setPictures(next);
    void put('photos', { key, pictures: next }).catch(() => undefined); // a full phone keeps them as long as the page is open
  };
  const noted = (): void => {
    setPictures([]);
    void remove('photos', key).catch(() => undefined);
  };
  return [pictures, add, noted];
}
