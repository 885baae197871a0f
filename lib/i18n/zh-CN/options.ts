import type { options as english } from "../en/options.ts";
import type { Translated } from "../shape.ts";
import { chosenOptions, modeWords } from "./chosen-options.ts";

export const options: Translated<typeof english> = {
  reasons: {
    "source-not-read": "尚未读取源主机的信息。",
    "destination-not-read": "尚未读取目的主机的信息。",
    "libvirt-version-unknown": "需要 libvirt {needed}，{host} 的版本未知。",
    "qemu-version-unknown": "取决于 QEMU 版本（{needed}），{host} 的版本未知。",
    "libvirt-too-old": "需要 libvirt {needed} 或更高版本，{host} 为 {found}。",
    "qemu-too-old": "需要 QEMU {needed} 或更高版本，{host} 为 {found}。",
    "qemu-too-new": "QEMU 8.2 起已弃用，{limit} 起已移除，{host} 为 {found}。",
    "virsh-options-unknown": "无法读取 {host} 上 virsh 支持的选项。",
    "virsh-lacks": "{host} 上的 virsh 不支持 {option}。",
    "no-disk-to-copy": "该虚拟机没有可复制的磁盘。",
  },
  disks: {
    empty: "空驱动器",
    readonly: "只读：目的主机上必须已有该文件",
    removable: "可移动驱动器",
    block: "块设备：请使用共享存储，或在目的主机上手动创建同样大小的设备",
    network: "网络磁盘：两台主机都能访问",
    volume: "存储池卷，没有自己的路径",
    special: "不是文件",
    transient: "临时磁盘：写入的内容会被丢弃",
  },
  mode: modeWords,
  chosen: chosenOptions,
};
