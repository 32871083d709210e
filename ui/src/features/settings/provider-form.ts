import type { ProviderChange, ProviderKind } from './api/providers';

/** The fields of a new connection as they are typed. */
export interface ProviderDraft {
  readonly name: string;
  readonly kind: ProviderKind;
  readonly baseUrl: string;
  readonly apiVersion: string;
  readonly openaiOrganization: string;
  readonly openaiProject: string;
  readonly apiKey: string;
  readonly entity: string;
  readonly project: string;
  readonly pollSeconds: string;
  readonly datasets: boolean;
}

export const KINDS: readonly { value: ProviderKind; label: string; baseUrl: string }[] = [
  { value: 'openai', label: 'OpenAI', baseUrl: 'https://api.openai.com/v1' },
  { value: 'azure', label: 'Azure OpenAI', baseUrl: 'https://NAME.openai.azure.com' },
  { value: 'compatible', label: 'OpenAI-compatible', baseUrl: 'https://provider.example/v1' },
];

export function emptyDraft(entity: string): ProviderDraft {
  return {
    name: '',
    kind: 'openai',
    baseUrl: '',
    apiVersion: '',
    openaiOrganization: '',
    openaiProject: '',
    apiKey: '',
    entity,
    project: 'OpenAI-Fine-Tune',
    pollSeconds: '30',
    datasets: true,
  };
}

/** What the server is told: a field that does not belong to the kind, or was left empty, is left out. */
export function changeOf(draft: ProviderDraft): ProviderChange {
  const azure = draft.kind === 'azure';
  const texts = {
    baseUrl: draft.baseUrl,
    apiVersion: azure ? draft.apiVersion : '',
    openaiOrganization: azure ? '' : draft.openaiOrganization,
    openaiProject: azure ? '' : draft.openaiProject,
  };
  const given = Object.entries(texts)
    .map(([member, text]) => [member, text.trim()] as const)
    .filter(([, text]) => text !== '');
  return {
    kind: draft.kind,
    ...Object.fromEntries(given),
    apiKey: draft.apiKey.trim(),
    entity: draft.entity.trim(),
    project: draft.project.trim(),
    pollSeconds: Number(draft.pollSeconds),
    datasets: draft.datasets,
  };
}
