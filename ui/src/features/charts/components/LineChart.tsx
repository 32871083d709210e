import { useComputedColorScheme } from '@mantine/core';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Interval } from '@/lib/url-state';
import { isBand, type Line } from '../lines';
import { align, keyMove, nearestDrawn } from '../plot-data';
import { axesOf, drawMarks, drawShade, type Ink, type Mark, scalesOf, seriesOf } from '../plot-look';
import { Tooltip } from '../tooltip';
import styles from './LineChart.module.css';

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

/**
 * Lines over a common x. Drag zooms, double click resets. By keyboard: ← and → move the crosshair, Home and End too,
 * + and − zoom around it, 0 shows all, Escape lets it go.
 */
export function LineChart(props: LineChartProps) {
  const { lines, label, height, log, time, xName, zoom, onZoom, marks = NO_MARKS, shade } = props;
  const scheme = useComputedColorScheme('light');
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
  const shape = lines.map((line) => [line.label, line.colour, line.width, line.marks, line.role].join('|')).join('\n');

  useEffect(() => {
    const element = host.current;
    const box = tooltip.current;
    if (element === null || box === null) return;
    const style = getComputedStyle(element);
    const ink: Ink = {
      text: style.getPropertyValue('--secondary'),
      grid: style.getPropertyValue('--hairline'),
      axis: style.getPropertyValue('--line'),
      shade: style.getPropertyValue('--warn-wash'),
      surface: style.getPropertyValue('--surface'),
      font: style.fontFamily,
    };
    const told = new Tooltip(box, { time, xName });
    const { lines: drawn } = shown.current;
    const chart = new uPlot(
      {
        width: Math.max(element.clientWidth, 120),
        height,
        legend: { show: false },
        padding: [10, 14, 0, 2],
        scales: scalesOf({ time, log, zoom: () => shown.current.zoom }),
        axes: axesOf(ink, time),
        ...seriesOf(drawn),
        cursor: {
          drag: { x: true, y: false, setScale: false },
          y: false,
          dataIdx: (self, series, index) => (series === 0 || isBand(drawn[series - 1]) ? index : nearestDrawn(self.data[series] ?? [], index)),
          points: {
            fill: ink.surface,
            stroke: (_self, series) => drawn[series - 1]?.colour ?? ink.text,
            show: (_self, series) => pointOf(drawn[series - 1]),
          },
          // One crosshair for all charts of the page that have the same x; each keeps its own zoom.
          sync: { key: `tunebook-${xName}`, setSeries: false, filters: { pub: (type) => type === 'mousemove' || type === 'mouseleave' } },
        },
        hooks: {
          drawClear: [(self) => { drawShade(self, shown.current.shade, ink.shade); }],
          draw: [(self) => { drawMarks(self, shown.current.marks, ink); }],
          setSelect: [
            (self) => {
              if (self.select.width < 4) return;
              const min = self.posToVal(self.select.left, 'x');
              const max = self.posToVal(self.select.left + self.select.width, 'x');
              self.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
              onZoomNow.current({ min, max });
            },
          ],
          setCursor: [(self) => { told.tell(self, shown.current.lines, element.parentElement?.matches(':hover, :focus-visible') === true); }],
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
  }, [shape, height, log, time, xName, scheme]);

  useEffect(() => {
    plot.current?.setData(data);
  }, [data, zoom, marks, shade]);

  const onKeyDown = (event: KeyboardEvent) => {
    const chart = plot.current;
    if (chart === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const { min = 0, max = 1 } = chart.scales.x ?? {};
    const move = keyMove(event.key, { xs: data[0], at: chart.cursor.idx ?? undefined, view: { min, max } });
    if (move === undefined) return;
    event.preventDefault();
    if (move.kind === 'cursor') chart.setCursor({ left: chart.valToPos(data[0][move.at] ?? 0, 'x'), top: 20 });
    else if (move.kind === 'zoom') onZoom(move.zoom);
    else chart.setCursor({ left: -10, top: -10 });
  };

  return (
    <div className={styles.chart} role="application" aria-roledescription="line chart" aria-label={label} tabIndex={0} onKeyDown={onKeyDown}>
      <div ref={host} style={{ height }} />
      <div ref={tooltip} className={styles.tooltip} role="status" hidden />
    </div>
  );
}

const NO_MARKS: readonly Mark[] = [];

/** The dot on the line at the crosshair; hidden for what is drawn behind. */
function pointOf(line: Line | undefined): HTMLElement {
  const point = document.createElement('div');
  point.hidden = line?.role !== 'line';
  Object.assign(point.style, { width: '9px', height: '9px', margin: '-4.5px 0 0 -4.5px', borderWidth: '2px' });
  return point;
}
