import { useMemo } from 'react';
import { type GridColumn, VirtualGrid } from '@/components/VirtualGrid';
import { formatNumber } from '@/lib/format';
import type { Line } from '../lines';

interface PointRow {
  readonly x: number;
  readonly values: readonly (number | undefined)[];
}

/** A chart's points as logged, one row for each x. */
export function PointTable({ lines, xName, height }: { lines: readonly Line[]; xName: string; height: number }) {
  const named = useMemo(() => lines.filter((line) => line.role === 'line'), [lines]);
  const rows = useMemo(() => rowsOf(named), [named]);
  const columns = useMemo<GridColumn<PointRow>[]>(
    () => [
      { id: 'x', header: xName, name: xName, width: 120, align: 'right', cell: (row) => formatNumber(row.x) },
      ...named.map((line, position): GridColumn<PointRow> => ({
        id: line.label,
        header: line.label,
        name: line.label,
        width: 180,
        align: 'right',
        cell: (row) => {
          const value = row.values[position];
          return value === undefined ? '' : <span title={String(value)}>{formatNumber(value)}</span>;
        },
      })),
    ],
    [named, xName],
  );
  return (
    <div style={{ height }}>
      <VirtualGrid label="Points" columns={columns} count={rows.length} rowAt={(index) => rows[index]} rowHeight={26} />
    </div>
  );
}

function rowsOf(lines: readonly Line[]): PointRow[] {
  const byX = new Map<number, (number | undefined)[]>();
  lines.forEach((line, position) => {
    line.x.forEach((x, at) => {
      const row = byX.get(x) ?? Array.from<number | undefined>({ length: lines.length });
      row[position] = line.logged[at];
      byX.set(x, row);
    });
  });
  return [...byX].sort(([left], [right]) => left - right).map(([x, values]) => ({ x, values }));
}
