import { scriptArgv } from "../../libvirt/script-argv.ts";
import { type FixHost, mustHave } from "../host.ts";
import type { PlannedStep, Planner } from "../plan.ts";
import { nothingToDo, refused } from "../refuse.ts";

/** What is at each of the paths $1.., from the root down: folder, other, or none. */
const WHAT_IS_THERE = `
for path; do
if [ -d "$path" ]; then echo folder
elif [ -e "$path" ] || [ -L "$path" ]; then echo other
else echo none; fi
done
`;
/** $1 folder, $2 mode, $3 owner:group; mkdir refuses when anything is there. What it began it takes away again. */
const MAKE = `
mkdir -m "$2" -- "$1" || exit 1
chown -- "$3" "$1" || { rmdir -- "$1"; exit 1; }
if command -v restorecon >/dev/null 2>&1; then restorecon -- "$1" </dev/null; fi
`;
const DEFAULT = { mode: "755", owner: "root:root" } as const;

/** The folder and those above it that are missing; the last one with the mode and owner that the source's has. */
export const createFolder: Planner<"create-folder"> = async ({ path }, { source, destination: host }) => {
  const missing = await missingFolders(host, path);
  if (missing.length === 0) throw nothingToDo();
  const like = await looksOf(source, host, path);
  const steps = missing.map((folder): PlannedStep => {
    const { mode, owner } = folder === missing.at(-1) ? like : DEFAULT;
    return {
      hostId: host.id,
      hostName: host.name,
      does: { key: "fixes.does.create-folder", values: { path: folder, mode, owner } },
      argv: host.asRoot(scriptArgv(MAKE, folder, mode, owner)),
      undo: host.asRoot(["rmdir", "--", folder]),
    };
  });
  const values = { path, host: host.name };
  return {
    steps,
    consequences: [{ key: "fixes.effect.folder", values }, { key: "fixes.effect.folder-undo" }],
    undo: "possible",
  };
};

/** Which of a path's folders are not there, from the root down. Throws `conflict` when one of them is something else. */
export async function missingFolders(host: FixHost, path: string): Promise<readonly string[]> {
  const parts = path.split("/").filter((part) => part !== "");
  const levels = parts.map((_, index) => `/${parts.slice(0, index + 1).join("/")}`);
  const look = scriptArgv(WHAT_IS_THERE, ...levels);
  const kinds = mustHave(host, await host.look(host.mayBeRoot ? host.asRoot(look) : look)).split("\n");
  const other = levels.find((_, index) => kinds[index] === "other");
  if (other !== undefined) throw refused({ key: "errors.fixes.in-the-way", values: { path: other, host: host.name } });
  return levels.filter((_, index) => kinds[index] === "none");
}

/** Mode and owner of the source's folder, as far as the destination knows that user and group. */
async function looksOf(source: FixHost, host: FixHost, path: string) {
  const stat = ["stat", "-c", "%a %U %G", "--", path];
  const seen = await source.look(source.mayBeRoot ? source.asRoot(stat) : stat);
  const [mode = "", user = "", group = ""] = seen.exitCode === 0 ? seen.stdout.trim().split(" ") : [];
  if (!/^[0-7]{1,4}$/.test(mode)) return DEFAULT;
  const [userThere, groupThere] = await Promise.all([
    host.look(["getent", "passwd", user]),
    host.look(["getent", "group", group]),
  ]);
  const known = userThere.exitCode === 0 && groupThere.exitCode === 0;
  return { mode, owner: known ? `${user}:${group}` : DEFAULT.owner };
}
