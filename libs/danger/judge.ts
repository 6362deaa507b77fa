// What the house takes for danger: the table of hazards names it, the learned ear says how likely it is, and neither is believed
// blindly. J1 what the table heard counts unless the ear holds it for calm talk; J2 what the table did not hear counts when the ear is
// sure enough, surer where the table set a danger aside for a reason; J3 leaving the car wins over stopping it in doubt; J4 no
// setting, example or language model changes any of it; J5 what was not believed is said with its reason.
import { readDanger, type Danger, type Level, type Reading } from './danger.ts';
import { hear, type Ear, type Heard } from './ear.ts';

export type Judged = Reading & { ear: Heard };

/** From here on danger counts, by what the table says: chosen where sentences of many writers, each heard by what the others
 *  taught, are missed least for as many calm ones raised (README). */
const enough = { heard: 0.2, silent: 0.3, aside: 0.5 } as const;
/** Of a danger this much has to sound like leaving the car. (J3) */
const toLeave = 0.3;

const serious = (level: Level | null): boolean => level === 'S0' || level === 'S1';

/** (J1, J2, J3, J4, J5) */
export function judgeDanger(words: string, by: Ear): Judged {
  const reading = readDanger(words);
  const ear = hear(by, words);
  const likely = ear.leave + ear.stop;
  if (likely >= (serious(reading.level) ? enough.heard : reading.aside.length > 0 ? enough.aside : enough.silent)) {
    const level: Level = ear.leave >= toLeave * likely ? 'S0' : 'S1';
    const dangers = reading.dangers.map((one): Danger => (serious(one.level) ? { ...one, level } : one));
    return { ...reading, ear, level, dangers };
  }
  if (!serious(reading.level)) return { ...reading, ear };
  const dangers = reading.dangers.filter((one) => !serious(one.level));
  const aside = [...reading.aside, ...reading.dangers.filter((one) => serious(one.level)).map((one) => ({ ...one, why: 'unlikely' as const }))];
  return { ...reading, ear, level: dangers[0]?.level ?? null, dangers, aside };
}
