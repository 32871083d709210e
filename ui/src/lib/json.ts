export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * Parses JSON that may hold the bare words NaN, Infinity and -Infinity, as the official client writes them. Text that
 * is no JSON at all comes back as `undefined`.
 */
export function parseLenient(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    // Below: the same text with the three words as marked strings.
  }
  try {
    const marked = text.replace(/"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g, (token) =>
      token.startsWith('"') ? token : `"${WRITTEN_MARK}${token}"`,
    );
    return JSON.parse(marked, (_key, value: Json) =>
      typeof value === 'string' && value.startsWith(MARK) ? Number(value.slice(MARK.length)) : value,
    ) as Json;
  } catch {
    return undefined;
  }
}

/** A NUL opens the mark: no client writes one, so no string of the document can be taken for a marked word. */
const MARK = '\u0000tunebook:';
const WRITTEN_MARK = '\\u0000tunebook:';

export function isObject(value: unknown): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value below a dotted path, trying the literal key first: `a.b` may be one key. */
export function valueAt(value: Json | undefined, path: string): Json | undefined {
  if (!isObject(value)) return undefined;
  if (path in value) return value[path];
  for (let dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
    const found = valueAt(value[path.slice(0, dot)], path.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The wire form of a config wraps each value: `{"lr": {"value": 0.1, "desc": null}}`; this takes the wrapping off. */
export function unwrapConfig(text: string | null | undefined): Record<string, Json> {
  const parsed = parseLenient(text ?? '{}');
  if (!isObject(parsed)) return {};
  const result: Record<string, Json> = {};
  for (const [key, entry] of Object.entries(parsed)) {
    if (key === '_wandb' || key === 'wandb_version') continue;
    result[key] = isObject(entry) && 'value' in entry ? (entry.value ?? null) : entry;
  }
  return result;
}

export function parseObject(text: string | null | undefined): Record<string, Json> {
  const parsed = parseLenient(text ?? '{}');
  return isObject(parsed) ? parsed : {};
}
