import type { Json } from './json';

/**
 * Reads the text Python prints for an object of the provider's library: `Method(type='dpo', dpo=DpoMethod(beta=0.1))`
 * becomes `{type: 'dpo', dpo: {beta: 0.1}}`. Knows calls with named arguments, lists, tuples, dictionaries, strings,
 * numbers, True, False and None; nothing is evaluated. Any other text is `undefined`.
 */
export function parsePython(text: string): Json | undefined {
  const reader = new Reader(text);
  try {
    const value = reader.value(0);
    return reader.atEnd() ? value : undefined;
  } catch {
    return undefined;
  }
}

const DEEPEST = 40;
const WORDS: Readonly<Record<string, Json>> = { None: null, True: true, False: false, nan: NaN, inf: Infinity };
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', "'": "'", '"': '"' };

class Reader {
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  atEnd(): boolean {
    this.space();
    return this.at === this.text.length;
  }

  value(depth: number): Json {
    if (depth > DEEPEST) throw new Error('too deep');
    this.space();
    const next = this.text[this.at];
    if (next === "'" || next === '"') return this.string(next);
    if (next === '[') return this.items('[', ']', depth);
    if (next === '(') return this.items('(', ')', depth);
    if (next === '{') return this.pairs('{', '}', ':', () => keyText(this.value(depth + 1)), depth);
    const number = this.match(/-?(?:\d+\.?\d*(?:[eE][+-]?\d+)?|inf|nan)(?![\w.])/y);
    if (number !== undefined) return Number(number.replace('inf', 'Infinity').replace('nan', 'NaN'));
    const name = this.match(/[A-Za-z_][\w.]*/y);
    if (name === undefined) throw new Error('no value');
    const known = WORDS[name];
    if (known !== undefined) return known;
    return this.pairs('(', ')', '=', () => this.match(/\s*[A-Za-z_]\w*/y)?.trim() ?? fail(), depth);
  }

  private items(open: string, close: string, depth: number): Json[] {
    this.expect(open);
    const result: Json[] = [];
    while (!this.take(close)) {
      result.push(this.value(depth + 1));
      if (!this.take(',')) {
        this.expect(close);
        break;
      }
    }
    return result;
  }

  private pairs(open: string, close: string, between: string, name: () => string, depth: number): Json {
    this.expect(open);
    const result: Record<string, Json> = {};
    while (!this.take(close)) {
      const key = name();
      this.expect(between);
      result[key] = this.value(depth + 1);
      if (!this.take(',')) {
        this.expect(close);
        break;
      }
    }
    return result;
  }

  private string(quote: string): string {
    this.at += 1;
    let result = '';
    for (;;) {
      const next = this.text[this.at];
      if (next === undefined) throw new Error('open string');
      this.at += 1;
      if (next === quote) return result;
      if (next === '\\') {
        const escaped = this.text[this.at] ?? fail();
        this.at += 1;
        result += ESCAPES[escaped] ?? `\\${escaped}`;
      } else {
        result += next;
      }
    }
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private take(sign: string): boolean {
    this.space();
    if (this.text[this.at] !== sign) return false;
    this.at += 1;
    return true;
  }

  private expect(sign: string): void {
    if (!this.take(sign)) throw new Error(`no ${sign}`);
  }

  private space(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at += 1;
  }
}

function keyText(key: Json): string {
  return typeof key === 'string' ? key : JSON.stringify(key);
}

function fail(): never {
  throw new Error('unexpected end');
}
