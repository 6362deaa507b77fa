// What is being typed about a car stays on this phone until it is noted: a reload, a call or an empty battery loses no word.
import { useState } from 'react';

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

/** Words under a name, a way to change them, and a way to be done with them once they are noted. */
export function useTyped<T>(name: string, first: T): [T, (next: T) => void, () => void] {
  const place = `careloop.typed.${name}`;
  const [words, setWords] = useState<T>(() => read<T>(place) ?? first);
  const change = (next: T): void => {
    setWords(next);
    write(place, next);
  };
  return [words, change, () => write(place, undefined)];
}
