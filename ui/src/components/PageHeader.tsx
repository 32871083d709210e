import type { ReactNode } from 'react';
import styles from './PageHeader.module.css';

interface PageHeaderProps {
  readonly title: ReactNode;
  readonly before?: ReactNode;
  readonly facts?: ReactNode;
  readonly actions?: ReactNode;
}

/** A page's one h1 with what goes beside and below it. */
export function PageHeader({ title, before, facts, actions }: PageHeaderProps) {
  return (
    <header className={styles.header}>
      <div className={styles.line}>
        {before}
        <h1 className={styles.title}>{title}</h1>
        <div className={styles.actions}>{actions}</div>
      </div>
      {facts !== undefined && <div className={styles.facts}>{facts}</div>}
    </header>
  );
}
