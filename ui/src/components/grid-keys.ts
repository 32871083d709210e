export type Move = 'up' | 'down' | 'pageUp' | 'pageDown' | 'start' | 'end';

const MOVES: Readonly<Record<string, Move>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
  Home: 'start',
  End: 'end',
};

interface Key {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/** How a key walks a list; keys with another one held down mean something else. */
export function moveOf(key: Key): Move | undefined {
  return key.altKey || key.ctrlKey || key.metaKey || key.shiftKey ? undefined : MOVES[key.key];
}

/** The row a move leads to; -1 stands for none yet. */
export function moved(from: number, move: Move, count: number, page: number): number {
  const targets: Record<Move, number> = {
    up: from - 1,
    down: from + 1,
    pageUp: from - page,
    pageDown: from + page,
    start: 0,
    end: count - 1,
  };
  return Math.max(0, Math.min(count - 1, targets[move]));
}
