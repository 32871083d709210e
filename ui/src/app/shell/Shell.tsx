import type { ReactNode } from 'react';
import { usePreference } from '@/lib/preferences';
import { Rail } from './Rail';
import styles from './Shell.module.css';

/** The rail at the left and the page beside it; which of its two widths the rail has is kept per browser. */
export function Shell({ children }: { children: ReactNode }) {
  const [rail, setRail] = usePreference('rail', 'wide');
  const narrow = rail === 'narrow';
  return (
    <div className={styles.shell} data-narrow={narrow}>
      <a className={styles.skip} href="#page">
        Skip to the page
      </a>
      <Rail narrow={narrow} onToggle={() => { setRail(narrow ? 'wide' : 'narrow'); }} />
      <main id="page" className={styles.main} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
