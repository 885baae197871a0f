import { createHash } from "node:crypto";
import { quoteArgv } from "../../../lib/core/migration/quote.ts";
import { type CommandResult, succeeded } from "../../ssh/command-result.ts";
import { type ActiveMigration, hostIdOf, linkOf } from "../active.ts";
import { remoteJobId } from "../remote-job.ts";
import { hostRemoved } from "../run-command.ts";
import { type StepHandler, textOf } from "./handler.ts";
import { inspectDefinition } from "./inspect-definition.ts";
import { wordsOf } from "./root-script.ts";

const TIMEOUT_MS = 10_000;

/**
 * Writes stdin to $1, mode 0600, never over a file: a link from $1.$2 (nobody else's name) fails when the name is taken. An equal file of our own
 * (sha256 $3) that is there already is as good. Fixed text on one line (an argument holds no line break); data comes as arguments and on stdin.
 */
const WRITE = [
  "umask 077",
  'mine() { [ -f "$1" ] && [ ! -L "$1" ] && [ -O "$1" ] && [ "$(stat -c %a "$1")" = 600 ] && [ "$(sha256sum <"$1")" = "$2  -" ]; }',
  "new=$1.$2",
  'rm -f -- "$new" && ( set -C; cat >"$new" ) || exit 19',
  'mine "$new" "$3" || { rm -f -- "$new"; echo "$new was not written as a whole" >&2; exit 20; }',
  'ln -T -- "$new" "$1" 2>/dev/null || mv -n -T -- "$new" "$1" 2>/dev/null',
  'rm -f -- "$new"',
  'mine "$1" "$3" || { echo "$1 exists already with other content; it was not touched" >&2; exit 17; }',
].join("; ");

/** Removes $1 if it is a file of our own whose sha256 begins with $2, and what a cut-off run left under $1.$3. Any other file is none of ours. */
const REMOVE = [
  'rm -f -- "$1.$3"',
  '[ -f "$1" ] && [ ! -L "$1" ] && [ -O "$1" ] || exit 0',
  'case $(sha256sum <"$1") in "$2"*) rm -f -- "$1";; esac',
].join("; ");

/**
 * Writes the definition for `--xml` or `--persistent-xml` on the source. It is made anew from the definition as it is now: if that gives another
 * text than the one whose hash stands in the command, the domain was changed since, and nothing is started.
 */
export const writeXml: StepHandler = {
  async run(active, step) {
    const path = textOf(step, "path");
    const { request, domainName } = active.keeper.current();
    const domain = { name: domainName, persistent: request.options.persistent };
    const definition = await inspectDefinition(linkOf(active, "source"), request, domain);
    const file = [definition.live, definition.persistent].find((one) => one?.path === path);
    if (!file) return { ok: false, words: "the definition of the VM was changed after the command was made" };
    const sha256 = createHash("sha256").update(file.text).digest("hex");
    const result = await onSource(
      active,
      WRITE,
      [path, remoteJobId(active), sha256],
      ["install", "-m", "600", "/dev/stdin", path],
      file.text,
    );
    return succeeded(result) ? { ok: true, detail: path } : { ok: false, words: wordsOf(result) };
  },
  async undo(active, step) {
    const path = textOf(step, "path");
    const [, hash = ""] = /^\/var\/tmp\/virtferry-([0-9a-f]{20})-(?:live|persistent)\.xml$/.exec(path) ?? [];
    if (hash === "") throw new Error(`step ${step.id}: not a path of ours`);
    const result = await onSource(active, REMOVE, [path, hash, remoteJobId(active)], ["rm", path]);
    return succeeded(result) ? { ok: true } : { ok: false, words: wordsOf(result) };
  },
};

/** As the login that runs virsh, which has to read the file. */
async function onSource(
  active: ActiveMigration,
  script: string,
  args: readonly string[],
  standsFor: readonly string[],
  stdin?: string,
): Promise<CommandResult> {
  const argv = ["sh", "-c", script, "sh", ...args];
  const how = { timeoutMs: TIMEOUT_MS, ...(stdin === undefined ? {} : { stdin }) };
  const result = (await linkOf(active, "source")?.exec(argv, how)) ?? hostRemoved(standsFor);
  active.log.command(hostIdOf(active, "source"), { ...result, argv: standsFor, command: quoteArgv(standsFor) });
  return result;
}
