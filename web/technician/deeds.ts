// Doing something from a page of the phone: it is kept first; what could not be kept is said in the reader's words.
import { useState } from 'react';
import { say } from '#kit/dialog.tsx';
import { useWords } from '#kit/words.tsx';
import type { In } from '#client/client';
import { StorageFull } from './kept.ts';
import { addDeed, type DeedName, type Subject } from './queue.ts';
import { words } from './words.ts';

export function useDeed(of: Subject) {
  const w = useWords(words);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | undefined>(undefined);
  /** Answers whether it is kept. */
  const act = async <Name extends DeedName>(name: Name, input: Omit<In<Name>, 'version'>, pictures: readonly Blob[] = []): Promise<boolean> => {
    setBusy(true);
    setFailed(undefined);
    try {
      await addDeed(name, input, of, pictures);
      say(navigator.onLine ? w.kept : w.keptOffline);
      return true;
    } catch (error) {
      setFailed(error instanceof StorageFull ? (pictures.length > 0 ? w.photoNotKept : w.nothingKept) : w.nothingKept);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { act, busy, failed };
}
