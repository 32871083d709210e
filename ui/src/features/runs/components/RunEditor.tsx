import { Button, Group, Modal, Stack, TagsInput, Textarea, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { ErrorNotice } from '@/components/states';
import type { ProjectPath } from '@/lib/paths';
import { type RunEntry, useUpdateRun } from '../api/runs';

interface RunEditorProps {
  readonly path: ProjectPath;
  readonly run: Pick<RunEntry, 'id' | 'name' | 'displayName' | 'notes' | 'tags'>;
  readonly onClose: () => void;
}

/** A run's name, tags and notes: what people write about it. */
export function RunEditor({ path, run, onClose }: RunEditorProps) {
  const [displayName, setDisplayName] = useState(run.displayName ?? run.name);
  const [tags, setTags] = useState<string[]>(run.tags ?? []);
  const [notes, setNotes] = useState(run.notes ?? '');
  const update = useUpdateRun(path);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    update.mutate({ id: run.id, displayName: displayName.trim(), tags, notes }, { onSuccess: onClose });
  };
  return (
    <Modal opened onClose={onClose} title="Name, tags and notes">
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            label="Name"
            data-autofocus
            required
            withAsterisk={false}
            value={displayName}
            onChange={(event) => { setDisplayName(event.currentTarget.value); }}
          />
          <TagsInput label="Tags" placeholder={tags.length === 0 ? 'Type and press Enter' : ''} value={tags} onChange={setTags} />
          <Textarea
            label="Notes"
            autosize
            minRows={3}
            maxRows={12}
            value={notes}
            onChange={(event) => { setNotes(event.currentTarget.value); }}
          />
          {update.error !== null && <ErrorNotice error={update.error} what="Could not save." />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={update.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
