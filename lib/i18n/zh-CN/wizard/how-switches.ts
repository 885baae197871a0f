import type { switches as english } from "../../en/wizard/how-switches.ts";
import type { Translated } from "../../shape.ts";

export const switches: Translated<typeof english> = {
  converge: {
    label: "自动收敛",
    default: "关",
    hint: "当内存变脏的速度超过链路传输速度时，QEMU 会逐级降低虚拟机 CPU 的速度。",
  },
  tls: {
    label: "加密内存和磁盘（TLS）",
    default: "关",
    hint: "两台主机都需要与所用地址相符的证书，并各耗费一些 CPU 时间。",
  },
  parallel: {
    label: "多通道（multifd）",
    default: "关",
    hint: "用于单条连接跑不满的高速链路。",
  },
  zeroCopy: {
    label: "零拷贝发送",
    default: "关",
    hint: "源主机内核发送内存页时不再复制。需要多通道和锁定内存，不能与 TLS 或压缩同用。",
  },
  syncWrites: {
    label: "复制磁盘时同步写入",
    default: "关",
    hint: "虚拟机的每次写入都要到达两台主机才算完成，使繁忙磁盘的复制得以结束。其间写入变慢。",
  },
  tunnelled: {
    label: "内存经 libvirt 的连接隧道传输",
    default: "关",
    hint: "用于两台主机之间只有这条连接可用的情形。速度慢，且不能复制磁盘，也不能用后拷贝。",
  },
  persist: {
    label: "定义一并迁移",
    default: "持久虚拟机默认开启",
    hint: "在目的主机上定义，同时从源主机取消定义，二者必定一起进行。关闭时：虚拟机下次关机后即从目的主机消失，源主机上保留一份处于关机状态的定义。",
    off: "这是临时虚拟机，没有可以迁移的定义。",
  },
  newMacs: {
    label: "副本使用新的 MAC 地址",
    default: "开",
    hint: "同一网络中两台虚拟机若 MAC 地址相同，会互相干扰。",
  },
  paused: {
    label: "到达目的主机后保持暂停",
    default: "关",
    hint: "虚拟机到达后停住不动，直到您恢复运行。",
  },
};
