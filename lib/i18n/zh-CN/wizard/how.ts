import type { how as english } from "../../en/wizard/how.ts";
import type { Translated } from "../../shape.ts";
import { devices } from "./how-devices.ts";
import { disks } from "./how-disks.ts";
import { fields } from "./how-fields.ts";
import { numbers } from "./how-numbers.ts";
import { policies } from "./how-policies.ts";
import { switches } from "./how-switches.ts";

export const how: Translated<typeof english> = {
  modes: {
    legend: "方式",
    live: {
      title: "热迁移",
      body: "虚拟机保持运行，内存在运行中复制，最后短暂暂停，随即在目的主机上继续运行。",
    },
    "post-copy": {
      title: "后拷贝",
      body: "热迁移；需要时虚拟机提前切换到目的主机，再从源主机取回其余内存。一定能迁完，但其间链路中断会使虚拟机停住。",
    },
    offline: {
      title: "离线迁移",
      body: "虚拟机处于关机状态并保持关机。迁移其定义，并按需复制文件；副本校验通过后才从源主机删除定义。",
    },
    "cold-copy": {
      title: "冷复制",
      body: "虚拟机处于关机状态。复制定义和文件，原虚拟机保留：即克隆，两台主机无需任何共享。",
    },
    "saved-state": {
      title: "保存状态",
      body: "把虚拟机挂起到文件，复制该文件和磁盘，再在目的主机上继续运行。用于无法热迁移的主机之间，其间虚拟机停止运行。",
    },
    storage: {
      none: "无磁盘",
      shared: "共享存储",
      copied: "复制磁盘",
      mixed: "部分共享，部分复制",
    },
    refused: {
      "needs-running": "要求虚拟机正在运行，而它已关机。",
      "needs-shut-off": "要求虚拟机已关机，而它仍在活动。",
      "needs-definition": "要求有持久定义。这是临时虚拟机，关机后即消失。",
    },
  },
  default: "默认：{default}",
  facts: "默认：{default} · 范围：{range}",
  needs: "需要 {versions}",
  expert: "专家选项",
  expertHint: "这里的每一项都有适合大多数迁移的默认值。",
  changed: "{count, plural, =0 {均为默认值} other {已改 # 项}}",
  sections: {
    storage: "磁盘",
    limits: "限制",
    switches: "开关",
    converge: "迟迟不收敛时",
    compression: "压缩",
    definition: "名称与定义",
    network: "目的主机上的网络与控制台",
    connection: "主机之间的连接",
    devices: "需要拔出的设备",
    guest: "客户机",
    clone: "副本",
  },
  timeoutAction: {
    label: "超过时限后",
    suspend: "暂停虚拟机并完成迁移",
    suspendHint: "虚拟机停住，待剩余内存复制完后在目的主机上继续运行。",
    abort: "中止迁移",
    abortHint: "虚拟机在源主机上继续运行，如同什么都没有发生。",
    "post-copy": "切换到后拷贝",
    "post-copyHint": "虚拟机立即在目的主机上继续运行，再取回其余内存。此后无法回退。",
  },
  postCopy: {
    label: "后拷贝",
    default: "不允许",
    off: "不允许",
    "by-hand": "允许：手动、由阶梯或由时限触发",
    "after-first-pass": "第一轮之后自动切换",
    hint: "每页内存最多再发送一次，因此无论虚拟机写得多快都能结束。",
    risk: "后拷贝期间，虚拟机的内存分处两台主机。链路若中断，虚拟机停住，直到迁移恢复；源主机若宕机，虚拟机即告丢失。",
  },
  compression: {
    label: "方法",
    default: "无",
    none: "无",
    xbzrle: "xbzrle：只传差异，单通道",
    mt: "mt：多线程，单通道，用于较旧的 QEMU",
    zlib: "zlib：多通道",
    zstd: "zstd：多通道",
    hint: "以两台主机的 CPU 时间换取链路余量，链路慢时划算。",
  },
  connection: {
    label: "libvirt 的连接方式",
    default: "ssh",
    ssh: "SSH（qemu+ssh）",
    tls: "TLS（qemu+tls，端口 16514）",
    tcp: "明文 TCP（qemu+tcp，端口 16509）",
    hint: "源主机的 libvirt 如何连接目的主机的 libvirt。内存另走自己的端口。",
    tcpWarning: "此连接完全不加密，能访问该端口者一律被信任。只应在封闭网络中使用。",
  },
  ladder: {
    title: "阶梯",
    hint: "迁移迟迟不结束时依次采取的措施。秒数由 libvirt 从开始复制算起。",
    empty: "没有任何一级：一直迁移到收敛，或到达时限。",
    ready: "使用现成的阶梯",
    readyHint: "停机时间 300 ms，再到 1 s，然后自动收敛、后拷贝，最后放弃。",
    add: "增加一级",
    remove: "删除第 {number, number} 级",
    rung: "第 {number, number} 级",
    after: "经过",
    action: "动作",
    figure: "数值",
    full: "阶梯最多 12 级。",
    kinds: {
      "max-downtime": "允许停机",
      bandwidth: "限速为",
      "auto-converge": "开始自动收敛",
      "post-copy": "切换到后拷贝",
      suspend: "暂停虚拟机以完成",
      abort: "放弃：中止迁移",
    },
  },
  clone: {
    legend: "副本的身份",
    clone: "独立的虚拟机（克隆）",
    cloneHint: "使用新的 UUID 和自己的名称，原虚拟机保持不变。",
    move: "虚拟机本身",
    moveHint: "UUID 不变。副本校验通过后删除原虚拟机的定义，其磁盘留在源主机上。",
  },
  pinning: "多通道需要多个 CPU。请为 QEMU 自身的线程指定本虚拟机 vCPU 没有绑定的主机 CPU，以免客户机被自己的迁移拖慢。",
  channelsAdvice: "链路每 10 Gbit/s 一个通道即可；不清楚时用 2。",
  serverDoes: "由 VirtFerry 在迁移期间自行完成，服务器重启后仍会接手。",
  disks,
  devices,
  policies,
  numbers,
  switches,
  fields,
};
