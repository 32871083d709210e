import { Alert, Button, Group, Stack, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { Snippet } from '@/components/Snippet';
import { ErrorNotice } from '@/components/states';
import { useMakeApiKey } from '../api/api-keys';

/** Makes a key and shows it this once, with the line to paste. */
export function MakeApiKey({ suggestion }: { suggestion: string }) {
  const [description, setDescription] = useState(suggestion);
  const make = useMakeApiKey();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    make.mutate(description.trim());
  };
  if (make.data !== undefined) {
    return (
      <Stack gap="md">
        <Alert color="yellow" variant="outline" title="Copy it now">
          The server keeps only a fingerprint: this key cannot be shown again.
        </Alert>
        <Snippet code={make.data} label="Copy API key" />
        <div>
          <p>Paste it where wandb asks for it, or run:</p>
          <Snippet code={`wandb login --relogin --host ${location.origin} ${make.data}`} label="Copy login command" />
        </div>
        <Group>
          <Button variant="default" size="compact-sm" onClick={() => { make.reset(); }}>
            Make another
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <form onSubmit={submit}>
      <Group align="flex-end" wrap="nowrap">
        <TextInput
          flex={1}
          label="Name of the key"
          description="To know it again in the list."
          required
          withAsterisk={false}
          value={description}
          onChange={(event) => { setDescription(event.currentTarget.value); }}
        />
        <Button type="submit" loading={make.isPending}>
          Create key
        </Button>
      </Group>
      {make.error !== null && <ErrorNotice error={make.error} what="Could not create the key." />}
    </form>
  );
}
