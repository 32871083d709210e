import styles from './Tick.module.css';

interface TickProps {
  readonly label: string;
  readonly checked: boolean;
  /** Neither all nor none. */
  readonly some?: boolean;
  /** @param through whether Shift was held */
  readonly onChange: (through: boolean) => void;
}

/** A check box light enough to stand in every row of a long table. */
export function Tick({ label, checked, some = false, onChange }: TickProps) {
  return (
    <input
      type="checkbox"
      className={styles.tick}
      aria-label={label}
      checked={checked}
      ref={(element) => {
        if (element !== null) element.indeterminate = some;
      }}
      onChange={(event) => { onChange(event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey); }}
    />
  );
}
