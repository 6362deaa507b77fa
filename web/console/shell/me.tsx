// Who is signed in, for pages that show an action only to those who may do it. The server decides; this only hides.
import { createContext, useContext, type ReactNode } from 'react';
import type { Out } from '#client/client';

const Me = createContext<Out<'whoAmI'> | undefined>(undefined);
export const MeProvider = ({ value, children }: { value: Out<'whoAmI'>; children: ReactNode }) => <Me value={value}>{children}</Me>;

export function useMe() {
  const me = useContext(Me);
  if (me === undefined) throw new Error('a page of the console stands outside its frame');
  return { ...me, may: (...roles: string[]): boolean => me.grants.some((grant) => roles.includes(grant.role)) };
}
