import { judge } from "../../lab/checker/judge.ts";
import type { DomainPicture, HostPicture, VmPicture } from "../../lab/checker/picture.ts";
import { labExec } from "../../lab/client.ts";

/** A small VM beside the lab's own guests, made only to wait in a queue. It has no system: what runs is the BIOS, which finds nothing to boot. */
export interface CrowdVm {
  readonly name: string;
  readonly uuid: string;
  readonly home: "hv1" | "hv2";
  readonly isRunning: boolean;
}

const HOSTS = ["hv1", "hv2"] as const;
/** So many of them run; the others are off. */
const RUNNING_EACH = 3;
const PREFIX = "crowd";
const diskOf = (name: string) => `/srv/shared/${name}.img`;

const MAKE = `set -e
{ printf '%s ' "$1"; head -c 1048000 /dev/urandom; } >"$3"; truncate -s 1M "$3"
xml=$(mktemp); cat >"$xml"; virsh -q define "$xml"; rm "$xml"; [ "$2" = off ] || virsh -q start "$1"; sha256sum "$3"`;

const LOOK = `
for uuid; do
  said=$(virsh -q domstate --reason "$uuid" 2>/dev/null | head -1)
  persistent=$(virsh -q dominfo "$uuid" 2>/dev/null | grep -c '^Persistent: *yes')
  echo "$uuid|$said|$persistent|$(pgrep -f -- "-uuid $uuid" | tr '\\n' ' ')"
done`;

export interface Crowd {
  readonly vms: readonly CrowdVm[];
  /** What the hosts say of each by now, judged as the checker judges a guest; only that none of them has a counter. */
  look(): Promise<ReadonlyMap<string, { readonly picture: VmPicture; readonly judgement: ReturnType<typeof judge> }>>;
  remove(): Promise<void>;
}

/** Makes so many (and first takes away what an earlier run left), on hv1 and hv2 in turn, each with a disk of 1 MiB in the folder that both share. */
export async function makeCrowd(count: number): Promise<Crowd> {
  const vms = Array.from({ length: count }, (_, index): CrowdVm => {
    const number = String(index + 1).padStart(2, "0");
    const home = index % 2 === 0 ? "hv1" : "hv2";
    const isRunning = Math.floor(index / 2) % RUNNING_EACH === 0;
    return { name: `${PREFIX}${number}`, uuid: `c0ffee00-0000-4000-8000-0000000000${number}`, home, isRunning };
  });
  const sums = new Map<string, string>();
  await remove();
  for (const { name, uuid, home, isRunning } of vms) {
    const argv = ["sh", "-c", MAKE, "sh", name, isRunning ? "on" : "off", diskOf(name)];
    const made = await labExec(home, argv, { input: xmlOf(name, uuid) });
    if (made.exitCode !== 0) throw new Error(`${name} on ${home}: ${made.stderr}`);
    sums.set(name, made.stdout.split(" ")[0] ?? "");
  }
  return {
    vms,
    async look() {
      const looked = await Promise.all(HOSTS.map((host) => lookAtHost(host, vms)));
      const { stdout } = await labExec("hv1", ["sha256sum", ...vms.map(({ name }) => diskOf(name))]);
      return new Map(
        vms.map((vm) => {
          const hosts = looked.flatMap((host) => host.get(vm.uuid) ?? []);
          const path = diskOf(vm.name);
          const intact = stdout.includes(`${sums.get(vm.name)}  ${path}\n`);
          const disk = { host: "hv1", target: "vda", path, intact, counter: undefined, corruptions: null };
          const picture: VmPicture = { guest: vm.name, uuid: vm.uuid, hosts, disks: [disk], count: 1 };
          return [vm.uuid, { picture, judgement: judge(picture, { count: 0 }) }];
        }),
      );
    },
    remove,
  };
}

async function remove(): Promise<void> {
  const script = `for one in $(virsh -q list --all --name | grep '^${PREFIX}'); do virsh -q destroy "$one"; virsh -q undefine "$one"; done
rm -f /srv/shared/${PREFIX}*.img`;
  for (const host of HOSTS) await labExec(host, ["sh", "-c", script]);
}

async function lookAtHost(host: string, vms: readonly CrowdVm[]): Promise<ReadonlyMap<string, HostPicture>> {
  const { stdout } = await labExec(host, ["sh", "-c", LOOK, "sh", ...vms.map(({ uuid }) => uuid)], { timeoutMs: 60_000 });
  return new Map(
    stdout.split("\n").flatMap((line): [string, HostPicture][] => {
      const [uuid, said = "", persistent, pids = ""] = line.split("|");
      if (!uuid) return [];
      const [, state = "", reason = ""] = /^(.*) \((.*)\)$/.exec(said) ?? [];
      const domain: DomainPicture | null = said === "" ? null : { state, reason, persistent: persistent === "1", hasJob: false };
      const qemus = pids.split(" ").flatMap((pid) => (pid === "" ? [] : [{ pid: Number(pid), frozen: false, writes: [] }]));
      // It has no counter: one that libvirt calls running, with a QEMU, is taken to go on.
      const counts = state === "running" && qemus.length > 0;
      return [[uuid, { host, power: true, answers: true, domain, qemus, counts }]];
    }),
  );
}

const xmlOf = (name: string, uuid: string) => `<domain type='qemu'>
  <name>${name}</name><uuid>${uuid}</uuid><memory unit='MiB'>32</memory><vcpu>1</vcpu>
  <os><type arch='x86_64' machine='q35'>hvm</type><boot dev='hd'/></os>
  <features><acpi/></features>
  <cpu mode='custom' match='exact'><model fallback='forbid'>qemu64</model></cpu>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
    <disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='${diskOf(name)}'/><target dev='vda' bus='virtio'/></disk>
    <controller type='usb' model='none'/><memballoon model='none'/>
  </devices>
</domain>`;
