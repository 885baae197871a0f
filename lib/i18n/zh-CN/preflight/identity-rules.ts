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
      free: "{destination} 上没有其他名为 {vm} 的虚拟机。",
      clash: "{destination} 上另有一台虚拟机也叫 {vm}（UUID {uuid}），libvirt 会拒绝迁移。",
    },
    uuid: {
      title: "目的主机上没有相同 UUID",
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
      "shut-off": "{vm} 已关机，热迁移需要运行中的虚拟机。",
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
      moves: "{vm} 的定义将移到 {destination}，并从 {source} 移除。",
      "stays-defined-here": "定义留在 {source}；{vm} 在 {destination} 上是临时的，关机后即消失。",
      transient: "{vm} 是临时虚拟机：没有保存的定义，无论在 {source} 还是 {destination}，关机后即消失。",
      "two-definitions": "按这些选项，{vm} 会同时定义在两台主机上，可能在同一磁盘上被启动两次。",
      "undefine-needs-persistent": "按这些选项，{vm} 在两台主机上都没有定义。",
    },
    autostart: {
      title: "随主机启动",
      off: "{vm} 未设置随主机启动。",
      "not-carried": "{vm} 随 {source} 启动。libvirt 不会带走该设置，需在 {destination} 上重新设置。",
    },
  },
};
