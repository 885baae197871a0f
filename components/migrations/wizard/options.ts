import {
  type Domain,
  type ErrorData,
  guestAddressInput,
  type Message,
  type MigrationOptions,
  migrationOptionsInput,
} from "@/lib/contract/index.ts";
import { optionProblems } from "@/lib/core/migration/options.ts";
import { buildOptions } from "./build-options.ts";
import type { WizardParams } from "./params.ts";

export { paramsFromRequest } from "./from-request.ts";

/**
 * What is wrong, by the field's path below `options`: "timeoutS", "ladder.1.afterS", "copiedDisks.vda", "diskPaths.vda",
 * "nicSources.52:54:..", "hostDevices.nic:..", and "pingAddress", which stands beside the options.
 */
export type OptionErrors = Readonly<Record<string, Message>>;

export type ReadOptions =
  | { readonly ok: true; readonly options: MigrationOptions; readonly pingAddress: string | null }
  | { readonly ok: false; readonly errors: OptionErrors };

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

type Lists = Pick<MigrationOptions, "copiedDisks" | "diskPaths" | "nicSources" | "hostDevices">;

/** Names a row of a list by what it is about: places change, a disk's name does not. */
function fieldOf(path: readonly PropertyKey[], lists: Lists): string {
  const [list, place] = path.map(String);
  if (place === undefined) return list ?? "";
  const index = Number(place);
  switch (list) {
    case "copiedDisks":
      return `copiedDisks.${lists.copiedDisks[index] ?? index}`;
    case "diskPaths":
      return `diskPaths.${lists.diskPaths[index]?.target ?? index}`;
    case "nicSources":
      return `nicSources.${lists.nicSources[index]?.mac ?? index}`;
    case "hostDevices":
      return `hostDevices.${lists.hostDevices[index]?.key ?? index}`;
    default:
      return path.map(String).join(".");
  }
}

function readPing(text: string): { readonly address: string | null; readonly issue: string | null } {
  if (text.trim() === "") return { address: null, issue: null };
  const read = guestAddressInput.safeParse(text.trim());
  return read.success
    ? { address: read.data, issue: null }
    : { address: null, issue: read.error.issues[0]?.message ?? "address" };
}

/**
 * The migration options that the wizard's choices mean for this VM (null: none is chosen yet), checked by the contract's own schema and
 * by the rules of which options go together. Every wrong field is named at once.
 */
export function readOptions(params: WizardParams, domain: Domain | null): ReadOptions {
  const built = buildOptions(params, domain);
  const read = migrationOptionsInput.safeParse(built);
  const ping = readPing(params.ping);
  const errors: Record<string, Message> = {};
  const say = (path: readonly PropertyKey[], message: Message) => {
    errors[fieldOf(path, { hostDevices: [], ...built })] ??= message;
  };
  const issues: readonly Issue[] = read.success ? [] : read.error.issues;
  for (const { path, message } of issues) say(path, { key: `errors.field.${message}` });
  if (ping.issue !== null) say(["pingAddress"], { key: `errors.field.${ping.issue}` });
  if (read.success && domain) {
    for (const { field, key, values } of optionProblems(read.data, domain)) {
      say(field.split(".").slice(1), { key: `errors.migrations.${key}`, ...(values && { values }) });
    }
  }
  if (read.success && Object.keys(errors).length === 0) return { ok: true, options: read.data, pingAddress: ping.address };
  return { ok: false, errors };
}

/**
 * The error of one option that the server refused, at its field; nothing when the error is about something else. `options` are those that
 * it refused: rows of lists are named by what they are about.
 */
export function fieldErrors(data: ErrorData | undefined, options: Lists | null): OptionErrors {
  if (!data?.field) return {};
  if (data.field === "pingAddress") return { pingAddress: data.message };
  const [first, ...path] = data.field.split(".");
  return first === "options" ? { [options ? fieldOf(path, options) : path.join(".")]: data.message } : {};
}
