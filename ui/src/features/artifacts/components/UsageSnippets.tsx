import { Panel } from '@/components/Panel';
import { Snippet } from '@/components/Snippet';
import type { ArtifactDetails } from '../api/artifacts';

/** How to get this version elsewhere. */
export function UsageSnippets({ artifact }: { artifact: ArtifactDetails }) {
  const { entity, project, name, version, type } = artifact.path;
  const full = `${entity}/${project}/${name}:${version}`;
  const python = `import wandb\n\nrun = wandb.init(project="${project}", entity="${entity}")\nartifact = run.use_artifact("${full}", type="${type}")\nfolder = artifact.download()`;
  const api = `import wandb\n\nartifact = wandb.Api().artifact("${full}")\nfolder = artifact.download()`;
  const java = `var folder = run.useArtifact("${full}").download();`;
  return (
    <>
      <Panel title="Python, within a run: the use is recorded in the lineage">
        <Snippet code={python} label="Copy Python with a run" />
      </Panel>
      <Panel title="Python, only to read">
        <Snippet code={api} label="Copy Python to read" />
      </Panel>
      <Panel title="Java">
        <Snippet code={java} label="Copy Java" />
      </Panel>
      <Panel title="Command line">
        <Snippet code={`WANDB_BASE_URL=${location.origin} wandb artifact get ${full}`} label="Copy command" />
      </Panel>
    </>
  );
}
