import type { recoveryKinds as english } from "../en/recovery-kinds.ts";
import type { Translated } from "../shape.ts";

export const recoveryKinds: Translated<typeof english> = {
  "split-brain": {
    title: "{vm} 同时在两台主机上运行",
    means: "两份副本同时在运行：{running}。如果使用同一块磁盘，数据正在被破坏。两份都可能响应网络请求。",
    never: "不要迁移、做快照或备份，也不要从虚拟机内部关机：无法确定是哪一份在响应。",
  },
  "paused-twice": {
    title: "{vm} 在多台主机上处于暂停状态",
    means: "迁移在两端之间中断：{copies} 各有一份暂停的副本，都没有运行。",
    never: "另一份还在时，不要恢复其中任何一份：两份都运行会毁坏磁盘。",
  },
  "paused-beside-running": {
    title: "{vm} 在 {running} 上运行，{others} 上留有停住的副本",
    means: "虚拟机在 {running} 上正常。另一份副本没有被清理，多半是迁移的最后一条消息丢失了。",
    never: "绝不要恢复停住的那一份：它会写入正在运行的虚拟机的磁盘。",
  },
  "stopped-midway": {
    title: "{vm} 在迁移途中停住",
    means: "它在 {copies} 上暂停，内存完整，没有任务在处理它，其他主机上也没有。用户正在等待。",
    never: "不要在别处从磁盘启动：这份副本仍打开着磁盘并保有内存。",
  },
  "half-arrived": {
    title: "{vm} 没有完整到达",
    means: "{copies} 上是一次已中断的迁移的接收端，内存不完整。",
    never: "不要恢复运行：内存残缺的虚拟机会崩溃并损坏磁盘。",
  },
  "post-copy-failed": {
    title: "{vm} 的 post-copy 已中断",
    means: "内存分在 {copies} 两处，互相等待。目前没有丢失任何内容。",
    never: "不要强制关闭、恢复或重启任何一侧，也不要重启主机：每部分内存都只有一份。",
  },
  "post-copy-lost": {
    title: "{vm} 的部分内存已丢失",
    means: "post-copy 的一侧已消失，那部分内存随之丢失。{copies} 上剩下的无法运行。磁盘状态相当于断电之后。",
    never: "不要尝试恢复运行。在残留部分结束之前，不要在别处启动。",
  },
  "leftover-definition": {
    title: "{off} 上也有 {vm} 的定义，但未在那里运行",
    means: "它在 {copies} 上处于活动状态。{off} 上的定义是遗留物：谁在那里启动它，就会同时运行两份。",
    never: "不要在 {off} 上启动；若设有自动启动，也不要重启该主机。",
  },
  "duplicate-definitions": {
    title: "{vm} 在多台主机上有定义，且均已关机",
    means: "{off} 都能启动它。两边都启动会毁坏磁盘；在错误的一边启动则会用到旧磁盘。",
    never: "在只剩一个定义之前，不要在任何地方启动。",
  },
  "vm-down": {
    title: "{vm} 自上次迁移后处于关机状态",
    means: "它定义在 {off} 上，没有在任何地方运行。上次迁移没有明确结束。",
    never: "不要在其他主机上启动：定义在这台主机上。",
  },
  "vm-lost": {
    title: "任何主机上都没有 {vm}",
    means: "所有主机都已应答，都没有它，既未运行也无定义。它可能没有持久定义，或定义被人移除。磁盘很可能仍在原处。",
    never: "不要删除其磁盘。请在磁盘所在的主机上，用备份的定义重新定义它。",
  },
  unknown: {
    title: "无法确定 {vm} 在哪里",
    means: "{silent} 没有响应，虚拟机可能正在那里运行。在其应答之前无法判断。",
    never: "除非确知 {silent} 已断电，否则不要在别处启动或恢复运行。",
  },
  "stray-qemu": {
    title: "有一个 libvirt 不知道的 {vm} QEMU 进程",
    means: "{stray} 上有进程占用着该虚拟机的内存和磁盘，但 libvirt 已失去对它的管理。",
    never: "不要在任何地方启动该虚拟机。请先登录 {stray} 查明该进程的来历。",
  },
  "disk-twice": {
    title: "{vm} 与 {otherVm} 写同一块磁盘",
    means: "{host} 上的 {vm} 与 {otherHost} 上的 {otherVm} 是两台虚拟机，却都以读写方式打开了共享存储上的 {what}。",
    never: "不要让两者继续运行。请关闭不拥有该磁盘的一台，并检查另一台的文件系统。",
  },
  "same-name": {
    title: "有两台虚拟机都叫 {vm}",
    means: "{host} 与 {otherHost} 上运行着同名的不同虚拟机。没有危险，但都不能迁移到对方主机。",
    never: "不要按名称管理它们。VirtFerry 自身只使用 UUID。",
  },
  "foreign-job": {
    title: "有人正在迁移 {vm}",
    means: "libvirt 正在处理它（{copies}），不是由本控制台发起。仅观察，不干预。",
    never: "在弄清由谁发起之前，不要干预。",
  },
  "half-made-image": {
    title: "无人使用的镜像：{what}",
    means: "位于 {host}。{known, select, yes {由 {vm} 的一次未完成的迁移创建。} other {由未知控制台的迁移创建。}}",
    never: "不要把它交给虚拟机使用：它是空的，或只复制了一半。",
  },
  "part-folder": {
    title: "只复制了一半的文件：{what}",
    means: "位于 {host}。{known, select, yes {{vm} 的文件复制在完成之前就结束了。} other {由未知控制台的复制遗留。}}",
    never: "不要把它改名当作镜像使用：它不完整。",
  },
  "dead-job": {
    title: "已结束进程的目录：{what}",
    means: "位于 {host}。{known, select, yes {属于 {vm} 的一次已结束的迁移。} other {属于本控制台不知道的迁移。}}",
    never: "如果另一个控制台正在处理该迁移，请保留：它要从中读取结果。",
  },
  "running-job": {
    title: "有一个本控制台未管理的进程：{what}",
    means:
      "位于 {host}，进程 {pid, number}。{known, select, yes {{vm} 的这次迁移在本控制台中已结束。} other {可能由另一个控制台启动。}}",
    never: "在弄清其作用之前不要终止它：没有它，libvirt 也可能继续工作。",
  },
};
