import { Button } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { AppLink } from '@/components/AppLink';
import { formatCount } from '@/lib/format';
import type { RunsList } from '../api/runs';
import { allMatching, type Selection, type SelectionHolder, sizeOf } from '../selection';
import styles from './RunsBoard.module.css';

/** What can be done with chosen runs. */
export type BulkAction = 'tag' | 'untag' | 'group' | 'move' | 'delete';

/** What was done last. */
export interface Done {
  readonly text: string;
  /** Where the runs are now. */
  readonly href?: string;
}

interface SelectionBarProps {
  readonly holder: SelectionHolder;
  readonly list: RunsList;
  /** What narrows the table now. */
  readonly filters: string;
  readonly done: Done | undefined;
  readonly onAsk: (action: BulkAction, selection: Selection) => void;
  readonly onClear: () => void;
}

const ACTIONS: readonly (readonly [BulkAction, string])[] = [
  ['tag', 'Add tags…'],
  ['untag', 'Remove tags…'],
  ['group', 'Group…'],
  ['move', 'Move…'],
  ['delete', 'Delete…'],
];

/** Stands below the table, so that no row moves under the pointer when the first one is ticked. */
export function SelectionBar({ holder, list, filters, done, onAsk, onClear }: SelectionBarProps) {
  const selection = useSyncExternalStore(holder.subscribe, holder.get);
  const size = sizeOf(selection, list.matching);
  const all = size === list.matching;
  if (size === 0 && done === undefined) return <div role="status" />;
  return (
    <div className={styles.bulk} role="group" aria-label="Selected runs">
      <span role="status" className={styles.selected}>
        {size > 0 ? <strong>{all ? `All ${words(size)} selected` : `${formatCount(size)} selected`}</strong> : done?.text}
      </span>
      {size === 0 && done?.href !== undefined && <AppLink href={done.href}>Open</AppLink>}
      {size > 0 && !all && (
        <Button size="compact-sm" variant="subtle" onClick={() => { holder.set(allMatching(filters)); }}>
          Select all {formatCount(list.matching)}
        </Button>
      )}
      {size > 0 &&
        ACTIONS.map(([action, label]) => (
          <Button key={action} size="compact-sm" variant="default" onClick={() => { onAsk(action, selection); }}>
            {label}
          </Button>
        ))}
      {size > 0 && (
        <Button size="compact-sm" variant="subtle" onClick={onClear}>
          Clear
        </Button>
      )}
    </div>
  );
}

export function words(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'run' : 'runs'}`;
}
