// What somebody has typed and not yet sent, kept on this device until it is sent: a closed tab loses nothing.
import { useCallback, useState } from 'react';

const read = (place: string): string => sessionStorage.getItem(place) ?? '';

/** The draft under a name, a way to change it, and a way to be done with it. */
export function useDraft(name: string): [text: string, change: (text: string) => void, forget: () => void] {
  const place = `careloop.draft.${name}`;
  const [text, setText] = useState(() => read(place));
  const change = useCallback((next: string) => {
    setText(next);
    if (next === '') sessionStorage.removeItem(place);
    else sessionStorage.setItem(place, next);
  }, [place]);
  const forget = useCallback(() => change(''), [change]);
  return [text, change, forget];
}
