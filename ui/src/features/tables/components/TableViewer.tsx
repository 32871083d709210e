import { ActionIcon, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { Search, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { CopyButton } from '@/components/CopyButton';
import { EmptyState, QueryView } from '@/components/states';
import { type GridColumn, VirtualGrid } from '@/components/VirtualGrid';
import { formatCount, formatValue } from '@/lib/format';
import { type Json, parseLenient } from '@/lib/json';
import { useUrlState } from '@/lib/use-url-state';
import { useTableRows } from '../api/pages';
import { messagesOf, read } from '../conversation';
import { dataState } from '../state';
import { ConversationView } from './ConversationView';
import styles from './TableViewer.module.css';

type Row = readonly Json[];

/** A logged table: sorted and searched on the server, a long cell opened in a reader beside it. */
export function TableViewer({ artifact, path }: { artifact: string; path: string }) {
  const [state, change] = useUrlState(dataState);
  const { head, rowAt, onVisible } = useTableRows(artifact, path, state.sort, state.q);
  const names = head.data?.columns;
  const columns = useMemo<GridColumn<Row>[]>(
    () =>
      (names ?? []).map((name, position) => {
        const label = String(name);
        const samples = (head.data?.rows ?? []).slice(0, 50).map((row) => row[position]);
        const numeric = samples.length > 0 && samples.every((value) => value === null || typeof value === 'number');
        return {
          id: `${position}`,
          header: label,
          name: label,
          width: numeric ? 110 : Math.min(380, Math.max(110, longest(samples) * 7 + 24, label.length * 8 + 34)),
          align: numeric ? 'right' : 'left',
          sort: state.sort === `-${label}` ? 'desc' : state.sort === `+${label}` ? 'asc' : undefined,
          onSort: () => { change({ sort: state.sort === `-${label}` ? `+${label}` : state.sort === `+${label}` ? '' : `-${label}` }); },
          cell: (row, index) => (
            <button type="button" className={styles.cell} onClick={() => { change({ row: index, column: position }); }}>
              {formatValue(row[position]).slice(0, 300)}
            </button>
          ),
        };
      }),
    [names, head.data, state.sort, change],
  );
  const opened = state.row === undefined || state.column === undefined ? undefined : rowAt(state.row)?.[state.column];
  return (
    <div>
      <div className={styles.bar}>
        <SearchBox value={state.q} onChange={(q) => { change({ q, row: undefined }); }} />
        <span role="status" className="numbers">
          {head.data !== undefined && `${formatCount(head.data.total)} rows`}
        </span>
      </div>
      <QueryView query={head} what="the table" height={300}>
        {(page) =>
          page.total === 0 ? (
            <EmptyState title={state.q === '' ? 'The table has no rows' : 'No row matches'} />
          ) : (
            <div className={styles.split} data-open={opened !== undefined}>
              <div className={styles.grid}>
                <VirtualGrid label="Table" columns={columns} count={page.total} rowAt={rowAt} active={state.row} onVisible={onVisible} />
              </div>
              {opened !== undefined && (
                <Reader
                  name={String(page.columns[state.column ?? 0] ?? '')}
                  value={opened}
                  onClose={() => { change({ row: undefined, column: undefined }); }}
                />
              )}
            </div>
          )
        }
      </QueryView>
    </div>
  );
}

function longest(samples: readonly (Json | undefined)[]): number {
  return Math.max(0, ...samples.map((value) => formatValue(value).length));
}

function SearchBox({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [typed, setTyped] = useState(value);
  const tell = useDebouncedCallback(onChange, 200);
  return (
    <TextInput
      size="xs"
      w={260}
      aria-label="Search the table"
      placeholder="Search all columns"
      leftSection={<Search size={13} aria-hidden />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        tell(event.currentTarget.value);
      }}
    />
  );
}

/** One cell in full: a conversation where it is one, JSON laid out, or the text with its line breaks. */
function Reader({ name, value, onClose }: { name: string; value: Json; onClose: () => void }) {
  const text = formatValue(value, true);
  const parsed = typeof value === 'string' && /^[[{]/.test(value) ? parseLenient(value) : value;
  const shown = Array.isArray(parsed) && messagesOf(parsed).every((each) => each.role !== 'unknown') ? read({ messages: parsed }) : read(parsed ?? null);
  return (
    <section className={styles.reader} aria-label={`Cell ${name}`}>
      <header className={styles.head}>
        <strong>{name}</strong>
        <span className={styles.size}>{formatCount(text.length)} characters</span>
        <CopyButton value={text} label="Copy the cell" />
        <ActionIcon aria-label="Close the reader" onClick={onClose}>
          <X size={14} />
        </ActionIcon>
      </header>
      <div className={styles.content} tabIndex={0} role="region" aria-label="Content of the cell">
        {shown.kind !== 'unknown' && !(shown.kind === 'chat' && shown.messages.length === 0) ? (
          <ConversationView shown={shown} />
        ) : (
          <pre className={styles.text}>{typeof parsed === 'object' && parsed !== null ? JSON.stringify(parsed, null, 2) : text}</pre>
        )}
      </div>
    </section>
  );
}
