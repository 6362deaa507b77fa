// Who is signed in, for pages that show an action only to those who may do it. The server decides; this only hides.
import { createContext, useContext, type ReactNode } from 'react';
import type { Out } from '#client/client';

const Me = createContext<Out<'whoAmI'> | undefined>(undefined);
export const MeProvider = ({ value, children }: { value: Out<'whoAmI'>; children: ReactNode }) => <Me value={value}>{children}</Me>;

const atDesk: Record<string, readonly string[]> = { brandDesk: ['agent'], outletDesk: ['adviser', 'serviceManager'], managerDesk: ['serviceManager'], regionalDesk: ['regionalManager'] };

export function useMe() {
  const me = useContext(Me);
  if (me === undefined) throw new Error('a page of the console stands outside its frame');
  /** Whether I sit at this desk of this brand and outlet. */
  const sitsAt = (desk: string, brandId: string, outletId: string | null): boolean => me.grants.some((grant) =>
    (atDesk[desk] ?? []).includes(grant.role) && (grant.brand === null || grant.brand.id === brandId) && (grant.outlet === null || grant.outlet.id === outletId || (outletId === null && desk === 'managerDesk')));
  const outletIds = me.grants.flatMap((grant) => (grant.outlet === null ? [] : [grant.outlet.id]));
  /** Whether this outlet is one of mine: those I am at, or all of my brands where I am at none. */
  const isMyOutlet = (outlet: { id: string; brandIds: readonly string[] }): boolean => outletIds.length > 0 ? outletIds.includes(outlet.id) : outlet.brandIds.some((id) => me.brands.some((brand) => brand.id === id));
  return { ...me, outletIds, isMyOutlet, sitsAt, may: (...roles: string[]): boolean => me.grants.some((grant) => roles.includes(grant.role)) };
}
