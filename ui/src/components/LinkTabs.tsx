import type { ReactNode } from 'react';
import { AppLink } from './AppLink';
import styles from './LinkTabs.module.css';

export interface LinkTab {
  readonly id: string;
  readonly label: ReactNode;
  readonly href: string;
}

/** Parts of one page, each with its own address. */
export function LinkTabs({ tabs, active, label }: { tabs: readonly LinkTab[]; active: string; label: string }) {
  return (
    <nav className={styles.tabs} aria-label={label}>
      {tabs.map((tab) => (
        <AppLink
          key={tab.id}
          href={tab.href}
          className={styles.tab}
          {...(tab.id === active ? { 'aria-current': 'page' } : {})}
        >
          {tab.label}
        </AppLink>
      ))}
    </nav>
  );
}
