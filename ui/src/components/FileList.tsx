import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Download, Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { getText } from '@/lib/api-client';
import { formatBytes } from '@/lib/format';
import styles from './FileList.module.css';
import { EmptyState, QueryView } from './states';
import { type GridColumn, gridHeight, VirtualGrid } from './VirtualGrid';

export interface ListedFile {
  readonly name: string;
  readonly sizeBytes: number;
  readonly mimetype: string | null;
  /** Where its bytes are; empty when the server has none. */
  readonly url: string;
  readonly digest?: string | null;
}

const PREVIEW_LIMIT = 200_000;
const READABLE = /\.(jsonl?|ya?ml|txt|log|md|csv|tsv|py|toml|cfg|ini|diff|patch|sh|xml|html)$/i;
const PICTURE = /\.(png|jpe?g|gif|webp)$/i;

/** Files by name with a preview of the chosen one. */
export function FileList({ files, chosen, onChoose }: { files: readonly ListedFile[]; chosen: string; onChoose: (name: string) => void }) {
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const shown = useMemo(() => files.filter((file) => file.name.toLowerCase().includes(wanted)), [files, wanted]);
  const columns = useMemo<GridColumn<ListedFile>[]>(
    () => [
      {
        id: 'name',
        header: 'Name',
        name: 'Name',
        width: 360,
        cell: (file) => (
          <button type="button" className={styles.name} title={file.name} onClick={() => { onChoose(file.name); }}>
            {file.name}
          </button>
        ),
      },
      { id: 'size', header: 'Size', name: 'Size', width: 96, align: 'right', cell: (file) => formatBytes(file.sizeBytes) },
      {
        id: 'download',
        header: '',
        name: 'Download',
        width: 56,
        cell: (file) =>
          file.url === '' ? null : (
            <a href={file.url} download aria-label={`Download ${file.name}`} className={styles.download}>
              <Download size={14} aria-hidden />
            </a>
          ),
      },
    ],
    [onChoose],
  );
  if (files.length === 0) return <EmptyState title="No files" />;
  const file = files.find((each) => each.name === chosen);
  return (
    <div className={styles.split} data-chosen={file !== undefined}>
      <div className={styles.list}>
        {files.length > 12 && (
          <TextInput
            size="xs"
            m="sm"
            aria-label="Search files"
            placeholder="Search files"
            leftSection={<Search size={13} aria-hidden />}
            value={search}
            onChange={(event) => { setSearch(event.currentTarget.value); }}
          />
        )}
        <div style={{ height: Math.min(560, gridHeight(shown.length)) }}>
          <VirtualGrid label="Files" columns={columns} count={shown.length} rowAt={(index) => shown[index]} active={shown.findIndex((each) => each.name === chosen)} />
        </div>
      </div>
      {file !== undefined && <Preview key={file.url} file={file} />}
    </div>
  );
}

function Preview({ file }: { file: ListedFile }) {
  const readable = READABLE.test(file.name) && file.url !== '';
  const query = useQuery({
    queryKey: ['file-text', file.url],
    queryFn: ({ signal }) => getText(relative(file.url), PREVIEW_LIMIT, signal),
    enabled: readable,
    staleTime: Infinity,
  });
  return (
    <section className={styles.preview} aria-label={`Preview of ${file.name}`}>
      <h3 className={styles.heading}>{file.name}</h3>
      {PICTURE.test(file.name) && file.url !== '' ? (
        <img src={relative(file.url)} alt={file.name} className={styles.picture} />
      ) : !readable ? (
        <EmptyState title="No preview for this kind of file">{file.url === '' ? 'Its bytes are not stored here.' : 'Download it to open it elsewhere.'}</EmptyState>
      ) : (
        <QueryView query={query} what={file.name}>
          {({ text, whole }) => (
            <>
              <pre className={styles.text} tabIndex={0}>
                {file.name.endsWith('.json') && whole ? pretty(text) : text}
              </pre>
              {!whole && <p className={styles.cut}>Only the first {formatBytes(PREVIEW_LIMIT)} are shown.</p>}
            </>
          )}
        </QueryView>
      )}
    </section>
  );
}

/** Signed addresses name the server's public address; the page may have come by another name of it. */
function relative(url: string): string {
  const parsed = new URL(url, location.href);
  return parsed.pathname + parsed.search;
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
