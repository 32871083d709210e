import { Background, Controls, type Edge, Handle, MarkerType, MiniMap, type Node, type NodeProps, Position, ReactFlow } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { useComputedColorScheme } from '@mantine/core';
import { Boxes, CirclePlay, Layers } from 'lucide-react';
import { createContext, useContext, useMemo, useState } from 'react';
import { AppLink } from '@/components/AppLink';
import type { Lineage } from '../api/artifacts';
import { type Box, BOX, layOut } from '../lineage-layout';
import styles from './LineageGraph.module.css';

type BoxNode = Node<{ box: Box }, 'box'>;

const Unfold = createContext<(id: string) => void>(() => undefined);
const nodeTypes = { box: BoxView };

/** What came of what, from left to right: runs are rounded, artifacts square; the current one is framed. */
export default function LineageGraph({ lineage, current }: { lineage: Lineage; current: string }) {
  const scheme = useComputedColorScheme('light');
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const { nodes, edges } = useMemo(() => {
    const drawing = layOut(lineage, current, opened);
    return {
      nodes: drawing.boxes.map(
        (box): BoxNode => ({ id: box.id, type: 'box', position: { x: box.x, y: box.y }, data: { box }, width: BOX.width, height: BOX.height, focusable: false, ariaRole: 'group' }),
      ),
      edges: drawing.edges.map(
        ({ from, to }): Edge => ({ id: `${from}>${to}`, source: from, target: to, focusable: false, markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16, color: 'var(--control-line)' } }),
      ),
    };
  }, [lineage, current, opened]);
  return (
    <Unfold value={(id) => { setOpened((before) => new Set([...before, id])); }}>
      <ReactFlow<BoxNode>
        key={nodes.map((node) => node.id).join()}
        className={styles.graph ?? ''}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        colorMode={scheme}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        fitView
        fitViewOptions={{ maxZoom: 1, padding: 0.15 }}
        minZoom={0.1}
        aria-label="Lineage graph"
      >
        <Background gap={20} size={1} />
        <Controls showInteractive={false} />
        {nodes.length > 12 && <MiniMap pannable ariaLabel="Overview of the graph" />}
      </ReactFlow>
    </Unfold>
  );
}

function BoxView({ data: { box } }: NodeProps<BoxNode>) {
  const unfold = useContext(Unfold);
  const Icon = box.members.length > 0 ? Layers : box.kind === 'RUN' ? CirclePlay : Boxes;
  const inner = (
    <>
      <span className={styles.type}>
        <Icon size={12} aria-hidden /> {box.kind === 'RUN' ? `run · ${box.type}` : box.type}
      </span>
      <span className={styles.title}>{box.title}</span>
      {box.kind === 'ARTIFACT' && <span className={styles.detail}>{box.detail}</span>}
    </>
  );
  return (
    <div className={styles.box} data-kind={box.kind} data-current={box.current}>
      <Handle type="target" position={Position.Left} className={styles.handle ?? ''} isConnectable={false} />
      {box.members.length > 0 ? (
        <button type="button" className={styles.inner} onClick={() => { unfold(box.id); }}>
          {inner}
        </button>
      ) : (
        <AppLink href={box.address} className={styles.inner} title={`${box.title} ${box.detail}`} {...(box.current ? { 'aria-current': 'true' as const } : {})}>
          {inner}
        </AppLink>
      )}
      <Handle type="source" position={Position.Right} className={styles.handle ?? ''} isConnectable={false} />
    </div>
  );
}
