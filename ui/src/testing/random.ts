/** A seeded source for laws: the seed stands in the name of the test, so a failure can be replayed. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** In [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  below(bound: number): number {
    return Math.floor(this.next() * bound);
  }

  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)]!;
  }

  word(): string {
    const letters = ['a', 'B', '7', 'ü', ' ', '+', '&', '=', '%', ',', '\\', '~', '#', '/', '日', '😀', '"', '.'];
    return Array.from({ length: 1 + this.below(8) }, () => this.pick(letters)).join('');
  }
}

export const SEED = Number(process.env.TUNEBOOK_SEED ?? Date.now() % 1_000_000);
