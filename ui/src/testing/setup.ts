import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

// Mantine asks for the system's colour scheme and watches sizes; the test DOM answers both with silence.
window.matchMedia = (query: string) =>
  ({ matches: false, media: query, addEventListener: () => undefined, removeEventListener: () => undefined }) as unknown as MediaQueryList;

afterEach(() => {
  cleanup();
  localStorage.clear();
});
