import { useQuery } from '@tanstack/react-query';
import { ApiError, getJson } from '@/lib/api-client';
import { formatSearch } from '@/lib/url-state';
import type { DataRow, RowsPage } from './pages';

/** A row of a file: its number from 0, its line from 1. */
export interface Place {
  readonly row: number;
  readonly line: number;
}

export interface Spread {
  readonly total: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
  readonly histogram: readonly { readonly from: number; readonly to: number; readonly rows: number }[];
}

interface Repeats {
  readonly rows: number;
  readonly groups: readonly (readonly Place[])[];
}

/** What the server found out about a data file. */
export interface Insight {
  readonly format: RowsPage['format'];
  readonly rows: number;
  readonly broken: number;
  readonly compared: number;
  readonly systemPrompts: number;
  readonly trainedTokens: number;
  readonly encoding: string;
  readonly roles: Readonly<Record<string, number>>;
  readonly turns: Spread;
  readonly tokens: Spread;
  readonly languages: { readonly sampled: number; readonly rows: Readonly<Record<string, number>> };
  readonly problems: Readonly<Record<string, number>>;
  readonly errors: readonly (Place & { readonly code: string; readonly detail: string })[];
  readonly duplicates: Repeats;
  readonly nearDuplicates: Repeats;
}

export interface Pair extends Place {
  readonly otherRow: number;
  readonly otherLine: number;
  readonly kind: 'exact' | 'near' | 'alike';
  /** How much of their text both have in common; 1 where they are equal or nearly so. */
  readonly share: number;
}

/** Rows of a file that stand in another. */
export interface Overlap {
  readonly rows: number;
  readonly exact: number;
  readonly near: number;
  /** Rows that share most of their text with one of the other file, by estimate. */
  readonly alike: number;
  readonly pairs: readonly Pair[];
}

export interface ChangedRow extends Partial<Place> {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly otherRow?: number;
  readonly otherLine?: number;
}

/** What became of the rows of an earlier file. */
export interface Difference {
  readonly before: number;
  readonly after: number;
  readonly same: number;
  readonly moved: number;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly rows: readonly ChangedRow[];
}

/** A file of an artifact. */
export interface DataFile {
  readonly artifact: string;
  readonly path: string;
}

const ASK_AGAIN_MS = 1_500;

/** An answer the server may still be working on; asked again until it is there. */
function useFound<T extends object>(what: string, { artifact, path }: DataFile, other?: DataFile) {
  const query: Record<string, string> = { path, ...(other === undefined ? {} : { other: other.artifact, otherPath: other.path }) };
  return useQuery({
    queryKey: ['data', what, artifact, query],
    staleTime: Infinity,
    queryFn: async ({ signal }): Promise<T | 'pending'> => {
      const answer = await getJson<T | { state: 'pending' }>(`/api/artifacts/${encodeURIComponent(artifact)}/${what}${formatSearch(query)}`, signal);
      return 'state' in answer ? 'pending' : answer;
    },
    refetchInterval: ({ state }) => (state.data === 'pending' ? ASK_AGAIN_MS : false),
  });
}

export function useInsight(file: DataFile) {
  return useFound<Insight>('insight', file);
}

export function useOverlap(file: DataFile, other: DataFile) {
  return useFound<Overlap>('overlap', file, other);
}

export function useDifference(file: DataFile, before: DataFile) {
  return useFound<Difference>('diff', file, before);
}

/** One row of a file. */
export function useDataRow({ artifact, path }: DataFile, row: number) {
  return useQuery({
    queryKey: ['rows', artifact, path, 'one', row],
    staleTime: Infinity,
    queryFn: async ({ signal }): Promise<DataRow> => {
      const query = { path, offset: String(row), limit: '1' };
      const page = await getJson<RowsPage>(`/api/artifacts/${encodeURIComponent(artifact)}/rows${formatSearch(query)}`, signal);
      const [found] = page.rows;
      if (found === undefined) throw new ApiError(404, 'not_found', `The file has no row ${row + 1}.`);
      return found;
    },
  });
}
