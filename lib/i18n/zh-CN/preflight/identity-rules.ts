import type { identityRules as english } from "../../en/preflight/identity-rules.ts";
import type { Translated } from "../../shape.ts";

export const identityRules: Translated<typeof english> = {
  identity: {
    definition: {
      title: "已读取虚拟机定义",
      read: "{source} 上的 libvirt 给出了 {vm} 的定义。",
      unreadable: "无法从 {source} 读取 {vm} 的定义，其磁盘和网卡情况不明。",
    },
    "same-host": {
      title: "源主机与目的主机不是同一台",
      different: "两台主机的 libvirt UUID 不同。",
      "same-host": "{vm} 已在 {destination} 上。",
      cloned: "两台主机的 libvirt UUID 都是 {uuid}：是同一台主机，或由克隆而来。libvirt 会拒绝迁移。",
    },
    name: {
      title: "目的主机上没有同名虚拟机",
      free: "{destination} 上没有其他名为 {name} 的虚拟机。",
      clash: "{destination} 上另有一台虚拟机也叫 {name}（UUID {uuid}），libvirt 不允许重名。",
    },
    uuid: {
      title: "目的主机上没有相同 UUID",
      "new-uuid": "副本使用自己的 UUID。",
      free: "{destination} 上没有使用该 UUID 的虚拟机。",
      "active-elsewhere":
        "{vm} 在两台主机上同时处于活动状态。两份副本使用同一磁盘会毁坏数据。弄清哪一份正确之前，不要启动、恢复或迁移。",
      "other-name": "{destination} 上有相同 UUID 的虚拟机，名为 {name}，libvirt 会拒绝迁移。",
      overwritten: "{destination} 上有 {vm} 的未运行定义，迁移会用 {source} 的定义覆盖它。",
    },
    state: {
      title: "虚拟机处于可迁移状态",
      running: "{vm} 正在 {source} 上运行。",
      paused: "{vm} 在 {source} 上处于暂停状态（{reason}），到达后仍为暂停。",
      "paused-broken": "{vm} 因故障暂停（{reason}），请先修复。",
      "shut-off": "{vm} 已关机，这种迁移方式需要运行中的虚拟机。",
      "needs-offline": "{vm} 已关机，可离线迁移或复制。",
      off: "{vm} 已关机，没有程序在写它的磁盘。",
      "must-be-off": "{vm} 未关机。只有在没有写入时，才能以文件方式复制磁盘。",
      suspended: "客户机已进入休眠（电源管理），请先唤醒。",
      "shutting-down": "{vm} 正在关机。",
      crashed: "{vm} 已崩溃。",
      "no-state": "libvirt 未给出 {vm} 的状态。",
    },
    job: {
      title: "虚拟机上没有其他作业",
      idle: "{vm} 上没有迁移、备份、保存或块作业。",
      busy: "{vm} 上正在运行作业：{job}。",
      "block-job": "{disks} 上正在运行块作业，结束前 libvirt 拒绝迁移。",
    },
    persistent: {
      title: "定义最终只在一台主机上",
      copied: "副本在 {destination} 上定义；{vm} 原样留在 {source}。",
      moves: "{vm} 的定义将移到 {destination}，并从 {source} 移除。",
      "stays-defined-here": "定义留在 {source}；{vm} 在 {destination} 上是临时的，关机后即消失。",
      transient: "{vm} 是临时虚拟机：没有保存的定义，无论在 {source} 还是 {destination}，关机后即消失。",
      "two-definitions": "按这些选项，{vm} 会同时定义在两台主机上，可能在同一磁盘上被启动两次。",
      "undefine-needs-persistent": "按这些选项，{vm} 在两台主机上都没有定义。",
    },
    autostart: {
      title: "随主机启动",
      off: "{vm} 未设置随主机启动。",
      carried: "{vm} 随 {source} 启动。libvirt 不会带走该设置，VirtFerry 会在 {destination} 上重新设置。",
      "not-carried": "{vm} 随 {source} 启动。按这些选项，该设置不会带到 {destination}。",
    },
    "managed-save": {
      title: "没有遗留的保存状态",
      none: "{vm} 没有托管保存（managed save）镜像。",
      "would-be-lost": "{vm} 在 {source} 上有托管保存镜像，它不会随之迁移；没有它，磁盘就如同突然断电的机器。",
      "start-first": "{vm} 在 {source} 上有托管保存镜像，它不会随之迁移，请先在那里启动。",
    },
    checkpoints: {
      title: "迁移后备份可继续",
      none: "{vm} 没有检查点（checkpoint）。",
      "not-carried": "{vm} 有 {count} 个检查点，{destination} 不会有它们的记录：下一次增量备份无法接续。",
      "undefine-refused": "{vm} 有 {count} 个检查点，之后 libvirt 会拒绝将它从 {source} 移除。",
      "not-listed": "{source} 上的 libvirt 不列出检查点。",
    },
    "pending-changes": {
      title: "没有等待下次启动的改动",
      off: "{vm} 只有一份定义。",
      "not-compared": "{source} 上的 libvirt 没有给出可供比较的定义。",
      none: "{vm} 按保存的定义运行。",
      pending: "{vm} 保存的定义与运行中的不同（{parts}）。改动会随之迁移，并在 {destination} 上下次启动时生效。",
    },
  },
};
