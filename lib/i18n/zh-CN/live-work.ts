import type { work as english } from "../en/live-work.ts";
import type { Translated } from "../shape.ts";

export const work: Translated<typeof english> = {
  steps: {
    title: "步骤",
    count: "已完成 {done, number} / {total, number}",
    state: {
      waiting: "等待",
      running: "进行中",
      done: "已完成",
      failed: "失败",
      skipped: "不需要",
      undone: "已撤回",
      "undo-failed": "未能撤回",
    },
    undo: "若失败：{what}",
    undone: "已撤回：{what}",
    undoFailed: "未能撤回：{what}",
    copied: "已复制 {amount}",
    took: "用时 {time}",
  },
  outside: {
    title: "发现的外部变动",
    intro: "迁移期间，有人或其他程序改动了这台虚拟机。这些都不是 VirtFerry 所为。",
  },
  files: {
    label: "文件",
    text: "已复制 {done}",
    waiting: "还没有数据：没有正在复制的文件。",
    rate: "复制速率",
    remaining: "剩余",
    copied: "已复制",
    forecast: "正在复制文件。虚拟机处于静止状态，因此可以预计结束时间。",
    state: "状态",
  },
};
