import type { ReactNode } from 'react';
import { Brand } from '@/components/Brand';
import styles from './AuthFrame.module.css';

/** The card in the middle of an otherwise empty page. */
export function AuthFrame({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <main className={styles.frame}>
      <div className={styles.card}>
        <Brand />
        <div>
          <h1 className={styles.title}>{title}</h1>
          {lead !== undefined && <p className={styles.lead}>{lead}</p>}
        </div>
        {children}
      </div>
    </main>
  );
}
