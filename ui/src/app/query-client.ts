import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { sessionKey } from '@/features/auth/api/session';
import { ApiError } from '@/lib/api-client';

/** A lost server is asked again; a refusal is not. A 401 anywhere means the session ended: the shell shows sign-in. */
export function makeQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: (error) => { noteSignedOut(client, error); } }),
    mutationCache: new MutationCache({ onError: (error) => { noteSignedOut(client, error); } }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        refetchOnWindowFocus: false,
        retry: (count, error) => count < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 502),
        retryDelay: (attempt) => 400 * 2 ** attempt,
      },
    },
  });
  return client;
}

function noteSignedOut(client: QueryClient, error: Error): void {
  if (error instanceof ApiError && error.status === 401) client.setQueryData(sessionKey, null);
}
