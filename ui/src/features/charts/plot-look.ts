import type uPlot from 'uplot';
import { formatTick } from '@/lib/format';
import type { Interval } from '@/lib/url-state';
import type { Line } from './lines';

/** A vertical mark: an epoch's end, a checkpoint. */
export interface Mark {
  readonly x: number;
  readonly label: string;
}

/** What a chart is drawn with, resolved for the theme at hand. */
export interface Ink {
  readonly text: string;
  readonly grid: string;
  readonly axis: string;
  readonly shade: string;
  readonly surface: string;
  readonly font: string;
}

// The library's enumeration exists for the compiler alone.
const LOGARITHMIC = JSON.parse('{"distr":3}') as Pick<uPlot.Scale, 'distr'>;

export function scalesOf({ time, log, zoom }: { time: boolean; log: boolean; zoom: () => Interval | undefined }): uPlot.Scales {
  return {
    x: { time, range: (_self, min, max) => rangeOf(zoom(), min, max) },
    y: { ...(log ? LOGARITHMIC : {}), range: (_self, min, max) => yRange(min, max, log) },
  };
}

export function axesOf(ink: Ink, time: boolean): uPlot.Axis[] {
  const words = { stroke: ink.text, font: `11px ${ink.font}` };
  const written = (_self: uPlot, ticks: (number | null)[]) => ticks.map((tick) => (tick === null ? '' : formatTick(tick)));
  return [
    {
      ...words,
      size: 28,
      gap: 4,
      space: 64,
      grid: { show: false },
      border: { show: true, stroke: ink.axis, width: 1 },
      ticks: { stroke: ink.axis, width: 1, size: 4 },
      ...(time ? {} : { values: written }),
    },
    {
      ...words,
      size: (_self, values) => Math.max(34, 14 + 6.4 * Math.max(0, ...((values as string[] | null) ?? []).map((value) => value.length))),
      gap: 6,
      space: 34,
      grid: { stroke: ink.grid, width: 1 },
      ticks: { show: false },
      values: written,
    },
  ];
}

/** The plot's series and the bands between pairs of them. */
export function seriesOf(lines: readonly Line[]): { series: uPlot.Series[]; bands: uPlot.Band[] } {
  const bands: uPlot.Band[] = [];
  const series = lines.map((line, position): uPlot.Series => {
    if (line.role === 'band-top') bands.push({ series: [position + 1, position + 2], fill: line.colour });
    if (line.role !== 'line' && line.role !== 'shadow') return { label: line.label, width: 0, spanGaps: true, points: { show: false } };
    return {
      label: line.label,
      stroke: line.colour,
      width: line.width,
      dash: [...line.dash],
      spanGaps: true,
      points: line.marks ? { size: 6, width: 0, fill: line.colour, show: (self) => hasRoom(self, line) } : { show: false },
    };
  });
  return { series: [{}, ...series], bands };
}

const MARK_ROOM = 12;

/** Whether round marks stand apart: a string of pearls tells less than a line. */
function hasRoom(chart: uPlot, line: Line): boolean {
  const { min, max } = chart.scales.x ?? {};
  let count = 0;
  for (const x of line.x) if (x >= (min ?? -Infinity) && x <= (max ?? Infinity)) count += 1;
  return count * MARK_ROOM <= chart.over.clientWidth;
}

function rangeOf(zoom: Interval | undefined, min: number | null, max: number | null): [number, number] {
  if (zoom !== undefined) return [zoom.min, zoom.max];
  if (min === null || max === null) return [0, 1];
  return min === max ? [min - 1, max + 1] : [min, max];
}

function yRange(min: number | null, max: number | null, log: boolean): [number, number] {
  if (min === null || max === null) return log ? [0.1, 1] : [0, 1];
  if (log) return [min / 1.15, max * 1.15];
  const margin = max === min ? Math.max(Math.abs(max) * 0.1, 0.1) : (max - min) * 0.06;
  return [min - margin, max + margin];
}

export function drawShade(chart: uPlot, shade: Interval | undefined, colour: string): void {
  if (shade === undefined) return;
  const left = Math.max(chart.valToPos(shade.min, 'x', true), chart.bbox.left);
  const right = Math.min(chart.valToPos(shade.max, 'x', true), chart.bbox.left + chart.bbox.width);
  if (right <= left) return;
  chart.ctx.fillStyle = colour;
  chart.ctx.fillRect(left, chart.bbox.top, right - left, chart.bbox.height);
}

export function drawMarks(chart: uPlot, marks: readonly Mark[], ink: Ink): void {
  const { ctx, bbox } = chart;
  const scale = devicePixelRatio;
  ctx.save();
  ctx.strokeStyle = ink.text;
  ctx.fillStyle = ink.text;
  ctx.globalAlpha = 0.8;
  ctx.lineWidth = scale;
  ctx.font = `${10 * scale}px ${ink.font}`;
  ctx.setLineDash([3 * scale, 4 * scale]);
  // The axes leave theirs behind.
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  let free = bbox.left;
  for (const mark of [...marks].sort((left, right) => left.x - right.x)) {
    const x = Math.round(chart.valToPos(mark.x, 'x', true));
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    const width = ctx.measureText(mark.label).width + 6 * scale;
    const start = x + width > bbox.left + bbox.width ? x - width : x + 3 * scale;
    if (start < free) continue;
    ctx.fillText(mark.label, start, bbox.top + 10 * scale);
    free = start + width;
  }
  ctx.restore();
}
