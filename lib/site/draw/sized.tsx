/** A box as wide as there is room; what stands in it is drawn once that is known, and again when the screen changes. */
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** @param children Made of the width, 220 at least [px]. */
export function Sized({ children }: { children: (width: number) => ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState<number>();
  useLayoutEffect(() => {
    const element = box.current!;
    const measure = (): void => setWidth(Math.max(220, element.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div class="plot" ref={box}>
      {width !== undefined && children(width)}
    </div>
  );
}
