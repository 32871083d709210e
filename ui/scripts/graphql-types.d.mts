import type { GraphQLSchema } from 'graphql';

export function readSchema(folder: string): GraphQLSchema;
export function renew(root: string, schema: GraphQLSchema, check: boolean): string[];
