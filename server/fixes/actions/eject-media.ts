import { ServiceError } from "../../service-error.ts";
import { type FixHost, mustHave, virsh } from "../host.ts";
import type { PlannedStep, Planner } from "../plan.ts";
import { nothingToDo, refused } from "../refuse.ts";

/** The medium is taken out of a drive, in the running VM and in its definition, wherever one is in it. */
export const ejectMedia: Planner<"eject-media"> = async ({ target }, { source: host, domain }) => {
  if (domain === null || domain.hostId !== host.id)
    throw new ServiceError("not-found", { message: { key: "errors.fixes.domain-gone", values: { host: host.name } } });
  const values = { vm: domain.name, target, host: host.name };
  const places = [
    ...(domain.state === "shut-off" ? [] : (["live"] as const)),
    ...(domain.persistent ? (["config"] as const) : []),
  ];
  const media = await Promise.all(places.map((place) => mediumOf(host, domain.uuid, target, place)));
  if (media.includes("no-drive")) throw refused({ key: "errors.fixes.no-drive", values });
  const change = (...words: readonly string[]) => virsh("change-media", "--domain", domain.uuid, "--path", target, ...words);
  const steps = places.flatMap((place, index): readonly PlannedStep[] => {
    const medium = media[index];
    if (medium === undefined || medium === null || medium === "no-drive") return [];
    const { path, isFile } = medium;
    const said = { ...values, path };
    return [
      {
        hostId: host.id,
        hostName: host.name,
        does: place === "live" ? { key: "fixes.does.eject", values: said } : { key: "fixes.does.eject-config", values: said },
        argv: change("--eject", `--${place}`),
        undo: isFile ? change("--source", path, "--insert", `--${place}`) : null,
      },
    ];
  });
  if (steps.length === 0) throw nothingToDo();
  const back = steps.filter(({ undo }) => undo !== null).length;
  return {
    steps,
    consequences: [{ key: "fixes.effect.ejected", values }],
    undo: back === steps.length ? "possible" : back === 0 ? "impossible" : "partly",
  };
};

type Medium = { readonly path: string; readonly isFile: boolean } | null | "no-drive";

async function mediumOf(host: FixHost, uuid: string, target: string, place: "live" | "config"): Promise<Medium> {
  const inactive = place === "config" ? ["--inactive"] : [];
  const listed = await host.look(virsh("domblklist", "--domain", uuid, "--details", ...inactive));
  return parseMedium(mustHave(host, listed), target);
}

/** Reads `virsh domblklist --details`: type, device, target, source. A drive of another kind, or none, is "no-drive"; an empty one null. */
export function parseMedium(text: string, target: string): Medium {
  for (const line of text.split("\n")) {
    const [, type, device, name, path] = /^\s*(\S+)\s+(\S+)\s+(\S+)\s+(.*\S)\s*$/.exec(line) ?? [];
    if (name !== target) continue;
    if (device !== "cdrom" && device !== "floppy") return "no-drive";
    return path === undefined || path === "-" ? null : { path, isFile: type === "file" };
  }
  return "no-drive";
}
