// A small set of line icons, 24 by 24, in the colour of the text around them.
const paths = {
  car: 'M3 16v-4l2-5a2 2 0 0 1 2-1h10a2 2 0 0 1 2 1l2 5v4M3 12h18M5 16v2M19 16v2M7 14.5h.01M17 14.5h.01',
  alert: 'M12 4 2.5 20h19L12 4ZM12 10v4M12 17h.01', check: 'm5 12 5 5L20 7', cross: 'M6 6l12 12M18 6 6 18', plus: 'M12 5v14M5 12h14',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5l3 2', calendar: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4', camera: 'M4 8h3l2-3h6l2 3h3v11H4zM12 16a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
  chat: 'M4 5h16v11H9l-5 4z', phone: 'M6 3h4l2 5-3 2a12 12 0 0 0 5 5l2-3 5 2v4a2 2 0 0 1-2 2A17 17 0 0 1 4 5a2 2 0 0 1 2-2Z', wrench: 'M15 4a5 5 0 0 0-5 7l-6 6 3 3 6-6a5 5 0 0 0 7-6l-3 3-3-1-1-3 3-3Z',
  wallet: 'M4 7h15v12H4zM4 7l11-4v4M16 13h.01', star: 'm12 4 2.5 5.2 5.7.8-4.1 4 1 5.6L12 17l-5.1 2.6 1-5.6-4.1-4 5.7-.8z', bell: 'M6 17V11a6 6 0 1 1 12 0v6l2 2H4zM10 21h4', person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4 21a8 8 0 0 1 16 0',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM16 16l5 5', list: 'M8 6h13M8 12h13M8 18h13M3 6h.01M3 12h.01M3 18h.01', shield: 'M12 3 4 6v6c0 5 3.5 8 8 9 4.5-1 8-4 8-9V6z', bolt: 'M13 2 4 14h6l-1 8 9-12h-6z',
  battery: 'M3 8h15v8H3zM21 11v2M6 11v2M9 11v2', pin: 'M12 21c5-6 7-9 7-12a7 7 0 1 0-14 0c0 3 2 6 7 12ZM12 11.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z', chart: 'M4 20V4M4 20h16M8 16l4-5 3 3 5-7', sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.5M17.5 17.5 19 19M5 19l1.5-1.5M17.5 6.5 19 5',
  globe: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18', back: 'm14 6-6 6 6 6', next: 'm10 6 6 6-6 6', down: 'm6 9 6 6 6-6', out: 'M14 4h5v16h-5M4 12h11M11 8l4 4-4 4', home: 'm4 11 8-7 8 7v9h-5v-6H9v6H4z', file: 'M6 3h9l4 4v14H6zM14 3v5h5', people: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2 20a7 7 0 0 1 14 0M16 4a3.5 3.5 0 0 1 0 7M18 14a6 6 0 0 1 4 6', signal: 'M4 18v-3M9 18v-6M14 18V9M19 18V5', store: 'M4 10v10h16V10M3 10l2-6h14l2 6a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0ZM10 20v-5h4v5', spark: 'M12 3v5M12 16v5M3 12h5M16 12h5M6 6l3 3M15 15l3 3M6 18l3-3M15 9l3-3',
} as const;

export type IconName = keyof typeof paths;

/** An icon; give `label` when it stands without words. */
export function Icon({ name, size = 20, label }: { name: IconName; size?: number; label?: string }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" focusable="false"
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}>
      <path d={paths[name]} />
    </svg>
  );
}
