import type uPlot from 'uplot';
import { formatNumber } from '@/lib/format';
import styles from './components/LineChart.module.css';
import type { Line } from './lines';
import { nearest } from './nearest';

const MOST_ROWS = 12;
const REACH = 12;

/** The box beside the crosshair; plain elements, for it follows the pointer. */
export class Tooltip {
  private readonly box: HTMLElement;
  private readonly words: { readonly time: boolean; readonly xName: string };

  constructor(box: HTMLElement, words: { readonly time: boolean; readonly xName: string }) {
    this.box = box;
    this.words = words;
  }

  /** Tells the values at the crosshair, or hides when it is elsewhere: `here` is false when it only follows another chart's. */
  tell(chart: uPlot, lines: readonly Line[], here: boolean): void {
    const { left = -1, idx } = chart.cursor;
    const x = idx == null ? undefined : chart.data[0][idx];
    this.box.hidden = !here || left < 0 || x === undefined;
    if (this.box.hidden || x === undefined) return;
    const reach = Math.abs(chart.posToVal(REACH, 'x') - chart.posToVal(0, 'x'));
    const rows = rowsAt(lines, x, reach);
    const { time, xName } = this.words;
    const head = element('div', styles.when, time ? new Date(x * 1000).toLocaleString() : `${xName} ${formatNumber(x)}`);
    const rest = rows.length > MOST_ROWS ? [element('div', styles.when, `and ${rows.length - MOST_ROWS} more`)] : [];
    this.box.replaceChildren(head, ...rows.slice(0, MOST_ROWS).map(rowElement), ...rest);
    this.place(chart, left);
  }

  private place(chart: uPlot, left: number): void {
    const width = this.box.offsetWidth;
    const start = chart.over.offsetLeft + left;
    this.box.style.left = `${start + 14 + width > chart.width ? Math.max(0, start - width - 14) : start + 14}px`;
    this.box.style.top = '14px';
  }
}

interface TooltipRow {
  readonly line: Line;
  readonly value: number;
  readonly logged: number;
}

/** The lines that have a point near `x`, the highest first. */
export function rowsAt(lines: readonly Line[], x: number, reach: number): TooltipRow[] {
  return lines
    .filter((line) => line.role === 'line')
    .flatMap((line) => {
      const at = nearest(line.x, x);
      const point = line.x[at];
      if (point === undefined || Math.abs(point - x) > reach) return [];
      return [{ line, value: line.y[at] ?? NaN, logged: line.logged[at] ?? NaN }];
    })
    .sort((first, second) => second.value - first.value);
}

function rowElement({ line, value, logged }: TooltipRow): HTMLElement {
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
