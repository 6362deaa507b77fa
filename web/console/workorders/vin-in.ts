// The VIN within what a bar code says: some begin with an import mark, some are starred or spaced, some hold more beside it.
export const vinIn = (text: string): string | undefined => /[A-HJ-NPR-Z0-9]{17}/.exec(text.toUpperCase().replaceAll(/[\s*-]/g, ''))?.[0];
