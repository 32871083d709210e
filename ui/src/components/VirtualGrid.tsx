import {
  columnResizingFeature,
  columnSizingFeature,
  type ColumnDef,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type CSSProperties, type KeyboardEvent, memo, type ReactNode, useEffect, useMemo, useRef } from 'react';
import { type Move, moveOf, moved } from './grid-keys';
import styles from './VirtualGrid.module.css';

export interface GridColumn<Row> {
  readonly id: string;
  readonly header: ReactNode;
  /** What the header's sort button is called, and what stands on hover. */
  readonly name: string;
  readonly width: number;
  readonly align?: 'left' | 'right';
  /** Stays in sight while the table scrolls sideways; pinned columns come first. */
  readonly pinned?: boolean;
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
  /** A row was chosen, by pointer or by the arrow keys. */
  readonly onRow?: (index: number) => void;
  /** Which rows are in sight, so that they can be loaded. */
  readonly onVisible?: (first: number, last: number) => void;
}

const features = tableFeatures({ columnSizingFeature, columnResizingFeature });
const NO_ROWS: Record<string, never>[] = [];
const HEAD = 32;
const ROW = 32;
const SCROLLBAR = 16;

/** The height in which that many rows stand without scrolling. */
export function gridHeight(count: number, rowHeight = ROW): number {
  return HEAD + 1 + count * rowHeight + SCROLLBAR;
}

/**
 * A table of any length: only rows in sight are in the page. Columns can be dragged to another width. The arrow keys
 * walk the rows: they choose where rows can be chosen, else they move the focus within its column.
 */
export function VirtualGrid<Row>(props: VirtualGridProps<Row>) {
  const { label, columns, count, rowAt, rowHeight = ROW, active, onRow, onVisible } = props;
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
    overscan: 8,
    scrollPaddingStart: HEAD,
    initialRect: { width: 1200, height: 800 },
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (count > 0) onVisible?.(first, last);
  }, [onVisible, first, last, count]);
  useEffect(() => {
    if (active !== undefined && active >= 0 && active < count) virtualizer.scrollToIndex(active, { align: 'auto' });
  }, [virtualizer, active, count]);

  const headers = table.getFlatHeaders();
  const sizes = headers.map((header) => header.getSize()).join();
  const places = useMemo(() => placesOf(columns, sizes.split(',').map(Number)), [columns, sizes]);
  const total = [...places.values()].reduce((sum, { width }) => sum + width, 0);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const move = moveOf(event);
    if (move === undefined) return;
    const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - HEAD) / rowHeight) - 1);
    if (onRow !== undefined) onRow(moved(active ?? -1, move, count, page));
    else if (!focusBeside(event.target as HTMLElement, move)) return;
    event.preventDefault();
  };

  return (
    <div ref={scroller} className={styles.scroller} tabIndex={0} role="region" aria-label={label} onKeyDown={onKeyDown}>
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
                data-pinned={column.pinned}
                style={places.get(column.id)}
                title={column.name}
              >
                {column.onSort === undefined ? (
                  <span className={styles.headerText}>{column.header}</span>
                ) : (
                  <button type="button" className={styles.sort} aria-label={`Sort by ${column.name}`} onClick={column.onSort}>
                    <span className={styles.headerText}>{column.header}</span>
                    <SortMark sort={column.sort} />
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
          {items.map((item) => (
            <GridRow
              key={item.key}
              row={rowAt(item.index)}
              index={item.index}
              columns={columns}
              places={places}
              height={rowHeight}
              active={item.index === active}
              onRow={onRow}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

function SortMark({ sort }: { sort: 'asc' | 'desc' | undefined }) {
  const Icon = sort === 'asc' ? ArrowUp : ArrowDown;
  return <Icon size={12} aria-hidden className={styles.mark} data-idle={sort === undefined} />;
}

interface GridRowProps<Row> {
  readonly row: Row | undefined;
  readonly index: number;
  readonly columns: readonly GridColumn<Row>[];
  readonly places: ReadonlyMap<string, CSSProperties>;
  readonly height: number;
  readonly active: boolean;
  readonly onRow: ((index: number) => void) | undefined;
}

/** One row; drawn again only when it or the columns change, not while the table scrolls. */
const GridRow = memo(function GridRow<Row>({ row, index, columns, places, height, active, onRow }: GridRowProps<Row>) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={`${styles.row} ${styles.bodyRow}`}
      data-active={active}
      data-clickable={onRow !== undefined}
      style={{ transform: `translateY(${index * height}px)`, height }}
      onClick={onRow === undefined ? undefined : () => { onRow(index); }}
    >
      {columns.map((column) => (
        <div key={column.id} role="cell" className={styles.cell} data-align={column.align ?? 'left'} data-pinned={column.pinned} style={places.get(column.id)}>
          {row === undefined ? <span className={styles.missing} /> : <div className={styles.content}>{column.cell(row, index)}</div>}
        </div>
      ))}
    </div>
  );
}) as <Row>(props: GridRowProps<Row>) => ReactNode;

type Place = { readonly width: number } & CSSProperties;

/** Each column's width, and where a pinned one stays. */
function placesOf(columns: readonly GridColumn<never>[], sizes: readonly number[]): Map<string, Place> {
  let left = 0;
  return new Map(
    columns.map((column, position): [string, Place] => {
      const width = sizes[position] ?? column.width;
      const place = column.pinned === true ? { width, left } : { width };
      left += width;
      return [column.id, place];
    }),
  );
}

/** Moves the focus to the same control of the row above or below. */
function focusBeside(from: HTMLElement, move: Move): boolean {
  if (move !== 'up' && move !== 'down') return false;
  const cell = from.closest('[role="cell"]');
  const row = cell?.parentElement;
  const beside = row?.parentElement?.querySelector(`[aria-rowindex="${Number(row.getAttribute('aria-rowindex')) + (move === 'up' ? -1 : 1)}"]`);
  if (cell == null || row == null || beside == null) return false;
  const column = [...row.children].indexOf(cell);
  const controls = (holder: Element | undefined) => [...(holder?.querySelectorAll<HTMLElement>('a, button, input') ?? [])];
  const target = controls(beside.children[column])[controls(cell).indexOf(from)];
  target?.focus();
  return target !== undefined;
}
