// How an article comes into force: written, put forward, published or sent back by a second person; a total table of acts.
// R1 nobody publishes or sends back what they changed since the version in force, nor what they put forward: four eyes, also
// when two wrote; R2 the version in force stays until another is published; R3 what is dangerous one reviewer takes out of force
// at once, whatever else is being written on it; R4 sending back and taking out of force say why.
export const states = ['draft', 'inReview', 'sentBack', 'dropped', 'published', 'withdrawn'] as const;
export type State = (typeof states)[number];
/** What is shown of an article: one that ships and was never touched has no step of its own. */
export type Shown = State | 'shipped';
export const acts = ['write', 'submit', 'takeBack', 'publish', 'sendBack', 'drop', 'withdraw'] as const;
export type Act = (typeof acts)[number];

/** Where an act leads; what is not here cannot be done. Taking out of force is not in it: it depends on what is in force alone. (R3) */
export const table: Record<Shown, Partial<Record<Exclude<Act, 'withdraw'>, State>>> = {
  shipped: { write: 'draft', submit: 'inReview' },
  draft: { write: 'draft', submit: 'inReview', drop: 'dropped' },
  inReview: { write: 'draft', takeBack: 'draft', publish: 'published', sendBack: 'sentBack' },
  sentBack: { write: 'draft', submit: 'inReview', drop: 'dropped' },
  dropped: { write: 'draft' },
  published: { write: 'draft', submit: 'inReview' },
  withdrawn: { write: 'draft', submit: 'inReview' },
};
export const needsWhy: readonly Act[] = ['sendBack', 'withdraw'];

export type Step = { version: number; state: State; byId: string | null; byName: string; wrote: boolean; why: string | null; at: Date };
export type Standing = {
  /** What is shown: the text being worked on, else what is in force. */
  state: Shown; version: number;
  /** The step that stands for the text being worked on. */
  work: Step | undefined;
  /** The newest step that put into force or took out of it; undefined while only what ships is in force, or nothing. */
  held: Step | undefined;
  inForce: boolean;
  /** Who changed the text since the last publication, and who put it forward. (R1) */
  hands: { id: string | null; name: string }[];
};

/** How an article stands by its steps, oldest first. */
export function standingOf(steps: readonly Step[], ships: boolean): Standing {
  const held = steps.findLast((step) => step.state === 'published' || step.state === 'withdrawn');
  const last = steps.findLast((step) => step.state !== 'withdrawn');
  const work = last !== undefined && ['draft', 'inReview', 'sentBack'].includes(last.state) ? last : undefined;
  const published = steps.findLast((step) => step.state === 'published')?.version ?? 0;
  const hands = steps.filter((step) => step.version > published && (step.wrote || step.state === 'inReview')).map((step) => ({ id: step.byId, name: step.byName }));
  return {
    work, held, version: steps.at(-1)?.version ?? 0, inForce: held === undefined ? ships : held.state === 'published',
    state: work?.state ?? held?.state ?? (ships ? 'shipped' : 'dropped'), hands: hands.filter((one, index) => hands.findIndex((other) => other.id === one.id && other.name === one.name) === index),
  };
}

/** Steps of before names were kept with ids know a person by name alone. */
export const isHand = (standing: Pick<Standing, 'hands'>, person: { id: string | null; name: string }): boolean => standing.hands.some((hand) => (hand.id === null ? hand.name === person.name : hand.id === person.id));

/** What somebody is to an article. */
export type Part = { writes: boolean; reviews: boolean; hand: boolean };
export type No = 'notAllowed' | 'secondPersonNeededForArticle' | 'notNowForArticle';

/** Where the act leads for this person, or why it cannot be done. (R1–R3) */
export function afterAct(standing: Pick<Standing, 'state' | 'inForce'>, act: Act, part: Part): { to: State } | { no: No } {
  const needsReviewer = act === 'publish' || act === 'sendBack' || act === 'withdraw';
  if (needsReviewer ? !part.reviews : !part.writes && !part.reviews) return { no: 'notAllowed' };
  const to = act === 'withdraw' ? (standing.inForce ? ('withdrawn' as const) : undefined) : table[standing.state][act];
  if (to === undefined) return { no: 'notNowForArticle' };
  if ((act === 'publish' || act === 'sendBack') && part.hand) return { no: 'secondPersonNeededForArticle' };
  if ((act === 'takeBack' && !part.hand) || (act === 'drop' && !part.hand && !part.reviews)) return { no: 'notAllowed' };
  return { to };
}
/** What this person may do now. */
export const actsFor = (standing: Pick<Standing, 'state' | 'inForce'>, part: Part): Act[] => acts.filter((act) => 'to' in afterAct(standing, act, part));
