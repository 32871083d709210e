import { useMemo } from 'react';
import { FileList } from '@/components/FileList';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/states';
import { useRunArtifacts } from '@/features/artifacts/api/artifacts';
import { ArtifactTable } from '@/features/artifacts/components/ArtifactTable';
import { ChartBoard } from '@/features/charts/components/ChartBoard';
import { useRunFiles } from '@/features/runs/api/files';
import { useLogs } from '@/features/runs/api/logs';
import type { Run } from '@/features/runs/api/runs';
import { LogView } from '@/features/runs/components/LogView';
import type { RunPath } from '@/lib/paths';
import { codec, text } from '@/lib/url-state';
import { useUrlState } from '@/lib/use-url-state';

export function ChartsTab({ run }: { run: Run }) {
  const runs = useMemo(() => [{ id: run.id, name: run.name, label: run.displayName ?? run.name }], [run.id, run.name, run.displayName]);
  return <ChartBoard runs={runs} metrics={run.metrics} epoch={run.state ?? ''} />;
}

export function LogsTab({ path }: { path: RunPath }) {
  const logs = useLogs(path);
  return (
    <Panel flush label="Logs">
      <QueryView query={logs} what="console lines" height={300}>
        {({ lines }) => <LogView lines={lines} height="calc(100vh - 260px)" />}
      </QueryView>
    </Panel>
  );
}

const filesState = codec<{ file: string }>({ file: text() });

export function FilesTab({ path }: { path: RunPath }) {
  const files = useRunFiles(path);
  const [state, change] = useUrlState(filesState);
  return (
    <Panel flush label="Files">
      <QueryView query={files} what="files" height={200}>
        {(list) => (
          <FileList
            files={list.map((file) => ({ ...file, url: file.url ?? file.directUrl }))}
            chosen={state.file}
            onChoose={(file) => { change({ file }, 'push'); }}
          />
        )}
      </QueryView>
    </Panel>
  );
}

export function ArtifactsTab({ path }: { path: RunPath }) {
  const artifacts = useRunArtifacts(path);
  return (
    <QueryView query={artifacts} what="artifacts" height={200}>
      {({ inputs, outputs }) => (
        <>
          <Panel title="Inputs: what the run used" flush>
            <ArtifactTable artifacts={inputs} empty="This run used no artifact" />
          </Panel>
          <Panel title="Outputs: what the run made" flush>
            <ArtifactTable artifacts={outputs} empty="This run logged no artifact" />
          </Panel>
        </>
      )}
    </QueryView>
  );
}
