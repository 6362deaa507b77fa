// A quiet drawing of a car in its own colour; for the eye only, the figures stand beside it.
const paints: readonly (readonly [RegExp, string])[] = [
  [/蓝/, '#5b8fb9'], [/绿/, '#5a9a82'], [/红/, '#b4514b'], [/橙|金|香槟/, '#c79a62'], [/紫/, '#8375ad'], [/黑/, '#4d585b'], [/银|灰/, '#93a1a4'], [/白/, '#d3dcda'],
];
const paintOf = (colour: string): string => paints.find(([name]) => name.test(colour))?.[1] ?? '#6fa99c';

export function CarPicture({ colour, charging }: { colour: string; charging: boolean }) {
  const paint = paintOf(colour);
  const wheel = (x: number) => <g key={x}><circle cx={x} cy="142" r="27" fill="#20282b" /><circle cx={x} cy="142" r="18" fill="#aeb9b8" /><circle cx={x} cy="142" r="15" fill="none" stroke="#59666a" strokeWidth="3" strokeDasharray="6 9.7" /><circle cx={x} cy="142" r="4" fill="#59666a" /></g>;
  return (
    <svg className="o-picture" viewBox="0 0 480 180" aria-hidden="true">
      <defs>
        <linearGradient id="o-paint" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stopColor="#fff" stopOpacity=".55" /><stop offset=".45" stopColor="#fff" stopOpacity="0" /><stop offset="1" stopColor="#000" stopOpacity=".28" /></linearGradient>
        <linearGradient id="o-glass" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stopColor="#7d9096" /><stop offset="1" stopColor="#27343a" /></linearGradient>
      </defs>
      <ellipse cx="240" cy="166" rx="212" ry="9" fill="#000" opacity=".14" />
      {[paint, 'url(#o-paint)'].map((fill) => <path key={fill} d="M24 140c-6-22-2-40 18-46 16-5 38-9 58-15 32-25 66-41 122-42 50-1 88 15 126 42 40 3 78 12 92 28 9 10 12 22 10 33l-24 4H44z" fill={fill} />)}
      <path d="M124 80c26-20 54-30 92-31l2 34-92 4c-7 0-7-3-2-7ZM230 49c36 0 66 10 98 33 4 3 2 5-3 5l-93-3z" fill="url(#o-glass)" />
      <path d="M30 112c10-7 22-9 38-9l-5 11c-12 3-24 3-33-2Z" fill="#e07a70" opacity=".9" /><path d="M446 116c-13-6-27-9-44-10l9 12c14 3 27 3 35-2Z" fill="#f6f3dc" />
      <path d="M52 124h370" stroke="#fff" strokeOpacity=".35" strokeWidth="2" /><path d="M206 100h22M318 99h20" stroke="#000" strokeOpacity=".3" strokeWidth="4" strokeLinecap="round" />
      {[110, 364].map((x) => <path key={x} d={`M${x - 34} 144a34 34 0 0 1 68 0z`} fill="#161d20" />)}
      {[110, 364].map(wheel)}
      {charging ? <g><circle cx="40" cy="88" r="17" fill="var(--accent)" /><path d="m43 77-10 13h6l-2 9 10-13h-6z" fill="var(--accent-ink)" /></g> : null}
    </svg>
  );
}
