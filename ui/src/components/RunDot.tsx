import { runColour } from '@/lib/palette';

/** A run's colour, the same wherever the run stands. */
export function RunDot({ run }: { run: string }) {
  return (
    <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden style={{ flex: 'none' }}>
      <circle cx="5" cy="5" r="4.5" fill={runColour(run)} />
    </svg>
  );
}
