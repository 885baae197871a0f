/** A JSON object of unknown content. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Longer JSON is refused before it is parsed. */
const MAX_JSON_CHARACTERS = 4 * 1024 * 1024;

/** Parses host text as JSON; undefined when it is no JSON or too long. */
export function parseJson(text: string): unknown {
  if (text.length > MAX_JSON_CHARACTERS) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The value as an object; undefined for arrays, null and everything else. */
export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

/** The objects in an array; empty for anything that is no array. */
export function asObjects(value: unknown): JsonObject[] {
  if (!Array.isArray(value)) return [];
  return value.map((entry: unknown) => asObject(entry)).filter((entry) => entry !== undefined);
}

/** A string property; undefined when it is absent or of another type. */
export function stringAt(object: JsonObject | undefined, key: string): string | undefined {
  const value = object && Object.hasOwn(object, key) ? object[key] : undefined;
  return typeof value === "string" ? value : undefined;
}
