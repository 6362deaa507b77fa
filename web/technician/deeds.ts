// Doing something from a page of the phone: it is kept first; what could not be kept is said in the reader's words.
import { useState } from 'react';
import { say } from '#kit/dialog.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { Refused, type In } from '#client/client';
import { errorSentence } from '#client/says';
import { StorageFull } from './kept.ts';
import { addDeed, type DeedName, type Subject } from './queue.ts';
import { words } from './words.ts';

export function useDeed(of: Subject) {
  const w = useWords(words);
  const { language } = useLanguage();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | undefined>(undefined);
  /** Answers whether it is kept. */
  const act = async <Name extends DeedName>(name: Name, input: Omit<In<Name>, 'version'>, pictures: readonly Blob[] = []): Promise<boolean> => {
    setBusy(true);
    setFailed(undefined);
    try {
      const how = await addDeed(name, input, of, pictures);
      say(how === 'sent' ? w.sentFull : navigator.onLine ? w.kept : w.keptOffline);
      return true;
    } catch (error) {
      setFailed(error instanceof Refused ? errorSentence(error, language) : error instanceof StorageFull && pictures.length > 0 ? w.photoNotKept : w.nothingKept);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { act, busy, failed };
}
