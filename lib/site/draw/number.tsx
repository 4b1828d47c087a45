/** Numbers on the page: few digits to read, all of them for who asks. */
import { shown } from "./shown.js";

/** A number of a quantity, in its colour. */
export function Num({ of, as }: { of: number; as?: Quantity | undefined }) {
  return (
    <data class={`num ${as ?? ""}`} value={String(of)}>
      {shown(of)}
    </data>
  );
}

/** What has a colour of its own, in text, formula and picture. */
export type Quantity = "price" | "edge" | "device" | "capacity" | "penalty" | "bound" | "objective";
