import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { Facts } from '@/components/Facts';
import { useTitle } from '@/components/use-title';
import { useViewer } from '@/features/auth/api/session';
import { ApiKeyTable } from '@/features/settings/components/ApiKeyTable';
import { AppearanceChoice } from '@/features/settings/components/AppearanceChoice';
import { MakeApiKey } from '@/features/settings/components/MakeApiKey';

export function SettingsPage() {
  useTitle('Settings');
  const viewer = useViewer();
  const today = new Date().toISOString().slice(0, 10);
  return (
    <Page narrow>
      <PageHeader title="Settings" />
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
    </Page>
  );
}
