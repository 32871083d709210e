import { expect, expectAccessible, signIn, test } from './support';

test('an administrator connects a provider, sees how it goes, and removes it', async ({ page }) => {
  const name = `provider-${Date.now()}`;
  const key = `sk-${name}-wxyz`;
  await signIn(page);
  await page.goto('/settings');
  await page.getByRole('link', { name: 'Providers' }).click();
  await page.getByRole('button', { name: 'Add connection' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByLabel('Service').selectOption('compatible');
  // A name that resolves to nothing anywhere: the follower has something to tell at once.
  await dialog.getByRole('textbox', { name: 'Base URL' }).fill('https://provider.invalid/v1');
  await dialog.getByLabel('API key').fill(key);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Add connection' }).click();

  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('…wxyz');
  await expect(row).toContainText('failing', { timeout: 30_000 });
  await expect(page.getByRole('status').filter({ hasText: 'No answer from The service at provider.invalid' })).toBeVisible();
  await expectAccessible(page);
  expect(await page.content()).not.toContain(key);

  await row.getByRole('button', { name: `Disable ${name}` }).click();
  await expect(row).toContainText('disabled');
  await row.getByRole('button', { name: `Test ${name}` }).click();
  await expect(page.getByRole('status').filter({ hasText: 'No answer from The service' })).toBeVisible({ timeout: 30_000 });
  await row.getByRole('button', { name: `Enable ${name}` }).click();
  await expect(row).toContainText('failing', { timeout: 30_000 });
  await row.getByRole('button', { name: `Remove ${name}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove connection' }).click();
  await expect(row).toHaveCount(0);
});

test('whoever is no administrator finds no providers', async ({ page }) => {
  await page.route('**/api/session', async (route) => {
    const answer = await route.fetch();
    const viewer = (await answer.json()) as Record<string, unknown>;
    await route.fulfill({ json: { ...viewer, admin: false } });
  });
  await signIn(page);
  await page.goto('/settings');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Providers' })).toHaveCount(0);
  await page.goto('/settings/providers');
  await expect(page.getByText('There is no such page')).toBeVisible();
});
