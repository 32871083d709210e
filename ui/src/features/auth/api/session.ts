import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError, getJson, postJson, remove } from '@/lib/api-client';

/** Who is signed in, as `/api/session` tells it. */
export interface Viewer {
  readonly username: string;
  readonly name: string;
  /** Empty when none is known. */
  readonly email: string;
  readonly admin: boolean;
  /** The entity that runs go to when a program names none. */
  readonly entity: string;
}

export type Credentials =
  | { readonly apiKey: string }
  | { readonly token: string }
  | { readonly username: string; readonly password: string };

export const sessionKey = ['session'] as const;

const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: async ({ signal }): Promise<Viewer | null> => {
    try {
      return viewerOf(await getJson<Partial<Viewer>>('/api/session', signal));
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

/** `data` is null when signed out. */
export function useSession() {
  return useQuery(sessionQuery);
}

/** For parts that only stand on pages of the signed in. */
export function useViewer(): Viewer {
  const { data } = useQuery(sessionQuery);
  if (data == null) throw new Error('This page needs a session.');
  return data;
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (credentials: Credentials) => viewerOf(await postJson<Partial<Viewer>>('/api/session', credentials)),
    onSuccess: (viewer) => client.setQueryData(sessionKey, viewer),
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => remove('/api/session'),
    onSuccess: () => {
      client.setQueryData(sessionKey, null);
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] });
    },
  });
}

function viewerOf(answer: Partial<Viewer>): Viewer {
  const username = answer.username ?? answer.name ?? '';
  return {
    username,
    name: answer.name ?? username,
    email: answer.email ?? '',
    admin: answer.admin === true,
    entity: answer.entity ?? username,
  };
}
