import type { prediction as english } from "../en/prediction.ts";
import type { Translated } from "../shape.ts";

export const prediction: Translated<typeof english> = {
  reasons: {
    quiet: "虚拟机很少改动内存，几乎所有内存只需发送一次。",
    shrinks: "每一轮约剩下上一轮的 {percent} %，直到剩余部分能在停机时间上限内发完。",
    nearly: "每一轮约剩下上一轮的 {percent} %。预计能完成，但虚拟机再忙一些或链路再慢一些，就无法收敛。",
    fits: "虚拟机改动内存的速度超过发送速度，但改动的总是同一批内存页：发送它们需要 {ms} 毫秒，没有超过停机时间上限。",
    "too-busy": "脏页率为 {dirty} MiB/s，而只能发送 {sent} MiB/s：预拷贝无法收敛。",
    "by-hand-only": "脏页率为 {dirty} MiB/s，而只能发送 {sent} MiB/s：只有手动切换到后拷贝才能完成。",
    "throttle-not-enough": "脏页率为 {dirty} MiB/s，而只能发送 {sent} MiB/s：预计让虚拟机减速也不够。",
    throttled: "自动收敛把虚拟机减速约 {throttle} % 后，迁移就能完成。",
    "post-copy": "通过后拷贝完成：虚拟机先在目标主机运行，其余内存随后取回，约需 {seconds} 秒。",
    suspended: "到 {seconds} 秒的时限时还不能完成：届时虚拟机会被暂停，再发送其余内存。",
    "time-limit": "预计到 {seconds} 秒中止时还不能完成。",
    offline: "虚拟机已关机：文件只需复制一次。",
    "cold-copy": "虚拟机已关机：文件只需复制一次。",
    "saved-state": "从在源主机保存状态到在目标主机恢复，虚拟机一直处于停止状态。",
    "no-bandwidth": "不知道链路的带宽。请先测量，或填写带宽上限。",
    "no-dirty-rate": "不知道虚拟机的脏页率。请先测量。",
  },
  advice: {
    "no-limit": "取消 {limit} MiB/s 的上限后，链路可以传得更快。",
    channels: "一条连接用不满这条链路：请用 {count, plural, other {# 条}}连接。",
    "more-downtime": "把停机时间上限设为 {ms} 毫秒，最后的内存页就能发完。",
    "post-copy": "第一轮之后切换到后拷贝，一定能完成。全部取回之前虚拟机会变慢，期间链路中断也无法退回。",
    "auto-converge": "自动收敛会让虚拟机减速，直到改动的内存来得及发送。",
    "saved-state": "把状态保存到文件再迁移，虚拟机约停止 {seconds} 秒。",
  },
};
