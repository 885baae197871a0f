import type { overview as english } from "../en/overview.ts";
import type { Translated } from "../shape.ts";

export const overview: Translated<typeof english> = {
  title: "概览",
  counts: {
    hosts: "主机",
    hostsAway: "{count, plural, =0 {全部在线} other {# 台不在线}}",
    domains: "虚拟机",
    domainsRunning: "{count, number} 台运行中",
    migrations: "迁移",
    migrationsRunning: "{running, number} 个进行中，{queued, number} 个排队",
    none: "暂无",
  },
  running: {
    title: "正在进行",
    none: "当前没有迁移。",
    noneHint: "选择一台虚拟机即可迁移。",
    toDomains: "前往虚拟机",
    route: "{source} 到 {destination}",
    pass: "第 {number, number} 轮",
    doneAbout: "预计 {time} 完成",
    rate: "{rate}",
    verdict: {
      measuring: "测量中",
      converging: "正在收敛",
      "not-converging": "无法收敛",
      finishing: "即将完成",
    },
    progress: "{name} 的进度",
    open: "打开",
    openNamed: "打开 {name} 的迁移",
  },
  attention: {
    title: "需要处理",
    none: "没有需要处理的事项。",
    recovery: "{count, number} 项需要恢复",
    recoveryBody: "主机上有状态不正常的内容。",
    recoveryOpen: "打开恢复页面",
    factsOld: "数据读取于<when></when>",
    why: "原因",
    whyNamed: "原因：{name}",
    retry: "立即重试",
  },
  start: {
    title: "三步完成首次迁移",
    hosts: "添加两台可以通过 SSH 访问的主机。",
    preflight: "在预检中查看每台虚拟机可以迁往哪里。",
    migrate: "选择虚拟机并迁移。",
    action: "添加主机",
  },
  latest: {
    title: "最近的迁移",
    all: "全部迁移",
    took: "用时 {time}",
    downtime: "停机 {time}",
  },
};
