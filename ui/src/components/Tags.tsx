import styles from './Tags.module.css';

/** Short words on a neutral ground; `strong` for aliases. */
export function Tags({ values, strong = false }: { values: readonly string[]; strong?: boolean }) {
  return (
    <span className={styles.tags}>
      {values.map((value) => (
        <span key={value} className={strong ? styles.alias : styles.tag}>
          {value}
        </span>
      ))}
    </span>
  );
}
