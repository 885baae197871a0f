import { z } from "zod";

/** How one choice stands in the query string. `read` gets null when it is not there; neither ever throws. */
export interface ParamCodec<Value> {
  readonly name: string;
  readonly read: (text: string | null) => Value;
  /** Null = left out. */
  readonly write: (value: Value) => string | null;
}

/** Anything that a schema takes from the text itself; malformed counts as `otherwise`. */
export function parsed<Value extends string | null>(
  name: string,
  schema: z.ZodType<Value, unknown>,
  otherwise: Value,
): ParamCodec<Value> {
  return {
    name,
    read(text) {
      const read = schema.safeParse(text ?? undefined);
      return read.success ? read.data : otherwise;
    },
    write: (value) => (value === otherwise ? null : value),
  };
}

/** One of a few words. */
export function oneOf<const Value extends string, Otherwise extends Value | null>(
  name: string,
  values: readonly Value[],
  otherwise: Otherwise,
): ParamCodec<Value | Otherwise> {
  return {
    name,
    read: (text) => values.find((value) => value === text) ?? otherwise,
    write: (value) => (value === otherwise ? null : value),
  };
}

/** A figure or address as it was typed, right or wrong; what is far too long to be meant is dropped. */
export function typed(name: string, most: number): ParamCodec<string> {
  return { name, read: (text) => (text !== null && text.length <= most ? text : ""), write: (value) => value || null };
}

/** On or off; only what differs from `otherwise` stands in the URL. */
export function flag(name: string, otherwise = false): ParamCodec<boolean> {
  return {
    name,
    read: (text) => (text === "1" ? true : text === "0" ? false : otherwise),
    write: (value) => (value === otherwise ? null : value ? "1" : "0"),
  };
}

/** On, off, or not said. */
export function maybeFlag(name: string): ParamCodec<boolean | null> {
  return {
    name,
    read: (text) => (text === "1" ? true : text === "0" ? false : null),
    write: (value) => (value === null ? null : value ? "1" : "0"),
  };
}

/** Names with commas between them; those that do not look like `item` are dropped. */
export function names(name: string, item: RegExp): ParamCodec<readonly string[]> {
  return {
    name,
    read: (text) => (text ?? "").split(",").filter((one) => item.test(one)),
    write: (value) => value.join(",") || null,
  };
}

/** The same, where an empty list is a choice of its own ("-") beside not having chosen (null). */
export function chosenNames(name: string, item: RegExp): ParamCodec<readonly string[] | null> {
  return {
    name,
    read(text) {
      if (text === "-") return [];
      const read = (text ?? "").split(",").filter((one) => item.test(one));
      return read.length > 0 ? read : null;
    },
    write: (value) => (value === null ? null : value.join(",") || "-"),
  };
}

/**
 * A short table: JSON rows of texts in the order of `columns`. One malformed row and the whole counts as not there: half a ladder is
 * another ladder.
 */
export function rows<Row extends Readonly<Record<string, string>>>(
  name: string,
  columns: readonly (keyof Row & string)[],
  row: z.ZodType<Row, unknown>,
): ParamCodec<readonly Row[]> {
  const schema = z.array(z.array(z.string().max(1200)).length(columns.length)).max(64);
  return {
    name,
    read(text) {
      if (text === null) return [];
      const table = schema.safeParse(jsonOrNull(text));
      if (!table.success) return [];
      const read = z
        .array(row)
        .safeParse(table.data.map((cells) => Object.fromEntries(columns.map((column, index) => [column, cells[index]]))));
      return read.success ? read.data : [];
    },
    write: (value) => (value.length === 0 ? null : JSON.stringify(value.map((one) => columns.map((column) => one[column])))),
  };
}

/** The value of a JSON text; null when it is none. */
export function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
