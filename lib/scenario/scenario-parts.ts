import type { Scenario, User } from "./types.js";

/** The text that `writeScenario` answers with, in parts and from users who need not be a list: for a million of them. */
export function* scenarioParts({
  users,
  ...settings
}: Omit<Scenario, "users"> & { readonly users: Iterable<User> }): Generator<string> {
  const [head, tail] = JSON.stringify({ ...settings, users: [0] }, null, 2).split(/0(?=\n {2}\]\n\}$)/);
  let before = head!;
  for (const user of users) {
    yield before + JSON.stringify(user, null, 2).replaceAll("\n", "\n    ");
    before = ",\n    ";
  }
  yield `${tail}\n`;
}
