import { describe, expect, it } from 'vitest';
import { changeOf, emptyDraft } from './provider-form';

describe('changeOf', () => {
  const draft = { ...emptyDraft('crew'), apiKey: ' sk-1 ', apiVersion: '2024-10-21', openaiProject: 'proj_1' };

  it('leaves out what is empty or of another kind', () => {
    expect(changeOf(draft)).toEqual({
      kind: 'openai',
      openaiProject: 'proj_1',
      apiKey: 'sk-1',
      entity: 'crew',
      project: 'OpenAI-Fine-Tune',
      pollSeconds: 30,
      datasets: true,
    });
    const azure = changeOf({ ...draft, kind: 'azure', baseUrl: 'https://eu.openai.azure.com ' });
    expect(azure).toMatchObject({ baseUrl: 'https://eu.openai.azure.com', apiVersion: '2024-10-21' });
    expect(azure).not.toHaveProperty('openaiProject');
  });
});
