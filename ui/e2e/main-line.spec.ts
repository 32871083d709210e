import type { Page } from '@playwright/test';
import { demoOf, newestWithBothLosses } from './demo';
import { expect, expectAccessible, signIn, test } from './support';

/** How many columns of the chart's picture hold ink, and how many hold it at two heights apart. */
async function drawnColumns(page: Page): Promise<{ width: number; inked: number; twice: number }> {
  return page.locator('canvas').first().evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
    copy.drawImage(element as HTMLCanvasElement, 0, 0);
    const pixels = copy.getImageData(0, 0, width, height).data;
    const saturated = (x: number, y: number) => {
      const at = (y * width + x) * 4;
      const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.slice(at, at + 4);
      return alpha > 200 && Math.max(red, green, blue) - Math.min(red, green, blue) > 60;
    };
    let inked = 0;
    let twice = 0;
    for (let x = 0; x < width; x += 1) {
      let bands = 0;
      let gap = 9;
      for (let y = 0; y < height; y += 1) {
        if (saturated(x, y)) {
          if (gap > 3) bands += 1;
          gap = 0;
        } else {
          gap += 1;
        }
      }
      if (bands > 0) inked += 1;
      if (bands > 1) twice += 1;
    }
    return { width, inked, twice };
  });
}

test('by the printed link to the newest run, its data and its model, and back', async ({ page }) => {
  await page.goto(process.env.TUNEBOOK_SIGN_IN_LINK ?? '/login');
  await expect(page.getByRole('heading', { name: 'Home' })).toBeVisible();
  const demo = await demoOf(page);
  const run = newestWithBothLosses(demo);

  await page.getByRole('link', { name: demo.project, exact: true }).first().click();
  const series = page.waitForResponse((answer) => answer.url().endsWith('/api/series') && answer.request().postData()?.includes('"buckets":450') === true);
  await page.locator(`a[href$="/runs/${run.name}"]`).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(run.displayName);

  // Both lines come from the server, stand in the legend with their newest values, and are drawn.
  const body = await (await series).body();
  const header = JSON.parse(body.subarray(8, 8 + body.readUInt32LE(4)).toString()) as { series: { key: string; count: number }[] };
  for (const key of ['train_loss', 'valid_loss']) expect(header.series.find((each) => each.key === key)?.count).toBeGreaterThan(3);
  const loss = page.getByRole('region', { name: 'Loss' });
  await expect(loss.getByRole('list', { name: 'Lines' })).toContainText('train_loss');
  await expect(loss.getByRole('list', { name: 'Lines' })).toContainText('valid_loss');
  await expect.poll(async () => (await drawnColumns(page)).inked).toBeGreaterThan(100);
  const { width, inked, twice } = await drawnColumns(page);
  expect(inked / width).toBeGreaterThan(0.6);
  expect(twice / width).toBeGreaterThan(0.05);

  // A drag zooms, the address keeps it, Back undoes it.
  const plot = (await loss.locator('.u-over').boundingBox())!;
  await page.mouse.move(plot.x + plot.width * 0.3, plot.y + 60);
  await page.mouse.down();
  await page.mouse.move(plot.x + plot.width * 0.7, plot.y + 60, { steps: 5 });
  await page.mouse.up();
  await expect(page).toHaveURL(/zoom=/);
  await page.reload();
  await expect(loss.getByRole('button', { name: 'Show the whole range' })).toBeVisible();
  await page.goBack();
  await expect(page).not.toHaveURL(/zoom=/);

  // The training file reads as conversations.
  await page.getByRole('region', { name: 'Datasets' }).getByRole('listitem').first().getByRole('link').first().click();
  await page.getByText(/^Examples of /).click();
  const count = page.getByRole('status').filter({ hasText: /conversations|pairs|items/ });
  await expect(count).toBeVisible();
  const least = (await count.textContent())?.includes('items') === true ? 1 : 2;
  const example = page.getByRole('region', { name: 'Content of the example' });
  await expect(example.getByRole('article').first()).toBeVisible();
  expect(await example.getByRole('article').count()).toBeGreaterThanOrEqual(least);

  // From the data along the lineage to a model, and back to the data.
  const data = new URL(page.url()).pathname.replace(/\/data$/, '');
  await page.getByRole('link', { name: 'Lineage', exact: true }).click();
  const graph = page.getByLabel('Lineage graph');
  await expect(graph.locator(`a[aria-current="true"]`)).toBeVisible();
  await graph.locator(`a[href$="/runs/${run.name}"]`).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(run.displayName);
  await page.goBack();
  await graph.locator('a[href*="/artifacts/model/"]').first().focus();
  await page.keyboard.press('Enter');
  const card = page.getByRole('region', { name: 'Fine-tuned model' });
  await card.getByRole('button', { name: 'Copy model id' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^ft:/);
  await page.getByRole('link', { name: 'Lineage', exact: true }).click();
  await graph.locator(`a[href="${data}"]`).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(data);
});

test('the whole way by keyboard alone', async ({ page }) => {
  await signIn(page);
  const demo = await demoOf(page);
  const run = newestWithBothLosses(demo);
  const press = async (wanted: string, most = 60) => {
    for (let presses = 0; presses < most; presses += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate((selector) => document.activeElement?.matches(selector) === true, wanted)) return;
    }
    throw new Error(`${wanted} was not reached by ${most} presses of Tab`);
  };
  await page.goto(`/${demo.entity}/${demo.project}`);
  await expect(page.locator(`a[href$="/runs/${run.name}"]`)).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused();
  await page.keyboard.press('Enter');
  await press('[role=cell] a');
  const onRun = () => page.evaluate((name) => document.activeElement?.getAttribute('href')?.endsWith(`/runs/${name}`) === true, run.name);
  let left = demo.runs.length;
  while (left > 0 && !(await onRun())) {
    await page.keyboard.press('ArrowDown');
    left -= 1;
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(run.displayName);
  await expect(page.locator('canvas').first()).toBeVisible();
  await press('[role=application]');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('status').filter({ hasText: /^Step / })).toBeVisible();
  await page.keyboard.press('+');
  await expect(page).toHaveURL(/zoom=/);
  await page.keyboard.press('0');
  await expect(page).not.toHaveURL(/zoom=/);
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test('five pages are pictured and fit for everyone', async ({ page }) => {
      test.setTimeout(120_000);
      await signIn(page);
      const demo = await demoOf(page);
      const run = newestWithBothLosses(demo);
      const base = `/${demo.entity}/${demo.project}`;
      const picture = async (name: string) => {
        await expectAccessible(page);
        await page.screenshot({ path: `target/e2e/pictures/${name}-${scheme}.png` });
      };
      await page.goto('/');
      await expect(page.getByRole('table').nth(1)).toBeVisible();
      await picture('home');
      await page.goto(base);
      await expect(page.getByRole('row').nth(3)).toBeVisible();
      await picture('runs');
      await page.goto(`${base}/runs/${run.name}`);
      await expect.poll(async () => (await drawnColumns(page)).inked).toBeGreaterThan(100);
      await picture('run');
      await page.getByRole('region', { name: 'Datasets' }).getByRole('listitem').first().getByRole('link').first().click();
      await page.getByText(/^Examples of /).click();
      await expect(page.getByRole('region', { name: 'Content of the example' }).getByRole('article').first()).toBeVisible();
      await picture('dataset');
      await page.getByRole('link', { name: 'Lineage', exact: true }).click();
      await expect(page.getByLabel('Lineage graph').locator('a').first()).toBeVisible();
      await picture('lineage');
    });
  });
}
