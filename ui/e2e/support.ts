import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { expect, type Page, test as base } from '@playwright/test';

const KEY = process.env.TUNEBOOK_API_KEY ?? '';

interface Fixtures {
  /** Part of the text of complaints a test expects; empty: none is. */
  readonly allowed: string;
}

/** A page that fails its test by any complaint: a console error, an uncaught fault, a refusal of the content policy. */
export const test = base.extend<Fixtures>({
  allowed: ['', { option: true }],
  page: async ({ page, allowed }, provide) => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(`console: ${message.text()} ${message.location().url}`);
    });
    page.on('pageerror', (error) => complaints.push(`uncaught: ${error.stack ?? error.message}`));
    await page.exposeFunction('tellPolicyViolation', (text: string) => complaints.push(`content policy: ${text}`));
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        const tell = (window as unknown as { tellPolicyViolation: (text: string) => void }).tellPolicyViolation;
        tell(`${event.violatedDirective} ${event.blockedURI}`);
      });
    });
    await provide(page);
    expect(complaints.filter((complaint) => allowed === '' || !complaint.includes(allowed))).toEqual([]);
  },
});

export { expect } from '@playwright/test';

/** A session for the page's browser, without the sign-in page. */
export async function signIn(page: Page): Promise<void> {
  const origin = new URL(test.info().project.use.baseURL ?? '').origin;
  const answer = await page.request.post('/api/session', { data: { apiKey: KEY }, headers: { Origin: origin } });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** Asks the server itself, to know what a page should show. */
export async function ask<T>(page: Page, query: string, variables: Record<string, unknown> = {}): Promise<T> {
  const authorization = `Basic ${Buffer.from(`api:${KEY}`).toString('base64')}`;
  const answer = await page.request.post('/graphql', { data: { query, variables }, headers: { Authorization: authorization } });
  const body = (await answer.json()) as { data: T; errors?: unknown };
  expect(body.errors).toBeUndefined();
  return body.data;
}

export function apiKey(): string {
  return KEY;
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
}

/** Fails on any finding of WCAG 2.2 A and AA. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe);
  const findings = await page.evaluate(async () => {
    const run = (window as unknown as { axe: { run: (options: unknown) => Promise<{ violations: Finding[] }> } }).axe.run;
    return (await run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })).violations;
  });
  expect(findings.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary ?? ''}`).join('; ')}`)).toEqual([]);
}
