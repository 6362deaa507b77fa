// The contract of alerts: what the signals say is wrong, and the rules by which they say it.
import { Id, Instant, Nullable, OneOf, Type, Version, Words, op } from '../platform/contract.ts';

export const alertKinds = [
  'overheatingPack', 'insulationFalling', 'chargingFails', 'twelveVoltDying', 'cellSpread', 'makerAlarmLevel3', 'lowSocStranded',
] as const;
export const quantityNames = [
  'tempMaxC', 'tempRiseCPerMin', 'tempSpreadC', 'hotAlarmLevel', 'insulationOhmPerV', 'insulationAlarmLevel', 'chargeAborts', 'chargeCurrentA',
  'lvBatteryMv', 'cellSpreadMv', 'consistencyAlarmLevel', 'otherAlarmLevel', 'brakeAlarmLevel', 'interlockAlarmLevel', 'strandedSocPct',
] as const;

const Vin = Type.String({ pattern: '^[A-HJ-NPR-Z0-9]{17}$' });
const Kind = OneOf(alertKinds);
const Severity = Type.Unsafe<1 | 2 | 3 | 4>({ type: 'integer', enum: [1, 2, 3, 4] });
const Amount = Nullable(Type.Number());
const Count = Type.Integer({ minimum: 0 });
const watchers = ['agent', 'adviser', 'technician', 'dispatcher', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'allianceOfficer', 'administrator'] as const;
const keepers = ['serviceManager', 'administrator'] as const;

const car = { vehicleId: Nullable(Id), plateNo: Nullable(Type.String()), modelName: Type.String(), modelNameEn: Type.String() };

export const Evidence = Type.Object({
  quantity: OneOf(quantityNames), value: Type.Number(), unit: Type.String(), is: OneOf(['atLeast', 'atMost']), threshold: Type.Number(), sinceAt: Instant,
});

/** An alert in a list: the VIN's middle is hidden. */
export const AlertLine = Type.Object({
  id: Id, number: Type.String(), ...car, vinMasked: Type.String(), brandId: Id, kind: Kind, severity: Severity,
  raisedAt: Instant, toldAt: Instant, lastAt: Instant, clearedAt: Nullable(Instant), occurrences: Count, late: Type.Boolean(), evidence: Nullable(Evidence),
});

const Surrounding = Type.Object({
  at: Instant, socPct: Amount, speedKmh: Amount, totalVoltageV: Amount, currentA: Amount, insulationKohm: Amount, cellMaxMv: Amount, cellMinMv: Amount,
  tempMaxC: Amount, tempMinC: Amount, alarmLevel: Amount, alarmBits: Amount, lvBatteryMv: Amount, vehicleState: Nullable(Type.String()), chargingState: Nullable(Type.String()),
});

export const Alert = Type.Object({
  id: Id, number: Type.String(), ...car, vin: Type.String(), brandId: Id, kind: Kind, severity: Severity,
  raisedAt: Instant, sinceAt: Instant, toldAt: Instant, lastAt: Instant, clearedAt: Nullable(Instant), clearedBecause: Nullable(OneOf(['calm', 'ruleOff'])),
  occurrences: Count, reopened: Count, late: Type.Boolean(), ruleVersion: Version, evidence: Type.Array(Evidence), surroundings: Type.Array(Surrounding), version: Version,
});

export const Condition = Type.Object({
  quantity: OneOf(quantityNames), is: OneOf(['atLeast', 'atMost']), threshold: Type.Number({ minimum: -1e6, maximum: 1e6 }),
  clearAt: Type.Number({ minimum: -1e6, maximum: 1e6 }), holdSeconds: Type.Integer({ minimum: 0, maximum: 86_400 }), severity: Severity,
});

export const AlertRule = Type.Object({
  kind: Kind,
  /** '*' is the house's own rule; a brand's own counts instead of it. */
  brandId: Type.String(), enabled: Type.Boolean(), clearHoldSeconds: Count,
  conditions: Type.Array(Type.Object({ ...Condition.properties, unit: Type.String() })), source: Type.String(), version: Version, changedAt: Instant,
});

const Draft = {
  clearHoldSeconds: Type.Integer({ minimum: 0, maximum: 86_400 }), conditions: Type.Array(Condition, { minItems: 1, maxItems: 20 }),
};

export const refusals = ['alertNotFound', 'alertRuleNotFound', 'ruleCannotWork', 'vehicleNotFound', 'staleEdit', 'notAllowed'] as const;

export const api = {
  listAlerts: op({
    method: 'GET', path: '/alerts', who: watchers, summary: 'Alerts, the newest first',
    input: Type.Object({
      open: Type.Optional(Type.Boolean()), kind: Type.Optional(Kind), severityAtMost: Type.Optional(Severity), vin: Type.Optional(Vin),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })), after: Type.Optional(Type.String({ maxLength: 80, pattern: '^\\d+\\.[A-Za-z0-9]+$' })),
    }),
    output: Type.Object({ alerts: Type.Array(AlertLine), next: Nullable(Type.String()), open: Type.Array(Type.Object({ kind: Kind, severity: Severity, count: Count })) }),
    refusals: [],
  }),
  showAlert: op({
    method: 'GET', path: '/alerts/:alertId', who: ['owner', ...watchers], summary: 'One alert with its evidence and the signals around it',
    input: Type.Object({ alertId: Id }), output: Alert, refusals: ['alertNotFound'],
  }),
  myAlerts: op({
    method: 'GET', path: '/my/alerts', who: ['owner'], summary: 'What my cars reported in the last 90 days, what is open first',
    input: Type.Object({}), output: Type.Object({ alerts: Type.Array(AlertLine) }), refusals: [],
  }),
  listAlertRules: op({
    method: 'GET', path: '/alerts/rules', who: [...watchers, 'auditor'], summary: 'The rules by which signals become alerts',
    input: Type.Object({}), output: Type.Object({ rules: Type.Array(AlertRule) }), refusals: [],
  }),
  changeAlertRule: op({
    method: 'POST', path: '/alerts/rules/:kind', who: keepers, summary: 'Change a rule, for the house or for one brand',
    input: Type.Object({ kind: Kind, brandId: Type.Optional(Id), version: Version, enabled: Type.Boolean(), ...Draft, why: Words(500) }),
    output: AlertRule, refusals: ['alertRuleNotFound', 'ruleCannotWork', 'staleEdit', 'notAllowed'],
  }),
  backtestAlertRule: op({
    method: 'POST', path: '/alerts/rules/:kind/backtest', who: keepers, summary: 'What a rule would have raised for a vehicle in the last hours',
    input: Type.Object({ kind: Kind, vin: Vin, hours: Type.Integer({ minimum: 1, maximum: 168 }), ...Draft }),
    output: Type.Object({
      fromAt: Instant, toAt: Instant, readings: Count,
      alerts: Type.Array(Type.Object({
        severity: Severity, raisedAt: Instant, clearedAt: Nullable(Instant), occurrences: Count, reopened: Count, evidence: Evidence,
        escalations: Type.Array(Type.Object({ at: Instant, to: Severity, evidence: Evidence })),
      })),
    }),
    refusals: ['ruleCannotWork', 'vehicleNotFound'],
  }),
};
