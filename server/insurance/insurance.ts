// Insured accidents: an insurer pays lines of a work order. It is reported, surveyed with the grade of the damage, approved line by
// line, first and in supplements, billed with the invoice and paid; every step has its name and time.
export { api } from './api.ts';
export { routes } from './routes.ts';
export { accidentSettled } from './accident.ts';
export { billInsurer, insurerOf } from './handle.ts';
