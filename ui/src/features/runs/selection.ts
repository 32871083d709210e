/** Which runs of a table are chosen: some by name, or all that the table's filter matches, but for some. */
export type Selection = NamedRuns | MatchingRuns;

export interface NamedRuns {
  readonly kind: 'named';
  readonly names: ReadonlySet<string>;
}

export interface MatchingRuns {
  readonly kind: 'matching';
  /** As the runs query takes it. */
  readonly filters: string;
  readonly without: ReadonlySet<string>;
}

export const NONE: Selection = named([]);

export function named(names: Iterable<string>): NamedRuns {
  return { kind: 'named', names: new Set(names) };
}

export function allMatching(filters: string): MatchingRuns {
  return { kind: 'matching', filters, without: new Set() };
}

export function isChosen(selection: Selection, name: string): boolean {
  return selection.kind === 'named' ? selection.names.has(name) : !selection.without.has(name);
}

/** With these runs chosen or not. */
export function withRuns(selection: Selection, names: readonly string[], chosen: boolean): Selection {
  const held = new Set(selection.kind === 'named' ? selection.names : selection.without);
  for (const name of names) {
    if (chosen === (selection.kind === 'named')) held.add(name);
    else held.delete(name);
  }
  return selection.kind === 'named' ? { kind: 'named', names: held } : { ...selection, without: held };
}

/** From one row to another, whichever stands first; the second alone where the first is not listed. */
export function range(listed: readonly string[], from: string | undefined, to: string): readonly string[] {
  const start = from === undefined ? -1 : listed.indexOf(from);
  const end = listed.indexOf(to);
  return start < 0 || end < 0 ? [to] : listed.slice(Math.min(start, end), Math.max(start, end) + 1);
}

/** What is left to act on: a run that is not listed any more is not meant, nor is what another filter matched. */
export function standing(selection: Selection, listed: readonly string[], filters: string): Selection {
  if (selection.kind === 'matching') return selection.filters === filters ? selection : NONE;
  return named(listed.filter((name) => selection.names.has(name)));
}

/** @param matching how many runs the table's filter matches */
export function sizeOf(selection: Selection, matching: number): number {
  return selection.kind === 'named' ? selection.names.size : Math.max(0, matching - selection.without.size);
}

/** How the server is told. */
export type Meant = { readonly runNames: readonly string[] } | { readonly filters: string };

export function meantBy(selection: Selection): Meant {
  if (selection.kind === 'named') return { runNames: [...selection.names] };
  return { filters: selection.without.size === 0 ? selection.filters : JSON.stringify(queryOf(selection)) };
}

/** The same as a filter of the runs query. */
export function queryOf(selection: Selection): Readonly<Record<string, unknown>> {
  if (selection.kind === 'named') return { name: { $in: [...selection.names] } };
  const matched = JSON.parse(selection.filters) as Readonly<Record<string, unknown>>;
  return selection.without.size === 0 ? matched : { $and: [matched, { name: { $nin: [...selection.without] } }] };
}

/** Holds the selection outside the table, so that a tick draws one box and not every row. */
export class SelectionHolder {
  #selection: Selection = NONE;
  #last: string | undefined;
  readonly #listeners = new Set<() => void>();

  readonly get = (): Selection => this.#selection;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => { this.#listeners.delete(listener); };
  };

  set(selection: Selection): void {
    this.#selection = selection;
    if (selection === NONE) this.#last = undefined;
    for (const listener of this.#listeners) listener();
  }

  /** @param through also the rows between the one ticked last and this one */
  tick(name: string, listed: readonly string[], through: boolean): void {
    const chosen = !isChosen(this.#selection, name);
    const names = through ? range(listed, this.#last, name) : [name];
    this.#last = name;
    this.set(withRuns(this.#selection, names, chosen));
  }
}
