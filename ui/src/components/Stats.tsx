import type { ReactNode } from 'react';
import styles from './Stats.module.css';

export interface Stat {
  readonly name: string;
  readonly value: ReactNode;
  /** Smaller, after the value: a unit, a step. */
  readonly detail?: ReactNode;
}

/** A few figures that say the most, large, side by side. */
export function Stats({ stats }: { stats: readonly Stat[] }) {
  return (
    <dl className={styles.stats}>
      {stats.map((stat) => (
        <div key={stat.name} className={styles.stat}>
          <dt>{stat.name}</dt>
          <dd>
            {stat.value}
            {stat.detail !== undefined && <> <small>{stat.detail}</small></>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
