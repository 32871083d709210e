import { Button, Group, Modal, TagsInput, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { Search } from 'lucide-react';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { EmptyState, ErrorNotice, QueryView } from '@/components/states';
import { gridHeight } from '@/components/VirtualGrid';
import { formatCount } from '@/lib/format';
import type { ProjectPath } from '@/lib/paths';
import { useUrlState } from '@/lib/use-url-state';
import { type RunRow, useDeleteRuns, useRunColumns, useRuns, useUpdateRun } from '../api/runs';
import { FINE_TUNE_COLUMNS, PLAIN_COLUMNS } from '../columns';
import { runsState } from '../state';
import { ColumnPicker } from './ColumnPicker';
import { FilterBuilder } from './FilterBuilder';
import styles from './RunsBoard.module.css';
import { RunsTable } from './RunsTable';

interface RunsBoardProps {
  readonly path: ProjectPath;
  /** Shown when the project has no run at all. */
  readonly empty: ReactNode;
  /** What can be done with selected runs beyond tagging and deleting. */
  readonly selectionActions?: (runs: readonly RunRow[]) => ReactNode;
  /** Draws a run's small loss curve. */
  readonly curve: (run: RunRow) => ReactNode;
}

/** The runs of a project: search, filters, columns, sort and selection around one table. */
export function RunsBoard({ path, empty, selectionActions, curve }: RunsBoardProps) {
  const [state, change] = useUrlState(runsState);
  const common = useRunColumns(path, '', 8);
  const plain = [...PLAIN_COLUMNS, ...(common.data ?? []).map((each) => each.key)];
  const asked = state.columns.length > 0 ? state.columns : [...FINE_TUNE_COLUMNS, ...plain];
  const runs = useRuns(path, state, asked);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [doomed, setDoomed] = useState<readonly string[]>([]);

  const rows = runs.data?.rows;
  const fineTunes = rows === undefined || rows.length === 0 || rows.some((run) => run.jobType === 'fine-tune');
  const columns = state.columns.length > 0 ? state.columns : fineTunes ? FINE_TUNE_COLUMNS : plain;
  const chosen = useMemo(() => (rows ?? []).filter((run) => selected.has(run.id)), [rows, selected]);
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
      {chosen.length > 0 && (
        <div className={styles.bulk} role="group" aria-label="Selected runs">
          <strong>{chosen.length} selected</strong>
          {selectionActions?.(chosen)}
          <BulkTags path={path} runs={chosen} />
          <Button size="compact-sm" variant="default" onClick={() => { setDoomed(chosen.map((run) => run.id)); }}>
            Delete…
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={() => { setSelected(new Set()); }}>
            Clear
          </Button>
        </div>
      )}
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
                selected={selected}
                onSelect={setSelected}
                onDelete={setDoomed}
                onEnd={more}
                curve={curve}
              />
            )
          }
        </QueryView>
      </div>
      {doomed.length > 0 && <DeleteDialog path={path} ids={doomed} onClose={() => { setDoomed([]); }} />}
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

/** Adds tags to every chosen run, keeping those it has. */
function BulkTags({ path, runs }: { path: ProjectPath; runs: readonly RunRow[] }) {
  const [open, setOpen] = useState(false);
  const [tags, setTags] = useState<string[]>([]);
  const update = useUpdateRun(path);
  const apply = async () => {
    for (const run of runs) {
      await update.mutateAsync({ id: run.id, tags: [...new Set([...(run.tags ?? []), ...tags])] });
    }
    setOpen(false);
    setTags([]);
  };
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => { setOpen(true); }}>
        Add tags…
      </Button>
      <Modal opened={open} onClose={() => { setOpen(false); }} title={`Add tags to ${runs.length} runs`}>
        <TagsInput label="Tags" data-autofocus value={tags} onChange={setTags} placeholder="Type and press Enter" />
        {update.error !== null && <ErrorNotice error={update.error} what="Not every run was tagged." />}
        <Group justify="flex-end" mt="lg">
          <Button disabled={tags.length === 0} loading={update.isPending} onClick={() => { void apply().catch(() => undefined); }}>
            Add
          </Button>
        </Group>
      </Modal>
    </>
  );
}

function DeleteDialog({ path, ids, onClose }: { path: ProjectPath; ids: readonly string[]; onClose: () => void }) {
  const remove = useDeleteRuns(path);
  return (
    <Modal opened onClose={onClose} title={ids.length === 1 ? 'Delete this run?' : `Delete ${ids.length} runs?`}>
      <p>Their charts, logs and files go with them. Artifacts they logged stay.</p>
      {remove.error !== null && <ErrorNotice error={remove.error} what="Not every run was deleted." />}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" data-autofocus onClick={onClose}>
          Keep
        </Button>
        <Button color="red" loading={remove.isPending} onClick={() => { remove.mutate(ids, { onSuccess: onClose }); }}>
          Delete
        </Button>
      </Group>
    </Modal>
  );
}
