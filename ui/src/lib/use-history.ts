import { type RouterHistory, useRouter } from '@tanstack/react-router';

/** The browser's history as the router sees it. */
export function useHistory(): RouterHistory {
  return (useRouter() as { history: RouterHistory }).history;
}
