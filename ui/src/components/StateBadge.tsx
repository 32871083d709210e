import {
  Ban,
  Check,
  Circle,
  CircleDashed,
  CirclePause,
  LoaderCircle,
  type LucideIcon,
  X,
  Zap,
} from 'lucide-react';
import styles from './StateBadge.module.css';

interface Look {
  readonly icon: LucideIcon;
  readonly tone: 'good' | 'bad' | 'running' | 'quiet' | 'warn';
}

const LOOKS: Readonly<Record<string, Look>> = {
  finished: { icon: Check, tone: 'good' },
  succeeded: { icon: Check, tone: 'good' },
  running: { icon: LoaderCircle, tone: 'running' },
  queued: { icon: Circle, tone: 'quiet' },
  pending: { icon: Circle, tone: 'quiet' },
  validating_files: { icon: CircleDashed, tone: 'running' },
  following: { icon: Check, tone: 'good' },
  starting: { icon: CircleDashed, tone: 'running' },
  failing: { icon: X, tone: 'bad' },
  disabled: { icon: Ban, tone: 'quiet' },
  paused: { icon: CirclePause, tone: 'warn' },
  failed: { icon: X, tone: 'bad' },
  crashed: { icon: Zap, tone: 'bad' },
  killed: { icon: Ban, tone: 'quiet' },
  cancelled: { icon: Ban, tone: 'quiet' },
};

/** A state as icon and word; a word we do not know is shown as it is. */
export function StateBadge({ state }: { state: string }) {
  const { icon: Icon, tone } = LOOKS[state] ?? { icon: Circle, tone: 'quiet' };
  return (
    <span className={styles.badge} data-tone={tone}>
      <Icon size={13} strokeWidth={2.4} aria-hidden />
      {state.replaceAll('_', ' ')}
    </span>
  );
}
