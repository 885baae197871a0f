import type { cpuBaseline as english } from "../en/cpu-baseline.ts";
import type { Translated } from "../shape.ts";

export const cpuBaseline: Translated<typeof english> = {
  title: "CPU 基线",
  lead: "所选主机都能运行的最高 CPU 型号。",
  explain:
    "请选择主机。其中一台上的 libvirt 会比较各主机的 CPU，给出共有的最高型号。采用该型号的虚拟机可以在这些主机之间任意往返迁移。",
  hosts: "主机",
  all: "全部主机",
  chooseOne: "请至少选择一台主机。",
  find: "{count, plural, =0 {计算基线} other {计算 # 台主机的基线}}",
  asking: "正在询问各主机上的 libvirt，需要几秒钟。",
  failed: "无法得出基线",
  problems: "{count, number} 台主机未能计入",
  model: "基线",
  noModel: "没有共同的型号",
  for: "适用于 {hosts}（{arch}，{virt}），得出时间",
  xml: "替换虚拟机定义中的 cpu 元素，虚拟机重新启动后生效。",
  features: "{count, number} 个 CPU 特性",
  commands: "所用命令",
  vms: "这些主机上的虚拟机",
  noVms: "这些主机上没有虚拟机。",
  columns: { vm: "虚拟机", host: "主机", verdict: "与基线相比", beyond: "超出的特性" },
  verdicts: {
    fits: "符合",
    exceeds: "超出基线",
    "host-passthrough": "直通主机 CPU",
    unknown: "无法判断",
  },
};
