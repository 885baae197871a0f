import { access } from "node:fs/promises";
import { labError } from "./errors.ts";

/** Refuses, in plain words, a machine on which the lab cannot run. */
export async function requireMachine(): Promise<void> {
  const refuse = (what: string, advice: string): never => {
    throw labError("unsupported-machine", what, advice);
  };
  if (process.platform !== "linux")
    refuse("The lab needs Linux: its hosts are Linux namespaces.", "Run it in a Debian 12 machine or VM.");
  if (process.arch !== "x64") refuse(`The lab's guests are x86-64 and this is ${process.arch}.`, "Run it on an x86-64 machine.");
  if (process.getuid?.() !== 0)
    refuse("The lab needs root: it makes namespaces, bridges and mounts.", "Run it as root (sudo npm run lab -- up).");
  await access("/usr/bin/apt-get").catch(() =>
    refuse("The lab needs a Debian system: apt-get is not here.", "Run it in a Debian 12 machine or VM."),
  );
  await access("/dev/net/tun").catch(() =>
    refuse("/dev/net/tun is not here: guests could have no network card.", "Load the tun module (modprobe tun)."),
  );
}
