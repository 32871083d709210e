import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import { demoOf } from './demo';
import { apiKey, ask, expect, expectAccessible, signIn, test } from './support';

interface Versions {
  readonly project: {
    readonly artifactType: {
      readonly artifactCollections: { readonly edges: readonly { readonly node: { readonly name: string; readonly artifacts: { readonly edges: readonly { readonly node: { readonly id: string; readonly metadata: string | null } }[] } } }[] };
    };
  };
}

interface Insight {
  readonly rows: number;
  readonly tokens: { readonly total: number };
  readonly problems: Readonly<Record<string, number>>;
  readonly errors: readonly { readonly row: number; readonly line: number; readonly code: string }[];
}

async function get<T>(page: Page, address: string): Promise<T> {
  const headers = { Authorization: `Basic ${Buffer.from(`api:${apiKey()}`).toString('base64')}` };
  let body: unknown;
  await expect(async () => {
    const answer = await page.request.get(address, { headers });
    expect(answer.status()).toBe(200);
    body = await answer.json();
  }).toPass();
  return body as T;
}

/** The training files of the demo with what the server found in them. */
async function trainingFiles(page: Page) {
  const demo = await demoOf(page);
  const { project } = await ask<Versions>(
    page,
    `query($e: String!, $p: String!) { project(name: $p, entityName: $e) { artifactType(name: "training_files") {
      artifactCollections(first: 100) { edges { node { ... on ArtifactSequence { name artifacts(first: 1) { edges { node { id metadata } } } } } } } } } }`,
    { e: demo.entity, p: demo.project },
  );
  const found = [];
  for (const { node } of project.artifactType.artifactCollections.edges) {
    const artifact = node.artifacts.edges[0]!.node;
    const file = (JSON.parse(artifact.metadata ?? '{}') as { file_id?: string }).file_id ?? '';
    const insight = await get<Insight>(page, `/api/artifacts/${encodeURIComponent(artifact.id)}/insight?path=${encodeURIComponent(file)}`);
    found.push({ name: node.name, insight, href: `/${demo.entity}/${demo.project}/artifacts/training_files/${node.name}/latest/data` });
  }
  return found;
}

test('the data card says what the file holds, and a finding leads to its row', async ({ page }) => {
  await signIn(page);
  const files = await trainingFiles(page);
  const flawed = files.find(({ insight }) => insight.errors.length > 0);
  expect(flawed, 'the demo has a training file with a broken row').toBeDefined();
  const { insight, href } = flawed!;
  await page.goto(href);
  await page.getByText(/^Examples of /).click();
  const card = page.getByRole('region', { name: 'Data', exact: true });
  await expect(card.getByRole('img', { name: /^Tokens per row/ })).toBeVisible();
  await expect(card).toContainText(insight.rows.toLocaleString('en-US'));
  await expect(card).toContainText(insight.tokens.total.toLocaleString('en-US'));
  const first = insight.errors[0]!;
  await card.getByRole('list', { name: 'Findings' }).getByRole('link', { name: String(first.line), exact: true }).first().click();
  await expect(page).toHaveURL(new RegExp(`row=${first.row}(&|$)`));
  await expect(page.getByRole('region', { name: 'Example', exact: true })).toContainText(`Example ${(first.row + 1).toLocaleString('en-US')} of`);
});

test('every kind of data has a card without an accessibility fault, light and dark', async ({ page }) => {
  await signIn(page);
  const files = await trainingFiles(page);
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(files[0]!.href);
    await page.getByText(/^Examples of /).click();
    await expect(page.getByRole('region', { name: 'Data', exact: true }).getByRole('list', { name: 'Findings' })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Content of the example' }).getByRole('article').first()).toBeVisible();
    await expectAccessible(page);
    await page.screenshot({ path: `target/e2e/pictures/data-card-${scheme}.png` });
  }
});

const MUTATE = {
  create: 'mutation($i: CreateArtifactInput!) { createArtifact(input: $i) { artifact { id } } }',
  manifest: 'mutation($i: CreateArtifactManifestInput!) { createArtifactManifest(input: $i) { artifactManifest { file { uploadUrl } } } }',
  files: 'mutation($i: CreateArtifactFilesInput!) { createArtifactFiles(input: $i) { files { edges { node { uploadUrl artifact { id } } } } } }',
  commit: 'mutation($i: CommitArtifactInput!) { commitArtifact(input: $i) { artifact { id } } }',
};

/** Saves a version as clients of the wire protocol do. */
async function save(page: Page, entity: string, project: string, name: string, lines: readonly string[]): Promise<void> {
  const bytes = Buffer.from(`${lines.join('\n')}\n`);
  const md5 = createHash('md5').update(bytes).digest('base64');
  const digest = createHash('md5').update(`wandb-artifact-manifest-v1\ndata.jsonl:${md5}\n`).digest('hex');
  const at = { entityName: entity, projectName: project };
  const made = await ask<{ createArtifact: { artifact: { id: string } } }>(page, MUTATE.create, {
    i: { ...at, artifactTypeName: 'dataset', artifactCollectionName: name, digest, enableDigestDeduplication: false, aliases: [] },
  });
  const id = made.createArtifact.artifact.id;
  const told = await ask<{ createArtifactFiles: { files: { edges: { node: { uploadUrl: string | null; artifact: { id: string } } }[] } } }>(page, MUTATE.files, {
    i: { artifactFiles: [{ artifactID: id, name: 'data.jsonl', md5 }], storageLayout: 'V2' },
  });
  const node = told.createArtifactFiles.files.edges[0]!.node;
  if (node.uploadUrl !== null) expect((await page.request.put(node.uploadUrl, { data: bytes })).status()).toBe(200);
  const manifest = Buffer.from(
    JSON.stringify({
      version: 1,
      storagePolicy: 'wandb-storage-policy-v1',
      storagePolicyConfig: { storageLayout: 'V2' },
      contents: { 'data.jsonl': { digest: md5, size: bytes.length, birthArtifactID: node.artifact.id } },
    }),
  );
  const announced = await ask<{ createArtifactManifest: { artifactManifest: { file: { uploadUrl: string } } } }>(page, MUTATE.manifest, {
    i: { ...at, artifactID: id, name: 'wandb_manifest.json', digest: createHash('md5').update(manifest).digest('base64'), type: 'FULL', runName: '' },
  });
  expect((await page.request.put(announced.createArtifactManifest.artifactManifest.file.uploadUrl, { data: manifest })).status()).toBe(200);
  await ask(page, MUTATE.commit, { i: { artifactID: id } });
}

function example(question: string, answer: string): string {
  return JSON.stringify({ messages: [{ role: 'user', content: question }, { role: 'assistant', content: answer }] });
}

test('two versions of a dataset are compared row by row', async ({ page }) => {
  await signIn(page);
  const demo = await demoOf(page);
  const name = `e2e-versions-${Date.now()}`;
  const project = 'e2e-data';
  const before = Array.from({ length: 20 }, (_, i) => example(`How much is ${i} and ${i}?`, `It is ${2 * i}.`));
  const after = [...before.slice(0, 18), example('How much is one and two?', 'It is 3.')];
  after[4] = example('How much is 4 and 4?', 'Eight, of course.');
  await save(page, demo.entity, project, name, before);
  await save(page, demo.entity, project, name, after);
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(`/${demo.entity}/${project}/artifacts/dataset/${name}/v1/changes`);
    const changes = page.getByRole('region', { name: 'Changes' });
    const figures = changes.locator('dl > div');
    await expect(figures.filter({ hasText: 'Added' })).toContainText('1');
    await expect(figures.filter({ hasText: 'Removed' })).toContainText('2');
    await expect(figures.filter({ hasText: 'Changed' })).toContainText('1');
    await expect(figures.filter({ hasText: 'Same' })).toContainText('17');
    await changes.getByRole('button', { name: /^changed/ }).click();
    await expect(changes.getByRole('region', { name: 'v0' })).toContainText('It is 8.');
    await expect(changes.getByRole('region', { name: 'v1' })).toContainText('Eight, of course.');
    await expectAccessible(page);
    await page.screenshot({ path: `target/e2e/pictures/changes-${scheme}.png` });
  }
});

test('runs sort and filter by what their fine-tunes were', async ({ page }) => {
  await signIn(page);
  const demo = await demoOf(page);
  const answer = await ask<{ project: { runs: { edges: { node: { name: string; fineTune: { method: string; hyperparameters: { name: string; resolved: unknown }[] } | null } }[] } } }>(
    page,
    'query($e: String!, $p: String!) { project(name: $p, entityName: $e) { runs(first: 200) { edges { node { name fineTune { method hyperparameters { name resolved } } } } } } }',
    { e: demo.entity, p: demo.project },
  );
  const tunes = answer.project.runs.edges.flatMap(({ node }) => (node.fineTune === null ? [] : [node.fineTune]));
  const epochs = tunes.map((tune) => tune.hyperparameters.find((each) => each.name === 'n_epochs')?.resolved).filter((value) => typeof value === 'number');
  expect(epochs.length).toBeGreaterThan(3);
  const query = new URLSearchParams({ sort: '-ft.epochs', filters: JSON.stringify([[['ft.epochs', '≥', '3']]]) });
  await page.goto(`/${demo.entity}/${demo.project}/table?${query.toString()}`);
  const rows = page.getByRole('table', { name: 'Runs' }).getByRole('row').filter({ has: page.getByRole('checkbox', { name: /^Select (?!all)/ }) });
  await expect(rows).toHaveCount(epochs.filter((value) => value >= 3).length);
  const headers = await page.getByRole('columnheader').allTextContents();
  const at = headers.findIndex((header) => header.startsWith('Epochs'));
  expect(at).toBeGreaterThan(0);
  const shown = await Promise.all((await rows.all()).map(async (row) => Number(await row.getByRole('cell').nth(at).textContent())));
  expect(shown).toEqual(epochs.filter((value) => value >= 3).toSorted((left, right) => right - left));
  await page.screenshot({ path: 'target/e2e/pictures/runs-by-epochs.png' });
});
