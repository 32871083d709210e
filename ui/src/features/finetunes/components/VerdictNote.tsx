import { Tooltip } from '@mantine/core';
import { Star, TrendingUp } from 'lucide-react';
import { formatNumber } from '@/lib/format';
import type { Verdict } from '../api/fine-tune';
import styles from './VerdictNote.module.css';

const EXPLAINED =
  'A rising trend of the validation loss after its lowest point (one-sided Mann-Kendall test). With few or noisy points overfitting can go unseen.';

const ALARMING: readonly Verdict['kind'][] = ['POSSIBLE', 'OVERFITTING', 'DIVERGING'];

/** The server's verdict below the loss chart. */
export function VerdictNote({ verdict }: { verdict: Verdict }) {
  const alarming = ALARMING.includes(verdict.kind);
  return (
    <div className={styles.note} data-alarming={alarming}>
      {verdict.value !== null && verdict.step !== null && (
        <span className={styles.part}>
          <Star size={13} aria-hidden /> Lowest validation loss <strong>{formatNumber(verdict.value)}</strong> at step{' '}
          {formatNumber(verdict.step)}
        </span>
      )}
      <Tooltip label={EXPLAINED} multiline w={340}>
        <span className={styles.part} tabIndex={0} role="note">
          {alarming && <TrendingUp size={13} aria-hidden />}
          {verdict.text}
        </span>
      </Tooltip>
    </div>
  );
}
