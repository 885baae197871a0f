import type { policies as english } from "../../en/wizard/how-policies.ts";
import type { Translated } from "../../shape.ts";

export const policies: Translated<typeof english> = {
  presets: "预设",
  gentle: "温和",
  gentleHint: "最多 64 MiB/s，暂停最长约 100 ms，半小时后放弃。",
  balanced: "均衡",
  balancedHint: "QEMU 默认值；两分钟后允许更长的暂停，五分钟后给 CPU 降速。",
  fast: "快速",
  fastHint: "两条连接，暂停最长约 1 s，立即给 CPU 降速。",
  "must-finish": "必须完成",
  "must-finishHint": "代价逐级上升：更长的暂停、给 CPU 降速、后拷贝。",
  policy: "策略",
  byHand: "手动选择",
  changed: "{name}（已改动）",
  forVm: "{name}（本虚拟机）",
  save: "保存当前选择",
  saveButton: "保存策略",
  saveTitle: "将当前选择保存为策略",
  saveBody: "保存限制、阶梯、TLS、通道、压缩和后拷贝；不保存磁盘、网络和地址。",
  name: "名称",
  scope: "适用于",
  scopeVm: "仅 {vm}",
  scopeVmHint: "为该虚拟机新建迁移时，从这一策略开始。",
  scopeAll: "所有虚拟机",
  scopeAllHint: "所有虚拟机都可以选用。",
  replaces: "同名策略将被替换。",
};
