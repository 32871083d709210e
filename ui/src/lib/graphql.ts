/** One GraphQL operation: its text, and at compile time the types of its variables and its answer. */
export interface Operation<Result, Variables> {
  readonly name: string;
  readonly query: string;
  /** Never set: carries the types. */
  readonly types?: (variables: Variables) => Result;
}

export function operation<Result, Variables>(name: string, query: string): Operation<Result, Variables> {
  return { name, query };
}
