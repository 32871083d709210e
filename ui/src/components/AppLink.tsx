import type { AnchorHTMLAttributes, MouseEvent, Ref } from 'react';
import { useHistory } from '@/lib/use-history';

export interface AppLinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly href: string;
  readonly ref?: Ref<HTMLAnchorElement>;
}

/** A link within the app: a true address, followed without loading the page anew. */
export function AppLink({ href, onClick, ref, ...rest }: AppLinkProps) {
  const history = useHistory();
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (event.defaultPrevented || !plain || rest.target === '_blank') return;
    event.preventDefault();
    history.push(href);
  };
  return <a href={href} onClick={follow} ref={ref} {...rest} />;
}
