// Opening hours as people write them: '09:00-12:00, 13:30-17:00'; nothing is closed.
export type Period = { opens: string; closes: string };

/** Undefined when it is not written so, or a period ends before it begins. */
export function periodsOf(text: string): Period[] | undefined {
  const parts = text.normalize('NFKC').split(/[,;、]/).map((one) => one.trim()).filter((one) => one !== '');
  const periods = parts.flatMap((one) => {
    const found = /^(\d{1,2}:\d{2})\s*[-–~至到]\s*(\d{1,2}:\d{2})$/.exec(one);
    return found?.[1] === undefined || found[2] === undefined ? [] : [{ opens: found[1].padStart(5, '0'), closes: found[2].padStart(5, '0') }];
  });
  return periods.length === parts.length && periods.every(({ opens, closes }) => opens < closes) ? periods : undefined;
}
export const periodsText = (periods: readonly Period[]): string => periods.map(({ opens, closes }) => `${opens}-${closes}`).join(', ');
