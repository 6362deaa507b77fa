// What a refusal says to a person, in both languages; `{name}` is filled from the refusal's details.
export type Sentence = { readonly zh: string; readonly en: string };
