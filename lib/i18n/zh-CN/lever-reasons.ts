import type { leverReasons as english } from "../en/lever-reasons.ts";
import type { Translated } from "../shape.ts";

export const leverReasons: Translated<typeof english> = {
  "live-only": "只有热迁移才能在运行中调整。",
  "not-started": "尚未开始运行。",
  "in-queue": "正在排队，还没有开始。",
  "not-copying-yet": "复制尚未开始。",
  "host-away": "源主机没有响应。",
  ended: "迁移已结束。",
  checking: "复制已结束，正在核查两台主机。",
  switching: "已来不及：虚拟机正在切换主机。",
  "abort-requested": "迁移正在中止。",
  "in-post-copy": "虚拟机已在目的主机上运行，正在取回其余内存，无法回退。",
  "post-copy-not-allowed": "启动迁移时未允许后拷贝。",
  "memory-not-begun": "尚未开始复制内存。",
  "disks-keep-their-rate": "libvirt 无法调整磁盘复制的速率，请等到开始复制内存。",
  "no-file-copy": "当前阶段不复制文件。",
  "guest-paused": "虚拟机已暂停，不再产生脏页。",
  "auto-converge-on-already": "自动收敛从一开始就已启用。",
  "auto-converge-let-go": "自动收敛已经启动。",
  "auto-converge-not-armed": "启动迁移时未启用自动收敛，QEMU 无法中途启用。",
  "post-copy-broken": "后拷贝期间连接中断，请先恢复迁移。",
  "not-broken": "没有需要恢复的迁移。",
  "recover-libvirt-too-old": "两台主机都需要 libvirt {needed} 或更高版本，{host} 为 {found}。",
  "recover-version-unknown": "两台主机都需要 libvirt {needed}，其中一台的版本未知。",
};
