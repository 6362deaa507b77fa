// A vehicle with the one who drives it: a van with tools and parts, a driver who fetches cars, a truck that carries them.
import type { VanKind } from './job.ts';

export type OffWhy = 'ill' | 'broken' | 'away';
export type Van = {
  id: string; outletId: string; name: string; kind: VanKind; plateNo: string | null; staffId: string | null; tools: string[]; heightCm: number; lon: number | null; lat: number | null;
  shiftFrom: string; shiftUntil: string; overtimeMin: number; breakFrom: string; breakUntil: string; breakMin: number; inUse: boolean; version: number;
};
