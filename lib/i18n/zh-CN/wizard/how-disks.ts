import type { disks as english } from "../../en/wizard/how-disks.ts";
import type { Translated } from "../../shape.ts";

export const disks: Translated<typeof english> = {
  label: "虚拟机的磁盘",
  none: "这台虚拟机没有磁盘。",
  target: "磁盘",
  source: "来源",
  size: "大小",
  sharing: "存储",
  choice: "在目的主机上",
  shared: "共享",
  local: "本地",
  unknown: "未知",
  emptyDrive: "空驱动器",
  stays: "不复制",
  copy: "复制",
  choiceNamed: "{target} 如何处理",
  staysHint: "不复制的磁盘，两台主机必须看到同一存储。若不能证明这一点，迁移会被拒绝。",
  pathNamed: "{target} 在目的主机上的路径",
  path: "目的主机上的路径",
  kind: "磁盘的复制方式",
  full: "完整复制",
  fullHint: "复制整个镜像。先在目的主机上创建大小和格式相同的空镜像，绝不覆盖已有文件。",
  incremental: "增量复制",
  incrementalHint: "只复制增量镜像中的内容。后备文件必须已在目的主机上，并会事先比对。",
  incrementalNot: "不适用于 raw 镜像：raw 没有后备文件。",
  bytes: "已用 {used}，共 {size}",
};
