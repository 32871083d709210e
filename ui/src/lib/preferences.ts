import { useCallback, useState } from 'react';

/** A choice kept in this browser; where storage is forbidden it lives as long as the page. */
export function usePreference(key: string, fallback: string): [string, (value: string) => void] {
  const [value, setValue] = useState(() => read(key) ?? fallback);
  const change = useCallback(
    (next: string) => {
      setValue(next);
      try {
        localStorage.setItem(`tunebook-${key}`, next);
      } catch {
        // Kept in memory only.
      }
    },
    [key],
  );
  return [value, change];
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(`tunebook-${key}`);
  } catch {
    return null;
  }
}
