import { useRouterState } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type Codec, formatSearch, parseSearch } from './url-state';
import { useHistory } from './use-history';

type Change<State> = (change: Partial<State>, mode?: 'push' | 'replace') => void;

/**
 * A page's state kept in the query string. A change replaces the address by default; `push` makes a step that Back
 * undoes.
 */
export function useUrlState<State extends object>(codec: Codec<State>): [State, Change<State>] {
  const history = useHistory();
  const search = useRouterState({ select: (state) => state.location.searchStr });
  const state = useMemo(() => codec.read(parseSearch(search)), [codec, search]);
  const change = useCallback<Change<State>>(
    (partial, mode = 'replace') => {
      const { pathname, search: current, hash } = history.location;
      const raw = parseSearch(current);
      const next = codec.write({ ...codec.read(raw), ...partial }, raw);
      const address = pathname + formatSearch(next) + hash;
      if (mode === 'push') history.push(address);
      else history.replace(address);
    },
    [codec, history],
  );
  return [state, change];
}
