import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getJson, postJson, putJson, remove } from '@/lib/api-client';

export type ProviderKind = 'openai' | 'azure' | 'compatible';

/** A connection to a fine-tuning service whose jobs the server follows. Its key never comes here. */
export interface Provider {
  readonly name: string;
  readonly kind: ProviderKind;
  readonly baseUrl: string;
  /** Last characters of the key; empty for a short one. */
  readonly keyEnding: string;
  readonly entity: string;
  readonly project: string;
  readonly enabled: boolean;
  readonly status: {
    readonly lookedAt?: string;
    readonly jobs: number;
    readonly following: number;
    readonly error?: { readonly at: string; readonly code: string; readonly message: string };
  };
}

/** What is said of a connection; what is left out stays as it is. */
export interface ProviderChange {
  readonly kind?: ProviderKind;
  readonly baseUrl?: string;
  readonly apiVersion?: string;
  readonly openaiOrganization?: string;
  readonly openaiProject?: string;
  readonly apiKey?: string;
  readonly entity?: string;
  readonly project?: string;
  readonly pollSeconds?: number;
  readonly datasets?: boolean;
  readonly enabled?: boolean;
}

export interface CheckOutcome {
  readonly works: boolean;
  readonly message: string;
}

const KEY = ['providers'] as const;
const LOOK_AGAIN = 5_000;

function address(name: string, more = ''): string {
  return `/admin/v1/providers/${encodeURIComponent(name)}${more}`;
}

/** All connections, looked at again every few seconds: the state of following moves. */
export function useProviders() {
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => (await getJson<{ providers: Provider[] }>('/admin/v1/providers', signal)).providers,
    refetchInterval: LOOK_AGAIN,
  });
}

export function usePutProvider() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, change }: { name: string; change: ProviderChange }) => putJson<Provider>(address(name), change),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

export function useRemoveProvider() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => remove(address(name)),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

/** Asks the service itself; that may take some seconds. */
export function useCheckProvider() {
  return useMutation({ mutationFn: (name: string) => postJson<CheckOutcome>(address(name, '/check'), {}) });
}
