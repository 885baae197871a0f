import type { steps as english } from "../en/steps.ts";
import type { Translated } from "../shape.ts";

export const steps: Translated<typeof english> = {
  "create-image": {
    label: "在 {host} 上为磁盘 {disk} 创建空镜像：{path}",
    undo: "删除在 {host} 上创建的镜像：{path}",
  },
  "create-overlay": {
    label: "在 {host} 上为磁盘 {disk} 创建 overlay：{path}，后端文件为 {backing}",
    undo: "删除在 {host} 上创建的 overlay：{path}",
  },
  "write-xml": {
    label: "在 {host} 上写入目的主机所用的{which, select, persistent {持久化} other {运行时}}定义：{path}",
    undo: "删除 {host} 上的文件：{path}",
  },
  "pin-emulator": {
    label: "在 {host} 上将 {vm} 的 QEMU 自身线程绑定到 CPU {cpus}",
    undo: "恢复 {host} 上 {vm} 的 QEMU 自身线程的绑定",
  },
  "detach-device": {
    label: "在 {host} 上从 {vm} 拔出 {device}",
    undo: "在 {host} 上将 {device} 重新插入 {vm}",
  },
  migrate: {
    label: "将 {vm} 从 {source} 迁移到 {destination}",
    undo: "中止 {vm} 的迁移",
  },
  "attach-device": {
    label: "在 {host} 上将 {device} 插入 {vm}",
    undo: "在 {host} 上从 {vm} 拔出 {device}",
  },
  "unpin-emulator": {
    label: "在 {host} 上恢复 {vm} 的 QEMU 自身线程的绑定",
    undo: "重新绑定 {vm} 的 QEMU 自身线程",
  },
  "save-state": {
    label: "在 {host} 上将 {vm} 挂起到文件：{path}",
    undo: "在 {host} 上从文件恢复 {vm}：{path}",
  },
  "copy-files": {
    label: "将 {path} 从 {source} 拷贝到 {destination}",
    undo: "删除 {destination} 上的副本：{copies}",
  },
  define: {
    label: "在 {host} 上定义 {vm}",
    undo: "移除 {host} 上 {vm} 的定义",
  },
  "restore-state": {
    label: "在 {host} 上从保存的状态恢复 {vm}",
    undo: "在 {host} 上停止 {vm}",
  },
  "undefine-source": {
    label: "移除 {host} 上 {vm} 的定义",
    undo: "在 {host} 上重新定义 {vm}",
  },
  "remove-state-file": {
    label: "删除 {host} 上保存的状态：{path}",
    undo: "保留 {host} 上保存的状态：{path}",
  },
  "set-autostart": {
    label: "设置 {vm} 随 {host} 自动启动，与源主机一致",
    undo: "取消 {vm} 随 {host} 自动启动",
  },
  "remove-leftover": {
    label: "删除 {host} 上磁盘 {disk} 的旧镜像：{path}",
    undo: "此操作无法撤回",
  },
  "server-does": {
    downtime: "VirtFerry 在开始前将 QEMU 的最大停机时间设为 {ms} 毫秒；如果 VM 留在源主机，会改回原值。",
    "time-limit-suspend": "复制满 {seconds} 秒后，VirtFerry 会在源主机上暂停虚拟机，让复制得以完成。服务器重启后继续计时。",
    "time-limit-abort": "复制满 {seconds} 秒后，VirtFerry 会中止迁移。服务器重启后继续计时。",
    "time-limit-post-copy": "复制满 {seconds} 秒后，VirtFerry 会切换到后拷贝。服务器重启后继续计时。",
    "auto-converge-held":
      "在对应的级别之前，自动收敛由 libvirt 未提供接口的 QEMU 参数压住。libvirt 会将该虚拟机标记为 tainted (custom-monitor)，直到它下次启动或迁走。",
    ladder: "拷贝未完成时，VirtFerry 按阶梯逐级处理，共 {count, plural, other {# 级}}。服务器重启后从原处继续。",
    "after-first-pass": "第一轮拷贝结束后，VirtFerry 切换到后拷贝。",
    autostart: "libvirt 不会带走自动启动设置：VirtFerry 会在目的主机上重新设置。",
  },
};
