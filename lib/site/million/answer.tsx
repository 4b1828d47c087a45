/** The answer in numbers: what is proven, and how long it took. */
import { Num, type Quantity } from "../draw/number.js";
import { shown } from "../draw/shown.js";
import { answer, settled, state, threads, waited } from "./store.js";

const digits = new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 10 });

/** A large number, with more digits than the plots have: bound and cost are to be compared. */
function Large({ of, as }: { of: number; as: Quantity }) {
  return (
    <data class={`num ${as}`} value={String(of)}>
      {digits.format(of)}
    </data>
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
        <div>
          <dt>price λ</dt>
          <dd data-told="price">
            <Num of={price} as="price" />
          </dd>
        </div>
        <div>
          <dt>cost of the plan</dt>
          <dd data-told="objective">
            <Large of={objective} as="objective" />
          </dd>
        </div>
        <div>
          <dt>what the price proves</dt>
          <dd data-told="bound">
            <Large of={dualBound} as="bound" />
          </dd>
        </div>
        <div>
          <dt>gap</dt>
          <dd data-told="gap">
            <Num of={gap} as="bound" /> <span class="stamped">{status === "optimal" ? "proven" : ""}</span>
          </dd>
        </div>
        <div>
          <dt>from asking to proof</dt>
          <dd data-told="milliseconds">
            <data class="num" value={waited.value}>
              {waited.value.toFixed(0)}
            </data>{" "}
            ms
          </dd>
        </div>
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
        {over > 0 ? <b class="wrong">{digits.format(over)} too many</b> : <b>{digits.format(-over)} stay idle</b>}. Even
        this price proves something: no plan costs less than{" "}
        <span data-told="at">
          <Large of={props.bound} as="bound" />
        </span>
        , {shown(100 * below)} % below the optimum.{" "}
        {state.value.price === undefined ? "" : "Let it settle to close that."}
      </>
    );
  }
}
