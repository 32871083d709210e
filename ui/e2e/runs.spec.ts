import type { Page } from '@playwright/test';
import { type Demo, demoOf } from './demo';
import { expect, signIn, test } from './support';

async function open(page: Page): Promise<Demo> {
  await signIn(page);
  const demo = await demoOf(page);
  await page.goto(`/${demo.entity}/${demo.project}`);
  await expect(rows(page).first()).toBeVisible();
  return demo;
}

/** The rows of runs, without the heading. */
function rows(page: Page) {
  return page.getByRole('table', { name: 'Runs' }).getByRole('row').filter({ has: page.getByRole('checkbox', { name: /^Select (?!all)/ }) });
}

async function column(page: Page, name: RegExp): Promise<string[]> {
  const headers = await page.getByRole('columnheader').allTextContents();
  const at = headers.findIndex((header) => name.test(header));
  return Promise.all((await rows(page).all()).map(async (row) => (await row.getByRole('cell').nth(at).textContent()) ?? ''));
}

test('every run is listed, newest first, with its state', async ({ page }) => {
  const demo = await open(page);
  await expect(page.getByRole('status').filter({ hasText: `${demo.runs.length} runs` })).toBeVisible();
  await expect(rows(page).first()).toContainText(demo.runs[0]?.displayName ?? '');
});

test('a heading sorts down, then up, then back; the order stands in the address and survives a reload', async ({ page }) => {
  await open(page);
  const heading = page.getByRole('columnheader', { name: /Train loss/ });
  const numbers = async () => (await column(page, /Train loss/)).filter((text) => text !== '').map(Number);
  // A running job moves on between two looks, so each look is held against itself.
  const inOrder = async (direction: 1 | -1) => (await numbers()).every((value, at, all) => at === 0 || direction * (value - (all[at - 1] ?? value)) >= 0);
  await heading.getByRole('button').click();
  await expect(heading).toHaveAttribute('aria-sort', 'descending');
  await expect.poll(() => inOrder(-1)).toBe(true);
  await heading.getByRole('button').click();
  await expect(heading).toHaveAttribute('aria-sort', 'ascending');
  await page.reload();
  await expect(heading).toHaveAttribute('aria-sort', 'ascending');
  await expect.poll(() => inOrder(1)).toBe(true);
  await heading.getByRole('button').click();
  await expect(heading).toHaveAttribute('aria-sort', 'none');
  expect(new URL(page.url()).search).toBe('');
});

test('search finds a run by part of its id, and says how many match', async ({ page }) => {
  const demo = await open(page);
  const wanted = demo.runs.at(-1)?.name ?? '';
  await page.getByRole('textbox', { name: 'Search runs' }).fill(wanted.slice(-10));
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText(wanted.slice(-6));
  await expect(page.getByRole('status').filter({ hasText: `1 of ${demo.runs.length} runs` })).toBeVisible();
  await page.reload();
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole('textbox', { name: 'Search runs' }).fill('no run is called this');
  await page.getByRole('button', { name: 'Show all runs' }).click();
  await expect(page.getByRole('status').filter({ hasText: `${demo.runs.length} runs` })).toBeVisible();
});

test('a filter narrows the runs and can be taken back', async ({ page }) => {
  const demo = await open(page);
  const above = demo.runs.filter((run) => typeof run.summary.train_loss === 'number' && run.summary.train_loss > 0.4);
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('button', { name: 'Add filter' }).click();
  await page.getByRole('combobox', { name: 'Field' }).fill('summary_metrics.train_loss');
  await page.getByRole('combobox', { name: 'Operator' }).click();
  await page.getByRole('option', { name: '>', exact: true }).click();
  await page.getByRole('textbox', { name: 'Value' }).fill('0.4');
  await page.keyboard.press('Enter');
  await expect(rows(page)).toHaveCount(above.length);
  await page.reload();
  await expect(rows(page)).toHaveCount(above.length);
  await page.getByRole('button', { name: 'Filter (1)' }).click();
  await page.getByRole('button', { name: 'Remove this filter' }).click();
  await expect(rows(page)).toHaveCount(demo.runs.length);
});

test('columns are found by search, shown and hidden', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('textbox', { name: 'Search columns' }).fill('seed');
  await page.getByRole('list', { name: 'Hidden columns' }).getByRole('checkbox', { name: /^seed/ }).click();
  await expect(page.getByRole('columnheader', { name: /seed/ })).toHaveCount(1);
  await page.getByRole('list', { name: 'Shown columns' }).getByRole('checkbox', { name: /^Method/ }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('columnheader', { name: /Method/ })).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('columnheader', { name: /seed/ })).toHaveCount(1);
});

test('name, tags and notes are written and stay', async ({ page }) => {
  const demo = await open(page);
  const run = demo.runs[1]!;
  const row = rows(page).filter({ has: page.locator(`a[href$="/runs/${run.name}"]`) });
  const edit = async (name: string, tag?: string, notes?: string) => {
    await row.hover();
    await row.getByRole('button', { name: /^Edit name, tags and notes/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    if (tag !== undefined) {
      await dialog.getByLabel('Tags').fill(tag);
      await page.keyboard.press('Enter');
    }
    if (notes !== undefined) await dialog.getByRole('textbox', { name: 'Notes' }).fill(notes);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toBeHidden();
  };
  await edit('Renamed by a person', 'looked-at', 'A note\nof two lines');
  await expect(row).toContainText('Renamed by a person');
  await page.reload();
  await row.getByRole('link', { name: 'Renamed by a person' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Renamed by a person');
  await expect(page.getByText('looked-at').first()).toBeVisible();
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(page.getByText('A note of two lines')).toBeVisible();
  await page.goBack();
  await page.goBack();
  await edit(run.displayName);
  await expect(row).toContainText(run.displayName.slice(0, 8));
});

test('every row has its small loss curve, drawn from its own history', async ({ page }) => {
  await open(page);
  const curves = page.getByRole('table', { name: 'Runs' }).getByRole('img');
  await expect(curves.first()).toBeVisible();
  const paths = await curves.locator('path').evaluateAll((all) => all.map((path) => path.getAttribute('d') ?? '').filter((path) => path.length > 40));
  expect(paths.length).toBeGreaterThan(3);
  expect(new Set(paths).size).toBe(paths.length);
});
