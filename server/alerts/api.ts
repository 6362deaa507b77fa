// The contract of alerts: what the signals say is wrong, and the rules by which they say it. Storms, cars in a workshop
// and weather stand in contracts of their own beside it and are served as one.
import { Id, Instant, Nullable, OneOf, Type, Version, Words, op } from '../platform/contract.ts';
import { around } from './around-api.ts';

export const alertKinds = [
  'overheatingPack', 'insulationFalling', 'chargingFails', 'twelveVoltDying', 'cellSpread', 'makerAlarmLevel3', 'lowSocStranded',
  'makerFlags', 'standingDrain', 'wentSilent', 'sensorGone', 'badWeather',
] as const;
export const quantityNames = [
  'tempMaxC', 'tempRiseCPerMin', 'tempSpreadC', 'hotAlarmLevel', 'insulationOhmPerV', 'insulationAlarmLevel', 'chargeAborts', 'chargeCurrentA',
  'lvBatteryMv', 'cellSpreadMv', 'consistencyAlarmLevel', 'otherAlarmLevel', 'brakeAlarmLevel', 'interlockAlarmLevel', 'strandedSocPct',
  'flagLevel', 'changePerMin', 'missingSeconds', 'silentSeconds', 'silentInDangerSeconds', 'weatherLevel',
] as const;
export const signalNames = ['tempMaxC', 'socPct', 'insulationKohm', 'totalVoltageV', 'lvBatteryMv', 'cellSpreadMv', 'place'] as const;
export const carStates = ['parked', 'driving', 'charging'] as const;
export const weatherKinds = ['heat', 'frost', 'flood', 'rainstorm'] as const;
export const alertStates = ['raised', 'escalated', 'deEscalated', 'cleared'] as const;

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

const standing = {
  state: OneOf(alertStates), worstSeverity: Severity, inMaintenance: Type.Boolean(), stormId: Nullable(Id), followsId: Nullable(Id),
};

/** An alert in a list: the VIN's middle is hidden. */
export const AlertLine = Type.Object({
  id: Id, number: Type.String(), ...car, vinMasked: Type.String(), brandId: Id, kind: Kind, severity: Severity, ...standing,
  raisedAt: Instant, toldAt: Instant, lastAt: Instant, clearedAt: Nullable(Instant), occurrences: Count, late: Type.Boolean(), evidence: Nullable(Evidence),
});

const Surrounding = Type.Object({
  at: Instant, socPct: Amount, speedKmh: Amount, totalVoltageV: Amount, currentA: Amount, insulationKohm: Amount, cellMaxMv: Amount, cellMinMv: Amount,
  tempMaxC: Amount, tempMinC: Amount, alarmLevel: Amount, alarmBits: Amount, lvBatteryMv: Amount, vehicleState: Nullable(Type.String()), chargingState: Nullable(Type.String()),
});

export const Alert = Type.Object({
  id: Id, number: Type.String(), ...car, vin: Type.String(), brandId: Id, kind: Kind, severity: Severity, ...standing,
  raisedAt: Instant, sinceAt: Instant, toldAt: Instant, lastAt: Instant, clearedAt: Nullable(Instant), clearedBecause: Nullable(OneOf(['calm', 'ruleOff'])),
  occurrences: Count, reopened: Count, late: Type.Boolean(), ruleVersion: Version, evidence: Type.Array(Evidence), surroundings: Type.Array(Surrounding), version: Version,
});

export const Condition = Type.Object({
  quantity: OneOf(quantityNames), is: OneOf(['atLeast', 'atMost']), threshold: Type.Number({ minimum: -1e6, maximum: 1e6 }),
  clearAt: Type.Number({ minimum: -1e6, maximum: 1e6 }), holdSeconds: Type.Integer({ minimum: 0, maximum: 86_400 }), severity: Severity,
  /** General alarm flags of GB/T 32960.3 by bit number, for `flagLevel`. */
  flags: Type.Optional(Type.Array(Type.Integer({ minimum: 0, maximum: 31 }), { maxItems: 32, uniqueItems: true })),
  /** Which signal, for `changePerMin` and `missingSeconds`; over which time it changes. */
  signal: Type.Optional(OneOf(signalNames)), windowSeconds: Type.Optional(Type.Integer({ minimum: 60, maximum: 14_400 })),
  weather: Type.Optional(Type.Array(OneOf(weatherKinds), { maxItems: 4, uniqueItems: true })),
  when: Type.Optional(OneOf(carStates)), onlyIn: Type.Optional(OneOf(weatherKinds)),
});

const CaseUpTo = Type.Integer({ minimum: 0, maximum: 4 });
const conditions = Type.Array(Type.Object({ ...Condition.properties, unit: Type.String() }));
export const AlertRule = Type.Object({
  kind: Kind,
  /** '*' is the house's own rule; a brand's own counts instead of it. */
  brandId: Type.String(), enabled: Type.Boolean(), clearHoldSeconds: Count, caseUpTo: CaseUpTo, conditions, source: Type.String(), version: Version, changedAt: Instant,
});
const RuleVersion = Type.Object({ version: Version, enabled: Type.Boolean(), clearHoldSeconds: Count, caseUpTo: CaseUpTo, conditions, why: Nullable(Type.String()), byName: Type.String(), at: Instant });

const Draft = {
  clearHoldSeconds: Type.Integer({ minimum: 0, maximum: 86_400 }), conditions: Type.Array(Condition, { minItems: 1, maxItems: 20 }),
};

/** What a rule would have raised over the same readings. */
const Played = Type.Object({ alerts: Count, cars: Count, bySeverity: Type.Array(Count, { minItems: 4, maxItems: 4 }), days: Type.Array(Type.Object({ onDay: Type.String(), alerts: Count })) });

export const refusals = [
  'alertNotFound', 'alertRuleNotFound', 'ruleCannotWork', 'vehicleNotFound', 'staleEdit', 'notAllowed', 'stormNotFound', 'maintenanceNotFound', 'inMaintenanceAlready',
  'areaNotFound', 'areaCannotBe', 'areaOver', 'cityNotFound', 'timesCannotBe',
] as const;

export const api = {
  listAlerts: op({
    method: 'GET', path: '/alerts', who: watchers, summary: 'Alerts, the newest or the most urgent first',
    input: Type.Object({
      open: Type.Optional(Type.Boolean()), order: Type.Optional(OneOf(['newest', 'worst'])), kind: Type.Optional(Kind), severity: Type.Optional(Severity), severityAtMost: Type.Optional(Severity), vin: Type.Optional(Vin), stormId: Type.Optional(Id),
      /** Leaves out what stands in a storm, dangers to life excepted: those are in the list of their storm. */
      withoutStorms: Type.Optional(Type.Boolean()),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })), after: Type.Optional(Type.String({ maxLength: 80, pattern: '^[1-4]\\.\\d+\\.[A-Za-z0-9]+$' })),
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
  listRuleVersions: op({
    method: 'GET', path: '/alerts/rules/:kind/versions', who: [...watchers, 'auditor'], summary: 'Every version a rule ever had, with who changed it and why',
    input: Type.Object({ kind: Kind, brandId: Type.Optional(Id) }), output: Type.Object({ versions: Type.Array(RuleVersion) }), refusals: ['alertRuleNotFound'],
  }),
  changeAlertRule: op({
    method: 'POST', path: '/alerts/rules/:kind', who: keepers, summary: 'Change a rule, for the house or for one brand',
    input: Type.Object({ kind: Kind, brandId: Type.Optional(Id), version: Version, enabled: Type.Boolean(), caseUpTo: Type.Optional(CaseUpTo), ...Draft, why: Words(500) }),
    output: AlertRule, refusals: ['alertRuleNotFound', 'ruleCannotWork', 'staleEdit', 'notAllowed'],
  }),
  backtestAlertRule: op({
    method: 'POST', path: '/alerts/rules/:kind/backtest', who: keepers, summary: 'What a rule would have raised in the last hours, beside what the present rule would have: for one vehicle, or for a brand’s',
    input: Type.Object({
      kind: Kind, vin: Type.Optional(Vin), brandId: Type.Optional(Id), modelId: Type.Optional(Id), hours: Type.Integer({ minimum: 1, maximum: 2160 }),
      /** How many vehicles at most, those heard last first. */
      cars: Type.Optional(Type.Integer({ minimum: 1, maximum: 300 })), ...Draft,
    }),
    output: Type.Object({
      fromAt: Instant, toAt: Instant, readings: Count, carsRead: Count, carsLeftOut: Count, draft: Played, present: Played,
      cars: Type.Array(Type.Object({ ...car, vinMasked: Type.String(), draft: Count, present: Count })),
      alerts: Type.Array(Type.Object({
        ...car, vinMasked: Type.String(), severity: Severity, raisedAt: Instant, clearedAt: Nullable(Instant), occurrences: Count, reopened: Count, evidence: Evidence,
        escalations: Type.Array(Type.Object({ at: Instant, to: Severity })),
      })),
    }),
    refusals: ['alertRuleNotFound', 'ruleCannotWork', 'vehicleNotFound', 'notAllowed'],
  }),
  ...around({ AlertLine, Kind, watchers }),
};
