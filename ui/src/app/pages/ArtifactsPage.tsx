import { TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { EmptyState, QueryView } from '@/components/states';
import { useTitle } from '@/components/use-title';
import { type TypeEntry, useArtifactBrowser } from '@/features/artifacts/api/artifacts';
import { CollectionTable } from '@/features/artifacts/components/CollectionTable';
import { codec, text } from '@/lib/url-state';
import { usePageParams } from '@/lib/use-params';
import { useUrlState } from '@/lib/use-url-state';
import { LivePill } from '../shell/LivePill';
import { useProjectPath } from '../shell/project-path';
import { artifactTrail, projectTrail } from '../shell/trail';

const browserState = codec<{ q: string }>({ q: text() });
const LAST = ['run_table', 'wandb-history', 'wandb-run-incremental-table', 'job', 'code'];

export function ArtifactsPage() {
  const path = useProjectPath();
  const { type } = usePageParams();
  const [state, change] = useUrlState(browserState);
  useTitle(type, 'Artifacts', path.project);
  const browser = useArtifactBrowser(path);
  return (
    <Page>
      <PageHeader
        title={type ?? 'Artifacts'}
        trail={type === undefined ? projectTrail(path) : artifactTrail(path)}
        actions={<LivePill />}
      />
      <QueryView query={browser} what="artifacts" height={240}>
        {(types) =>
          types.length === 0 ? (
            <EmptyState
              title="No artifacts yet"
              snippet={'artifact = wandb.Artifact("my-data", type="dataset")\nartifact.add_file("data.jsonl")\nrun.log_artifact(artifact)'}
            >
              Data sets and models that runs use or make stand here, with their versions.
            </EmptyState>
          ) : (
            <>
              <TextInput
                size="xs"
                w={300}
                aria-label="Search artifacts"
                placeholder="Search name, file, model"
                leftSection={<Search size={13} aria-hidden />}
                value={state.q}
                onChange={(event) => { change({ q: event.currentTarget.value }); }}
              />
              {narrowed(types, type, state.q).map((each) => (
                <Panel key={each.name} title={each.name} aside={<span className="numbers" style={{ color: 'var(--secondary)' }}>{each.collections.length}</span>} flush>
                  <CollectionTable path={path} type={each.name} collections={each.collections} />
                </Panel>
              ))}
            </>
          )
        }
      </QueryView>
    </Page>
  );
}

/** What matches, the clients' own types last. */
function narrowed(types: readonly TypeEntry[], type: string | undefined, search: string): TypeEntry[] {
  const wanted = search.trim().toLowerCase();
  return types
    .filter((each) => type === undefined || each.name === type)
    .map((each) => ({ ...each, collections: each.collections.filter(({ name, holding }) => `${name} ${holding}`.toLowerCase().includes(wanted)) }))
    .filter((each) => each.collections.length > 0)
    .sort((left, right) => Number(LAST.includes(left.name)) - Number(LAST.includes(right.name)) || left.name.localeCompare(right.name));
}
