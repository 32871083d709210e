import { ActionIcon, Tooltip, useComputedColorScheme } from '@mantine/core';
import { Maximize2, Minimize2, Table2, ZoomOut } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { Panel } from '@/components/Panel';
import { EmptyState, QueryView } from '@/components/states';
import { formatNumber } from '@/lib/format';
import type { Interval } from '@/lib/url-state';
import { type Series, useSeries } from '../api/series';
import type { ChartGroup } from '../groups';
import { linesOf } from '../lines';
import type { Mark } from '../plot-look';
import type { ChartsState, XAxis } from '../state';
import styles from './ChartPanel.module.css';
import { Legend } from './Legend';
import { LineChart } from './LineChart';
import { PointTable } from './PointTable';

export interface ChartRun {
  /** `Run.id`. */
  readonly id: string;
  /** The run's own id: its colour. */
  readonly name: string;
  readonly label: string;
}

interface ChartPanelProps {
  readonly group: ChartGroup;
  readonly runs: readonly ChartRun[];
  readonly state: ChartsState;
  readonly onChange: (change: Partial<ChartsState>, mode?: 'push' | 'replace') => void;
  /** Changes when a run ends: its series are fetched afresh. */
  readonly epoch: string;
  readonly height?: number;
  readonly marks?: readonly Mark[];
  /** What the series tell, below the lines; may also name a range to shade. */
  readonly verdict?: (series: readonly Series[]) => { readonly note: ReactNode; readonly shade?: Interval | undefined };
  /** Whether the panel can fill the page. */
  readonly expandable?: boolean;
}

export const X_NAMES: Readonly<Record<XAxis, string>> = { _step: 'Step', _timestamp: 'Time', _runtime: 'Seconds' };

/** One chart with its legend, its own error and its own emptiness. */
export function ChartPanel(props: ChartPanelProps) {
  const { group, runs, state, onChange, epoch, height = 240, marks, verdict, expandable = false } = props;
  const scheme = useComputedColorScheme('light');
  const [table, setTable] = useState(false);
  const query = useSeries({ runs: runs.map((run) => run.id), keys: group.keys, x: state.x, range: state.zoom, buckets: 450 }, epoch);
  const lines = useMemo(() => {
    const byId = new Map(runs.map((run) => [run.id, run]));
    return linesOf(query.data ?? [], {
      scheme,
      smooth: state.smooth,
      nameOf: (id) => byId.get(id)?.label ?? id,
      idOf: (id) => byId.get(id)?.name ?? id,
      manyRuns: runs.length > 1,
    });
  }, [query.data, runs, scheme, state.smooth]);
  const told = query.data === undefined ? undefined : verdict?.(query.data);
  const large = state.chart === group.id;

  return (
    <Panel
      title={group.title}
      aside={lines.length > 0 && <Legend lines={lines} />}
      flush
      actions={
        <>
          {state.zoom !== undefined && (
            <Tool label="Show the whole range" onClick={() => { onChange({ zoom: undefined }); }}>
              <ZoomOut size={14} />
            </Tool>
          )}
          <Tool label={table ? 'Show as chart' : 'Show as table'} onClick={() => { setTable(!table); }}>
            <Table2 size={14} />
          </Tool>
          {expandable && (
            <Tool label={large ? 'Show all charts' : 'Show this chart large'} onClick={() => { onChange({ chart: large ? '' : group.id }, 'push'); }}>
              {large ? <Minimize2 size={14} /> : <Maximize2 size={14} />}
            </Tool>
          )}
        </>
      }
    >
      <div className={styles.body} style={{ minHeight: height + 12 }} data-stale={query.isPlaceholderData}>
        <QueryView query={query} what={group.title} height={height}>
          {(series) =>
            lines.length === 0 ? (
              <EmptyState title={state.zoom === undefined ? 'Nothing logged yet' : 'No points in this range'} />
            ) : table ? (
              <PointTable lines={lines} xName={X_NAMES[state.x]} height={height} />
            ) : (
              <>
                <LineChart
                  lines={lines}
                  label={summary(group, series)}
                  height={height}
                  log={state.log}
                  time={state.x === '_timestamp'}
                  xName={X_NAMES[state.x]}
                  zoom={state.zoom}
                  onZoom={(zoom) => { onChange({ zoom }, zoom === undefined ? 'replace' : 'push'); }}
                  {...(marks === undefined || state.x !== '_step' ? {} : { marks })}
                  shade={told?.shade}
                />
                {state.log && <Unfit series={series} />}
              </>
            )
          }
        </QueryView>
        {told?.note}
      </div>
    </Panel>
  );
}

function Tool({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <Tooltip label={label}>
      <ActionIcon size={24} aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

function Unfit({ series }: { series: readonly Series[] }) {
  const count = series.reduce((sum, each) => sum + each.last.filter((value) => value <= 0).length, 0);
  return count === 0 ? null : <p className={styles.note}>{count} points of zero or less are not shown on a log scale</p>;
}

/** The chart in words. */
function summary(group: ChartGroup, series: readonly Series[]): string {
  const parts = series
    .filter((each) => each.x.length > 0)
    .map((each) => `${each.key}: ${each.x.length} points, last ${formatNumber(each.last.at(-1) ?? NaN)}`);
  return `${group.title}. ${parts.join('; ')}`;
}
