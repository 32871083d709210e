import { Select } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Panel } from '@/components/Panel';
import { EmptyState, Loading, QueryView } from '@/components/states';
import { useLineage } from '../api/artifacts';

const LineageGraph = lazy(() => import('./LineageGraph'));

/** The lineage of one artifact version or run; the graph's library comes when it is first looked at. */
export function LineageView({ artifact }: { artifact: string }) {
  const [depth, setDepth] = useState(3);
  const lineage = useLineage({ artifact }, depth);
  return (
    <Panel
      title="Lineage"
      flush
      actions={
        <Select
          size="xs"
          w={120}
          aria-label="Depth"
          allowDeselect={false}
          data={[1, 2, 3, 4, 5].map((each) => ({ value: String(each), label: `Depth ${each}` }))}
          value={String(depth)}
          onChange={(next) => { setDepth(Number(next ?? 3)); }}
        />
      }
    >
      <div style={{ height: 'max(420px, calc(100vh - 300px))' }}>
        <QueryView query={lineage} what="the lineage" height={400}>
          {(graph) =>
            graph.nodes.length <= 1 ? (
              <EmptyState title="No run made or used this version">It stands alone: nothing is known of where it came from.</EmptyState>
            ) : (
              <Suspense fallback={<Loading what="the graph" height={400} />}>
                <LineageGraph lineage={graph} current={artifact} />
              </Suspense>
            )
          }
        </QueryView>
      </div>
    </Panel>
  );
}
