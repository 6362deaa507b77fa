// What went wrong, as a sentence for the reader; and, of a form, at which field.
import { useLanguage, type Language } from '#kit/words.tsx';
import { Refused, sentences, Unreachable } from './client.ts';
import { platformSentences } from './sentences/platform.ts';

const unreachable = { zh: '连不上服务器，什么都没有提交。请检查网络后再试。', en: 'The server cannot be reached; nothing was submitted. Check the network and try again.' };

export const errorSentence = (error: Error, language: Language): string =>
  error instanceof Unreachable ? unreachable[language] : (error instanceof Refused ? sentences()?.sentenceOf(error.code, error.details, language) : undefined) ?? platformSentences.internal[language];

/** A function from error to sentence in the reader's language. */
export function useSays(): (error: Error) => string {
  const { language } = useLanguage();
  return (error) => errorSentence(error, language);
}

/** The sentence for one field when the refusal blames it; for '' when it blames none of `fields`. */
export function useFieldErrors(error: Error | null, fields: readonly string[]): (field: string) => string | undefined {
  const { language } = useLanguage();
  if (error === null) return () => undefined;
  const blamed = error instanceof Refused ? String(error.details['field'] ?? '').split('.')[0] : '';
  const at = blamed !== undefined && fields.includes(blamed) ? blamed : '';
  return (field) => (field === at ? errorSentence(error, language) : undefined);
}
