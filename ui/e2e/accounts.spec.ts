import { demoOf } from './demo';
import { apiKey, ask, expect, expectAccessible, signIn, test } from './support';

const FAILED_LOOKUP = 'the server responded with a status of 40';

test.describe('signed out', () => {
  // Asking who is signed in is answered 401, which the browser reports on its console.
  test.use({ allowed: FAILED_LOOKUP });

  test('a key signs in and leads on to the address asked for', async ({ page }) => {
    const { entity, project } = await demoOf(page);
    const wanted = `/${entity}/${project}/table?q=a%26b`;
    await page.goto(wanted);
    await expect(page).toHaveURL(/\/login\?next=/);
    await expectAccessible(page);
    await page.getByLabel('API key', { exact: true }).last().fill(apiKey());
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(wanted);
    await expect(page.getByRole('textbox', { name: 'Search runs' })).toHaveValue('a&b');
  });

  test('a wrong key is refused in words, a spent link too', async ({ page }) => {
    await page.goto('/login');
    await page.getByLabel('API key', { exact: true }).last().fill('wrong'.repeat(9));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toContainText('Could not sign in.');
    await page.goto('/login?token=spent');
    await expect(page.getByRole('alert')).toContainText('This sign-in link did not work.');
  });

  test('signing out ends the session', async ({ page }) => {
    await signIn(page);
    await page.goto('/');
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    expect((await page.request.get('/api/session')).status()).toBe(401);
  });
});

test('the page wandb login names makes a key, shown once, that works and can be deleted', async ({ page }) => {
  await signIn(page);
  await page.goto('/authorize?ref=models');
  await expectAccessible(page);
  const name = `key ${Date.now()}`;
  await page.getByRole('textbox', { name: 'Name of the key' }).fill(name);
  await page.getByRole('button', { name: 'Create key' }).click();
  await page.getByRole('button', { name: 'Copy API key' }).click();
  const key = await page.evaluate(() => navigator.clipboard.readText());
  expect(key.length).toBeGreaterThanOrEqual(40);
  const viewer = await page.request.post('/graphql', {
    data: { query: '{ viewer { username } }' },
    headers: { Authorization: `Basic ${Buffer.from(`api:${key}`).toString('base64')}` },
  });
  expect(viewer.status()).toBe(200);

  await page.goto('/settings');
  const row = page.getByRole('row').filter({ hasText: name });
  await row.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete key' }).click();
  await expect(row).toHaveCount(0);
  await expectAccessible(page);
});

test.describe('what is not there', () => {
  test.use({ allowed: FAILED_LOOKUP });

  test('an unknown page, project, run and artifact each say so', async ({ page }) => {
    await signIn(page);
    const { entity, project } = await demoOf(page);
    for (const path of ['/a/b/c/d/e', `/${entity}/no-such-project`, `/${entity}/${project}/runs/none`, `/${entity}/${project}/artifacts/dataset/none/v0`]) {
      await page.goto(path);
      await expect(page.getByText('or you have no access to it.'), path).toBeVisible();
      await expect(page).toHaveTitle('Not found · Tunebook');
    }
    await page.getByRole('main').getByRole('link', { name: 'home' }).click();
    await expect(page.getByRole('heading', { name: 'Home' })).toBeVisible();
  });
});

test('a run opens at every address clients print for it', async ({ page }) => {
  await signIn(page);
  const { entity, project, runs } = await demoOf(page);
  const run = runs[0]!;
  for (const path of [`/${entity}/${project}/runs/${run.name}`, `/${entity}/${project}/${run.name}`, `/${entity}/${project}/runs/${run.name}/overview`]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 }), path).toHaveText(run.displayName);
  }
  for (const path of [`/${entity}/${project}`, `/${entity}/${project}/workspace`, `/${entity}/${project}/runs`, `/${entity}/${project}/table`]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1, name: 'Runs' }), path).toBeVisible();
  }
  const { viewer } = await ask<{ viewer: { entity: string } }>(page, '{ viewer { entity } }');
  await page.goto(`/${viewer.entity}/projects`);
  await expect(page.getByRole('link', { name: project })).toBeVisible();
});
