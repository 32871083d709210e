import { Tooltip } from '@mantine/core';
import { Star, TrendingUp } from 'lucide-react';
import { formatNumber } from '@/lib/format';
import type { Verdict } from '../verdict';
import styles from './VerdictNote.module.css';

const EXPLAINED =
  'A rising trend of the validation loss after its lowest point (one-sided Mann-Kendall test). With few or noisy points overfitting can go unseen.';

/** The verdict in words below the loss chart. */
export function VerdictNote({ verdict }: { verdict: Verdict }) {
  const alarming = verdict.kind === 'overfitting' || verdict.kind === 'possible' || verdict.kind === 'diverging';
  return (
    <div className={styles.note} data-alarming={alarming}>
      {'best' in verdict && (
        <span className={styles.part}>
          <Star size={13} aria-hidden /> Lowest validation loss <strong>{formatNumber(verdict.best.value)}</strong> at step{' '}
          {formatNumber(verdict.best.step)}
        </span>
      )}
      <Tooltip label={EXPLAINED} multiline w={340}>
        <span className={styles.part} tabIndex={0} role="note">
          {alarming && <TrendingUp size={13} aria-hidden />}
          {words(verdict)}
        </span>
      </Tooltip>
    </div>
  );
}

function words(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'no data':
      return 'No validation data: the job had no validation file.';
    case 'too few':
      return `Not enough validation points to judge overfitting (${verdict.points}).`;
    case 'no sign':
      return 'No sign of overfitting.';
    case 'possible':
      return `Possibly overfitting since step ${formatNumber(verdict.best.step)} (p ${formatNumber(verdict.p)}).`;
    case 'overfitting':
      return `Overfitting since step ${formatNumber(verdict.best.step)} (p ${formatNumber(verdict.p)}).`;
    case 'diverging':
      return `Diverging since step ${formatNumber(verdict.best.step)}: training loss rises too.`;
  }
}
