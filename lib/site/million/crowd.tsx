/** All phones at once: how many leave the edge at which price, and what their pictures cost on their own devices. */
import { useEffect, useMemo, useRef } from "preact/hooks";
import { Plot, Tag } from "../draw/plot.js";
import { shown } from "../draw/shown.js";
import { dark } from "../theme.js";
import { CELLS, ENDS, partLeft } from "./census.js";
import { answer, cells, change, counted, drawnPrice, settled, state } from "./store.js";

const HEIGHT = 310;
/** Narrower than this the places are told by their names alone [px]. */
const WIDE = 600;

export function Crowd() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const price = drawnPrice.value;
  const part = counted.value;
  const isDark = dark.value;
  const crowd = `${state.value.users} ${state.value.seed}`;
  const columns = useMemo(columnsOf, [part, crowd]);
  const pictures = useRef<Pictures | undefined>(undefined);
  useEffect(() => {
    pictures.current = paint(canvas.current!);
  }, [part, isDark, crowd]);
  useEffect(() => show(canvas.current!, pictures.current, price), [part, isDark, crowd, price]);
  const left = partLeft(columns, price);
  const per = (x: number): string => `${(100 * x).toFixed(0)} %`;
  const known = part > 0;
  const label = known
    ? `All phones by the price at which they leave the edge and the cost on their own device. At the price ${shown(price)} ` +
      `${per(1 - left)} are at the edge and ${per(left)} on their devices.`
    : "All phones, not counted yet.";
  const core = settled.value && state.value.price === undefined ? (answer.value?.core ?? []) : [];
  return (
    <section class="view" id="crowd" aria-labelledby="crowd-title">
      <h3 id="crowd-title">Who goes to the edge</h3>
      <div class="crowd">
        <canvas ref={canvas} width={CELLS.across} height={CELLS.up} />
        <Plot
          name="crowd"
          label={label}
          height={HEIGHT}
          x={[0, ENDS.price]}
          y={[0, ENDS.cost]}
          yTitle="cost on the own device"
          xTitle="price at which a phone leaves the edge"
          onDrag={(x) => setPrice(x)}
        >
          {(scales) => (
            <g class="balance">
              {Array.from({ length: core.length / 2 }, (_, i) => (
                <circle
                  key={i}
                  class="compared"
                  cx={scales.x(Math.min(core[2 * i]!, ENDS.price))}
                  cy={scales.y(Math.min(core[2 * i + 1]!, ENDS.cost))}
                  r={4}
                />
              ))}
              {known && (
                <>
                  <line
                    class="price-line"
                    x1={scales.x(price)}
                    x2={scales.x(price)}
                    y1={scales.top}
                    y2={scales.bottom}
                  />
                  <circle class="grip price-grip" cx={scales.x(price)} cy={scales.bottom} r={8} />
                  <Tag
                    x={scales.x(price) - 10}
                    y={scales.top + 14}
                    text={`${per(left)} ${scales.right < WIDE ? "device" : "on their device"}`}
                    as="device"
                    within={scales}
                    end
                  />
                  <Tag
                    x={scales.x(price) + 10}
                    y={scales.top + 14}
                    text={`${per(1 - left)} ${scales.right < WIDE ? "edge" : "at the edge"}`}
                    as="edge"
                    within={scales}
                  />
                </>
              )}
            </g>
          )}
        </Plot>
      </div>
    </section>
  );
}

/** A price by hand. */
export function setPrice(price: number): void {
  change({ price: Number(Math.min(Math.max(price, 0), ENDS.price).toPrecision(5)) });
}

/** The same phones in the colour of either place. */
interface Pictures {
  readonly device: HTMLCanvasElement;
  readonly edge: HTMLCanvasElement;
}

/** How many phones there are in each column. */
function columnsOf(): Float64Array {
  const columns = new Float64Array(CELLS.across);
  for (let k = 0; k < cells.length; k++) columns[k % CELLS.across]! += cells[k]!;
  return columns;
}

function paint(canvas: HTMLCanvasElement): Pictures {
  const { color, outlineColor } = getComputedStyle(canvas);
  const most = cells.reduce((top, own) => Math.max(top, own), 1);
  const painted = (colour: string): HTMLCanvasElement => {
    const own = document.createElement("canvas");
    [own.width, own.height] = [CELLS.across, CELLS.up];
    const context = own.getContext("2d")!;
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue] = context.getImageData(0, 0, 1, 1).data as unknown as [number, number, number];
    const image = context.createImageData(CELLS.across, CELLS.up);
    for (let j = 0; j < CELLS.up; j++) {
      for (let i = 0; i < CELLS.across; i++) {
        const count = cells[j * CELLS.across + i]!;
        if (count === 0) continue;
        const at = 4 * ((CELLS.up - 1 - j) * CELLS.across + i);
        image.data.set([red, green, blue, 255 * (0.25 + (0.75 * Math.log1p(count)) / Math.log1p(most))], at);
      }
    }
    context.putImageData(image, 0, 0);
    return own;
  };
  return { device: painted(outlineColor), edge: painted(color) };
}

/** Left of the price the devices, right of it the edge. */
function show(canvas: HTMLCanvasElement, pictures: Pictures | undefined, price: number): void {
  const context = canvas.getContext("2d")!;
  context.clearRect(0, 0, CELLS.across, CELLS.up);
  if (pictures === undefined) return;
  const at = Math.min(Math.max((price / ENDS.price) * CELLS.across, 0), CELLS.across);
  for (const [picture, from, to] of [
    [pictures.device, 0, at],
    [pictures.edge, at, CELLS.across],
  ] as const) {
    context.save();
    context.beginPath();
    context.rect(from, 0, to - from, CELLS.up);
    context.clip();
    context.drawImage(picture, 0, 0);
    context.restore();
  }
}
