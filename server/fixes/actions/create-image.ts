import { scriptArgv } from "../../libvirt/script-argv.ts";
import { mustHave } from "../host.ts";
import { KNOWN_LATER, type Planner } from "../plan.ts";
import { refused } from "../refuse.ts";

/** Whether anything is at $1, and whether its folder is there. */
const LOOK = `if [ -e "$1" ] || [ -L "$1" ]; then echo taken; elif [ -d "\${1%/*}/" ]; then echo free; else echo homeless; fi`;
/** Takes the place first, which fails when anything is there ($1); qemu-img itself would overwrite it. Prints what the file is, for the way back. */
const CREATE = `
umask 077
( set -C; : >"$1" ) || exit 1
qemu-img create -q -f "$2" "$1" "$3" >&2 || { rm -f -- "$1"; exit 1; }
if command -v restorecon >/dev/null 2>&1; then restorecon -- "$1" </dev/null >&2; fi
stat -c %i.%s.%Y -- "$1"
`;
/** Removes $1 only when it is still what $3 says, and no QEMU has it open. A pool that knows the file is told, or it would stand in the way of the next. */
const REMOVE = `
[ -e "$1" ] || exit 0
[ "$(stat -c %i.%s.%Y -- "$1")" = "$3" ] || { echo "$1 was written to or replaced since" >&2; exit 1; }
qemu-img info -f "$2" "$1" >/dev/null || exit 1
pool=$(virsh -q -c qemu:///system vol-pool --vol "$1" 2>/dev/null </dev/null)
rm -f -- "$1" || exit 1
if [ -n "$pool" ]; then virsh -q -c qemu:///system pool-refresh --pool "$pool" </dev/null >/dev/null; fi
`;

/** An empty image at the destination, where nothing is. */
export const createImage: Planner<"create-image"> = async ({ path, format, virtualSizeBytes }, { destination: host }) => {
  const values = { path, host: host.name, format, bytes: virtualSizeBytes };
  const state = mustHave(host, await host.look(host.asRoot(scriptArgv(LOOK, path)))).trim();
  if (state === "taken") throw refused({ key: "errors.fixes.exists", values: { path, host: host.name } });
  if (state !== "free") throw refused({ key: "errors.fixes.no-folder", values: { path, host: host.name } });
  const remove = (identity: string) => host.asRoot(scriptArgv(REMOVE, path, format, identity));
  return {
    steps: [
      {
        hostId: host.id,
        hostName: host.name,
        does: { key: "fixes.does.create-image", values },
        argv: host.asRoot(scriptArgv(CREATE, path, format, String(virtualSizeBytes))),
        undo: remove(KNOWN_LATER),
        undoOf: remove,
      },
    ],
    consequences: [{ key: "fixes.effect.image", values }, { key: "fixes.effect.image-undo" }],
    undo: "possible",
  };
};
