import type { GuestDisk } from "../guests.ts";
import { decoy } from "../guests.ts";
import { bootDirOnHost, diskFormat, diskPath, type GuestPlace, nvramPath } from "./config.ts";

/** What a guest with UEFI boots by, and what its variables start from; from the package ovmf, so the same on each host. */
const loaderPath = "/usr/share/OVMF/OVMF_CODE_4M.fd";
export const nvramTemplate = "/usr/share/OVMF/OVMF_VARS_4M.fd";
const rootPorts = [0, 1, 2, 3, 4, 5, 6, 7, 8].map(
  (index) => `<controller type='pci' index='${index}' model='${index === 0 ? "pcie-root" : "pcie-root-port"}'/>`,
);

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** The definition of a guest. */
export function domainXml(place: GuestPlace): string {
  const { guest, uuid, mac, address, serialLogOnHost } = place;
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
${guest.firmware ? firmwareXml(nvramPath(guest)) : ""}    <kernel>${bootDirOnHost}/vmlinuz</kernel>
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
${extrasXml(place)}    <serial type='file'><source path='${serialLogOnHost}' append='on'/><target port='0'/></serial>
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

/** A shut-off domain that has nothing but a name and a uuid. */
export function clashXml(name: string, uuid: string): string {
  return `<domain type='qemu'>
  <name>${xmlText(name)}</name>
  <uuid>${uuid}</uuid>
  <memory unit='MiB'>16</memory>
  <os><type arch='x86_64' machine='q35'>hvm</type></os>
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

function firmwareXml(nvram: string): string {
  return `    <loader readonly='yes' type='pflash'>${loaderPath}</loader>
    <nvram template='${nvramTemplate}'>${nvram}</nvram>
`;
}

/** The devices that only some guests have. */
function extrasXml({ guest, spareMac }: GuestPlace): string {
  const rows = [
    guest.emptyCdrom && `<disk type='file' device='cdrom'><target dev='sda' bus='sata'/><readonly/></disk>`,
    guest.firmware && `<tpm model='tpm-crb'><backend type='emulator' version='2.0'/></tpm>`,
    // a card can only come back when a root port is left for it
    ...(guest.spareNic ? rootPorts : []),
    guest.spareNic &&
      `<interface type='bridge'><source bridge='br0'/><mac address='${spareMac}'/><model type='virtio'/></interface>`,
  ];
  return rows.flatMap((row) => (row ? [`    ${row}\n`] : [])).join("");
}

function diskXml(path: string, disk: GuestDisk): string {
  // Shared images need cache='none' to be moved safely; local ones keep the hypervisor's default.
  const cache = disk.storage === "shared" ? " cache='none'" : "";
  const [type, attribute] = disk.storage === "block" ? ["block", "dev"] : ["file", "file"];
  const driver = `<driver name='qemu' type='${diskFormat(disk)}'${cache}/>`;
  const readOnly = disk.readOnly ? "<readonly/>" : "";
  return `    <disk type='${type}' device='disk'>${driver}<source ${attribute}='${path}'/><target dev='${disk.target}' bus='virtio'/>${readOnly}</disk>`;
}

function element(name: string, text: string | undefined): string {
  return text === undefined ? "" : `  <${name}>${xmlText(text)}</${name}>\n`;
}

function xmlText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}
