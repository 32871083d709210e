import { type ReactNode, useEffect, useRef, useState } from 'react';

/** Holds the place of its content until it comes near the window, and keeps it from then on. */
export function MountWhenSeen({ children, height, eager }: { children: ReactNode; height: number; eager: boolean }) {
  const host = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(eager);
  useEffect(() => {
    const element = host.current;
    if (seen || element === null) return;
    const watcher = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setSeen(true);
      },
      { rootMargin: '300px' },
    );
    watcher.observe(element);
    return () => { watcher.disconnect(); };
  }, [seen]);
  return (
    <div ref={host} style={seen ? { minWidth: 0 } : { minHeight: height }}>
      {seen && children}
    </div>
  );
}
