/** Whether a view is on the screen, or soon will be: what costs time is not asked for before. */
import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";

/** How far off the screen a view is soon on it [px]. */
const SOON = "500px";

export function useNear(view: RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver((seen) => setNear(seen.at(-1)!.isIntersecting), { rootMargin: SOON });
    observer.observe(view.current!);
    return () => observer.disconnect();
  }, []);
  return near;
}
