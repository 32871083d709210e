import { UnstyledButton } from '@mantine/core';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { EmptyState, QueryView } from '@/components/states';
import { Stats } from '@/components/Stats';
import { formatCount } from '@/lib/format';
import { type ChangedRow, type DataFile, type Difference, useDataRow, useDifference } from '../api/insight';
import { read } from '../conversation';
import { ConversationView } from './ConversationView';
import { Pending } from './InsightCard';
import styles from './Insight.module.css';

interface DifferenceViewProps {
  readonly file: DataFile;
  readonly before: DataFile;
  /** What the two are called: `v1`, `v0`. */
  readonly names: { readonly file: string; readonly before: string };
}

/** What became of the rows of an earlier version; a row opens to both of its sides. */
export function DifferenceView({ file, before, names }: DifferenceViewProps) {
  const query = useDifference(file, before);
  return (
    <QueryView query={query} what="the difference" height={200}>
      {(found) => (found === 'pending' ? <Pending /> : <Body found={found} file={file} before={before} names={names} />)}
    </QueryView>
  );
}

function Body({ found, file, before, names }: DifferenceViewProps & { readonly found: Difference }) {
  const all = found.added + found.removed + found.changed;
  return (
    <>
      <Stats
        stats={[
          { name: 'Added', value: formatCount(found.added) },
          { name: 'Removed', value: formatCount(found.removed) },
          { name: 'Changed', value: formatCount(found.changed) },
          { name: 'Same', value: formatCount(found.same), ...(found.moved > 0 ? { detail: `${formatCount(found.moved)} moved` } : {}) },
          { name: 'Rows', value: formatCount(found.after), detail: `were ${formatCount(found.before)}` },
        ]}
      />
      {all === 0 ? (
        <EmptyState title={`Every row of ${names.file} stands in ${names.before}, and the other way round`} />
      ) : (
        <ul className={styles.changes} aria-label="Changed rows">
          {found.rows.map((row) => (
            <li key={`${row.kind} ${row.row ?? ''} ${row.otherRow ?? ''}`}>
              <Change row={row} file={file} before={before} names={names} />
            </li>
          ))}
          {all > found.rows.length && <li className={styles.part}>and {formatCount(all - found.rows.length)} more</li>}
        </ul>
      )}
    </>
  );
}

function Change({ row, file, before, names }: DifferenceViewProps & { readonly row: ChangedRow }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <UnstyledButton className={styles.change} aria-expanded={open} onClick={() => { setOpen(!open); }}>
        {open ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
        <span className={styles.kind}>{row.kind}</span>
        <span className={styles.quiet}>{placeOf(row, names)}</span>
      </UnstyledButton>
      {open && (
        <div className={styles.sides}>
          {row.otherRow !== undefined && <Side title={names.before} file={before} row={row.otherRow} />}
          {row.row !== undefined && <Side title={names.file} file={file} row={row.row} />}
        </div>
      )}
    </>
  );
}

function placeOf(row: ChangedRow, names: DifferenceViewProps['names']): string {
  const now = row.line === undefined ? '' : `line ${formatCount(row.line)}`;
  const then = row.otherLine === undefined ? '' : `line ${formatCount(row.otherLine)} of ${names.before}`;
  return now !== '' && then !== '' ? `${now}, was ${then}` : now + then;
}

function Side({ title, file, row }: { title: string; file: DataFile; row: number }) {
  const query = useDataRow(file, row);
  return (
    <section className={styles.side} aria-label={title}>
      <h3>{title}</h3>
      <QueryView query={query} what="the example" height={80}>
        {({ example, error }) => (error === null ? <ConversationView shown={read(example)} /> : <p>{error}</p>)}
      </QueryView>
    </section>
  );
}
