import type { migrations as english } from "../en/migrations.ts";
import type { Translated } from "../shape.ts";

export const migrations: Translated<typeof english> = {
  title: "迁移",
  new: "新建迁移",
  open: "进行中 {running, number}，排队 {queued, number}",
  columns: {
    vm: "虚拟机",
    route: "源与目的",
    mode: "方式",
    state: "状态",
    progress: "进度或原因",
    started: "开始于",
    duration: "用时",
    downtime: "停机时间",
    transferred: "传输量",
    by: "发起人",
  },
  filters: { host: "主机", outcome: "结果", mode: "方式" },
  modes: { live: "热迁移", offline: "离线迁移", "cold-copy": "冷拷贝", "saved-state": "保存状态后迁移" },
  outcome: {
    open: "未结束",
    succeeded: "成功",
    failed: "失败",
    aborted: "已中止",
    attention: "待处理",
  },
  row: {
    route: "{from} 迁到 {to}",
    pass: "第 {pass, number} 轮",
    endAt: "约 {time} 完成",
    remaining: "剩余 {amount}",
    waiting: "等待执行",
  },
  empty: {
    none: "还没有迁移",
    noneHint: "选一台虚拟机和一台主机即可。在您看到确切命令之前，不会执行任何操作。",
  },
};
