// What somebody may do with the knowledge of one brand. The server decides; this only hides.
import { useMe } from '../shell/me.tsx';

const reviewers = ['serviceManager', 'regionalManager', 'administrator'];
export function useRights(brandId: string): { writes: boolean; reviews: boolean; seesGaps: boolean } {
  const roles = useMe().grants.filter((grant) => grant.brand === null || grant.brand.id === brandId).map((grant) => grant.role as string);
  const reviews = roles.some((role) => reviewers.includes(role));
  const writes = reviews || roles.includes('agent');
  return { writes, reviews, seesGaps: writes || roles.includes('auditor') };
}
