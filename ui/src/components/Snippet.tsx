import { CopyButton } from './CopyButton';
import styles from './Snippet.module.css';

/** Lines to paste elsewhere. */
export function Snippet({ code, label }: { code: string; label: string }) {
  return (
    <div className={styles.snippet}>
      <pre className={styles.code} tabIndex={0} role="region" aria-label={label.replace(/^Copy /, '')}>
        {code}
      </pre>
      <div className={styles.copy}>
        <CopyButton value={code} label={label} />
      </div>
    </div>
  );
}
