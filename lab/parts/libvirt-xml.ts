import type { GuestDisk } from "../guests.ts";
import { decoy } from "../guests.ts";
import { bootDirOnHost, diskPath, type GuestPlace } from "./config.ts";

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** The definition of a guest. */
export function domainXml({ guest, uuid, mac, address, serialLogOnHost }: GuestPlace): string {
  const kernelWords = [
    "console=ttyS0 quiet panic=5 nokaslr mitigations=off no_timer_check",
    `lab.name=${guest.key} lab.ip=${address}/24 lab.dirty=${guest.dirtyMibPerSec} lab.wset=${guest.workingSetMib}`,
  ].join(" ");
  const nic =
    guest.nic === "network"
      ? "<interface type='network'><source network='lan'/>"
      : "<interface type='bridge'><source bridge='br0'/>";
  return `<domain type='qemu'>
  <name>${xmlText(guest.name)}</name>
  <uuid>${uuid}</uuid>
${element("title", guest.title)}${element("description", guest.description)}  <memory unit='MiB'>${guest.memoryMib}</memory>
  <vcpu>${guest.vcpus}</vcpu>
  <os>
    <type arch='x86_64' machine='q35'>hvm</type>
    <kernel>${bootDirOnHost}/vmlinuz</kernel>
    <initrd>${bootDirOnHost}/initrd</initrd>
    <cmdline>${xmlText(kernelWords)}</cmdline>
  </os>
  <features><acpi/></features>
  <cpu mode='custom' match='exact'><model fallback='forbid'>qemu64</model></cpu>
  <on_poweroff>destroy</on_poweroff>
  <on_reboot>restart</on_reboot>
  <on_crash>destroy</on_crash>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
${guest.disks.map((disk) => diskXml(diskPath(guest, disk), disk)).join("\n")}
    ${nic}<mac address='${mac}'/><model type='virtio'/></interface>
    <serial type='file'><source path='${serialLogOnHost}' append='on'/><target port='0'/></serial>
    <controller type='usb' model='none'/>
    <memballoon model='none'/>
  </devices>
</domain>
`;
}

/** The shut-off domain on hv3 whose name clashes. */
export function decoyXml(): string {
  return `<domain type='qemu'>
  <name>${xmlText(decoy.name)}</name>
  <uuid>${decoy.uuid}</uuid>
  <title>${xmlText(decoy.title)}</title>
  <memory unit='MiB'>128</memory>
  <os><type arch='x86_64' machine='q35'>hvm</type></os>
  <cpu mode='custom' match='exact'><model fallback='forbid'>qemu64</model></cpu>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
    <controller type='usb' model='none'/>
    <memballoon model='none'/>
  </devices>
</domain>
`;
}

/** A folder as a storage pool. */
export function poolXml(name: string, path: string): string {
  return `<pool type='dir'><name>${name}</name><target><path>${path}</path></target></pool>\n`;
}

/** The bridged network of hv1 and hv2. */
export function lanXml(bridge: string): string {
  return `<network><name>lan</name><forward mode='bridge'/><bridge name='${bridge}'/></network>\n`;
}

function diskXml(path: string, disk: GuestDisk): string {
  // Shared images need cache='none' to be moved safely; local ones keep the hypervisor's default.
  const cache = disk.storage === "shared" ? " cache='none'" : "";
  return `    <disk type='file' device='disk'><driver name='qemu' type='qcow2'${cache}/><source file='${path}'/><target dev='${disk.target}' bus='virtio'/></disk>`;
}

function element(name: string, text: string | undefined): string {
  return text === undefined ? "" : `  <${name}>${xmlText(text)}</${name}>\n`;
}

function xmlText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}
