import dagre from '@dagrejs/dagre';
import { paths } from '@/lib/paths';
import type { Lineage, LineageNode } from './api/artifacts';

/** A box of the drawn graph: one node, or several alike folded into one. */
export interface Box {
  readonly id: string;
  readonly kind: LineageNode['kind'];
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  /** Where its page is; empty for a folded box. */
  readonly address: string;
  readonly current: boolean;
  /** Nodes folded into this box; empty for a plain one. */
  readonly members: readonly string[];
  readonly x: number;
  readonly y: number;
}

export interface Drawing {
  readonly boxes: readonly Box[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
}

export const BOX = { width: 224, height: 60 } as const;

const CROWD = 5;

/** Lays the graph out from left to right; five or more alike nodes with the same neighbours stand as one box. */
export function layOut(lineage: Lineage, current: string, opened: ReadonlySet<string>): Drawing {
  const folded = fold(lineage, current, opened);
  const placeOf = new Map(folded.flatMap((group) => group.nodes.map((node) => [node.id, group.id])));
  const edges = new Map<string, { from: string; to: string }>();
  for (const edge of lineage.edges) {
    const from = placeOf.get(edge.from);
    const to = placeOf.get(edge.to);
    if (from !== undefined && to !== undefined && from !== to) edges.set(`${from}\n${to}`, { from, to });
  }
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 18, ranksep: 70, marginx: 12, marginy: 12 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const group of folded) graph.setNode(group.id, { ...BOX });
  for (const { from, to } of edges.values()) graph.setEdge(from, to);
  dagre.layout(graph);
  const boxes = folded.map((group) => {
    const { x, y } = graph.node(group.id) as { x: number; y: number };
    return { ...boxOf(group, current), x: x - BOX.width / 2, y: y - BOX.height / 2 };
  });
  return { boxes, edges: [...edges.values()] };
}

interface Group {
  readonly id: string;
  readonly nodes: readonly [LineageNode, ...LineageNode[]];
}

function fold(lineage: Lineage, current: string, opened: ReadonlySet<string>): Group[] {
  const alike = new Map<string, [LineageNode, ...LineageNode[]]>();
  for (const node of lineage.nodes) {
    const before = lineage.edges.filter((edge) => edge.to === node.id).map((edge) => edge.from);
    const after = lineage.edges.filter((edge) => edge.from === node.id).map((edge) => edge.to);
    const key = node.id === current ? node.id : JSON.stringify([node.kind, node.type, before.sort(), after.sort()]);
    const group = alike.get(key);
    if (group === undefined) alike.set(key, [node]);
    else group.push(node);
  }
  return [...alike].flatMap(([key, nodes]): Group[] =>
    nodes.length >= CROWD && !opened.has(key) ? [{ id: key, nodes }] : nodes.map((node) => ({ id: node.id, nodes: [node] })),
  );
}

function boxOf({ id, nodes }: Group, current: string): Omit<Box, 'x' | 'y'> {
  const [first] = nodes;
  const type = first.type ?? (first.kind === 'RUN' ? 'run' : 'artifact');
  if (nodes.length > 1) {
    return {
      id,
      kind: first.kind,
      type,
      title: `${nodes.length} ${first.kind === 'RUN' ? 'runs' : 'artifacts'}`,
      detail: 'alike: click to unfold',
      address: '',
      current: false,
      members: nodes.map((node) => node.id),
    };
  }
  return {
    id,
    kind: first.kind,
    type,
    title: first.label,
    detail: first.version ?? type,
    address: addressOf(first),
    current: first.id === current,
    members: [],
  };
}

/** `entity/project/run`, or `entity/project/collection:v3`. */
export function addressOf(node: LineageNode): string {
  const [entity = '', project = '', ...rest] = node.path.split('/');
  const last = rest.join('/');
  if (node.kind === 'RUN') return paths.run({ entity, project, run: last });
  const colon = last.lastIndexOf(':');
  return paths.artifact({ entity, project, type: node.type ?? '', name: last.slice(0, colon), version: last.slice(colon + 1) });
}
