/** A slider that is a real input: the keyboard's way to everything that a hand may drag. */
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { Num, type Quantity } from "./number.js";

export interface SliderProps {
  readonly name: string;
  readonly label: ComponentChildren;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number | "any";
  readonly as?: Quantity;
  /** What is told of the value, where it is not the input's own. */
  readonly told?: number;
  readonly unit?: string;
  /** Values that mean something, drawn below. */
  readonly marks?: readonly { readonly at: number; readonly text: string }[];
  readonly onChange: (value: number) => void;
  readonly children?: ComponentChildren;
}

export function Slider(props: SliderProps) {
  const { name, label, value, min, max, step = "any", as, told = value, unit = "", marks = [], onChange } = props;
  const id = useId();
  return (
    <div class={`slider ${as ?? ""}`}>
      <label for={id}>
        {label} <Num of={told} as={as} /> {unit}
      </label>
      <span class="extras">{props.children}</span>
      <div class="track">
        <input
          id={id}
          name={name}
          type="range"
          min={min}
          max={max}
          step={step === "any" ? (max - min) / 1000 : step}
          value={value}
          aria-valuetext={`${told} ${unit}`.trim()}
          onInput={(event) => onChange(event.currentTarget.valueAsNumber)}
        />
        {marks.map(({ at, text }) => {
          const part = Math.min(Math.max((at - min) / (max - min), 0), 1);
          // the knob is 18 px wide, and stays within the track
          const x = `calc(9px + (100% - 18px) * ${part.toFixed(4)})`;
          return (
            <span key={text} class={part > 0.5 ? "mark end" : "mark"}>
              <span style={part > 0.5 ? { right: `calc(100% - ${x})` } : { left: x }}>{text}</span>
            </span>
          );
        })}
      </div>
    </div>
  );
}
