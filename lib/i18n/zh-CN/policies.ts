import type { policies as english } from "../en/policies.ts";
import type { Translated } from "../shape.ts";

export const policies: Translated<typeof english> = {
  title: "迁移策略",
  intro: "为迁移命名保存的一组选择，在新建迁移的“方式”一步保存。",
  empty: "还没有策略",
  emptyHint: "在新建迁移时选好限制和开关，再命名保存。",
  open: "新建迁移",
  loadFailed: "无法读取策略。",
  all: "适用于所有虚拟机",
  vm: "适用于 {vm}",
  gone: "所属虚拟机目前未知",
  by: "由 {user} 保存",
  remove: "删除策略 {name}",
  removeTitle: "删除策略 {name}？",
  removeBody: "已用它启动的迁移不受影响。",
  parts: {
    plain: "libvirt 和 QEMU 的默认值",
    downtime: "暂停不超过 {value}",
    bandwidth: "带宽不超过 {value}",
    converge: "自动收敛",
    timeout: "{value} 后{action, select, suspend {暂停} abort {中止} other {切换到 post-copy}}",
    ladder: "{count, number} 级阶梯",
    postCopy: "允许 post-copy",
    postCopyFirst: "第一轮后切换到 post-copy",
    tls: "TLS",
    parallel: "{count, number} 个通道",
    compression: "以 {method} 压缩",
  },
};
