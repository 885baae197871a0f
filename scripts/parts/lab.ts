import { run } from "./run.ts";

/** Null where this machine can have a lab, else why not and what to do. */
export function whyNoLab(): string | null {
  if (process.platform !== "linux") {
    return "The lab runs real libvirt hosts in Linux network namespaces, and this is not Linux. Use a Debian 12 machine or VM, or run `npm start` and add hosts of your own.";
  }
  if (process.getuid?.() !== 0) {
    return "The lab makes network namespaces and bridges, which only root may. Run the same command as root (sudo npm run demo), or run `npm start` and add hosts of your own.";
  }
  return null;
}

/** Brings the lab `name` up; false when it could not be. Output goes to the terminal. */
export async function labUp(name: string): Promise<boolean> {
  return (await run([process.execPath, "lab/cli.ts", "up"], { env: { VIRTFERRY_LAB: name } })).exitCode === 0;
}

/** Takes the lab `name` down; false when something was left behind. */
export async function labDown(name: string): Promise<boolean> {
  return (await run([process.execPath, "lab/cli.ts", "down"], { env: { VIRTFERRY_LAB: name } })).exitCode === 0;
}
