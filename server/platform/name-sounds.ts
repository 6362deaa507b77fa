// How a Chinese name is typed by somebody in a hurry: zhangwei, zhang wei, wei or zw for 张伟.
// N1 a character that is said in several ways is known by each of them (单 is shan as a surname, 行 is hang in 闵行);
// N2 what is no Chinese name sounds like nothing and is found by its letters as before.
import { pinyin } from 'pinyin-pro';

const plain = { toneType: 'none', type: 'array', v: true, nonZh: 'removed' } as const;

/** The likely readings of a name, then those in which one character is said in another of its ways. (N1) */
function readings(name: string): string[][] {
  const likely = (['head', 'off'] as const).map((surname) => pinyin(name, { ...plain, surname }));
  const [, usual] = likely as [string[], string[]];
  const characters = [...name].filter((character) => pinyin(character, plain).length > 0);
  if (characters.length !== usual.length || characters.length > 24) return likely;
  return [...likely, ...characters.flatMap((character, at) => pinyin(character, { ...plain, multiple: true }).map((way) => usual.map((syllable, index) => (index === at ? way : syllable))))];
}

/** Every way to begin typing a name, each after a space: whole or from any character on, in full or by initials. */
export function soundsOf(name: string): string {
  const ways = new Set<string>();
  for (const syllables of readings(name.normalize('NFKC'))) {
    for (let from = 0; from < syllables.length; from += 1) {
      const rest = syllables.slice(from);
      ways.add(rest.join(''));
      if (rest.length > 1) ways.add(rest.map((one) => one.charAt(0)).join(''));
    }
  }
  return [...ways].map((way) => ` ${way}`).join('');
}

/** A pattern for `like` on what `soundsOf` wrote, when the text may be a name typed by its sound. */
export function soundPattern(text: string): string | undefined {
  const typed = text.normalize('NFKC').toLowerCase().replaceAll(/[\s'’·-]/g, '').replaceAll('ü', 'v');
  return /^[a-z]{2,40}$/.test(typed) ? `% ${typed}%` : undefined;
}
