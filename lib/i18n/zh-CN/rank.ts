import type { rank as english } from "../en/rank.ts";
import type { Translated } from "../shape.ts";

export const rank: Translated<typeof english> = {
  "all-pass": "检查全部通过",
  warn: "{count, plural, other {# 项警告}}",
  unknown: "{count, plural, other {# 项未知}}",
  block: "{count, plural, other {# 项阻止}}",
  "disks-in-place": "磁盘已就位",
  "disks-to-copy": "需复制磁盘",
  "disks-unknown": "磁盘未经证实",
  "memory-left": "迁入后剩余内存 {size}",
  "memory-missing": "内存缺 {size}",
  load: "每核负载 {load}",
  link: "链路 {rate}",
};
