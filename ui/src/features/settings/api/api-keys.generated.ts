// Written by scripts/graphql-types.mjs from the .graphql file beside it; `npm run types` renews it.
import { operation } from '@/lib/graphql';

export type ApiKeysVariables = {};

export type ApiKeysResult = {
  viewer: {
    id: string;
    apiKeys: {
      edges: ({
        node: {
          id: string;
          name: string;
          description: string | null;
        } | null;
      })[];
    } | null;
  } | null;
};

export const ApiKeys = operation<ApiKeysResult, ApiKeysVariables>(
  'ApiKeys',
  "query ApiKeys{viewer{id apiKeys{edges{node{id name description}}}}}",
);

export type GenerateApiKeyVariables = {
  description?: string | null;
};

export type GenerateApiKeyResult = {
  generateApiKey: {
    apiKey: {
      id: string;
      name: string;
    } | null;
  } | null;
};

export const GenerateApiKey = operation<GenerateApiKeyResult, GenerateApiKeyVariables>(
  'GenerateApiKey',
  "mutation GenerateApiKey($description:String){generateApiKey(input:{description:$description}){apiKey{id name}}}",
);

export type DeleteApiKeyVariables = {
  id: string;
};

export type DeleteApiKeyResult = {
  deleteApiKey: {
    success: boolean | null;
  } | null;
};

export const DeleteApiKey = operation<DeleteApiKeyResult, DeleteApiKeyVariables>(
  'DeleteApiKey',
  "mutation DeleteApiKey($id:String!){deleteApiKey(input:{id:$id}){success}}",
);
