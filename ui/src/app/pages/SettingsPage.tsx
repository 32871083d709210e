import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { Facts } from '@/components/Facts';
import { LinkTabs } from '@/components/LinkTabs';
import { NotFound } from '@/components/states';
import { useTitle } from '@/components/use-title';
import { useViewer, type Viewer } from '@/features/auth/api/session';
import { ApiKeyTable } from '@/features/settings/components/ApiKeyTable';
import { AppearanceChoice } from '@/features/settings/components/AppearanceChoice';
import { MakeApiKey } from '@/features/settings/components/MakeApiKey';
import { ProviderPanel } from '@/features/settings/components/ProviderPanel';
import { paths } from '@/lib/paths';
import { usePageParams } from '@/lib/use-params';

const TABS = [
  { id: 'account', label: 'Account', href: paths.settings },
  { id: 'providers', label: 'Providers', href: paths.providers },
];

/** What belongs to the viewer; administrators also find what belongs to the server. */
export function SettingsPage() {
  useTitle('Settings');
  const viewer = useViewer();
  const { part = 'account' } = usePageParams();
  const mine = TABS.filter(({ id }) => id === 'account' || viewer.admin);
  if (!mine.some(({ id }) => id === part)) return <NotFound />;
  return (
    <Page narrow={part === 'account'}>
      <PageHeader title="Settings" />
      {mine.length > 1 && <LinkTabs tabs={mine} active={part} label="Parts of the settings" />}
      {part === 'providers' ? <ProviderPanel entity={viewer.entity} /> : <AccountSettings viewer={viewer} />}
    </Page>
  );
}

function AccountSettings({ viewer }: { viewer: Viewer }) {
  const today = new Date().toISOString().slice(0, 10);
  return (
    <>
      <Panel title="Account">
        <Facts
          facts={[
            { name: 'User name', value: viewer.username },
            { name: 'Name', value: viewer.name },
            { name: 'E-mail', value: viewer.email === '' ? '–' : viewer.email },
            { name: 'Default entity', value: viewer.entity },
            { name: 'Administrator', value: viewer.admin ? 'Yes' : 'No' },
          ]}
        />
      </Panel>
      <Panel title="New API key">
        <MakeApiKey suggestion={`Key · ${today}`} />
      </Panel>
      <Panel title="API keys" flush>
        <ApiKeyTable />
      </Panel>
      <Panel title="Appearance">
        <AppearanceChoice />
      </Panel>
    </>
  );
}
