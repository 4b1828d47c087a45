/** Formulas as MathML, each quantity in its colour. */
import type { ComponentChildren } from "preact";
import type { Quantity } from "./number.js";

export function Formula({ children }: { children: ComponentChildren }) {
  return <math>{children}</math>;
}

export function I({ children, as = undefined }: { children: string; as?: Quantity | undefined }) {
  // upright letters made italic by the style: not every system has the letters of mathematics
  return (
    <mi mathvariant="normal" class={as ?? ""}>
      {children}
    </mi>
  );
}

export function O({ children }: { children: string }) {
  return <mo>{children}</mo>;
}

/** With an index below. */
export function Sub({ of, by, as = undefined }: { of: string; by: string; as?: Quantity | undefined }) {
  return (
    <msub class={as ?? ""}>
      <mi mathvariant="normal">{of}</mi>
      <mi mathvariant="normal">{by}</mi>
    </msub>
  );
}
