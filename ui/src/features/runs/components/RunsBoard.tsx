import { Button, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { Search } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { EmptyState, QueryView } from '@/components/states';
import { gridHeight } from '@/components/VirtualGrid';
import { formatCount } from '@/lib/format';
import type { ProjectPath } from '@/lib/paths';
import { useUrlState } from '@/lib/use-url-state';
import { filtersOf, type RunRow, useRunColumns, useRuns } from '../api/runs';
import { FINE_TUNE_COLUMNS, PLAIN_COLUMNS } from '../columns';
import { NONE, type Selection, SelectionHolder, sizeOf, standing } from '../selection';
import { runsState } from '../state';
import { BulkDialog, type ProjectChoice } from './BulkDialog';
import { ColumnPicker } from './ColumnPicker';
import { FilterBuilder } from './FilterBuilder';
import styles from './RunsBoard.module.css';
import { RunsTable } from './RunsTable';
import { type BulkAction, type Done, SelectionBar } from './SelectionBar';

interface RunsBoardProps {
  readonly path: ProjectPath;
  /** Shown when the project has no run at all. */
  readonly empty: ReactNode;
  /** How a project to move runs to is chosen. */
  readonly projectChoice: ProjectChoice;
  /** Draws a run's small loss curve. */
  readonly curve: (run: RunRow) => ReactNode;
}

interface Asked {
  readonly action: BulkAction;
  readonly selection: Selection;
}

/** The runs of a project: search, filters, columns, sort and selection around one table. */
export function RunsBoard({ path, empty, projectChoice, curve }: RunsBoardProps) {
  const [state, change] = useUrlState(runsState);
  const common = useRunColumns(path, '', 8);
  const plain = [...PLAIN_COLUMNS, ...(common.data ?? []).map((each) => each.key)];
  const asked = state.columns.length > 0 ? state.columns : [...FINE_TUNE_COLUMNS, ...plain];
  const runs = useRuns(path, state, asked);
  const [holder] = useState(() => new SelectionHolder());
  const [dialog, setDialog] = useState<Asked>();
  const [done, setDone] = useState<Done>();

  const rows = runs.data?.rows;
  const fineTunes = rows === undefined || rows.length === 0 || rows.some((run) => run.jobType === 'fine-tune');
  const columns = state.columns.length > 0 ? state.columns : fineTunes ? FINE_TUNE_COLUMNS : plain;
  const filters = filtersOf(state);
  useEffect(() => {
    const held = holder.get();
    const left = standing(held, (rows ?? []).map((run) => run.name), filters);
    if (left.kind !== held.kind || sizeOf(left, 0) !== sizeOf(held, 0)) holder.set(left);
  }, [holder, rows, filters]);
  const ask = useCallback((action: BulkAction, selection: Selection) => {
    setDone(undefined);
    setDialog({ action, selection });
  }, []);
  const clear = () => {
    setDone(undefined);
    holder.set(NONE);
  };
  const finish = (what: Done) => {
    setDone(what);
    setDialog(undefined);
    holder.set(NONE);
  };
  const { fetchNextPage, isFetchingNextPage } = runs;
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);
  const sortBy = useCallback((sort: string) => { change({ sort }); }, [change]);

  if (runs.data?.all === 0) return <>{empty}</>;
  return (
    <section className={styles.board} aria-label="Runs of the project">
      <div className={styles.bar}>
        <SearchBox value={state.q} onChange={(q) => { change({ q }); }} />
        <FilterBuilder path={path} filters={state.filters} onChange={(filters) => { change({ filters }); }} />
        <span className={styles.count} role="status">
          {runs.data !== undefined && countWords(runs.data.matching, runs.data.all)}
        </span>
        <ColumnPicker path={path} shown={columns} onChange={(next) => { change({ columns: next }); }} />
      </div>
      <div className={styles.table} data-stale={runs.isPlaceholderData} style={rows === undefined || rows.length === 0 ? {} : { height: gridHeight(rows.length) }}>
        <QueryView query={runs} what="runs" height={300}>
          {(list) =>
            list.rows.length === 0 ? (
              <EmptyState title="No run matches.">
                <Button size="compact-sm" variant="default" onClick={() => { change({ q: '', filters: [] }); }}>
                  Show all runs
                </Button>
              </EmptyState>
            ) : (
              <RunsTable
                path={path}
                list={list}
                columns={columns}
                sort={state.sort}
                onSort={sortBy}
                holder={holder}
                onAsk={ask}
                onEnd={more}
                curve={curve}
              />
            )
          }
        </QueryView>
      </div>
      {runs.data !== undefined && <SelectionBar holder={holder} list={runs.data} filters={filters} done={done} onAsk={ask} onClear={clear} />}
      {dialog !== undefined && runs.data !== undefined && (
        <BulkDialog
          path={path}
          action={dialog.action}
          selection={dialog.selection}
          size={sizeOf(dialog.selection, runs.data.matching)}
          rows={runs.data.rows}
          projectChoice={projectChoice}
          onDone={finish}
          onClose={() => { setDialog(undefined); }}
        />
      )}
    </section>
  );
}

function countWords(matching: number, all: number): string {
  if (matching === all) return `${formatCount(all)} ${all === 1 ? 'run' : 'runs'}`;
  return `${formatCount(matching)} of ${formatCount(all)} runs`;
}

function SearchBox({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setTyped(value);
  }
  const tell = useDebouncedCallback(onChange, 150);
  return (
    <TextInput
      size="xs"
      w={280}
      aria-label="Search runs"
      placeholder="Search name, id, tags, notes, model, file"
      leftSection={<Search size={13} aria-hidden />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        tell(event.currentTarget.value);
      }}
    />
  );
}
