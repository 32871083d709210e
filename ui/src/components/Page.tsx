import type { ReactNode } from 'react';
import styles from './page.module.css';

/** The space right of the rail. `fill`: the page itself does not scroll, a part of it does. */
export function Page({ children, narrow = false, fill = false }: { children: ReactNode; narrow?: boolean; fill?: boolean }) {
  const names = [styles.page, narrow && styles.narrow, fill && styles.fill].filter(Boolean);
  return <div className={names.join(' ')}>{children}</div>;
}
