import { Button, Checkbox, Group, Modal, NativeSelect, PasswordInput, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { ErrorNotice } from '@/components/states';
import { usePutProvider } from '../api/providers';
import { changeOf, emptyDraft, KINDS, type ProviderDraft } from '../provider-form';

/** Asks for a new connection; the key goes to the server and is not shown again. */
export function AddProvider({ entity, onClose }: { entity: string; onClose: () => void }) {
  const [draft, setDraft] = useState<ProviderDraft>(() => emptyDraft(entity));
  const put = usePutProvider();
  const kind = KINDS.find(({ value }) => value === draft.kind);
  const text = (member: Exclude<keyof ProviderDraft, 'kind' | 'datasets'>) => ({
    value: draft[member],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setDraft((before) => ({ ...before, [member]: value }));
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    put.mutate({ name: draft.name.trim(), change: changeOf(draft) }, { onSuccess: onClose });
  };
  return (
    <Modal opened onClose={onClose} title="Add a provider connection" size="lg">
      <form onSubmit={submit}>
        <Stack gap="md">
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
            <TextInput
              label="Name"
              description="Lower-case letters, digits and dashes."
              pattern="[a-z0-9][a-z0-9\-]*"
              required
              data-autofocus
              {...text('name')}
            />
            <NativeSelect
              label="Service"
              description="What its API is."
              data={KINDS.map(({ value, label }) => ({ value, label }))}
              value={draft.kind}
              onChange={(event) => {
                const chosen = KINDS.find(({ value }) => value === event.currentTarget.value);
                if (chosen !== undefined) setDraft((before) => ({ ...before, kind: chosen.value }));
              }}
            />
          </SimpleGrid>
          <TextInput
            label={draft.kind === 'azure' ? 'Endpoint' : 'Base URL'}
            placeholder={kind?.baseUrl ?? ''}
            required={draft.kind !== 'openai'}
            {...text('baseUrl')}
          />
          <PasswordInput label="API key" description="Kept encrypted, and never shown again." autoComplete="off" required {...text('apiKey')} />
          {draft.kind === 'azure' ? (
            <TextInput label="API version" description="Only for the older paths." placeholder="2024-10-21" {...text('apiVersion')} />
          ) : (
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
              <TextInput label="Organization" placeholder="org-…" {...text('openaiOrganization')} />
              <TextInput label="OpenAI project" placeholder="proj_…" {...text('openaiProject')} />
            </SimpleGrid>
          )}
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
            <TextInput label="Record into" description="A team or a user; cannot be changed later." required {...text('entity')} />
            <TextInput label="Project" description="Made when it is not there." required {...text('project')} />
          </SimpleGrid>
          <Group align="flex-end" gap="xl">
            <TextInput label="Seconds between looks" type="number" min={1} max={86400} required w={180} {...text('pollSeconds')} />
            <Checkbox
              mb={6}
              label="Record training and validation data"
              checked={draft.datasets}
              onChange={(event) => {
                const { checked } = event.currentTarget;
                setDraft((before) => ({ ...before, datasets: checked }));
              }}
            />
          </Group>
          {put.error !== null && <ErrorNotice error={put.error} what="Could not add the connection." />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={put.isPending}>
              Add connection
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
