import { CopyButton } from './CopyButton';
import styles from './Copyable.module.css';

/** An id or path in mono with its copy button; long ones crop at the end and stand whole in the title. */
export function Copyable({ value, label, wrap = false }: { value: string; label: string; wrap?: boolean }) {
  return (
    <span className={styles.copyable}>
      <code className={wrap ? styles.wrapped : styles.text} title={value}>
        {value}
      </code>
      <CopyButton value={value} label={label} />
    </span>
  );
}
