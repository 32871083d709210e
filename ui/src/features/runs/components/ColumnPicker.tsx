import { Button, Checkbox, Popover, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Columns3, GripVertical, Search } from 'lucide-react';
import { useState } from 'react';
import type { ProjectPath } from '@/lib/paths';
import { useRunColumns } from '../api/runs';
import { ATTRIBUTES, columnLabel } from '../columns';
import styles from './ColumnPicker.module.css';

interface ColumnPickerProps {
  readonly path: ProjectPath;
  readonly shown: readonly string[];
  /** An empty list means: the columns that suit the runs. */
  readonly onChange: (columns: readonly string[]) => void;
}

/** Shown columns in their order, and the rest by a search the server does: never all keys at once. */
export function ColumnPicker({ path, shown, onChange }: ColumnPickerProps) {
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search.trim(), 120);
  const found = useRunColumns(path, asked, 60);
  const attributes = ATTRIBUTES.filter((each) => each.label.toLowerCase().includes(asked.toLowerCase())).map((each) => each.key);
  const hidden = [...attributes, ...(found.data ?? []).map((each) => each.key)].filter((key) => !shown.includes(key));
  const [dragged, setDragged] = useState<string>();

  const move = (key: string, before: string) => {
    const rest = shown.filter((each) => each !== key);
    rest.splice(rest.indexOf(before), 0, key);
    onChange(rest);
  };

  return (
    <Popover position="bottom-end" width={340} shadow="md" trapFocus>
      <Popover.Target>
        <Button size="xs" variant="default" leftSection={<Columns3 size={14} aria-hidden />}>
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.head}>
          <span>Shown</span>
          <Button size="compact-xs" variant="subtle" onClick={() => { onChange([]); }}>
            Reset
          </Button>
        </div>
        <ul className={styles.list} aria-label="Shown columns">
          {shown.map((key, position) => (
            <li
              key={key}
              className={styles.item}
              draggable
              onDragStart={() => { setDragged(key); }}
              onDragOver={(event) => { event.preventDefault(); }}
              onDrop={() => { if (dragged !== undefined && dragged !== key) move(dragged, key); }}
            >
              <Checkbox
                size="xs"
                checked
                label={<ColumnName name={key} />}
                onChange={() => { onChange(shown.filter((each) => each !== key)); }}
              />
              <button
                type="button"
                className={styles.grip}
                aria-label={`Move ${columnLabel(key).text}; arrow keys`}
                onKeyDown={(event) => {
                  const target = event.key === 'ArrowUp' ? shown[position - 1] : event.key === 'ArrowDown' ? shown[position + 2] : undefined;
                  if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
                  event.preventDefault();
                  if (target !== undefined) move(key, target);
                  else if (event.key === 'ArrowDown') onChange([...shown.filter((each) => each !== key), key]);
                }}
              >
                <GripVertical size={13} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
        <div className={styles.head}>Hidden</div>
        <TextInput
          size="xs"
          aria-label="Search columns"
          placeholder="Search all keys of fine-tunes, config and summary"
          leftSection={<Search size={13} aria-hidden />}
          value={search}
          onChange={(event) => { setSearch(event.currentTarget.value); }}
        />
        <ul className={styles.list} aria-label="Hidden columns">
          {hidden.map((key) => (
            <li key={key} className={styles.item}>
              <Checkbox
                size="xs"
                checked={false}
                label={<ColumnName name={key} />}
                onChange={() => { onChange([...shown, key]); }}
              />
            </li>
          ))}
          {hidden.length === 0 && <li className={styles.none}>No other column matches.</li>}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

function ColumnName({ name }: { name: string }) {
  const { text, origin } = columnLabel(name);
  return (
    <span title={name}>
      {text}
      {origin !== undefined && <span className={styles.origin}>{origin}</span>}
    </span>
  );
}
