/** The answer in numbers: what is proven, and how long it took. */
import type { ComponentChildren } from "preact";
import { Num, type Quantity } from "../draw/number.js";
import { grouped, shown } from "../draw/shown.js";
import { answer, settled, state, threads, waited } from "./store.js";

/** As many as bound and cost have to be compared by. */
const DIGITS = 10;

/** A large number, with more digits than the plots have: bound and cost are to be compared. */
function Large({ of, as }: { of: number; as: Quantity }) {
  return (
    <data class={`num ${as}`} value={String(of)}>
      {grouped(of, DIGITS)}
    </data>
  );
}

function Told({ what, as, children }: { what: string; as: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{what}</dt>
      <dd data-told={as}>{children}</dd>
    </div>
  );
}

export function Answer() {
  const found = answer.value;
  if (found === undefined) return null;
  const { certificate, at, capacity } = found;
  const { objective, dualBound, gap, price, scale, status } = certificate;
  const byHand = at !== null;
  return (
    <section class={settled.value ? "proof" : "proof waiting"} aria-label="The proven optimum">
      <dl>
        <Told what="price λ" as="price">
          <Num of={price} as="price" />
        </Told>
        <Told what="cost of the plan" as="objective">
          <Large of={objective} as="objective" />
        </Told>
        <Told what="what the price proves" as="bound">
          <Large of={dualBound} as="bound" />
        </Told>
        <Told what="gap" as="gap">
          <Num of={gap} as="bound" /> <span class="stamped">{status === "optimal" ? "proven" : ""}</span>
        </Told>
        <Told what="from asking to proof" as="milliseconds">
          <data class="num" value={waited.value}>
            {waited.value.toFixed(0)}
          </data>{" "}
          ms
        </Told>
      </dl>
      <p class="told" role="status">
        {!settled.value ? (
          "Solving …"
        ) : byHand ? (
          <ByHand demand={at.demand} price={at.price} bound={at.dualBound} capacity={capacity} />
        ) : price === 0 ? (
          "Everyone has what it wants, and steps are left: a step is free."
        ) : (
          <>
            At <Num of={price} as="price" /> what the phones want just fits into the{" "}
            <Large of={capacity} as="capacity" /> steps that there are.{" "}
            {certificate.iterations === 0
              ? "Nobody had to be compared: what each phone wants at this price is the best plan."
              : `The proof compared other choices of ${certificate.iterations} phones, ringed, which cost them almost the same; the price alone decides all others.`}{" "}
            {threads} {threads === 1 ? "thread" : "threads"}.
          </>
        )}
      </p>
    </section>
  );

  function ByHand(props: { demand: number; price: number; bound: number; capacity: number }) {
    const over = props.demand - props.capacity;
    const below = (objective - props.bound) / scale;
    return (
      <>
        At <Num of={props.price} as="price" /> phones want <Large of={props.demand} as="edge" /> steps:{" "}
        {over > 0 ? <b class="wrong">{grouped(over, DIGITS)} too many</b> : <b>{grouped(-over, DIGITS)} stay idle</b>}.
        Even this price proves something: no plan costs less than{" "}
        <span data-told="at">
          <Large of={props.bound} as="bound" />
        </span>
        , {shown(100 * below)} % below the optimum.{" "}
        {state.value.price === undefined ? "" : "Let it settle to close that."}
      </>
    );
  }
}
