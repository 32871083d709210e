import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * The web app in a real browser against a running server with the demo's data: TUNEBOOK_URL is its address,
 * TUNEBOOK_API_KEY the administrator's key, TUNEBOOK_SIGN_IN_LINK an unspent sign-in link. CHROMIUM names another browser.
 */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'target/e2e/results',
  reporter: [['list'], ['html', { outputFolder: 'target/e2e/report', open: 'never' }]],
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env.CI !== undefined,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: process.env.TUNEBOOK_URL ?? 'http://127.0.0.1:8080',
    viewport: { width: 1440, height: 900 },
    colorScheme: 'light',
    locale: 'en-US',
    timezoneId: 'UTC',
    contextOptions: { reducedMotion: 'reduce' },
    permissions: ['clipboard-read', 'clipboard-write'],
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? CHROMIUM.find((path) => existsSync(path)) ?? '',
      args: ['--no-sandbox'],
    },
  },
});
