import { Checkbox, MultiSelect, Select, Slider } from '@mantine/core';
import { useEffect, useState } from 'react';
import { formatNumber } from '@/lib/format';
import { type ChartsState, X_AXES } from '../state';
import { X_NAMES } from './ChartPanel';
import styles from './ChartToolbar.module.css';

interface ChartToolbarProps {
  readonly state: ChartsState;
  readonly onChange: (change: Partial<ChartsState>) => void;
  readonly metrics: readonly string[];
}

/** What holds for all charts of the page: x axis, smoothing, scale, which metrics. */
export function ChartToolbar({ state, onChange, metrics }: ChartToolbarProps) {
  const [strength, setStrength] = useState(state.smooth);
  useEffect(() => {
    const timer = setTimeout(() => { if (strength !== state.smooth) onChange({ smooth: strength }); }, 60);
    return () => { clearTimeout(timer); };
  }, [strength, state.smooth, onChange]);
  return (
    <div className={styles.bar} role="group" aria-label="Chart settings">
      <Select
        size="xs"
        w={110}
        aria-label="X axis"
        allowDeselect={false}
        data={X_AXES.map((axis) => ({ value: axis, label: X_NAMES[axis] }))}
        value={state.x}
        onChange={(next) => { onChange({ x: X_AXES.find((axis) => axis === next) ?? '_step', zoom: undefined }); }}
      />
      <div className={styles.slider}>
        <span id="smoothing">Smoothing {formatNumber(strength)}</span>
        <Slider
          size="xs"
          w={120}
          min={0}
          max={0.99}
          step={0.01}
          label={null}
          thumbProps={{ 'aria-label': 'Smoothing' }}
          value={strength}
          onChange={setStrength}
        />
      </div>
      <Checkbox size="xs" label="Log scale" checked={state.log} onChange={(event) => { onChange({ log: event.currentTarget.checked }); }} />
      {metrics.length > 1 && (
        <MultiSelect
          size="xs"
          w={280}
          aria-label="Metrics"
          placeholder={state.keys.length === 0 ? 'All metrics' : ''}
          searchable
          clearable
          limit={50}
          data={[...metrics]}
          value={[...state.keys]}
          onChange={(keys) => { onChange({ keys }); }}
        />
      )}
    </div>
  );
}
