// The base map: the house's own lines and names. No borders are drawn, nothing is fetched from elsewhere.
export const lineKinds = ['motorway', 'main', 'street', 'water', 'place'] as const;
/** WGS-84, longitude before latitude; a place has one point. */
export type MapLine = { id: string; kind: (typeof lineKinds)[number]; name: string; nameEn: string; points: number[][] };
