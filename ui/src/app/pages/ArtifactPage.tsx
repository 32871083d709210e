import { CopyButton } from '@/components/CopyButton';
import { LinkTabs } from '@/components/LinkTabs';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { EmptyState, QueryView } from '@/components/states';
import { TimeText } from '@/components/TimeText';
import { useTitle } from '@/components/use-title';
import { type ArtifactDetails, type ArtifactSummary, holdingOf, useArtifact, useVersions } from '@/features/artifacts/api/artifacts';
import { AliasEditor } from '@/features/artifacts/components/AliasEditor';
import { LineageView } from '@/features/artifacts/components/LineageView';
import { UsageSnippets } from '@/features/artifacts/components/UsageSnippets';
import { VersionRail } from '@/features/artifacts/components/VersionRail';
import { formatBytes } from '@/lib/format';
import { ARTIFACT_TABS, type ArtifactPath, type ArtifactTab, paths } from '@/lib/paths';
import { usePageParams } from '@/lib/use-params';
import { useArtifactPath } from '../shell/project-path';
import { artifactTrail } from '../shell/trail';
import styles from './ArtifactPage.module.css';
import { ArtifactOverview } from './ArtifactOverview';
import { FilesTab, MetadataTab } from './artifact-tabs';
import { ChangesTab, DataTab } from './data-tabs';

const TAB_NAMES: Readonly<Record<ArtifactTab, string>> = {
  overview: 'Overview',
  data: 'Data',
  changes: 'Changes',
  metadata: 'Metadata',
  usage: 'Usage',
  files: 'Files',
  lineage: 'Lineage',
};

/** One version of an artifact beside the list of all; without a version in the address, the newest. */
export function ArtifactPage() {
  const asked = useArtifactPath();
  const versions = useVersions(asked);
  return (
    <Page>
      <QueryView query={versions} what="versions" height={400} page>
        {(list) => {
          const version = asked.version === '' ? list[0]?.path.version : asked.version;
          if (version === undefined) return <EmptyState title={`${asked.name} has no versions`} />;
          return <Version path={{ ...asked, version }} versions={list} />;
        }}
      </QueryView>
    </Page>
  );
}

function Version({ path, versions }: { path: ArtifactPath; versions: readonly ArtifactSummary[] }) {
  const params = usePageParams();
  const query = useArtifact(path);
  const tab = params._splat === undefined ? (ARTIFACT_TABS.find((each) => each === params.tab) ?? 'overview') : 'files';
  useTitle(TAB_NAMES[tab], `${path.name}:${path.version}`, path.project);
  return (
    <QueryView query={query} what="the artifact" height={400} page>
      {(artifact) => (
        <>
          <ArtifactHeader path={path} artifact={artifact} />
          <LinkTabs
            label="Parts of the artifact"
            active={tab}
            tabs={ARTIFACT_TABS.filter((each) => each !== 'changes' || versions.length > 1).map((each) => ({ id: each, label: TAB_NAMES[each], href: paths.artifact(path, each) }))}
          />
          <div className={versions.length > 1 ? styles.split : undefined}>
            {versions.length > 1 && <VersionRail versions={versions} current={artifact.id} tab={tab} />}
            <div className={styles.body}>
              <Body artifact={artifact} versions={versions} tab={tab} />
            </div>
          </div>
        </>
      )}
    </QueryView>
  );
}

function ArtifactHeader({ path, artifact }: { path: ArtifactPath; artifact: ArtifactDetails }) {
  const holding = holdingOf(artifact.metadata);
  const full = `${path.entity}/${path.project}/${path.name}:${artifact.path.version}`;
  return (
    <PageHeader
      trail={artifactTrail(path)}
      title={
        <>
          {path.name}
          <span style={{ color: 'var(--secondary)', fontWeight: 400 }}>:{artifact.path.version}</span>
        </>
      }
      after={<CopyButton value={full} label="Copy full name" />}
      facts={
        <>
          {holding !== '' && <span>{holding}</span>}
          <AliasEditor artifact={artifact} />
          <span className="numbers">
            {formatBytes(artifact.size)} in {artifact.fileCount === 1 ? '1 file' : `${artifact.fileCount} files`}
          </span>
          <TimeText value={artifact.createdAt} />
        </>
      }
    />
  );
}

function Body({ artifact, versions, tab }: { artifact: ArtifactDetails; versions: readonly ArtifactSummary[]; tab: ArtifactTab }) {
  switch (tab) {
    case 'overview':
      return <ArtifactOverview artifact={artifact} />;
    case 'data':
      return <DataTab artifact={artifact} />;
    case 'changes':
      return <ChangesTab artifact={artifact} versions={versions} />;
    case 'metadata':
      return <MetadataTab artifact={artifact} />;
    case 'usage':
      return <UsageSnippets artifact={artifact} />;
    case 'files':
      return <FilesTab artifact={artifact} />;
    case 'lineage':
      return <LineageView artifact={artifact.id} />;
  }
}
