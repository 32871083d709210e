import { Menu, Tooltip } from '@mantine/core';
import { Ellipsis, Pencil } from 'lucide-react';
import { type ReactNode, useCallback, useMemo, useState, useSyncExternalStore } from 'react';
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
import { isChosen, named, NONE, type Selection, type SelectionHolder, withRuns } from '../selection';
import { rowState } from '../status';
import { RunEditor } from './RunEditor';
import styles from './RunsTable.module.css';
import type { BulkAction } from './SelectionBar';

interface RunsTableProps {
  readonly path: ProjectPath;
  readonly list: RunsList;
  readonly columns: readonly string[];
  readonly sort: string;
  readonly onSort: (sort: string) => void;
  readonly holder: SelectionHolder;
  readonly onAsk: (action: BulkAction, selection: Selection) => void;
  /** More rows are wanted. */
  readonly onEnd: () => void;
  /** Draws a run's small loss curve. */
  readonly curve: (run: RunRow) => ReactNode;
}

/** Runs as rows. A heading sorts: once down, twice up, three times back to newest first. */
export function RunsTable(props: RunsTableProps) {
  const { path, list, columns, sort, onSort, holder, onAsk, onEnd, curve } = props;
  const [edited, setEdited] = useState<RunRow>();
  const [asked, setAsked] = useState<AskedMenu>();
  const { rows } = list;

  const grid = useMemo<GridColumn<RunRow>[]>(() => {
    const sorting = (key: string) => ({
      sort: sort === `-${key}` ? ('desc' as const) : sort === `+${key}` ? ('asc' as const) : undefined,
      onSort: () => { onSort(nextSort(sort, key)); },
    });
    return [
      selectColumn(rows, holder),
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
  }, [rows, columns, sort, onSort, holder, path, curve]);

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
        <RunMenu path={path} asked={asked} onEdit={setEdited} onAsk={onAsk} onClose={() => { setAsked(undefined); }} />
      )}
      {edited !== undefined && <RunEditor path={path} run={edited} onClose={() => { setEdited(undefined); }} />}
    </>
  );
}

function nextSort(sort: string, key: string): string {
  if (sort === `-${key}`) return `+${key}`;
  return sort === `+${key}` ? '' : `-${key}`;
}

function selectColumn(rows: readonly RunRow[], holder: SelectionHolder): GridColumn<RunRow> {
  const listed = rows.map((run) => run.name);
  return {
    id: 'select',
    name: 'Select',
    width: 38,
    pinned: true,
    header: <AllTick listed={listed} holder={holder} />,
    cell: (run) => <RunTick run={run} listed={listed} holder={holder} />,
  };
}

function AllTick({ listed, holder }: { listed: readonly string[]; holder: SelectionHolder }) {
  const count = useSyncExternalStore(holder.subscribe, () => listed.filter((name) => isChosen(holder.get(), name)).length);
  const all = listed.length > 0 && count === listed.length;
  return (
    <Tick
      label="Select all listed runs"
      checked={all}
      some={!all && count > 0}
      onChange={() => { holder.set(all ? NONE : withRuns(holder.get(), listed, true)); }}
    />
  );
}

/** Draws itself anew when its own run is chosen or not; the row stays as it is. */
function RunTick({ run, listed, holder }: { run: RunRow; listed: readonly string[]; holder: SelectionHolder }) {
  const chosen = useSyncExternalStore(holder.subscribe, () => isChosen(holder.get(), run.name));
  return <Tick label={`Select ${run.displayName ?? run.name}`} checked={chosen} onChange={(through) => { holder.tick(run.name, listed, through); }} />;
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
  readonly onAsk: (action: BulkAction, selection: Selection) => void;
  readonly onClose: () => void;
}

/** One menu for all rows, opened where it was asked for: a menu in every row would make scrolling slow. */
function RunMenu({ path, asked: { run, button }, onEdit, onAsk, onClose }: RunMenuProps) {
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
        <Menu.Item onClick={() => { onAsk('move', named([run.name])); }}>Move…</Menu.Item>
        <Menu.Item color="red" onClick={() => { onAsk('delete', named([run.name])); }}>
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
