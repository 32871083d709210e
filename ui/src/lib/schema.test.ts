import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSchema, renew } from '../../scripts/graphql-types.mjs';

const root = join(import.meta.dirname, '../..');
const schema = join(root, '../server/src/main/resources');

describe('GraphQL documents', () => {
  it.skipIf(!existsSync(schema))("fit the server's schema, and the types beside them are fresh", () => {
    expect(renew(root, readSchema(schema), true)).toEqual([]);
  });
});
