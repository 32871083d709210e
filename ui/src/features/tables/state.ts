import { codec, flag, index, text } from '@/lib/url-state';

/** What a data viewer shows; in the address, so a row can be linked to. */
export interface DataState {
  /** The file of the artifact; empty: the first one that can be shown. */
  readonly file: string;
  readonly row: number | undefined;
  /** As stored, not as a conversation. */
  readonly raw: boolean;
  readonly q: string;
  readonly sort: string;
  /** The opened cell's column. */
  readonly column: number | undefined;
}

export const dataState = codec<DataState>({ file: text(), row: index(), raw: flag(), q: text(), sort: text(), column: index() });
