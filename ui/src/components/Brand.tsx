import styles from './Brand.module.css';

/** The mark, two loss curves settling, and the name. */
export function Brand({ small = false }: { small?: boolean }) {
  return (
    <span className={styles.brand}>
      <svg width="22" height="22" viewBox="0 0 32 32" aria-hidden className={styles.mark}>
        <rect width="32" height="32" rx="7" className={styles.ground} />
        <path d="M7 9c3 0 4 9 8 9s5-4 10-4" className={styles.valid} />
        <path d="M7 14c3 0 5 10 9 10s5-3 9-3" className={styles.train} />
      </svg>
      {small ? <span className="visually-hidden">Tunebook</span> : 'Tunebook'}
    </span>
  );
}
