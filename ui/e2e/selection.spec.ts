import type { Locator, Page } from '@playwright/test';
import { ask, expect, expectAccessible, signIn, test } from './support';

interface Place {
  readonly entity: string;
  readonly from: string;
  readonly to: string;
}

const RUNS = 130;

/** Two projects of their own, the first with more runs than one page of the table: ten run, one made a model. */
async function make(page: Page): Promise<Place> {
  await signIn(page);
  const { viewer } = await ask<{ viewer: { entity: string } }>(page, '{ viewer { entity } }');
  const at = Date.now();
  const place = { entity: viewer.entity, from: `drafts-${at}`, to: `book-${at}` };
  for (let first = 0; first < RUNS; first += 26) {
    const runs = Array.from({ length: 26 }, (_, i) => first + i);
    await ask(
      page,
      `mutation($e: String, $p: String) { ${runs
        .map((i) => `r${i}: upsertBucket(input: {entityName: $e, modelName: $p, name: "r${i}", displayName: "draft ${i}", state: "${i < 10 ? 'running' : 'finished'}", tags: ["old"]}) { inserted }`)
        .join(' ')} }`,
      { e: place.entity, p: place.from },
    );
  }
  await ask(page, 'mutation($e: String, $p: String) { upsertModel(input: {entityName: $e, name: $p}) { inserted } }', { e: place.entity, p: place.to });
  return place;
}

async function open(page: Page): Promise<Place> {
  const place = await make(page);
  await page.goto(`/${place.entity}/${place.from}`);
  await expect(tick(page, RUNS - 1)).toBeVisible();
  return place;
}

function tick(page: Page, number: number): Locator {
  return page.getByRole('checkbox', { name: `Select draft ${number}`, exact: true });
}

function bar(page: Page): Locator {
  return page.getByRole('group', { name: 'Selected runs' });
}

async function dialog(page: Page, action: string): Promise<Locator> {
  await bar(page).getByRole('button', { name: action }).click();
  const found = page.getByRole('dialog');
  await expect(found).toBeVisible();
  return found;
}

/** Until nothing moves or fades: a colour in between is nobody's colour. */
async function settled(found: Locator): Promise<void> {
  await expect
    .poll(() =>
      found.evaluate((element) => {
        const opaque = (each: Element | null): boolean => each === null || (getComputedStyle(each).opacity === '1' && opaque(each.parentElement));
        return opaque(element) && element.getAnimations({ subtree: true }).length === 0;
      }),
    )
    .toBe(true);
}

async function counted(page: Page, entity: string, project: string, filters: unknown = {}): Promise<number> {
  const answer = await ask<{ project: { runCount: number } }>(
    page,
    'query($e: String!, $p: String!, $f: JSONString) { project(name: $p, entityName: $e) { runCount(filters: $f) } }',
    { e: entity, p: project, f: JSON.stringify(filters) },
  );
  return answer.project.runCount;
}

test('rows are ticked one by one, by range, by page, and all that match', async ({ page }) => {
  await open(page);
  const place = await tick(page, RUNS - 1).boundingBox();
  await tick(page, RUNS - 1).click();
  await expect(bar(page)).toContainText('1 selected');
  expect(await tick(page, RUNS - 1).boundingBox(), 'no row moves when the bar comes').toEqual(place);
  await tick(page, RUNS - 6).click({ modifiers: ['Shift'] });
  await expect(bar(page)).toContainText('6 selected');
  await expect(tick(page, RUNS - 3)).toBeChecked();
  await tick(page, RUNS - 3).click();
  await expect(bar(page)).toContainText('5 selected');
  const everything = page.getByRole('checkbox', { name: 'Select all listed runs' });
  expect(await everything.evaluate((box: HTMLInputElement) => box.indeterminate)).toBe(true);
  await everything.click();
  await expect(bar(page)).toContainText('100 selected');
  await bar(page).getByRole('button', { name: `Select all ${RUNS}` }).click();
  await expect(bar(page)).toContainText(`All ${RUNS} runs selected`);
  await tick(page, RUNS - 2).click();
  await expect(bar(page)).toContainText(`${RUNS - 1} selected`);
  await page.getByRole('textbox', { name: 'Search runs' }).fill('draft 12');
  await expect(page.getByRole('status').filter({ hasText: `11 of ${RUNS} runs` })).toBeVisible();
  await expect(bar(page), 'another filter matched them').toBeHidden();
});

test('many are tagged, untagged and grouped', async ({ page }) => {
  const { entity, from } = await open(page);
  await page.getByRole('textbox', { name: 'Search runs' }).fill('draft 12');
  await expect(page.getByRole('status').filter({ hasText: `11 of ${RUNS} runs` })).toBeVisible();
  const all = page.getByRole('checkbox', { name: 'Select all listed runs' });
  await all.click();
  const tags = await dialog(page, 'Add tags…');
  await tags.getByLabel('Tags').fill('looked at');
  await page.keyboard.press('Enter');
  await tags.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(bar(page)).toContainText('11 runs tagged.');
  expect(await counted(page, entity, from, { tags: 'looked at' })).toBe(11);

  await all.click();
  const untag = await dialog(page, 'Remove tags…');
  await untag.getByLabel('Tags').fill('old');
  await page.keyboard.press('Enter');
  await untag.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(bar(page)).toContainText('11 runs changed.');
  expect(await counted(page, entity, from, { tags: 'old' })).toBe(RUNS - 11);

  await all.click();
  const group = await dialog(page, 'Group…');
  await group.getByLabel('Group').fill('second look');
  await group.getByRole('button', { name: 'Group', exact: true }).click();
  await expect(bar(page)).toContainText('11 runs put into second look.');
  expect(await counted(page, entity, from, { group: 'second look' })).toBe(11);
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test('many move to another project and are deleted there', async ({ page }) => {
      const { entity, from, to } = await open(page);
      await page.getByRole('checkbox', { name: 'Select all listed runs' }).click();
      await bar(page).getByRole('button', { name: `Select all ${RUNS}` }).click();
      await tick(page, RUNS - 1).click();
      const move = await dialog(page, 'Move…');
      await settled(move);
      await expect(move.getByRole('button', { name: 'Move' })).toBeDisabled();
      await expectAccessible(page);
      await move.getByRole('combobox', { name: 'To project' }).fill(to);
      await page.getByRole('option', { name: to }).click();
      await expect(move.getByRole('button', { name: 'Move' })).toBeEnabled();
      await expect(page.getByRole('listbox')).toBeHidden();
      await settled(move);
      await expectAccessible(page);
      await page.screenshot({ path: `target/e2e/pictures/move-${scheme}.png` });
      await move.getByRole('button', { name: 'Move' }).click();
      await expect(bar(page)).toContainText(`${RUNS - 1} runs moved to ${entity}/${to}.`);
      await expect(page.getByRole('status').filter({ hasText: /^1 run$/ })).toBeVisible();
      expect(await counted(page, entity, to)).toBe(RUNS - 1);

      await page.goto(`/${entity}/${from}/runs/r5`);
      await expect(page.getByRole('heading', { level: 1 }), 'the old address leads to it').toHaveText('draft 5');
      await expect(page).toHaveURL(`/${entity}/${to}/runs/r5`);
      await page.goto(`/${entity}/${to}`);
      await expect(tick(page, RUNS - 2)).toBeVisible();
      await page.getByRole('checkbox', { name: 'Select all listed runs' }).click();
      await expectAccessible(page);
      await page.screenshot({ path: `target/e2e/pictures/selection-${scheme}.png` });
      await bar(page).getByRole('button', { name: `Select all ${RUNS - 1}` }).click();
      const remove = await dialog(page, 'Delete…');
      await expect(remove.getByRole('region', { name: 'Still running' })).toContainText('10 runs still running');
      await expect(remove.getByRole('region', { name: 'Still running' })).toContainText('and 5 more');
      await remove.getByRole('checkbox', { name: 'Delete the artifacts they logged as well' }).check();
      await expect(remove.getByRole('region', { name: 'Logged artifacts' })).toContainText('No versions by the first 100 of the runs.');
      await settled(remove);
      await expectAccessible(page);
      await page.screenshot({ path: `target/e2e/pictures/delete-${scheme}.png` });
      await remove.getByRole('button', { name: `Delete ${RUNS - 1} runs` }).click();
      await expect(page.getByText('This project has no runs yet')).toBeVisible();
      expect(await counted(page, entity, to)).toBe(0);
    });
  });
}

test.describe('where a name is taken', () => {
  // The refusal is reported on the browser's console, too.
  test.use({ allowed: 'the server responded with a status of 409' });

  test('nothing moves, and the dialog says which name', async ({ page }) => {
    const { entity, from, to } = await open(page);
    await ask(page, 'mutation($e: String, $p: String) { upsertBucket(input: {entityName: $e, modelName: $p, name: "r129"}) { inserted } }', { e: entity, p: to });
    await tick(page, 129).click();
    await tick(page, 128).click();
    const move = await dialog(page, 'Move…');
    await move.getByRole('combobox', { name: 'To project' }).fill(to);
    await page.getByRole('option', { name: to }).click();
    await move.getByRole('button', { name: 'Move' }).click();
    await expect(move.getByRole('alert')).toContainText(`${entity}/${to} has, or had, a run r129`);
    expect(await counted(page, entity, from)).toBe(RUNS);
  });
});
