import { AsyncLocalStorage } from "node:async_hooks";

/** What a log line is about, beside its own fields. */
export interface LogFields {
  readonly requestId?: string;
  readonly userName?: string;
  readonly migrationId?: string;
  readonly hostId?: string;
}

interface Scope {
  fields: LogFields;
  over: boolean;
  readonly outer: Scope | undefined;
}

/** A piece of work whose log lines carry the same fields. */
export interface LogScope {
  /** Runs `work`; whatever it begins belongs to the scope too, until `end`. */
  run<T>(work: () => T): T;
  /** From here on its fields are on no line any more: what a request began (a link, a timer) lives longer than the request. */
  end(): void;
}

const current = new AsyncLocalStorage<Scope>();

/** Opens a scope within the one that is in force. */
export function openLogScope(fields: LogFields): LogScope {
  const scope: Scope = { fields, over: false, outer: current.getStore() };
  return {
    run: (work) => current.run(scope, work),
    end: () => {
      scope.over = true;
    },
  };
}

/** Runs `work` in a scope that ends when its promise settles. */
export async function withLogFields<T>(fields: LogFields, work: () => Promise<T>): Promise<T> {
  const scope = openLogScope(fields);
  try {
    return await scope.run(work);
  } finally {
    scope.end();
  }
}

/** Adds to the innermost scope that is not over: what is learned on the way, as who asks. Without a scope it does nothing. */
export function addLogFields(fields: LogFields): void {
  let scope = current.getStore();
  while (scope?.over) scope = scope.outer;
  if (scope) scope.fields = { ...scope.fields, ...fields };
}

/** The fields in force here, inner ones first; a new object each time. */
export function logFields(): LogFields {
  let fields: LogFields = {};
  for (let scope = current.getStore(); scope; scope = scope.outer) if (!scope.over) fields = { ...scope.fields, ...fields };
  return fields;
}
