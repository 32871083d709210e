import { codec, type Field, list, text } from '@/lib/url-state';
import { acceptFilters, type Filters, plainFilters } from './filters';

/** What a runs table shows; it lives in the address, so a copied link shows the same. */
export interface RunsState {
  readonly q: string;
  readonly filters: Filters;
  /** `-key` descending, `+key` ascending; empty: newest first. */
  readonly sort: string;
  /** Empty: the columns that suit the runs at hand. */
  readonly columns: readonly string[];
}

const filtersField: Field<Filters> = {
  read: (value) => {
    try {
      return acceptFilters(JSON.parse(value ?? '[]')) ?? [];
    } catch {
      return [];
    }
  },
  write: (value) => (value.length === 0 ? undefined : JSON.stringify(plainFilters(value))),
};

export const runsState = codec<RunsState>({ q: text(), filters: filtersField, sort: text(), columns: list() });
