import { Button } from '@mantine/core';
import { useState } from 'react';
import { Panel } from '@/components/Panel';
import { AddProvider } from './AddProvider';
import { ProviderTable } from './ProviderTable';

/** The fine-tuning services whose jobs the server follows. */
export function ProviderPanel({ entity }: { entity: string }) {
  const [adding, setAdding] = useState(false);
  return (
    <>
      <Panel
        title="Provider connections"
        flush
        actions={
          <Button size="compact-sm" onClick={() => { setAdding(true); }}>
            Add connection
          </Button>
        }
      >
        <ProviderTable />
      </Panel>
      {adding && <AddProvider entity={entity} onClose={() => { setAdding(false); }} />}
    </>
  );
}
