/** A column of a study's table. */
export interface TableColumn {
  readonly name: string;
  /** SI unit, `1` for a pure number, `""` for text. */
  readonly unit: string;
  /** One plain sentence. */
  readonly description: string;
  /** What texts of its cells are in words, where they are names of a program: for papers; files keep the names. */
  readonly words?: Readonly<Record<string, string>>;
}

/** What a study returns: rows of numbers and words under named columns with units. */
export interface Table {
  /** File name without ending, e.g. `tau-sensitivity`. */
  readonly name: string;
  readonly columns: readonly TableColumn[];
  /** One entry a column, by name. */
  readonly rows: readonly Readonly<Record<string, number | string>>[];
  /** What holds for every row and has no column, such as a scenario's name or an option: captions speak of it, files don't. */
  readonly about?: Readonly<Record<string, number | string>>;
}

/** The columns of a table by their names. @throws RangeError for a name that no column has. */
export function columnFinder({ name, columns }: Table): (wanted: string) => TableColumn {
  return (wanted) => {
    const found = columns.find((column) => column.name === wanted);
    if (found === undefined) throw new RangeError(`table ${name}: no column is named ${JSON.stringify(wanted)}`);
    return found;
  };
}

/** A table of plain rows that have the same names: columns are described by these. @param units Where a column has one. */
export function tableOf(name: string, rows: Table["rows"], units: Readonly<Record<string, string>> = {}): Table {
  const columns = Object.keys(rows[0] ?? {}).map((key) => ({ name: key, unit: units[key] ?? "", description: key }));
  return { name, columns, rows };
}
