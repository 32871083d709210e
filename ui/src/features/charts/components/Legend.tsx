import { formatNumber } from '@/lib/format';
import type { Line } from '../lines';
import styles from './Legend.module.css';

const MOST = 8;

/** The lines of a chart with their newest values. */
export function Legend({ lines }: { lines: readonly Line[] }) {
  const named = lines.filter((line) => line.role === 'line');
  return (
    <ul className={styles.legend} aria-label="Lines">
      {named.slice(0, MOST).map((line) => (
        <li key={line.label}>
          <svg width="20" height="8" viewBox="0 0 20 8" aria-hidden>
            <line x1="0" y1="4" x2="20" y2="4" stroke={line.colour} strokeWidth={line.width} strokeDasharray={line.dash.join(' ')} />
            {line.marks && <circle cx="10" cy="4" r="3" fill={line.colour} />}
          </svg>
          <span className={styles.name} title={line.label}>
            {line.label}
          </span>
          <span className={styles.value}>{formatNumber(newest(line))}</span>
        </li>
      ))}
      {named.length > MOST && <li>and {named.length - MOST} more</li>}
    </ul>
  );
}

function newest(line: Line): number {
  return line.logged.findLast((value) => Number.isFinite(value)) ?? NaN;
}
