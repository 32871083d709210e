import { ActionIcon, Switch, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { ChevronDown, ChevronUp, TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import { CopyButton } from '@/components/CopyButton';
import { EmptyState, QueryView } from '@/components/states';
import { type GridColumn, VirtualGrid } from '@/components/VirtualGrid';
import { formatCount } from '@/lib/format';
import { useUrlState } from '@/lib/use-url-state';
import { type DataRow, useDataRows } from '../api/pages';
import { headline, read } from '../conversation';
import { dataState } from '../state';
import { ConversationView } from './ConversationView';
import styles from './DatasetViewer.module.css';

const WORDS = {
  chat: 'conversations',
  preference: 'preference pairs',
  reinforcement: 'reinforcement items',
  completion: 'completions',
  unknown: 'lines',
} as const;

/** A training file as its examples: a list at the left, the chosen one to read at the right. j and k walk. */
export function DatasetViewer({ artifact, path }: { artifact: string; path: string }) {
  const [state, change] = useUrlState(dataState);
  const { head, rowAt, onVisible } = useDataRows(artifact, path);
  const total = head.data?.total ?? 0;
  const active = Math.min(state.row ?? 0, Math.max(total - 1, 0));
  const walk = (distance: number) => {
    const next = Math.min(total - 1, Math.max(0, active + distance));
    change({ row: next });
  };
  useHotkeys([
    ['j', () => { walk(1); }],
    ['k', () => { walk(-1); }],
  ]);
  const columns = useMemo<GridColumn<DataRow>[]>(
    () => [
      { id: 'line', header: '#', name: 'Line', width: 56, align: 'right', cell: (row) => <span className={styles.line}>{row.line}</span> },
      { id: 'head', header: 'First words', name: 'First words', width: 262, cell: (row) => <RowHead row={row} /> },
      { id: 'turns', header: 'Turns', name: 'Messages', width: 64, align: 'right', cell: turns },
    ],
    [],
  );
  const row = rowAt(active);
  return (
    <QueryView query={head} what="the examples" height={300}>
      {(page) =>
        page.total === 0 ? (
          <EmptyState title="The file has no lines" />
        ) : (
          <div className={styles.viewer}>
            <div className={styles.list}>
              <p className={styles.count} role="status">
                {formatCount(page.total)} {WORDS[page.format]}
              </p>
              <div className={styles.grid}>
                <VirtualGrid
                  label="Examples"
                  columns={columns}
                  count={page.total}
                  rowAt={rowAt}
                  active={active}
                  onRow={(index) => { change({ row: index }); }}
                  onVisible={onVisible}
                />
              </div>
            </div>
            <section className={styles.reader} aria-label="Example">
              <header className={styles.bar}>
                <strong className="numbers">
                  Example {formatCount(active + 1)} of {formatCount(page.total)}
                </strong>
                <Step label="Previous example (k)" onClick={() => { walk(-1); }} up />
                <Step label="Next example (j)" onClick={() => { walk(1); }} />
                <Switch
                  size="xs"
                  label="Raw JSON"
                  ml="auto"
                  checked={state.raw}
                  onChange={(event) => { change({ raw: event.currentTarget.checked }); }}
                />
                {row?.error === null && <CopyButton label="Copy as JSON" value={JSON.stringify(row.example)} />}
              </header>
              <div className={styles.content} tabIndex={0} role="region" aria-label="Content of the example">
                {row !== undefined && <Example key={row.index} row={row} raw={state.raw} />}
              </div>
            </section>
          </div>
        )
      }
    </QueryView>
  );
}

function Step({ label, onClick, up = false }: { label: string; onClick: () => void; up?: boolean }) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={onClick}>
        {up ? <ChevronUp size={15} /> : <ChevronDown size={15} />}
      </ActionIcon>
    </Tooltip>
  );
}

function RowHead({ row }: { row: DataRow }) {
  if (row.error !== null) {
    return (
      <span className={styles.broken} title={row.error}>
        <TriangleAlert size={13} aria-label="Broken line" /> {row.error}
      </span>
    );
  }
  return <span className={styles.head}>{headline(read(row.example)).slice(0, 200)}</span>;
}

function turns(row: DataRow): string {
  if (row.error !== null) return '';
  const shown = read(row.example);
  const messages = shown.kind === 'chat' ? shown.messages : shown.kind === 'preference' ? shown.input : [];
  return messages.length === 0 ? '' : String(messages.length);
}

function Example({ row, raw }: { row: DataRow; raw: boolean }) {
  if (row.error !== null) {
    return (
      <EmptyState title={`Line ${row.line} is broken`}>
        {row.error}
      </EmptyState>
    );
  }
  if (raw) return <pre className={styles.raw}>{JSON.stringify(row.example, null, 2)}</pre>;
  return <ConversationView shown={read(row.example)} />;
}
