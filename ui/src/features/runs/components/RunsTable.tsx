import { ActionIcon, Checkbox, Menu, Tooltip } from '@mantine/core';
import { Ellipsis, Pencil } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { AppLink } from '@/components/AppLink';
import { RunDot } from '@/components/RunDot';
import { StateBadge } from '@/components/StateBadge';
import { Tags } from '@/components/Tags';
import { TimeText } from '@/components/TimeText';
import { type GridColumn, VirtualGrid } from '@/components/VirtualGrid';
import { cropMiddle, formatValue } from '@/lib/format';
import { type ProjectPath, paths } from '@/lib/paths';
import type { RunRow, RunsList } from '../api/runs';
import { columnLabel, columnWidth } from '../columns';
import { shownState } from '../status';
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
}

/** Runs as rows. A heading sorts: once down, twice up, three times back to newest first. */
export function RunsTable(props: RunsTableProps) {
  const { path, list, columns, sort, onSort, selected, onSelect, onDelete, onEnd } = props;
  const [edited, setEdited] = useState<RunRow>();
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
        width: 280,
        ...sorting('display_name'),
        cell: (run) => <NameCell path={path} run={run} onEdit={setEdited} onDelete={onDelete} />,
      },
      ...columns.map((key): GridColumn<RunRow> => {
        const numeric = rows.some((run) => typeof run.values[key] === 'number');
        const { text, origin } = columnLabel(key);
        return {
          id: key,
          header: text.split('.').at(-1),
          name: origin === undefined ? text : `${text} (${origin})`,
          width: columnWidth(key, numeric),
          align: numeric ? 'right' : 'left',
          ...(key === 'user' ? {} : sorting(key)),
          cell: (run) => <ValueCell run={run} column={key} />,
        };
      }),
    ];
  }, [rows, columns, sort, onSort, selected, onSelect, onDelete, path]);

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
    width: 48,
    header: (
      <Checkbox
        size="xs"
        aria-label="Select all listed runs"
        checked={all}
        indeterminate={!all && selected.size > 0}
        onChange={() => { onSelect(all ? new Set() : new Set(rows.map((run) => run.id))); }}
      />
    ),
    cell: (run) => (
      <Checkbox
        size="xs"
        aria-label={`Select ${run.displayName ?? run.name}`}
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

interface NameCellProps {
  readonly path: ProjectPath;
  readonly run: RunRow;
  readonly onEdit: (run: RunRow) => void;
  readonly onDelete: (ids: readonly string[]) => void;
}

function NameCell({ path, run, onEdit, onDelete }: NameCellProps) {
  const name = run.displayName ?? run.name;
  const address = paths.run({ ...path, run: run.name });
  return (
    <span className={styles.name}>
      <RunDot run={run.name} />
      <AppLink href={address} className={styles.link} title={name}>
        {cropMiddle(name, 34)}
      </AppLink>
      <span className={styles.tools}>
        <ActionIcon size={24} aria-label={`Edit name, tags and notes of ${name}`} onClick={() => { onEdit(run); }}>
          <Pencil size={13} />
        </ActionIcon>
        <Menu position="bottom-end" width={180}>
          <Menu.Target>
            <ActionIcon size={24} aria-label={`More about ${name}`}>
              <Ellipsis size={14} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item component={AppLink} href={address}>
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
      </span>
    </span>
  );
}

function ValueCell({ run, column }: { run: RunRow; column: string }) {
  switch (column) {
    case 'state':
      return <StateCell run={run} />;
    case 'createdAt':
      return <TimeText value={run.createdAt} />;
    case 'heartbeatAt':
      return <TimeText value={run.heartbeatAt} />;
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
    default: {
      const value = run.values[column];
      return <span title={formatValue(value, true)}>{formatValue(value)}</span>;
    }
  }
}

function StateCell({ run }: { run: RunRow }) {
  const status = run.values['summary_metrics.status'] ?? run.values['config.status'];
  const badge = <StateBadge state={shownState(run, status)} />;
  const reason = run.values['config.error.message'];
  if (typeof reason !== 'string') return badge;
  return (
    <Tooltip label={reason} multiline maw={420}>
      <span tabIndex={0} aria-label={`${shownState(run, status)}: ${reason}`} role="note">
        {badge}
      </span>
    </Tooltip>
  );
}
