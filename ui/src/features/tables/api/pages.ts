import { useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { getJson } from '@/lib/api-client';
import { type Json } from '@/lib/json';
import { formatSearch } from '@/lib/url-state';

/** One line of a data file. A broken one has no example, and says why. */
export interface DataRow {
  readonly index: number;
  readonly line: number;
  readonly example: Json;
  readonly error: string | null;
}

export interface RowsPage {
  readonly format: 'chat' | 'preference' | 'reinforcement' | 'completion' | 'unknown';
  readonly total: number;
  readonly rows: readonly DataRow[];
}

export interface TablePage {
  readonly columns: readonly (string | number)[];
  readonly columnTypes: unknown;
  readonly total: number;
  readonly rows: readonly (readonly Json[])[];
}

interface Page<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

const PAGE = 100;

/** A long list read in pages as they come into sight. */
function usePages<P extends Page<unknown>>(key: readonly unknown[], fetchPage: (offset: number, signal: AbortSignal) => Promise<P>) {
  const [window, setWindow] = useState({ first: 0, last: 0 });
  const options = (page: number) => ({
    queryKey: [...key, page] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) => fetchPage(page * PAGE, signal),
    staleTime: Infinity,
  });
  const head = useQuery(options(0));
  const from = Math.floor(window.first / PAGE);
  const count = Math.floor(window.last / PAGE) - from + 1;
  const results = useQueries({ queries: Array.from({ length: count }, (_, position) => options(from + position)) });
  const rowAt = (index: number): P['rows'][number] | undefined => {
    const page = Math.floor(index / PAGE);
    const data = page === 0 ? head.data : results[page - from]?.data;
    return data?.rows[index - page * PAGE];
  };
  const onVisible = useCallback((first: number, last: number) => {
    setWindow((before) =>
      Math.floor(before.first / PAGE) === Math.floor(first / PAGE) && Math.floor(before.last / PAGE) === Math.floor(last / PAGE)
        ? before
        : { first, last },
    );
  }, []);
  return { head, rowAt, onVisible };
}

export function useDataRows(artifact: string, path: string) {
  return usePages<RowsPage>(['rows', artifact, path], (offset, signal) =>
    getJson(`/api/artifacts/${encodeURIComponent(artifact)}/rows${formatSearch({ path, offset: String(offset), limit: String(PAGE) })}`, signal),
  );
}

export function useTableRows(artifact: string, path: string, sort: string, search: string) {
  return usePages<TablePage>(['table', artifact, path, sort, search], (offset, signal) => {
    const query = { path, offset: String(offset), limit: String(PAGE), ...(sort === '' ? {} : { sort }), ...(search === '' ? {} : { search }) };
    return getJson(`/api/artifacts/${encodeURIComponent(artifact)}/table${formatSearch(query)}`, signal);
  });
}
