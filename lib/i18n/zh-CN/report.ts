import type { report as english } from "../en/report.ts";
import type { Translated } from "../shape.ts";

export const report: Translated<typeof english> = {
  title: "预检报告",
  asOf: "截至 {time}",
  back: "返回对照表",
  print: "打印",
  collecting: "正在汇总对照表中的全部检查结果。",
  nothing: "没有可报告的内容",
  nothingHint: "没有符合筛选条件的虚拟机，请返回对照表修改条件。",
  covers: "{vms, number} 台虚拟机对照 {hosts, number} 台主机。未通过的检查均列出原因与解决办法。",
  cut: "另有 {left, number} 台虚拟机未列入：一份报告容纳不下。请缩小范围，分批打印。",
  hosts: { title: "主机", name: "名称", address: "地址", state: "状态", seen: "数据读取时间" },
  on: "在 {host} 上",
  to: "迁到 {host}",
  clean: "所有检查均通过。",
  nowhere: "所示主机只有它所在的那一台。",
};
