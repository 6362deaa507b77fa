// A quiet drawing of a car with its charge; for the eye only, the figures stand beside it.
export function CarPicture({ socPct, charging }: { socPct: number | null; charging: boolean }) {
  const width = socPct === null ? 0 : (Math.max(2, Math.min(100, socPct)) / 100) * 150;
  return (
    <svg viewBox="0 0 320 120" aria-hidden="true">
      <path d="M20 84c0-14 10-20 34-24l34-22c8-5 16-7 28-7h62c12 0 22 3 32 11l26 20c30 3 54 8 58 22v6H20z" fill="var(--accent-soft)" stroke="var(--accent)" strokeWidth="2" />
      <path d="M98 58l18-14c4-3 8-4 14-4h22v18zM162 40h20c8 0 14 2 20 7l14 11h-54z" fill="var(--paper)" stroke="var(--accent)" strokeWidth="1.5" />
      <rect x="86" y="72" width="152" height="10" rx="5" fill="var(--paper)" stroke="var(--accent)" /><rect x="87" y="73" width={width} height="8" rx="4" fill={socPct !== null && socPct < 20 ? 'var(--danger)' : 'var(--accent)'} />
      <circle cx="78" cy="92" r="17" fill="var(--ink-2)" /><circle cx="78" cy="92" r="7" fill="var(--paper)" /><circle cx="252" cy="92" r="17" fill="var(--ink-2)" /><circle cx="252" cy="92" r="7" fill="var(--paper)" />
      {charging ? <path d="M292 34l-12 18h9l-3 14 13-19h-9z" fill="var(--accent)" /> : null}
    </svg>
  );
}
