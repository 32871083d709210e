import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { graphql } from '@/lib/api-client';
import { ApiKeys, DeleteApiKey, GenerateApiKey } from './api-keys.generated';

export interface ApiKeyEntry {
  readonly id: string;
  /** Its first characters; the whole key is told once, when it is made. */
  readonly prefix: string;
  readonly description: string;
}

const KEY = ['api-keys'] as const;

export function useApiKeys() {
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }): Promise<ApiKeyEntry[]> => {
      const { viewer } = await graphql(ApiKeys, {}, signal);
      return (viewer?.apiKeys?.edges ?? []).flatMap(({ node }) =>
        node === null ? [] : [{ id: node.id, prefix: node.name, description: node.description ?? '' }],
      );
    },
  });
}

/** Makes a key and answers its text, which nobody can read again later. */
export function useMakeApiKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (description: string): Promise<string> => {
      const { generateApiKey } = await graphql(GenerateApiKey, { description });
      const made = generateApiKey?.apiKey?.name;
      if (made === undefined) throw new Error('The server made no key. Try again, or ask its administrator.');
      return made;
    },
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

export function useDeleteApiKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => graphql(DeleteApiKey, { id }),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  });
}
