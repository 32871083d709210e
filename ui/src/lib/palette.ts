/** Six hues told apart with every kind of colour sight, for white and for the dark surface. */
const HUES = [
  { light: '#1D6EA9', dark: '#63AFEE' },
  { light: '#A12F31', dark: '#D01B2D' },
  { light: '#A2790D', dark: '#D2A74B' },
  { light: '#4B17AF', dark: '#7D5DF0' },
  { light: '#690A5A', dark: '#BB4AA5' },
  { light: '#0CA387', dark: '#2EE6C0' },
] as const;

export const STROKES: readonly (readonly number[])[] = [[], [6, 4], [2, 3], [8, 3, 2, 3]];

export type Scheme = 'light' | 'dark';

/** A run's place among the 24 looks: by its id alone, never by its position in a list. */
export function lookOf(runId: string): { hue: number; stroke: number } {
  let hash = 0x811c9dc5;
  for (let i = 0; i < runId.length; i += 1) hash = Math.imul(hash ^ runId.charCodeAt(i), 0x01000193);
  const spread = (hash ^ (hash >>> 15)) >>> 0;
  return { hue: spread % HUES.length, stroke: Math.floor(spread / HUES.length) % STROKES.length };
}

export function hueColour(hue: number, scheme: Scheme): string {
  return (HUES[hue % HUES.length] ?? HUES[0])[scheme];
}

/** A run's colour for style sheets, which know the scheme; `theme.css` holds the same six hues. */
export function runColour(runId: string): string {
  return `var(--hue-${lookOf(runId).hue + 1})`;
}
