import { createContext, useContext } from 'react';
import type { LiveStatus } from '@/lib/live';

export interface LiveState {
  readonly status: LiveStatus;
  /** Pauses, or goes on. */
  readonly toggle: () => void;
  /** Told which runs changed, or that anything may have; answers how to stop listening. */
  readonly listen: (listener: (runs: readonly string[] | 'all') => void) => () => void;
}

const SILENT: LiveState = { status: 'paused', toggle: () => undefined, listen: () => () => undefined };

/** The changes of the project at hand; silent outside a project. */
export const LiveContext = createContext<LiveState>(SILENT);

export function useLive(): LiveState {
  return useContext(LiveContext);
}
