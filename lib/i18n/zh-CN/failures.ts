import type { failures as english } from "../en/failures.ts";
import type { Translated } from "../shape.ts";
import { failureCodesDomain } from "./failure-codes-domain.ts";
import { failureCodesPath } from "./failure-codes-path.ts";

export const failures: Translated<typeof english> = {
  codes: { ...failureCodesPath, ...failureCodesDomain },
  truth: {
    "source-state": "{host} 上的状态",
    "destination-state": "{host} 上的状态",
    "destination-definition": "{host} 上的定义",
    "source-definition": "{host} 上的定义",
    jobs: "残留的迁移作业",
    "source-process": "{host} 上残留的 QEMU 进程",
    "destination-process": "{host} 上残留的 QEMU 进程",
    disks: "磁盘与迁移前一致",
    autostart: "{host} 上的自动启动",
  },
  attention: {
    "source-unreachable": "{host} 没有响应。迁移不依赖我们，仍会继续；我们会不断重试，待其恢复后再作判断。",
    "destination-unreachable": "拷贝已结束，但 {host} 没有响应。待其恢复后才能确定 VM 在哪里。",
    "split-brain": "VM 在两台主机上同时处于活动状态。不要启动或恢复任何一个；请在磁盘受损之前手动停掉错误的那个。",
    "source-cleanup":
      "VM 在 {destination} 上运行，但 {source} 上还留有一个暂停的副本。绝不要恢复它；确认无误后在 {source} 上将其销毁。",
    "paused-in-between": "VM 停在了迁移途中。只有确定 {destination} 上没有它的副本时，才可在 {source} 上恢复。",
    "not-clean": "两台主机对 VM 在哪里的说法不一致。启动或恢复之前，请先查看两边的情况。",
    "still-working": "libvirt 仍报告该 VM 有迁移作业。操作之前请先在 {source} 上查看。",
    lost: "两台主机上都已没有这个 VM。它的磁盘仍在原处。",
    stopped: "VM 已关机，定义仍在。",
    "abort-too-late": "中止来得太晚：VM 已经迁走。",
    "moved-paused": "VM 已迁移，目前在 {host} 上处于暂停状态。",
    "moved-with-error": "virsh 报告了错误，但 VM 确实已迁移：两台主机的状态一致。",
  },
  leftovers: {
    "source-definition": "{host} 上残留 VM 的定义。请将其移除，以免有人启动第二个副本。",
    "destination-definition": "VM 并未迁到 {host}，但那里残留了它的定义。",
    "source-process": "{host} 上残留该 VM 的 QEMU 进程（进程号 {pids}）。",
    "destination-process": "{host} 上残留该 VM 的 QEMU 进程（进程号 {pids}）。",
    autostart: "无法在 {host} 上设置自动启动。迁移前该 VM 是自动启动的。",
    "downtime-limit": "{host} 上的停机时间上限未能恢复为 {ms} ms。",
  },
  notes: {
    "preflight-accepted": "基于最新信息的预检已放行：{pass} 项通过，{warn} 项警告。",
    started: "virsh 已在 {host} 上运行，距请求 {ms} ms。",
    "start-uncertain": "不确定命令是否到达 {host}。我们会先到那里查看，再做其他事。",
    "abort-requested": "{by} 请求中止。",
    "abort-before-start": "尚未启动任何操作即已中止。",
    "abort-sent": "libvirt 已接受中止。",
    "timeout-suspend": "{seconds} 秒时限已到：VM 在 {host} 上暂停，以便拷贝完成。",
    "timeout-abort": "{seconds} 秒时限已到：正在中止迁移。",
    "resumed-after-timeout": "VM 因时限而暂停，现已在 {host} 上恢复运行。",
    "resume-failed": "VM 因时限而暂停，未能在 {host} 上恢复。",
    detached: "与 {host} 的连接中断。迁移不依赖这个连接。",
    reattached: "与 {host} 的连接已恢复。",
    "server-restarted": "服务器已重启，正在两台主机上查找这次迁移。",
    "remote-job-vanished": "{host} 上的 virsh 进程已消失，且没有退出码。以 libvirt 的状态为准。",
    "command-ended": "{host} 上的 virsh 已结束，退出码 {code}。",
    "autostart-restored": "libvirt 不会带走自动启动设置：已在 {host} 上重新设置。",
    "downtime-restored": "{host} 上的停机时间上限已恢复为 {ms} ms。",
    "logs-unreadable": "无法读取 {host} 上的日志。",
    "logs-silent": "{host} 的日志中没有这次迁移期间的错误。",
    checked:
      "两台主机上的真实状态：{verdict, select, moved {已迁移} moved-paused {已迁移，处于暂停} stayed {仍在源主机} stopped {已关机} split-brain {两边同时活动} lost {两边都没有} unknown {有主机未响应} other {需要处理}}。",
  },
};
