import { Menu, Tooltip } from '@mantine/core';
import { Ellipsis, Pencil } from 'lucide-react';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { AppLink } from '@/components/AppLink';
import { RunDot } from '@/components/RunDot';
import { StateBadge } from '@/components/StateBadge';
import { Tags } from '@/components/Tags';
import { Tick } from '@/components/Tick';
import { TimeText } from '@/components/TimeText';
import { type GridColumn, VirtualGrid } from '@/components/VirtualGrid';
import { cropMiddle, formatCount, formatDuration, formatValue } from '@/lib/format';
import type { Json } from '@/lib/json';
import { type ProjectPath, paths } from '@/lib/paths';
import type { RunRow, RunsList } from '../api/runs';
import { columnKind, columnLabel, columnWidth, CURVE } from '../columns';
import { rowState } from '../status';
import { RunEditor } from './RunEditor';
import styles from './RunsTable.module.css';

interface RunsTableProps {
  readonly path: ProjectPath;
  readonly list: RunsList;
  readonly columns: readonly string[];
  readonly sort: string;
  readonly onSort: (sort: string) => void;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (ids: ReadonlySet<string>) => void;
  readonly onDelete: (ids: readonly string[]) => void;
  /** More rows are wanted. */
  readonly onEnd: () => void;
  /** Draws a run's small loss curve. */
  readonly curve: (run: RunRow) => ReactNode;
}

/** Runs as rows. A heading sorts: once down, twice up, three times back to newest first. */
export function RunsTable(props: RunsTableProps) {
  const { path, list, columns, sort, onSort, selected, onSelect, onDelete, onEnd, curve } = props;
  const [edited, setEdited] = useState<RunRow>();
  const [asked, setAsked] = useState<AskedMenu>();
  const { rows } = list;

  const grid = useMemo<GridColumn<RunRow>[]>(() => {
    const sorting = (key: string) => ({
      sort: sort === `-${key}` ? ('desc' as const) : sort === `+${key}` ? ('asc' as const) : undefined,
      onSort: () => { onSort(nextSort(sort, key)); },
    });
    return [
      selectColumn(rows, selected, onSelect),
      {
        id: 'displayName',
        header: 'Name',
        name: 'Name',
        width: 268,
        pinned: true,
        ...sorting('display_name'),
        cell: (run) => <NameCell path={path} run={run} onEdit={setEdited} onMenu={setAsked} />,
      },
      ...columns.map((key): GridColumn<RunRow> => {
        const numeric = rows.some((run) => typeof run.values[key] === 'number');
        const { text, origin } = columnLabel(key);
        return {
          id: key,
          header: text.split('.').at(-1),
          name: origin === undefined ? text : `${text} (${key.replace('summary_metrics.', 'summary.')})`,
          width: columnWidth(key, numeric),
          align: numeric ? 'right' : 'left',
          ...(key === 'user' || key === CURVE ? {} : sorting(key)),
          cell: (run) => (key === CURVE ? curve(run) : <ValueCell run={run} column={key} />),
        };
      }),
    ];
  }, [rows, columns, sort, onSort, selected, onSelect, path, curve]);

  const rowAt = useCallback((index: number) => rows[index], [rows]);
  const onVisible = useCallback(
    (_first: number, last: number) => {
      if (last >= rows.length - 20 && rows.length < list.matching) onEnd();
    },
    [rows.length, list.matching, onEnd],
  );
  return (
    <>
      <VirtualGrid label="Runs" columns={grid} count={rows.length} rowAt={rowAt} onVisible={onVisible} />
      {asked !== undefined && (
        <RunMenu path={path} asked={asked} onEdit={setEdited} onDelete={onDelete} onClose={() => { setAsked(undefined); }} />
      )}
      {edited !== undefined && <RunEditor path={path} run={edited} onClose={() => { setEdited(undefined); }} />}
    </>
  );
}

function nextSort(sort: string, key: string): string {
  if (sort === `-${key}`) return `+${key}`;
  return sort === `+${key}` ? '' : `-${key}`;
}

function selectColumn(rows: readonly RunRow[], selected: ReadonlySet<string>, onSelect: (ids: ReadonlySet<string>) => void): GridColumn<RunRow> {
  const all = rows.length > 0 && rows.every((run) => selected.has(run.id));
  return {
    id: 'select',
    name: 'Select',
    width: 38,
    pinned: true,
    header: (
      <Tick
        label="Select all listed runs"
        checked={all}
        some={!all && selected.size > 0}
        onChange={() => { onSelect(all ? new Set() : new Set(rows.map((run) => run.id))); }}
      />
    ),
    cell: (run) => (
      <Tick
        label={`Select ${run.displayName ?? run.name}`}
        checked={selected.has(run.id)}
        onChange={() => {
          const next = new Set(selected);
          if (!next.delete(run.id)) next.add(run.id);
          onSelect(next);
        }}
      />
    ),
  };
}

/** The row whose menu is wanted, and the button that asked for it. */
interface AskedMenu {
  readonly run: RunRow;
  readonly button: HTMLElement;
}

interface NameCellProps {
  readonly path: ProjectPath;
  readonly run: RunRow;
  readonly onEdit: (run: RunRow) => void;
  readonly onMenu: (asked: AskedMenu) => void;
}

function NameCell({ path, run, onEdit, onMenu }: NameCellProps) {
  const name = run.displayName ?? run.name;
  return (
    <span className={styles.name}>
      <RunDot run={run.name} />
      <AppLink href={paths.run({ ...path, run: run.name })} className={styles.link} title={name}>
        {cropMiddle(name, 34)}
      </AppLink>
      <span className={styles.tools}>
        <button type="button" className={styles.tool} aria-label={`Edit name, tags and notes of ${name}`} onClick={() => { onEdit(run); }}>
          <Pencil size={13} aria-hidden />
        </button>
        <button
          type="button"
          className={styles.tool}
          aria-label={`More about ${name}`}
          aria-haspopup="menu"
          onClick={(event) => { onMenu({ run, button: event.currentTarget }); }}
        >
          <Ellipsis size={14} aria-hidden />
        </button>
      </span>
    </span>
  );
}

interface RunMenuProps {
  readonly path: ProjectPath;
  readonly asked: AskedMenu;
  readonly onEdit: (run: RunRow) => void;
  readonly onDelete: (ids: readonly string[]) => void;
  readonly onClose: () => void;
}

/** One menu for all rows, opened where it was asked for: a menu in every row would make scrolling slow. */
function RunMenu({ path, asked: { run, button }, onEdit, onDelete, onClose }: RunMenuProps) {
  const { left, top, width, height } = button.getBoundingClientRect();
  const close = () => {
    button.focus();
    onClose();
  };
  return (
    <Menu opened onClose={close} position="bottom-end" width={180} trapFocus>
      <Menu.Target>
        <span style={{ position: 'fixed', left, top, width, height, pointerEvents: 'none' }} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={AppLink} href={paths.run({ ...path, run: run.name })}>
          Open
        </Menu.Item>
        <Menu.Item onClick={() => { onEdit(run); }}>Name, tags, notes…</Menu.Item>
        <Menu.Item onClick={() => { void navigator.clipboard.writeText(`${path.entity}/${path.project}/${run.name}`); }}>
          Copy run path
        </Menu.Item>
        <Menu.Item color="red" onClick={() => { onDelete([run.id]); }}>
          Delete…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function ValueCell({ run, column }: { run: RunRow; column: string }) {
  switch (column) {
    case 'state':
      return <StateCell run={run} />;
    case 'createdAt':
    case 'heartbeatAt':
      return <TimeText value={run[column]} />;
    case 'tags':
      return <Tags values={run.tags ?? []} />;
    case 'notes':
      return <span title={run.notes ?? ''}>{run.notes}</span>;
    case 'jobType':
      return run.jobType;
    case 'group':
      return run.group;
    case 'user':
      return run.user?.username;
    case 'name':
      return <code title={run.name}>{run.name}</code>;
    default:
      return <StoredValue value={run.values[column]} column={column} />;
  }
}

function StoredValue({ value, column }: { value: Json | undefined; column: string }) {
  const kind = columnKind(column);
  const number = typeof value === 'number' ? value : undefined;
  if (kind === 'time' && value !== undefined) return <TimeText value={value} />;
  if (kind === 'count' && number !== undefined) return formatCount(number);
  if (kind === 'duration' && number !== undefined) return <span title={`${number} s`}>{formatDuration(number)}</span>;
  const text = <span title={formatValue(value, true)}>{formatValue(value)}</span>;
  return kind === 'code' ? <code>{text}</code> : text;
}

function StateCell({ run }: { run: RunRow }) {
  const state = rowState(run);
  const badge = <StateBadge state={state} />;
  const reason = run.values['ft.error'];
  if (typeof reason !== 'string') return badge;
  return (
    <Tooltip label={reason} multiline maw={420}>
      <span tabIndex={0} aria-label={`${state}: ${reason}`} role="note">
        {badge}
      </span>
    </Tooltip>
  );
}
