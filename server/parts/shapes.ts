// Shapes and rights that all contracts of parts share.
import { Type } from '../platform/contract.ts';

export const Code = Type.String({ minLength: 2, maxLength: 40, pattern: '^[A-Za-z0-9][A-Za-z0-9-]*$' });
export const Count = Type.Integer({ minimum: 0, maximum: 100_000 });
export const Quantity = Type.Integer({ minimum: 1, maximum: 100_000 });
export const keepers = ['storeKeeper', 'partsPlanner', 'serviceManager', 'regionalManager', 'administrator'] as const;
export const planners = ['partsPlanner', 'serviceManager', 'regionalManager', 'administrator'] as const;
export const readers = ['adviser', 'technician', 'dispatcher', 'warrantyOfficer', 'auditor', ...keepers] as const;
