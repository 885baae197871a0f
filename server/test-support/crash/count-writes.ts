import pg from "pg";
import { arm, stepBegins, stepDone } from "./points.ts";

type Query = (this: object, ...args: unknown[]) => unknown;

const WRITES = /^\s*(insert into|update|delete from)\s+"?migrations"?[\s(]/i;
const SEND = /^\s*(insert into|select)[\s\S]*pgboss\.\S*job/i;

/** Counts every statement that writes a migration's record, and the commit of a transaction that held one, wherever in the server it comes from. */
export function countWrites(): void {
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const original = prototype.query;
  const inTransaction = new WeakSet<object>();
  prototype.query = function (this: object, ...args) {
    const text = textOf(args[0]);
    const what = whatIs(text, inTransaction.has(this));
    if (/^\s*(commit|rollback)/i.test(text)) inTransaction.delete(this);
    if (what === null) return original.apply(this, args);
    if (what !== "commit") inTransaction.add(this);
    if (/^\s*insert/i.test(text) && WRITES.test(text)) arm();
    const number = stepBegins(`write ${what === "record" ? recordIn(args) : what}`);
    const callback = args.at(-1);
    if (typeof callback === "function") {
      const heard = (...answer: unknown[]) => {
        stepDone(number);
        return callback(...answer);
      };
      return original.apply(this, [...args.slice(0, -1), heard]);
    }
    const answer = original.apply(this, args);
    if (answer instanceof Promise)
      void answer.then(
        () => stepDone(number),
        () => undefined,
      );
    return answer;
  };
}

function whatIs(text: string, isOpen: boolean): "record" | "send" | "commit" | null {
  if (WRITES.test(text)) return "record";
  if (isOpen && /^\s*commit/i.test(text)) return "commit";
  return isOpen && SEND.test(text) ? "send" : null;
}

function textOf(query: unknown): string {
  if (typeof query === "string") return query;
  return typeof query === "object" && query !== null && "text" in query ? String(query.text) : "";
}

/** State and phase of the record among a statement's values. */
function recordIn(args: readonly unknown[]): string {
  for (const value of args.flatMap(valuesOf)) {
    if (typeof value !== "string" || !value.startsWith('{"') || !value.includes('"phase"')) continue;
    const { state, phase } = JSON.parse(value) as { readonly state?: string; readonly phase?: string };
    return `${state}/${phase}`;
  }
  return "of a column";
}

function valuesOf(arg: unknown): readonly unknown[] {
  if (Array.isArray(arg)) return arg;
  return typeof arg === "object" && arg !== null && "values" in arg && Array.isArray(arg.values) ? arg.values : [];
}
