import { useEffect } from 'react';

/** The document's title, most special part first: `train_loss · run · project · Tunebook`. */
export function useTitle(...parts: readonly (string | undefined)[]): void {
  const title = [...parts.filter((part) => part !== undefined && part !== ''), 'Tunebook'].join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}
