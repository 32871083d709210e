import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { hueColour, lookOf, runColour } from './palette';

it('a run keeps its look, and runs use all of them', () => {
  expect(lookOf('ftjob-1')).toEqual(lookOf('ftjob-1'));
  const hues = new Set(Array.from({ length: 200 }, (_, i) => lookOf(`ftjob-${i}`).hue));
  expect([...hues].sort()).toEqual([0, 1, 2, 3, 4, 5]);
  expect(runColour('ftjob-1')).toBe(`var(--hue-${lookOf('ftjob-1').hue + 1})`);
});

it('style sheets and canvases know the same hues', () => {
  const css = readFileSync(join(import.meta.dirname, '../app/theme.css'), 'utf8');
  for (const [position, scheme] of (['light', 'dark'] as const).entries()) {
    const block = css.split(/:root[^{]*\{/)[position + 1] ?? '';
    const written = Array.from({ length: 6 }, (_, hue) => new RegExp(`--hue-${hue + 1}: (#[0-9a-f]{6});`).exec(block)?.[1]);
    expect(written).toEqual(Array.from({ length: 6 }, (_, hue) => hueColour(hue, scheme).toLowerCase()));
  }
});
