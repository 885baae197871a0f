import type { numbers as english } from "../../en/wizard/how-numbers.ts";
import type { Translated } from "../../shape.ts";

export const numbers: Translated<typeof english> = {
  downtime: {
    label: "最大停机时间",
    default: "300 ms（QEMU）",
    range: "1 至 60,000 ms",
    hint: "切换时可以接受的最长暂停。放宽此值，繁忙的虚拟机可以更早完成迁移。",
  },
  bandwidth: {
    label: "带宽上限",
    default: "不限",
    range: "1 至 1,048,576 MiB/s",
    hint: "为链路上的其他流量留出余地。设得过低，繁忙的虚拟机将永远迁不完。",
  },
  timeout: {
    label: "时限",
    default: "无",
    range: "1 至 86,400 s",
    hint: "复制超过这一时间后自动采取的动作。",
  },
  postCopyBandwidth: {
    label: "后拷贝阶段的速率",
    default: "不限",
    range: "1 至 1,048,576 MiB/s",
    hint: "用于切换后的后台复制。虚拟机正在等待的页不受限制。",
  },
  convergeInitial: {
    label: "首次降速",
    default: "20 %（QEMU）",
    range: "1 至 99 %",
    hint: "自动收敛一开始扣减的 CPU 时间。",
  },
  convergeIncrement: {
    label: "每次追加降速",
    default: "10 %（QEMU）",
    range: "1 至 99 %",
    hint: "若仍不够，每次再扣减的 CPU 时间。",
  },
  channels: {
    label: "并行连接数",
    default: "2",
    range: "1 至 255",
    hint: "内存同时经这么多条连接传输。每块磁盘仍各用一条。",
  },
  compressionLevel: {
    label: "级别",
    default: "1",
    range: "0 至 9，zstd 为 0 至 20",
    hint: "级别越高，占用带宽越少，耗费 CPU 越多。",
  },
  compressionCache: {
    label: "缓存",
    default: "64 MiB（QEMU）",
    range: "1 至 65,536 MiB，须为 2 的幂",
    hint: "保存最近发送的页，约为虚拟机内存的十分之一时开始见效。",
  },
  compressionThreads: {
    label: "压缩线程数",
    default: "8（QEMU）",
    range: "1 至 255",
    hint: "在源主机上。",
  },
  decompressThreads: {
    label: "解压线程数",
    default: "2（QEMU）",
    range: "1 至 255",
    hint: "在目的主机上。",
  },
  migratePort: {
    label: "数据端口",
    default: "从 49152 起第一个空闲端口",
    range: "1 至 65,535",
    hint: "为内存在目的主机上指定固定端口，便于严格的防火墙。",
  },
  disksPort: {
    label: "磁盘端口",
    default: "从 49152 起第一个空闲端口",
    range: "1 至 65,535",
    hint: "为磁盘在目的主机上指定固定端口。",
  },
};
