import { REMOVE_SCRIPT } from "../../../libvirt/remote-job-scripts.ts";
import { scriptArgv } from "../../../libvirt/script-argv.ts";
import { REMOVE_OLD_IMAGE } from "../../../migrations/steps/image-scripts.ts";
import { type FixHost, mustHave } from "../../host.ts";
import type { FixPlan, Planner } from "../../plan.ts";
import { nothingToDo, refused } from "../../refuse.ts";

/** The removal of an old image as the driver does it, failing where that keeps the file. libvirt's pools do not notice by themselves that a file went. */
const REMOVE_IMAGE = `
said=$(
${REMOVE_OLD_IMAGE}
) || exit 1
echo "$said"
if [ "$said" = removed ]; then
pool=$(virsh -q -c qemu:///system vol-pool --vol "$1" 2>/dev/null </dev/null)
if [ -n "$pool" ]; then virsh -q -c qemu:///system pool-refresh --pool "$pool" </dev/null >/dev/null; fi
else
[ "$said" = gone ]
fi
`;
const IMAGE_STATE = `stat -c "%i %s %.9Y" -- "$1"`;

/** Inode and newest change of a part folder; and the processes that have something in it open. */
const PART_STATE = `
if [ -d "$1" ] && [ ! -L "$1" ]; then
echo "$(stat -c %i -- "$1") $(find "$1" -printf "%T@\\n" | sort -n | tail -n 1)"
ls -l /proc/[0-9]*/fd 2>/dev/null | grep -F -e " -> $1/" | sed "s/^.* -> /open /"
fi
exit 0
`;
/** Removes the part folder $1 if it still is the one with inode $2 and newest change $3, and nobody has anything in it open. */
const REMOVE_PART = `
[ -d "$1" ] || { echo gone; exit 0; }
[ ! -L "$1" ] && [ "$(stat -c %i -- "$1")" = "$2" ] || { echo "kept: it is another folder" >&2; exit 1; }
[ "$(find "$1" -printf "%T@\\n" | sort -n | tail -n 1)" = "$3" ] || { echo "kept: it was changed since" >&2; exit 1; }
if ls -l /proc/[0-9]*/fd 2>/dev/null | grep -qF -e " -> $1/"; then echo "kept: a process has it open" >&2; exit 1; fi
rm -rf -- "$1" && echo removed
`;
/** A remote job's folder, unless its process lives. */
const REMOVE_JOB = `
said=$(
${REMOVE_SCRIPT}
)
echo "$said"
[ "$said" != running ] && [ -n "$said" ]
`;
const PART_NAME = /\/\.virtferry-[A-Za-z0-9-]+\.part$/;
const TIMEOUT_MS = 60_000;

/** An image that a migration made and that nobody uses, if it is unchanged. */
export const removeHalfMade: Planner<"remove-half-made"> = async ({ path, inode, bytes, changedAt }, { source: host }) => {
  const state = await host.look(host.asRoot(scriptArgv(IMAGE_STATE, path)));
  if (state.exitCode !== 0 && /No such file/.test(state.stderr)) throw nothingToDo();
  if (mustHave(host, state).trim() !== `${inode} ${bytes} ${changedAt}`) throw changed(host, path);
  return removal(host, path, host.asRoot(scriptArgv(REMOVE_IMAGE, path, inode, bytes, changedAt)));
};

/** The folder in which a copy of files grew, if nobody works in it. */
export const removePartFolder: Planner<"remove-part-folder"> = async ({ path, inode, changedAt }, { source: host }) => {
  if (!PART_NAME.test(path)) throw refused({ key: "errors.fixes.not-ours", values: { path } });
  const said = mustHave(host, await host.look(host.asRoot(scriptArgv(PART_STATE, path)))).trim();
  if (said === "") throw nothingToDo();
  const [state, ...open] = said.split("\n");
  if (open.length > 0) throw refused({ key: "errors.fixes.in-use", values: { path, host: host.name } }, open.join("\n"));
  if (state !== `${inode} ${changedAt}`) throw changed(host, path);
  return removal(host, path, host.asRoot(scriptArgv(REMOVE_PART, path, inode, changedAt)));
};

/** What a remote job left of itself: its folder. Nothing that runs is ended. */
export const removeJob: Planner<"remove-job"> = async ({ jobId }, { source: host }) =>
  removal(host, jobId, scriptArgv(REMOVE_JOB, jobId));

function removal({ id, name }: FixHost, path: string, argv: readonly string[]): FixPlan {
  const values = { path, host: name };
  return {
    steps: [
      {
        hostId: id,
        hostName: name,
        does: { key: "fixes.does.remove-leftover", values },
        argv,
        undo: null,
        timeoutMs: TIMEOUT_MS,
      },
    ],
    consequences: [{ key: "fixes.effect.leftover-removed", values }],
    undo: "impossible",
  };
}

function changed(host: FixHost, path: string) {
  return refused({ key: "errors.fixes.leftover-changed", values: { path, host: host.name } });
}
