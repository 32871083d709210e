import {
  columnResizingFeature,
  columnSizingFeature,
  type ColumnDef,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import styles from './VirtualGrid.module.css';

export interface GridColumn<Row> {
  readonly id: string;
  readonly header: ReactNode;
  /** What the header's sort button is called, and what stands on hover. */
  readonly name: string;
  readonly width: number;
  readonly align?: 'left' | 'right';
  readonly sort?: 'asc' | 'desc' | undefined;
  readonly onSort?: () => void;
  readonly cell: (row: Row, index: number) => ReactNode;
}

interface VirtualGridProps<Row> {
  readonly label: string;
  readonly columns: readonly GridColumn<Row>[];
  /** All rows there are, loaded or not. */
  readonly count: number;
  /** A row not loaded yet is undefined and drawn as a grey line. */
  readonly rowAt: (index: number) => Row | undefined;
  readonly rowHeight?: number;
  readonly active?: number | undefined;
  readonly onRow?: (index: number) => void;
  /** Which rows are in sight, so that they can be loaded. */
  readonly onVisible?: (first: number, last: number) => void;
}

const features = tableFeatures({ columnSizingFeature, columnResizingFeature });
const NO_ROWS: Record<string, never>[] = [];

/** A table of any length: only rows in sight are in the page. Columns can be dragged to another width. */
export function VirtualGrid<Row>(props: VirtualGridProps<Row>) {
  const { label, columns, count, rowAt, rowHeight = 32, active, onRow, onVisible } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const definitions = useMemo<ColumnDef<typeof features, Record<string, never>>[]>(
    () => columns.map((column) => ({ id: column.id, size: column.width, minSize: 48, maxSize: 900 })),
    [columns],
  );
  const table = useTable({ features, columns: definitions, data: NO_ROWS, columnResizeMode: 'onChange' });
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialRect: { width: 1200, height: 800 },
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (count > 0) onVisible?.(first, last);
  }, [onVisible, first, last, count]);
  useEffect(() => {
    if (active !== undefined && active < count) virtualizer.scrollToIndex(active, { align: 'auto' });
  }, [virtualizer, active, count]);

  const headers = table.getFlatHeaders();
  const widths = new Map(headers.map((header) => [header.id, header.getSize()]));
  const total = [...widths.values()].reduce((sum, width) => sum + width, 0);

  return (
    <div ref={scroller} className={styles.scroller} tabIndex={0} role="region" aria-label={label}>
      <div role="table" aria-label={label} aria-rowcount={count + 1} aria-colcount={columns.length} style={{ minWidth: total }}>
        <div role="rowgroup" className={styles.head}>
          <div role="row" aria-rowindex={1} className={styles.row}>
            {columns.map((column) => (
              <div
                key={column.id}
                role="columnheader"
                aria-sort={column.sort === 'asc' ? 'ascending' : column.sort === 'desc' ? 'descending' : 'none'}
                className={styles.header}
                data-align={column.align ?? 'left'}
                style={{ width: widths.get(column.id) }}
                title={column.name}
              >
                {column.onSort === undefined ? (
                  column.header
                ) : (
                  <button type="button" className={styles.sort} aria-label={`Sort by ${column.name}`} onClick={column.onSort}>
                    <span className={styles.headerText}>{column.header}</span>
                    {column.sort === 'asc' && <ArrowUp size={12} aria-hidden />}
                    {column.sort === 'desc' && <ArrowDown size={12} aria-hidden />}
                  </button>
                )}
                <span
                  className={styles.grip}
                  aria-hidden
                  onPointerDown={headers.find((header) => header.id === column.id)?.getResizeHandler()}
                />
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup" className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item) => {
            const row = rowAt(item.index);
            return (
              <div
                key={item.key}
                role="row"
                aria-rowindex={item.index + 2}
                className={`${styles.row} ${styles.bodyRow}`}
                data-active={item.index === active}
                data-clickable={onRow !== undefined}
                style={{ transform: `translateY(${item.start}px)`, height: rowHeight }}
                onClick={onRow === undefined ? undefined : () => { onRow(item.index); }}
              >
                {columns.map((column) => (
                  <div
                    key={column.id}
                    role="cell"
                    className={styles.cell}
                    data-align={column.align ?? 'left'}
                    style={{ width: widths.get(column.id) }}
                  >
                    {row === undefined ? <span className={styles.missing} /> : column.cell(row, item.index)}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
