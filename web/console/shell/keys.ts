// Single keys of a page. They are the page's while nobody types: Escape leaves a field, and an input method at work is left alone.
import { useEffect } from 'react';

/** A key and what it does; the letter is not typed into the field that it opens. */
export function useKeys(keys: Record<string, () => unknown>): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return event.key === 'Escape' && !event.isComposing ? event.target.blur() : undefined;
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      const deed = keys[event.key.toLowerCase()];
      if (deed === undefined) return;
      event.preventDefault();
      deed();
    };
    addEventListener('keydown', hear);
    return () => removeEventListener('keydown', hear);
  });
}
