/** What all phones want of the edge at every price, on the axis of the picture above; capacity and price under the hand. */
import { Plot, path, Tag } from "../draw/plot.js";
import { shown } from "../draw/shown.js";
import { Slider } from "../draw/slider.js";
import { demandAt, ENDS, PRICES } from "./census.js";
import { setPrice } from "./crowd.js";
import { answer, change, counted, curve, drawnPrice, state } from "./store.js";

const PRICE = 0;
const CAPACITY = 1;
/** A touch this near to the capacity's line takes it [px]. */
const NEAR = 14;
/** Steps that a phone would take at the most, were they free. */
const MOST_EACH = 55;

export function Controls() {
  const { capacity, users, price: byHand } = state.value;
  const price = drawnPrice.value;
  const most = MOST_EACH * users;
  return (
    <div class="controls">
      <Slider
        name="capacity"
        label="capacity"
        as="capacity"
        value={Math.min(capacity, most)}
        told={capacity}
        unit={`steps, ${shown(capacity / users)} a phone`}
        min={0}
        max={most}
        step={Math.max(1, Math.round(users / 100))}
        onChange={(value) => change({ capacity: value, price: undefined })}
      />
      <Slider
        name="price"
        label="price λ"
        as="price"
        value={Math.min(price, ENDS.price)}
        told={price}
        min={0}
        max={ENDS.price}
        onChange={setPrice}
      >
        <button
          type="button"
          name="settle"
          disabled={byHand === undefined}
          onClick={() => change({ price: undefined })}
        >
          settle
        </button>
      </Slider>
    </div>
  );
}

export function Demand() {
  const { capacity, users, price: byHand } = state.value;
  const price = drawnPrice.value;
  const part = counted.value;
  const known = part === 1;
  const most = MOST_EACH * users;
  const wanted = answer.value?.at?.price === price ? answer.value.at.demand : known ? demandAt(curve, price) : 0;
  const over = byHand !== undefined && wanted > capacity * (1 + 1e-6);
  const label = known
    ? `Demand for edge steps over the price; without a price ${shown(curve[0]!)} steps, at ${shown(price)} ${shown(wanted)}. The capacity is ${shown(capacity)}.`
    : "Demand over the price, not counted yet.";
  return (
    <section class="view" id="demand" aria-labelledby="demand-title">
      <h3 id="demand-title">What they want together</h3>
      <Plot
        name="demand"
        label={label}
        height={210}
        x={[0, ENDS.price]}
        y={[0, MOST_EACH]}
        xTitle="price λ of an edge step"
        yTitle="steps a phone"
        onDrag={(x, y, grip) => {
          if (grip === CAPACITY)
            change({ capacity: Math.min(most, Math.max(0, Math.round(y * users))), price: undefined });
          else setPrice(x);
        }}
        gripAt={({ y }, _, at) => (Math.abs(at - y(capacity / users)) < NEAR ? CAPACITY : PRICE)}
      >
        {(scales) => {
          const { x, left, right, top, bottom } = scales;
          const y = (steps: number): number => Math.max(scales.y(steps / users), top);
          const line = y(capacity);
          const each = curve.map((steps) => steps / users);
          return (
            <g class="balance">
              {known && (
                <path
                  class="demand-area"
                  d={`${path(PRICES, each, scales)}L${x(ENDS.price)} ${bottom}L${x(0)} ${bottom}Z`}
                />
              )}
              {known && <path class="outline" d={path(PRICES, each, scales)} />}
              {over && <rect class="over" x={x(price) - 6} width={12} y={y(wanted)} height={line - y(wanted)} />}
              <line class="capacity-line" x1={left} x2={right} y1={line} y2={line} />
              <circle class="grip capacity-grip" cx={right - 9} cy={line} r={8} />
              <Tag
                x={right - 24}
                y={line - 8}
                text={`capacity: ${shown(capacity / users)} a phone`}
                as="capacity"
                within={scales}
                end
              />
              {known && (
                <>
                  <line class="price-line" x1={x(price)} x2={x(price)} y1={top} y2={bottom} />
                  <circle class="demand-dot" cx={x(price)} cy={y(wanted)} r={5} />
                  <circle class="grip price-grip" cx={x(price)} cy={bottom} r={8} />
                  <Tag x={x(price) + 8} y={top + 12} text={`λ = ${shown(price)}`} as="price" within={scales} />
                </>
              )}
            </g>
          );
        }}
      </Plot>
    </section>
  );
}
