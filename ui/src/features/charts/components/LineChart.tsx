import { useMantineColorScheme } from '@mantine/core';
import { useEffect, useMemo, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { formatNumber } from '@/lib/format';
import type { Interval } from '@/lib/url-state';
import type { Line } from '../lines';
import { nearest } from '../nearest';
import styles from './LineChart.module.css';

/** A vertical mark: an epoch's end, a checkpoint. */
export interface Mark {
  readonly x: number;
  readonly label: string;
}

interface LineChartProps {
  readonly lines: readonly Line[];
  readonly label: string;
  readonly height: number;
  readonly log: boolean;
  readonly time: boolean;
  readonly xName: string;
  readonly zoom: Interval | undefined;
  readonly onZoom: (zoom: Interval | undefined) => void;
  readonly marks?: readonly Mark[];
  /** A range of x to shade: where a model overfits. */
  readonly shade?: Interval | undefined;
}

/** Lines over a common x. Drag zooms, double click resets; ← and → move the crosshair, Escape lets it go. */
export function LineChart(props: LineChartProps) {
  const { lines, label, height, log, time, xName, zoom, onZoom, marks = NO_MARKS, shade } = props;
  const { colorScheme } = useMantineColorScheme();
  const host = useRef<HTMLDivElement>(null);
  const tooltip = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const onZoomNow = useRef(onZoom);
  const shown = useRef({ lines, marks, shade, zoom });
  useEffect(() => {
    onZoomNow.current = onZoom;
    shown.current = { lines, marks, shade, zoom };
  });

  const data = useMemo(() => align(lines, log), [lines, log]);
  // What the picture is made of; while it stays, new points only need new data.
  const shape = lines.map((line) => [line.label, line.colour, line.width, line.marks, line.shadow].join('|')).join('\n');

  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const style = getComputedStyle(element);
    const axis = {
      stroke: style.getPropertyValue('--secondary'),
      grid: { stroke: style.getPropertyValue('--line'), width: 1 },
      ticks: { show: false },
      font: `11px ${style.fontFamily}`,
      labelFont: `11px ${style.fontFamily}`,
    };
    const drawn = shown.current.lines;
    const chart = new uPlot(
      {
        width: Math.max(element.clientWidth, 120),
        height,
        legend: { show: false },
        padding: [10, 12, 0, 0],
        scales: {
          x: { time, range: (_self, min, max) => rangeOf(shown.current.zoom, min, max) },
          y: { ...(log ? LOGARITHMIC : {}), range: (_self, min, max) => yRange(min, max, log) },
        },
        axes: [
          { ...axis, size: 34, space: 60, ...(time ? {} : { values: (_self: uPlot, ticks: number[]) => ticks.map(formatNumber) }) },
          { ...axis, size: 54, space: 32, values: (_self, ticks) => ticks.map((tick) => (tick as number | null) === null ? '' : formatNumber(tick)) },
        ],
        series: [
          {},
          ...drawn.map((line) => ({
            label: line.label,
            stroke: line.colour,
            width: line.width,
            dash: [...line.dash],
            spanGaps: true,
            points: line.marks ? { show: true, size: 6, fill: line.colour } : { show: false },
          })),
        ],
        cursor: {
          drag: { x: true, y: false, setScale: false },
          points: { show: false },
          y: false,
        },
        hooks: {
          drawClear: [(self) => { drawShade(self, shown.current.shade, style.getPropertyValue('--warn-wash')); }],
          draw: [(self) => { drawMarks(self, shown.current.marks, style.getPropertyValue('--secondary')); }],
          setSelect: [
            (self) => {
              if (self.select.width < 4) return;
              const min = self.posToVal(self.select.left, 'x');
              const max = self.posToVal(self.select.left + self.select.width, 'x');
              self.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
              onZoomNow.current({ min, max });
            },
          ],
          setCursor: [(self) => { if (tooltip.current !== null) tell(self, tooltip.current, shown.current.lines, time, xName); }],
        },
      },
      align(drawn, log),
      element,
    );
    chart.over.addEventListener('dblclick', () => { onZoomNow.current(undefined); });
    plot.current = chart;
    const sizes = new ResizeObserver(() => {
      if (element.clientWidth > 0) chart.setSize({ width: element.clientWidth, height });
    });
    sizes.observe(element);
    return () => {
      sizes.disconnect();
      chart.destroy();
      plot.current = null;
    };
  }, [shape, height, log, time, xName, colorScheme]);

  useEffect(() => {
    plot.current?.setData(data);
  }, [data, zoom, marks, shade]);

  const move = (direction: number) => {
    const chart = plot.current;
    const xs = data[0];
    if (chart === null || xs.length === 0) return;
    const at = chart.cursor.idx ?? (direction > 0 ? -1 : xs.length);
    const next = Math.min(xs.length - 1, Math.max(0, at + direction));
    chart.setCursor({ left: chart.valToPos(xs[next] ?? 0, 'x'), top: 20 });
  };

  return (
    <div
      className={styles.chart}
      role="application"
      aria-roledescription="line chart"
      aria-label={label}
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') move(1);
        else if (event.key === 'ArrowLeft') move(-1);
        else if (event.key === 'Escape') plot.current?.setCursor({ left: -10, top: -10 });
        else return;
        event.preventDefault();
      }}
    >
      <div ref={host} style={{ height }} />
      <div ref={tooltip} className={styles.tooltip} role="status" hidden />
    </div>
  );
}

const NO_MARKS: readonly Mark[] = [];
// The library's enumeration exists for the compiler alone.
const LOGARITHMIC = JSON.parse('{"distr":3}') as Pick<uPlot.Scale, 'distr'>;

/** One column of x for all lines; a line has null where it has no point, and is drawn across. */
function align(lines: readonly Line[], log: boolean): uPlot.AlignedData {
  if (lines.length === 0) return [[], []];
  const tables = lines.map((line): uPlot.AlignedData => [
    Array.from(line.x),
    Array.from(line.y, (value) => (Number.isFinite(value) && !(log && value <= 0) ? value : null)),
  ]);
  return uPlot.join(tables);
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

function drawShade(chart: uPlot, shade: Interval | undefined, colour: string): void {
  if (shade === undefined) return;
  const left = Math.max(chart.valToPos(shade.min, 'x', true), chart.bbox.left);
  const right = Math.min(chart.valToPos(shade.max, 'x', true), chart.bbox.left + chart.bbox.width);
  if (right <= left) return;
  chart.ctx.fillStyle = colour;
  chart.ctx.fillRect(left, chart.bbox.top, right - left, chart.bbox.height);
}

function drawMarks(chart: uPlot, marks: readonly Mark[], colour: string): void {
  const { ctx, bbox } = chart;
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.fillStyle = colour;
  ctx.globalAlpha = 0.8;
  ctx.lineWidth = devicePixelRatio;
  ctx.font = `${10 * devicePixelRatio}px sans-serif`;
  ctx.setLineDash([3 * devicePixelRatio, 4 * devicePixelRatio]);
  for (const mark of marks) {
    const x = Math.round(chart.valToPos(mark.x, 'x', true));
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.fillText(mark.label, x + 3 * devicePixelRatio, bbox.top + 10 * devicePixelRatio);
  }
  ctx.restore();
}

/** Fills the tooltip beside the crosshair; plain elements, for it follows the pointer. */
function tell(chart: uPlot, box: HTMLElement, lines: readonly Line[], time: boolean, xName: string): void {
  const { left = -1, idx } = chart.cursor;
  const x = idx == null ? undefined : chart.data[0][idx];
  box.hidden = left < 0 || x === undefined;
  if (x === undefined || left < 0) return;
  const reach = Math.abs(chart.posToVal(12, 'x') - chart.posToVal(0, 'x'));
  const rows = lines
    .filter((line) => !line.shadow)
    .flatMap((line) => {
      const at = nearest(line.x, x);
      const point = line.x[at];
      if (point === undefined || Math.abs(point - x) > reach) return [];
      return [{ line, value: line.y[at] ?? NaN, logged: line.logged[at] ?? NaN }];
    })
    .sort((first, second) => second.value - first.value);
  const head = element('div', styles.when, `${xName} ${time ? new Date(x * 1000).toLocaleString() : formatNumber(x)}`);
  box.replaceChildren(head, ...rows.slice(0, 12).map(({ line, value, logged }) => tooltipRow(line, value, logged)));
  const width = box.offsetWidth;
  const start = chart.over.offsetLeft + left;
  box.style.left = `${start + 14 + width > chart.width ? start - width - 14 : start + 14}px`;
  box.style.top = '14px';
}

function tooltipRow(line: Line, value: number, logged: number): HTMLElement {
  const row = element('div', styles.row, '');
  const swatch = element('span', styles.swatch, '');
  swatch.style.borderTopColor = line.colour;
  swatch.style.borderTopWidth = line.width > 2 ? '3px' : '2px';
  const same = Object.is(value, logged) || value === logged;
  row.append(
    swatch,
    element('span', styles.name, line.label),
    element('span', styles.number, formatNumber(logged)),
    element('span', styles.smoothed, same ? '' : `≈ ${formatNumber(value)}`),
  );
  return row;
}

function element(tag: 'div' | 'span', name: string | undefined, content: string): HTMLElement {
  const node = document.createElement(tag);
  if (name !== undefined) node.className = name;
  node.textContent = content;
  return node;
}
