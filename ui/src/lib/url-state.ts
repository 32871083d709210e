/** The query string as plain text by key; the first of a repeated key counts. */
export type RawSearch = Readonly<Record<string, string>>;

/** How one piece of a page's state stands in the query string. What cannot be read is the fallback, never an error. */
export interface Field<T> {
  readonly read: (text: string | undefined) => T;
  /** Nothing when the value is the fallback: the address stays short. */
  readonly write: (value: T) => string | undefined;
}

/** A page's whole state; keys of the query string it does not know are left alone. */
export interface Codec<State> {
  readonly read: (search: RawSearch) => State;
  readonly write: (state: State, search: RawSearch) => RawSearch;
}

export function parseSearch(search: string): RawSearch {
  const result: Record<string, string> = {};
  for (const [key, value] of new URLSearchParams(search)) result[key] ??= value;
  return result;
}

/** With its leading question mark, or empty; keys in a fixed order, so equal states have equal addresses. */
export function formatSearch(search: RawSearch): string {
  const entries = Object.entries(search).sort(([left], [right]) => left.localeCompare(right));
  const text = new URLSearchParams(entries).toString();
  return text === '' ? '' : `?${text}`;
}

export function codec<State extends object>(fields: { readonly [Key in keyof State]: Field<State[Key]> }): Codec<State> {
  const keys = Object.keys(fields) as (keyof State & string)[];
  return {
    read: (search) => Object.fromEntries(keys.map((key) => [key, fields[key].read(search[key])])) as State,
    write: (state, search) => {
      const result: Record<string, string> = Object.fromEntries(
        Object.entries(search).filter(([key]) => !(key in fields)),
      );
      for (const key of keys) {
        const text = fields[key].write(state[key]);
        if (text !== undefined) result[key] = text;
      }
      return result;
    },
  };
}

export function text(fallback = ''): Field<string> {
  return {
    read: (value) => value ?? fallback,
    write: (value) => (value === fallback ? undefined : value),
  };
}

export function flag(): Field<boolean> {
  return { read: (value) => value === '1', write: (value) => (value ? '1' : undefined) };
}

export function choice<const Choice extends string>(choices: readonly Choice[], fallback: NoInfer<Choice>): Field<Choice> {
  return {
    read: (value) => choices.find((each) => each === value) ?? fallback,
    write: (value) => (value === fallback ? undefined : value),
  };
}

/** A whole number of zero or more, or nothing. */
export function index(): Field<number | undefined> {
  return {
    read: (value) => (value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined),
    write: (value) => value?.toString(),
  };
}

/** Names split by commas; a comma or backslash within a name carries a backslash. */
export function list(): Field<readonly string[]> {
  return {
    read: (value) =>
      value === undefined || value === ''
        ? []
        : (value.match(/(?:\\.|[^,\\])+/g) ?? []).map((part) => part.replace(/\\(.)/g, '$1')),
    write: (value) =>
      value.length === 0 ? undefined : value.map((part) => part.replace(/[\\,]/g, (found) => `\\${found}`)).join(','),
  };
}

export interface Interval {
  readonly min: number;
  readonly max: number;
}

/** `min~max`, both finite and in order; or nothing. */
export function interval(): Field<Interval | undefined> {
  return {
    read: (value) => {
      const [min, max] = (value ?? '').split('~').map((part) => (part === '' ? NaN : Number(part)));
      return min !== undefined && max !== undefined && Number.isFinite(min) && Number.isFinite(max) && min < max
        ? { min, max }
        : undefined;
    },
    write: (value) => (value === undefined ? undefined : `${value.min}~${value.max}`),
  };
}

/** A structure as JSON; `accept` returns nothing for what does not fit. */
export function structure<T>(accept: (value: unknown) => T | undefined, fallback: T, isFallback: (value: T) => boolean): Field<T> {
  return {
    read: (value) => {
      if (value === undefined) return fallback;
      try {
        return accept(JSON.parse(value)) ?? fallback;
      } catch {
        return fallback;
      }
    },
    write: (value) => (isFallback(value) ? undefined : JSON.stringify(value)),
  };
}
