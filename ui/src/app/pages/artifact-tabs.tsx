import { FileList } from '@/components/FileList';
import { JsonTree } from '@/components/JsonTree';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/states';
import { type ArtifactDetails, useArtifactFiles } from '@/features/artifacts/api/artifacts';
import { useModelRecord } from '@/features/finetunes/api/fine-tune';
import { codec, text } from '@/lib/url-state';
import { useUrlState } from '@/lib/use-url-state';

/** Values that the official client wrote as Python text are laid open. */
export function MetadataTab({ artifact }: { artifact: ArtifactDetails }) {
  return (
    <Panel title="Metadata">
      <QueryView query={useModelRecord(artifact.id)} what="metadata" height={160}>
        {({ metadata }) => <JsonTree value={metadata} label="metadata" />}
      </QueryView>
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
