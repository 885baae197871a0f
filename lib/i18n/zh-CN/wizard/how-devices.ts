import type { devices as english } from "../../en/wizard/how-devices.ts";
import type { Translated } from "../../shape.ts";

export const devices: Translated<typeof english> = {
  noNics: "这台虚拟机没有网卡。",
  keep: "不变：{type} {name}",
  keepOther: "不变：{type}",
  target: "网卡 {mac} 接到",
  other: "其他…",
  otherType: "类型",
  otherName: "名称",
  types: {
    bridge: "网桥",
    network: "网络",
    direct: "接口（macvtap）",
    ethernet: "ethernet",
    hostdev: "直通设备",
    user: "用户网络",
    other: "其他",
  },
  choice: "{type} {name}",
  unplugHint:
    "属于主机的设备无法随迁。迁移前先将其拔出，到目的主机后再插入一台同等的设备。若迁移失败，设备会插回源主机上的虚拟机。",
  bonding: "在客户机中，请将这种网卡与一块 virtio 网卡组成绑定（或使用 failover），这样拔出期间网络不断。",
  untested: "SR-IOV 和 GPU 设备只用计划和 XML 测试过，未在真实硬件上测试。",
  unplug: "迁移时拔出 {device}",
  nicDevice: "网卡 {mac}（{type}）",
  hostDevice: "{type} 设备 {address}",
  replacement: "目的主机上代替 {device} 的设备",
  replacementHint: "PCI 地址、vendor:product、mdev UUID，或网桥、接口的名称。留空则虚拟机不再带有该设备。",
  none: "这台虚拟机没有可拔出的设备。",
};
