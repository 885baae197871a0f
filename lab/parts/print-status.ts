import { type LabStatus, status as lookAtLab } from "../verbs/status.ts";

/** Prints the status for a person, or with --json as JSON. Exit code 0 when the lab is up, 4 when not. */
export async function printStatus(args: readonly string[]): Promise<number> {
  const asJson = args.includes("--json");
  const status = await lookAtLab();
  process.stdout.write(asJson ? `${JSON.stringify(status, null, 2)}\n` : asText(status));
  return status.up ? 0 : 4;
}

function asText(status: LabStatus): string {
  if (status.hosts.length === 0) return `lab "${status.lab}" is not up. Run: npm run lab -- up\n`;
  const hosts = status.hosts.map(
    (host) =>
      `  ${host.name}  ${host.address}  ${host.up ? "up" : `DOWN (ssh ${host.ssh ? "up" : "down"}, libvirt ${host.libvirt ? "up" : "down"})`}  ${host.hostKeyFingerprint}\n`,
  );
  const guests = status.guests.map((guest) => {
    const where = guest.seenOn.map(({ host, state }) => `${state} on ${host}`).join(" and ") || guest.state;
    return `  ${guest.key.padEnd(7)} ${guest.ip.padEnd(12)} ${where}${guest.host === guest.home ? "" : ` (home ${guest.home})`}\n`;
  });
  const login = `ssh -i ${status.privateKeyPath} root@${status.hosts[0]?.address}`;
  return `lab "${status.lab}" on ${status.subnet}\n${hosts.join("")}${guests.join("")}  ${login}\n`;
}
