import type pg from "pg";
import { PARENT_TABLES, PASSING_TABLES } from "./format.ts";

const FETCH_ROWS = 500;

/** Those to keep, the ones that others refer to first. */
async function tablesOf(
  client: pg.ClientBase,
): Promise<readonly { readonly name: string; readonly columns: readonly string[] }[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `select table_name as name, array_agg(column_name::text order by ordinal_position) as columns from information_schema.columns
     join information_schema.tables using (table_schema, table_name)
     where table_schema = 'public' and table_type = 'BASE TABLE' group by table_name`,
  );
  const rank = (name: string) => {
    const parent = PARENT_TABLES.indexOf(name);
    return parent === -1 ? PARENT_TABLES.length : parent;
  };
  return rows
    .filter(({ name }) => !PASSING_TABLES.has(name))
    .sort((a, b) => rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1));
}

/** Every table that is kept, line by line (see format.ts), as it is in the open transaction of `client`. */
export async function* dumpTables(client: pg.ClientBase): AsyncGenerator<object> {
  // The texts must not depend on what this server happens to prefer.
  await client.query("set local timezone to 'UTC'; set local datestyle to 'ISO'; set local bytea_output to 'hex'");
  await client.query("set local extra_float_digits to 1");
  for (const { name, columns } of await tablesOf(client)) {
    yield { table: name, columns };
    const texts = columns.map((column) => `"${column}"::text`).join(", ");
    await client.query(`declare kept no scroll cursor for select ${texts} from public."${name}"`);
    for (;;) {
      const { rows } = await client.query<(string | null)[]>({ text: `fetch ${FETCH_ROWS} from kept`, rowMode: "array" });
      yield* rows;
      if (rows.length < FETCH_ROWS) break;
    }
    await client.query("close kept");
  }
}
