import { TextInput } from '@mantine/core';
import { ChevronDown, ChevronRight, Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { formatValue } from '@/lib/format';
import { isObject, type Json } from '@/lib/json';
import { CopyButton } from './CopyButton';
import styles from './JsonTree.module.css';

interface Row {
  readonly path: string;
  readonly key: string;
  readonly depth: number;
  readonly value: Json;
  readonly branch: boolean;
  readonly open: boolean;
}

/** A nested value as a tree with a search over its dotted keys and values. */
export function JsonTree({ value, label }: { value: Record<string, Json>; label: string }) {
  const [search, setSearch] = useState('');
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => visibleRows(value, search.trim().toLowerCase(), closed), [value, search, closed]);
  const toggle = (path: string) => {
    setClosed((before) => {
      const next = new Set(before);
      if (!next.delete(path)) next.add(path);
      return next;
    });
  };
  return (
    <div>
      <TextInput
        size="xs"
        mb="sm"
        aria-label={`Search ${label}`}
        placeholder={`Search ${label}`}
        leftSection={<Search size={13} aria-hidden />}
        value={search}
        onChange={(event) => { setSearch(event.currentTarget.value); }}
      />
      {rows.length === 0 && (
        <p className={styles.none}>{search === '' ? `No ${label} recorded.` : `Nothing in ${label} matches “${search}”.`}</p>
      )}
      <ul className={styles.tree} aria-label={label}>
        {rows.map((row) => (
          <li key={row.path} className={styles.row}>
            {row.branch ? (
              <button
                type="button"
                className={styles.branch}
                style={{ paddingLeft: row.depth * 16 }}
                aria-expanded={row.open}
                onClick={() => { toggle(row.path); }}
              >
                {row.open ? <ChevronDown size={13} aria-hidden /> : <ChevronRight size={13} aria-hidden />}
                {row.key}
                <span className={styles.size}>{sizeOf(row.value)}</span>
              </button>
            ) : (
              <>
                <span className={styles.key} style={{ paddingLeft: row.depth * 16 + 17 }}>
                  {row.key}
                </span>
                <span className={styles.value} data-kind={typeof row.value} title={formatValue(row.value, true)}>
                  {row.value === null ? 'null' : row.value === '' ? '""' : formatValue(row.value)}
                </span>
                <span className={styles.copy}>
                  <CopyButton value={formatValue(row.value, true)} label={`Copy ${row.path}`} />
                </span>
              </>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function sizeOf(value: Json): string {
  const count = Array.isArray(value) ? value.length : Object.keys(value as object).length;
  return Array.isArray(value) ? `[${count}]` : `{${count}}`;
}

function visibleRows(root: Record<string, Json>, search: string, closed: ReadonlySet<string>): Row[] {
  const rows: Row[] = [];
  const walk = (entries: [string, Json][], prefix: string, depth: number, shown: boolean): boolean => {
    let any = false;
    for (const [key, value] of entries) {
      const path = prefix === '' ? key : `${prefix}.${key}`;
      const children = childrenOf(value);
      const own = shown || path.toLowerCase().includes(search);
      if (children.length === 0) {
        if (own || formatValue(value, true).toLowerCase().includes(search)) {
          rows.push({ path, key, depth, value, branch: false, open: false });
          any = true;
        }
        continue;
      }
      const open = search !== '' || !closed.has(path);
      const place = rows.length;
      const found = open ? walk(children, path, depth + 1, own) : own;
      if (!open) rows.length = place;
      if (found || own) {
        rows.splice(place, 0, { path, key, depth, value, branch: true, open });
        any = true;
      }
    }
    return any;
  };
  walk(Object.entries(root), '', 0, search === '');
  return rows;
}

function childrenOf(value: Json): [string, Json][] {
  if (Array.isArray(value)) return value.map((each, position) => [String(position), each]);
  return isObject(value) ? Object.entries(value) : [];
}
