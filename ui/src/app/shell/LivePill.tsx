import { Tooltip, UnstyledButton } from '@mantine/core';
import { useLive } from '@/components/live-context';
import styles from './LivePill.module.css';

const WORDS = {
  connecting: 'Connecting',
  live: 'Live',
  reconnecting: 'Reconnecting',
  paused: 'Paused',
} as const;

/** Whether the page follows the project; a click pauses it or goes on. */
export function LivePill() {
  const { status, toggle } = useLive();
  return (
    <Tooltip label={status === 'paused' ? 'Follow changes again' : 'Pause updates'}>
      <UnstyledButton className={styles.pill} data-status={status} onClick={toggle} aria-pressed={status === 'paused'}>
        <span className={styles.mark} aria-hidden />
        <span aria-live="polite">{WORDS[status]}</span>
      </UnstyledButton>
    </Tooltip>
  );
}
