import type { HostPlace } from "../parts/config.ts";
import { mustOnHost } from "../parts/host-process.ts";

const program = "/usr/bin/date";
const folder = "/run/lab-clock";

/** Asked for a time other than now, it answers as always. */
const interposed = (seconds: number) => `#!/bin/sh
for word; do
  case $word in -d*|--d*|-f*|--f*|-r|--reference*|-s*|--s*) exec ${folder}/date "$@" ;; esac
done
now=$(${folder}/date +%s.%N)
exec ${folder}/date -d "@$((\${now%.*} + ${seconds})).\${now#*.}" "$@"
`;

/**
 * Puts a host's clock forward (or back, below 0) for all who ask `date`. The hosts share the kernel's clock, so that only this program
 * lies: another one lies over it on this host. libvirt, QEMU, TLS and the files' times go by the machine's clock.
 */
export async function setClock(place: HostPlace, seconds: number | "off"): Promise<void> {
  const lift = `while findmnt -n ${program} >/dev/null; do umount ${program}; done; rm -rf ${folder}`;
  await mustOnHost(place, ["sh", "-c", lift]);
  if (seconds === "off") return;
  const lay = `mkdir ${folder} && cp ${program} ${folder}/date && cat >${folder}/shifted && chmod 0755 ${folder}/* && mount --bind ${folder}/shifted ${program}`;
  await mustOnHost(place, ["sh", "-c", lay], { input: interposed(seconds) });
}
