import { useMemo } from 'react';
import { FileList } from '@/components/FileList';
import { JsonTree } from '@/components/JsonTree';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/states';
import { type ArtifactDetails, useArtifactFiles } from '@/features/artifacts/api/artifacts';
import type { Json } from '@/lib/json';
import { parsePython } from '@/lib/python-text';
import { codec, text } from '@/lib/url-state';
import { useUrlState } from '@/lib/use-url-state';

/** Values that the official client wrote as Python text are laid open. */
export function MetadataTab({ artifact }: { artifact: ArtifactDetails }) {
  const opened = useMemo(
    () => Object.fromEntries(Object.entries(artifact.metadata).map(([key, value]): [string, Json] => [key, typeof value === 'string' ? (parsePython(value) ?? value) : value])),
    [artifact.metadata],
  );
  return (
    <Panel title="Metadata">
      <JsonTree value={opened} label="metadata" />
    </Panel>
  );
}

const filesState = codec<{ file: string }>({ file: text() });

export function FilesTab({ artifact }: { artifact: ArtifactDetails }) {
  const files = useArtifactFiles(artifact.id);
  const [state, change] = useUrlState(filesState);
  return (
    <Panel flush label="Files">
      <QueryView query={files} what="files" height={200}>
        {(list) => (
          <FileList files={list.map((file) => ({ ...file, url: file.directUrl }))} chosen={state.file} onChoose={(file) => { change({ file }, 'push'); }} />
        )}
      </QueryView>
    </Panel>
  );
}
