// What an outlet, its bays and its technicians are.
import type { Static } from '#platform/contract';
import type { Absence as AbsenceShape, Bay as BayShape, DayException as DayExceptionShape, Outlet as OutletShape, Period as PeriodShape, WeekPeriod as WeekPeriodShape, absenceKinds, capabilities } from './api.ts';
import type { Certificate } from './paper.ts';

export type Outlet = Static<typeof OutletShape>;
export type Bay = Static<typeof BayShape>;
export type Absence = Static<typeof AbsenceShape>;
export type AbsenceKind = (typeof absenceKinds)[number];
export type DayException = Static<typeof DayExceptionShape>;
export type Period = Static<typeof PeriodShape>;
export type WeekPeriod = Static<typeof WeekPeriodShape>;
export type Capability = (typeof capabilities)[number];

/** A member of staff who works as technician at an outlet; brandIds null means for all brands. */
export type Technician = { staffId: string; name: string; brandIds: string[] | null; certificates: Certificate[] };
