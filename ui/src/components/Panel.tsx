import type { ReactNode } from 'react';
import styles from './Panel.module.css';

interface PanelProps {
  readonly title?: ReactNode;
  /** Between title and actions: a legend, a count. */
  readonly aside?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** Without inner padding: tables and charts reach the edge. */
  readonly flush?: boolean;
  readonly label?: string;
}

/** A surface with a heading: the one box pages are made of. */
export function Panel({ title, aside, actions, children, flush = false, label }: PanelProps) {
  return (
    <section className={styles.panel} aria-label={label ?? (typeof title === 'string' ? title : undefined)}>
      {(title !== undefined || actions !== undefined) && (
        <header className={styles.header}>
          <h2 className={styles.title}>{title}</h2>
          <div className={styles.aside}>{aside}</div>
          <div className={styles.actions}>{actions}</div>
        </header>
      )}
      <div className={flush ? styles.flush : styles.body}>{children}</div>
    </section>
  );
}
