import { ActionIcon, Checkbox, TextInput } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronDown, ChevronUp, Search } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { CopyButton } from '@/components/CopyButton';
import { EmptyState } from '@/components/states';
import { formatCount, parseInstant } from '@/lib/format';
import { usePreference } from '@/lib/preferences';
import type { LogLine } from '../api/logs';
import styles from './LogView.module.css';

// Colour codes of terminals; they are left out, for the page has its own colours.
// eslint-disable-next-line no-control-regex
const ANSI = /\u001b\[[0-9;?]*[A-Za-z]/g;

const ROW = 20;

/** All console lines in one scroll; stays at the end while new ones come, until one scrolls up. */
export function LogView({ lines, height = 480 }: { lines: readonly LogLine[]; height?: number | string }) {
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [search, setSearch] = useState('');
  const [hit, setHit] = useState(0);
  const [times, setTimes] = usePreference('log-times', '1');
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 20,
    initialRect: { width: 1000, height: 600 },
  });
  const wanted = search.trim().toLowerCase();
  const hits = useMemo(
    () => (wanted === '' ? [] : lines.flatMap((line, position) => (line.line.toLowerCase().includes(wanted) ? [position] : []))),
    [lines, wanted],
  );
  const current = hits[hit % Math.max(hits.length, 1)];

  useEffect(() => {
    if (atEnd.current && lines.length > 0) virtualizer.scrollToIndex(lines.length - 1, { align: 'end' });
  }, [virtualizer, lines.length]);
  useEffect(() => {
    if (current !== undefined) virtualizer.scrollToIndex(current, { align: 'center' });
  }, [virtualizer, current]);

  if (lines.length === 0) return <EmptyState title="No console lines">What the program prints would stand here.</EmptyState>;
  return (
    <div>
      <div className={styles.bar}>
        <TextInput
          size="xs"
          w={240}
          aria-label="Search lines"
          placeholder="Search lines"
          leftSection={<Search size={13} aria-hidden />}
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            setHit(0);
          }}
          onKeyDown={(event) => { if (event.key === 'Enter') setHit((before) => before + (event.shiftKey ? hits.length - 1 : 1)); }}
        />
        {wanted !== '' && (
          <>
            <span role="status">{hits.length === 0 ? 'No line' : `${(hit % hits.length) + 1} of ${formatCount(hits.length)}`}</span>
            <ActionIcon aria-label="Previous hit" onClick={() => { setHit((before) => before + hits.length - 1); }}>
              <ChevronUp size={14} />
            </ActionIcon>
            <ActionIcon aria-label="Next hit" onClick={() => { setHit((before) => before + 1); }}>
              <ChevronDown size={14} />
            </ActionIcon>
          </>
        )}
        <Checkbox size="xs" label="Times" checked={times === '1'} onChange={(event) => { setTimes(event.currentTarget.checked ? '1' : '0'); }} />
        <span className={styles.count}>{formatCount(lines.length)} lines</span>
        <CopyButton label="Copy all lines" value={lines.map((line) => line.line).join('\n')} />
      </div>
      <div
        ref={scroller}
        className={styles.scroller}
        style={{ height }}
        tabIndex={0}
        role="log"
        aria-label="Console lines"
        aria-live="off"
        onScroll={({ currentTarget: element }) => {
          atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < ROW * 2;
        }}
      >
        <div style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
          {virtualizer.getVirtualItems().map((item) => {
            const line = lines[item.index];
            if (line === undefined) return null;
            return (
              <div
                key={item.key}
                className={styles.line}
                data-level={line.level ?? undefined}
                data-current={item.index === current}
                style={{ transform: `translateY(${item.start}px)`, height: ROW }}
              >
                <span className={styles.number}>{line.number + 1}</span>
                {times === '1' && <span className={styles.time}>{clock(line.timestamp)}</span>}
                {line.label !== null && line.label !== '' && <span className={styles.label}>{line.label}</span>}
                <span>{line.line.replace(ANSI, '')}</span>
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function clock(timestamp: string | null): string {
  const date = parseInstant(timestamp);
  return date === undefined ? '' : date.toLocaleTimeString(undefined, { hour12: false });
}
