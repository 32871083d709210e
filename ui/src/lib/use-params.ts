import { useParams } from '@tanstack/react-router';

/** The quoted parts of the page's address, unquoted: `entity`, `project`, `run` ... */
export function usePageParams(): Readonly<Record<string, string | undefined>> {
  const params: unknown = useParams({ strict: false });
  return params as Readonly<Record<string, string | undefined>>;
}
