import type { matrixCsv as english } from "../en/matrix-csv.ts";
import type { Translated } from "../shape.ts";

export const matrixCsv: Translated<typeof english> = {
  vm: "虚拟机",
  uuid: "UUID",
  source: "源主机",
  destination: "目的主机",
  verdict: "结论",
  block: "阻止",
  unknown: "未知",
  warn: "警告",
  pass: "通过",
  "not-applicable": "不适用",
  worst: "最严重的问题",
  troubles: "全部问题",
  observed: "最早数据时间（UTC）",
  pending: "尚未检查",
  verdicts: {
    block: "阻止",
    unknown: "未知",
    warn: "警告",
    pass: "通过",
    "not-applicable": "不适用",
  },
};
