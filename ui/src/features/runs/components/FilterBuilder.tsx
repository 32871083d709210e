import { ActionIcon, Autocomplete, Button, Popover, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { ListFilter, Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { ProjectPath } from '@/lib/paths';
import { useRunColumns } from '../api/runs';
import { ATTRIBUTES } from '../columns';
import { type Condition, type Filters, isUnary, OPERATORS } from '../filters';
import styles from './FilterBuilder.module.css';

interface FilterBuilderProps {
  readonly path: ProjectPath;
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
}

const EMPTY: Condition = { key: '', operator: 'is', value: '' };

/** Rows of field, operator and value; rows of a group are alternatives, groups all hold. */
export function FilterBuilder({ path, filters, onChange }: FilterBuilderProps) {
  const count = filters.flat().length;
  const replace = (group: number, row: number, condition: Condition | undefined) => {
    const next = filters.map((each, position) =>
      position === group ? each.flatMap((old, at) => (at === row ? (condition ?? []) : old)) : each,
    );
    onChange(next.filter((each) => each.length > 0));
  };
  return (
    <Popover position="bottom-start" width={640} shadow="md" trapFocus>
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<ListFilter size={14} aria-hidden />}
          data-active={count > 0}
        >
          {count === 0 ? 'Filter' : `Filter (${count})`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.builder} role="group" aria-label="Filters">
          {filters.length === 0 && <p className={styles.none}>No filter: all runs are listed.</p>}
          {filters.map((group, groupPosition) => (
            <fieldset key={groupPosition} className={styles.group}>
              <legend className="visually-hidden">Filter group {groupPosition + 1}</legend>
              {groupPosition > 0 && <p className={styles.joint}>and</p>}
              {group.map((condition, row) => (
                <div key={row}>
                  {row > 0 && <p className={styles.joint}>or</p>}
                  <ConditionRow
                    path={path}
                    condition={condition}
                    onChange={(next) => { replace(groupPosition, row, next); }}
                  />
                </div>
              ))}
              <Button
                size="compact-xs"
                variant="subtle"
                leftSection={<Plus size={12} aria-hidden />}
                onClick={() => {
                  onChange(filters.map((each, position) => (position === groupPosition ? [...each, EMPTY] : each)));
                }}
              >
                Or
              </Button>
            </fieldset>
          ))}
          <div className={styles.foot}>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<Plus size={13} aria-hidden />}
              onClick={() => { onChange([...filters, [EMPTY]]); }}
            >
              Add filter
            </Button>
            {count > 0 && (
              <Button size="compact-sm" variant="subtle" onClick={() => { onChange([]); }}>
                Clear all
              </Button>
            )}
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

interface ConditionRowProps {
  readonly path: ProjectPath;
  readonly condition: Condition;
  readonly onChange: (condition: Condition | undefined) => void;
}

function ConditionRow({ path, condition, onChange }: ConditionRowProps) {
  const [key, setKey] = useState(condition.key);
  const [value, setValue] = useState(condition.value);
  const [search] = useDebouncedValue(key, 120);
  const columns = useRunColumns(path, search.replace(/^(config|summary_metrics|ft)\./, ''), 30);
  const offered = [...ATTRIBUTES.map((each) => each.key), ...(columns.data ?? []).map((each) => each.key)];
  return (
    <div className={styles.row}>
      <Autocomplete
        size="xs"
        aria-label="Field"
        placeholder="ft.epochs"
        comboboxProps={{ withinPortal: false }}
        data={[...new Set(offered)]}
        limit={30}
        value={key}
        onChange={setKey}
        onOptionSubmit={(chosen) => { onChange({ ...condition, key: chosen }); }}
        onBlur={() => { if (key !== condition.key) onChange({ ...condition, key }); }}
      />
      <Select
        size="xs"
        aria-label="Operator"
        comboboxProps={{ withinPortal: false }}
        allowDeselect={false}
        data={[...OPERATORS]}
        value={condition.operator}
        onChange={(next) => { onChange({ ...condition, operator: OPERATORS.find((each) => each === next) ?? 'is' }); }}
      />
      <TextInput
        size="xs"
        aria-label="Value"
        disabled={isUnary(condition.operator)}
        placeholder={condition.operator.endsWith('of') ? 'a, b, c' : ''}
        value={isUnary(condition.operator) ? '' : value}
        onChange={(event) => { setValue(event.currentTarget.value); }}
        onBlur={() => { if (value !== condition.value) onChange({ ...condition, value }); }}
        onKeyDown={(event) => { if (event.key === 'Enter') onChange({ ...condition, value }); }}
      />
      <ActionIcon aria-label="Remove this filter" onClick={() => { onChange(undefined); }}>
        <X size={14} />
      </ActionIcon>
    </div>
  );
}
