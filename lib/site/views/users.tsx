/** The users, a card each; and the game: can you place them better than the proof allows? */
import { signal } from "@preact/signals";
import type { Answer } from "../answer/answer.js";
import type { Card, Parts } from "../answer/user-costs.js";
import { Num } from "../draw/number.js";
import { Plot, path, Tag } from "../draw/plot.js";
import { shown } from "../draw/shown.js";
import { change, state } from "../store.js";
import { PriceSlider } from "./market.js";

/** Parts of a cost in the order in which they are stacked. */
const PARTS = ["time", "error", "energy", "paid"] as const;
const WORDS: Readonly<Record<(typeof PARTS)[number], string>> = {
  time: "time",
  error: "error",
  energy: "energy",
  paid: "price · steps",
};

export function Users({ of }: { of: Answer }) {
  const { cards, count, hand } = of;
  const most = Math.max(...cards.flatMap(({ device, edge }) => [device, edge].map((parts) => sum(parts))));
  return (
    <section class="view wide" id="users" aria-labelledby="users-title">
      <h2 id="users-title">Users</h2>
      <p class="lead">
        What each of them pays at its best on its <b class="device">device</b> and at the <b class="edge">edge</b>, at
        the price <Num of={hand.price} as="price" /> a step. The margin is what the edge costs more: below 0 a user goes
        there. {count > cards.length && <>Of {count} users, those nearest to the price.</>}
      </p>
      <ul class="key">
        {PARTS.map((part) => (
          <li key={part}>
            <i class={`swatch ${part}`} /> {WORDS[part]}
          </li>
        ))}
      </ul>
      <div class="users">
        <ul class="cards">
          {cards.map((card) => (
            <UserCard key={card.user} of={of} card={card} most={most} />
          ))}
        </ul>
        <div>
          <Costs of={of} />
          <Game of={of} />
        </div>
      </div>
    </section>
  );
}

function sum(parts: Parts | undefined): number {
  return parts === undefined ? 0 : PARTS.reduce((all, part) => all + parts[part], 0);
}

function UserCard({ of, card, most }: { of: Answer; card: Card; most: number }) {
  const { user, device, edge } = card;
  const { names, sca, mine } = of;
  const name = names[user]!;
  const margin = device && edge ? edge.total - device.total : NaN;
  const offload = mine?.offload ?? sca.offload;
  const [steps, blame] = mine === undefined ? [sca.steps, sca.blame] : [mine.found?.steps, mine.found?.blame];
  const [here, other] = offload[user] === 1 ? ["edge", "device"] : ["device", "edge"];
  const chosen = state.value.user === user;
  return (
    <li class={chosen ? "card selected" : "card"}>
      <button type="button" class="name" aria-pressed={chosen} onClick={() => change({ user })}>
        {name}
      </button>
      <span class="margin">
        {Number.isNaN(margin) ? (
          "one place only"
        ) : (
          <>
            margin <Num of={margin} as={margin < 0 ? "edge" : "device"} />
          </>
        )}
      </span>
      <Bar label="device" parts={device} most={most} as="device" />
      <Bar label="edge" parts={edge} most={most} as="edge" />
      <p class="place">
        {mine === undefined ? "plan" : "yours"}: <b class={here}>{here}</b>
        {steps && (
          <>
            , <Num of={steps[user]!} /> steps
          </>
        )}
        {mine !== undefined && blame !== undefined && blame[user]! > 1e-9 && (
          <>
            {" "}
            · blame <Num of={blame[user]!} as="price" />
          </>
        )}
      </p>
      {device && edge && (
        <button type="button" class="move" onClick={() => move(of, user)}>
          {`move ${name} to ${other}`}
        </button>
      )}
    </li>
  );
}

function Bar({ label, parts, most, as }: { label: string; parts: Parts | undefined; most: number; as: string }) {
  if (parts === undefined) {
    return (
      <div class="bar">
        <span class={as}>{label}</span> <span class="closed">closed</span>
      </div>
    );
  }
  const words = PARTS.filter((part) => parts[part] > 0).map((part) => `${WORDS[part]} ${shown(parts[part])}`);
  return (
    <div class="bar">
      <span class={as}>{label}</span>
      <svg
        role="img"
        aria-label={`${label}, ${shown(parts.steps)} steps: ${words.join(", ")}, less utility ${shown(parts.utility)}`}
        width="100%"
        height="12"
      >
        {PARTS.map((part, k) => {
          const before = PARTS.slice(0, k).reduce((all, one) => all + parts[one], 0);
          return (
            <rect
              key={part}
              class={`part ${part}`}
              x={`${(100 * before) / most}%`}
              width={`${(100 * parts[part]) / most}%`}
              height="12"
            />
          );
        })}
      </svg>
      <Num of={parts.total} />
    </div>
  );
}

/** Sends a user to its other place; the first time from the plan's places. */
function move({ sca, mine }: Answer, user: number): void {
  const places = Array.from(mine?.offload ?? sca.offload);
  places[user] = 1 - places[user]!;
  change({ mine: places, user });
}

/** φ_l(s) and φ_e(s) + λs of the selected user. */
function Costs({ of }: { of: Answer }) {
  const { curves, names, cards } = of;
  const { steps, device, edge, error } = curves;
  const values = [...device, ...edge, ...error].filter(Number.isFinite);
  const [low, high] = [Math.min(0, ...values), Math.max(...values)];
  const card = cards.find(({ user }) => user === curves.user);
  const name = names[curves.user]!;
  const told = [["device", card?.device] as const, ["edge", card?.edge] as const].filter(([, parts]) => parts);
  return (
    <div class="costs" id="costs">
      <h3>More steps for {name}: better, and dearer</h3>
      <Plot
        name="costs"
        label={`Cost of ${name} over its steps: ${told.map(([place, parts]) => `${place}: least ${shown(parts!.total)} at ${shown(parts!.steps)} steps`).join("; ")}. The error falls.`}
        height={230}
        x={[0, steps.at(-1)!]}
        y={[low, high * 1.3]}
        xTitle="steps s"
        yTitle="cost"
      >
        {(scales) => {
          const middle = (scales.left + scales.right) / 2 + 60;
          return (
            <g>
              <path class="error-curve" d={path(steps, error, scales)} />
              <path class="device-curve" d={path(steps, device, scales)} />
              <path class="edge-curve" d={path(steps, edge, scales)} />
              {told.map(([place, parts]) => (
                <circle
                  key={place}
                  class={`least ${place}`}
                  cx={scales.x(parts!.steps)}
                  cy={scales.y(parts!.total)}
                  r={5}
                />
              ))}
              <Tag x={middle} y={scales.top + 10} text="device φₗ(s)" as="device" within={scales} end />
              <Tag x={middle} y={scales.top + 26} text="edge φₑ(s) + λs" as="edge" within={scales} end />
              <Tag x={middle} y={scales.top + 42} text="error alone" as="error" within={scales} end />
            </g>
          );
        }}
      </Plot>
      <PriceSlider of={of} name="price-of-user" />
    </div>
  );
}

/** Why a user's choice costs more than its best at the price λ*. */
function whyBlamed({ market, price, mine, sca }: Answer, user: number): string {
  const here = (mine?.offload ?? sca.offload)[user] === 1;
  const wants = market.leaving[user]! > price;
  if (here === wants) return "it is in its place, with other steps than it wants at the market's price";
  return wants
    ? "it wants to be at the edge at the market's price"
    : "it wants to be on its device at the market's price";
}

const proofShown = signal(false);

/** The reader's plan against SCA, the optimum and the bound. */
function Game({ of }: { of: Answer }) {
  const { mine, sca, optimum, dualBound, names, capacity } = of;
  const found = mine?.found;
  const yours = found?.objective;
  const won = yours !== undefined && optimum.proven && yours <= optimum.objective + 1e-12 * Math.abs(optimum.objective);
  const blamed = found && Array.from(found.blame.keys()).sort((a, b) => found.blame[b]! - found.blame[a]!)[0]!;
  return (
    <div class="game" id="game">
      <h3>Beat the proof</h3>
      <p>
        Place the users yourself; each gets the best whole steps for your places. The floor is the{" "}
        <b class="bound">bound</b>: no plan can be below it. Blame is what a user costs more than at its best, at the
        market's price.
      </p>
      <div class="buttons">
        <button type="button" name="all-local" onClick={() => change({ mine: Array.from(sca.offload, () => 0) })}>
          all on their devices
        </button>
        <button
          type="button"
          name="plan-again"
          disabled={mine === undefined}
          onClick={() => change({ mine: undefined })}
        >
          the plan again
        </button>
        <button type="button" name="prove" aria-pressed={proofShown.value} onClick={() => prove()}>
          show the proof
        </button>
      </div>
      <Gauge of={of} yours={yours} />
      <p class="told" role="status">
        {mine === undefined ? (
          <>You have moved nobody yet.</>
        ) : found === undefined ? (
          <>
            These places need at least <Num of={mine.fewest} as="edge" /> steps, and there are{" "}
            <Num of={capacity} as="capacity" />: send someone back.
          </>
        ) : (
          <>
            Yours costs{" "}
            <span data-told="mine">
              <Num of={found.objective} as="objective" />
            </span>
            , <Num of={found.excess} as="bound" /> above the bound
            {blamed !== undefined && found.blame[blamed]! > 1e-9 && (
              <>
                ; most of it is <b>{names[blamed]}</b>'s, <Num of={found.blame[blamed]!} as="price" />:{" "}
                <span data-told="blamed">{whyBlamed(of, blamed)}</span>
              </>
            )}
            {found.idle > 1e-9 && (
              <>
                ; <Num of={found.idle} as="price" /> is for steps that nobody uses
              </>
            )}
            .
          </>
        )}
      </p>
      {won && <p class="stamp">the optimum · proven</p>}
      {proofShown.value && (
        <p>
          {optimum.proven ? (
            <>
              The proof looked at{" "}
              {optimum.core.length === 0 ? (
                <>nobody: the dual's own plan fills the capacity</>
              ) : (
                <>
                  <b>{optimum.core.length}</b> of {names.length} users (
                  {optimum.core
                    .slice(0, 8)
                    .map((n) => names[n])
                    .join(", ")}
                  {optimum.core.length > 8 && ", …"})
                </>
              )}
              ; a change of anyone else costs more than the whole gap. The optimum costs{" "}
              <Num of={optimum.objective} as="objective" />, {shown(optimum.objective - dualBound)} above the bound;
              with it as the bound the gap is 0.
            </>
          ) : (
            <>
              The proof was ended at its limit of states; the best plan met costs <Num of={optimum.objective} />.
            </>
          )}
        </p>
      )}
    </div>
  );
}

function prove(): void {
  proofShown.value = !proofShown.peek();
}

function Gauge({ of, yours }: { of: Answer; yours: number | undefined }) {
  const { dualBound, optimum, sca } = of;
  const marks = [
    { at: dualBound, text: "bound", as: "bound", row: 0 },
    { at: optimum.objective, text: optimum.proven ? "optimum" : "best met", as: "objective", row: 1 },
    { at: sca.objective, text: "SCA", as: "penalty", row: 2 },
    ...(yours === undefined ? [] : [{ at: yours, text: "yours", as: "price", row: 3 }]),
  ];
  const most = Math.max(...marks.map(({ at }) => at));
  const room = Math.max(most - dualBound, 1e-4 * Math.abs(dualBound), 1e-9);
  return (
    <Plot
      name="gauge"
      label={marks.map(({ at, text }) => `${text} ${shown(at)}`).join(", ")}
      height={146}
      x={[dualBound - 0.06 * room, dualBound + 1.25 * room]}
      y={[4.4, 0]}
      xTitle="cost of the plan"
    >
      {(scales) => (
        <g>
          <rect class="cover" x={0} y={0} width={scales.left - 1} height={scales.bottom + 6} />
          <rect
            class="below"
            x={scales.left}
            width={scales.x(dualBound) - scales.left}
            y={scales.top}
            height={scales.bottom - scales.top}
          />
          {marks.map(({ at, text, as, row }) => (
            <g key={text} class={`gauge-mark ${as}`}>
              <line x1={scales.x(at)} x2={scales.x(at)} y1={scales.y(row) + 2} y2={scales.bottom} />
              <circle cx={scales.x(at)} cy={scales.y(row) + 9} r={4} />
              <Tag x={scales.x(at) + 8} y={scales.y(row) + 13} text={`${text} ${shown(at)}`} as={as} within={scales} />
            </g>
          ))}
        </g>
      )}
    </Plot>
  );
}
