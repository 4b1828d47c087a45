/** The bar above all views: which users, files, figures, code, light and dark. */
import { signal } from "@preact/signals";
import type { Answer } from "../answer/answer.js";
import { CodeButton } from "../draw/code-button.js";
import { ThemeButton } from "../draw/theme-button.js";
import { cellOf, commandOf, picturesCell } from "../export/code.js";
import { saveCsv, savePng, saveSvg } from "../export/figure.js";
import { FIGURES, type FigureName, isThere } from "../export/figure-table.js";
import { openText, saveScenario } from "../export/scenario-file.js";
import { MOST_DRAWN, SCENARIO_LABELS, SCENARIO_NAMES, type ScenarioName } from "../scenarios.js";
import { change, file, named, open, state } from "../store.js";
import { formsOf, picturesOf } from "../studies.js";

const shownCode = signal(false);
const figure = signal<FigureName>("market");
const told = signal("");

export function Bar({ of }: { of: Answer | undefined }) {
  const { scenario, users, seed } = state.value;
  const studied = { forms: of && formsOf(of), pictures: of && picturesOf(of) };
  const nothing = of === undefined || !isThere(figure.value, studied);
  return (
    <header class="bar-top">
      <h1>
        <a href="./index.html">edgesteps</a> <span class="here">explorer</span>
      </h1>
      <div class="tools">
        <label>
          users{" "}
          <select
            name="scenario"
            value={scenario}
            onChange={(event) => open({ scenario: event.currentTarget.value as ScenarioName, lesson: undefined })}
          >
            {SCENARIO_NAMES.filter((name) => name !== "file" || file.value !== undefined).map((name) => (
              <option key={name} value={name}>
                {name === "file" ? (named.value.scenario.name ?? SCENARIO_LABELS[name]) : SCENARIO_LABELS[name]}
              </option>
            ))}
          </select>
        </label>
        {scenario === "drawn" && (
          <>
            <label>
              how many{" "}
              <input
                name="users"
                type="number"
                min={1}
                max={MOST_DRAWN}
                value={users}
                onChange={(event) => redraw(event.currentTarget.valueAsNumber, seed)}
              />
            </label>
            <label>
              seed{" "}
              <input
                name="seed"
                type="number"
                min={0}
                value={seed}
                onChange={(event) => redraw(users, event.currentTarget.valueAsNumber)}
              />
            </label>
          </>
        )}
        <label class="button">
          open …
          <input
            name="file"
            type="file"
            accept=".json,application/json"
            onChange={(event) => {
              const input = event.currentTarget;
              void read(input.files?.[0]).then(() => {
                input.value = "";
              });
            }}
          />
        </label>
        <button type="button" name="save" onClick={saveScenario}>
          save
        </button>
        <button type="button" name="share" onClick={share}>
          share
        </button>
        <CodeButton shown={shownCode} />
        <span class="figures">
          <label>
            figure{" "}
            <select
              name="figure"
              value={figure.value}
              onChange={(event) => {
                figure.value = event.currentTarget.value as FigureName;
              }}
            >
              {FIGURES.map((name) => (
                <option key={name} disabled={!isThere(name, studied)}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <button type="button" name="svg" disabled={nothing} onClick={() => saveSvg(figure.peek())}>
            SVG
          </button>
          <button type="button" name="png" disabled={nothing} onClick={() => void savePng(figure.peek())}>
            PNG
          </button>
          <button type="button" name="csv" disabled={nothing} onClick={() => of && saveCsv(figure.peek(), of, studied)}>
            CSV
          </button>
        </span>
        <a class="button" href="./million.html">
          a million phones
        </a>
        <ThemeButton />
      </div>
      <p class="said" role="status">
        {told.value}
      </p>
      {shownCode.value && <Code of={of} />}
    </header>
  );
}

function Code({ of }: { of: Answer | undefined }) {
  const made = of && picturesOf(of);
  const steps = (made?.edge ?? made?.device)?.steps;
  return (
    <div class="code">
      <h2>In a notebook</h2>
      <pre data-code="cell">{cellOf(state.value)}</pre>
      {made !== undefined && steps !== undefined && (
        <>
          <h2>The pictures</h2>
          <pre data-code="pictures">{picturesCell(steps, made.most, made.sense, state.value.noise ?? 0)}</pre>
        </>
      )}
      <h2>On the command line</h2>
      <pre data-code="command">{commandOf(state.value)}</pre>
      {state.value.scenario === "file" && <p>Save the scenario first, as scenario.json.</p>}
      {typeof state.value.start !== "string" && (
        <p>The command line has the named starts alone; your own start needs the notebook.</p>
      )}
    </div>
  );
}

function redraw(users: number, seed: number): void {
  if (!(users >= 1 && users <= MOST_DRAWN && Number.isInteger(users))) return;
  if (!(seed >= 0 && seed < 2 ** 32 && Number.isInteger(seed))) return;
  open({ scenario: "drawn", users, seed, lesson: undefined });
}

async function read(chosen: File | undefined): Promise<void> {
  if (chosen !== undefined) openText(await chosen.text(), chosen.name);
}

/** The address says all but a file; that must be sent beside it. */
async function share(): Promise<void> {
  change({});
  const beside = state.peek().scenario === "file" ? " The file must be sent beside it." : "";
  try {
    await navigator.clipboard.writeText(location.href);
    told.value = `The address is copied.${beside}`;
  } catch {
    told.value = `Copy the address of this page: it shows what you see.${beside}`;
  }
}
