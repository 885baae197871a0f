import type { cpuRules as english } from "../../en/preflight/cpu-rules.ts";
import type { Translated } from "../../shape.ts";

export const cpuRules: Translated<typeof english> = {
  cpu: {
    arch: {
      title: "支持该体系结构",
      offered: "{destination} 可运行 {arch} 客户机。",
      missing: "{destination} 没有 {arch} 客户机的模拟器。",
    },
    "virt-type": {
      title: "支持该虚拟化类型",
      offered: "{destination} 为该体系结构提供 {type}。",
      missing: "{vm} 需要 {type}；{destination} 提供 {offered}。",
      "no-kvm": "{vm} 需要 KVM，而 {destination} 不提供：没有硬件虚拟化，或内核模块未加载。",
      "no-arch": "{destination} 根本不能运行 {arch} 客户机。",
    },
    compare: {
      title: "客户机 CPU 与目的主机相容",
      "no-cpu": "{vm} 没有指定 CPU。",
      identical: "{destination} 上的 libvirt 判定：{vm} 的 CPU 与其所提供的一致。",
      superset: "{destination} 上的 libvirt 可提供 {vm} 所需的全部 CPU 特性。",
      incompatible: "{destination} 缺少 {vm} 的 CPU 特性：{features}。",
      "will-not-start": "{destination} 缺少 {vm} 的 CPU 特性：{features}。可以迁到那里，但无法启动。",
      unsupported: "{destination} 上的 libvirt 未对该 CPU 给出明确结论，原文见下。",
    },
    "host-passthrough": {
      title: "客户机不依赖主机 CPU",
      "not-used": "{vm} 使用具名的 CPU 型号。",
      "boots-anew": "{vm} 直接使用主机 CPU，在 {destination} 上会重新启动。",
      "same-cpu": "{vm} 直接使用主机 CPU（{mode}）。两台主机报告的 CPU 相同，但微码和固件也须一致才安全。",
      "other-cpu": "{vm} 直接使用主机 CPU（{mode}），而两台主机的 CPU 不同，迁移后客户机可能崩溃。",
    },
    vcpus: {
      title: "目的主机的核数足够",
      fits: "{vm} 有 {vcpus} 个 vCPU；{destination} 有 {cpus} 个 CPU。",
      "over-limit": "{vm} 最多可有 {max} 个 vCPU；该机器类型在 {destination} 上只允许 {limit} 个。",
      "over-cores": "{vm} 有 {vcpus} 个 vCPU，而 {destination} 只有 {cpus} 个 CPU，运行会变慢。",
    },
    "emulator-pin": {
      title: "用于 QEMU 线程的 CPU 就位",
      "not-used": "QEMU 线程未绑定 CPU。",
      present: "两台主机都有 CPU {cpus}。",
      "nothing-left": "{cpus} 没有指明任何 CPU。",
      unreadable: "无法得知 {host} 有哪些 CPU。",
      missing: "{host} 没有 CPU {cpus}，或该 CPU 未启用。",
    },
  },
  memory: {
    free: {
      title: "内存足够",
      "stays-off": "{vm} 保持关机。",
      enough: "{vm} 连同开销需要 {need}；{destination} 可用 {available}。",
      tight: "{vm} 连同开销需要 {need}；{destination} 将只剩 {left}。",
      "too-little": "{vm} 连同开销需要 {need}，而 {destination} 只有 {available} 可用，缺 {missing}。",
    },
    overcommit: {
      title: "已承诺的内存有保障",
      "stays-off": "{vm} 保持关机。",
      covered: "加上 {vm}，{destination} 上的虚拟机共承诺 {promised}，总量 {total}。",
      overcommitted: "加上 {vm}，{destination} 上的虚拟机共承诺 {promised}，超过其总量 {total}。若全部用满，主机会耗尽内存。",
    },
  },
  postcopy: {
    risk: {
      title: "后拷贝的风险",
      "not-used": "不使用后拷贝。",
      "may-be-lost":
        "从切换到后拷贝起，两台主机上都没有完整的 {vm}。链路中断时它会停住，直到恢复；若有主机宕机，{vm} 及其尚未写盘的数据都会丢失。",
    },
    userfaultfd: {
      title: "目的主机可取回缺失的内存",
      "not-used": "不使用后拷贝。",
      everybody: "{destination} 的内核允许所有用户使用 userfaultfd。",
      root: "{destination} 上的 QEMU 以 root 运行，可使用 userfaultfd。",
      device: "{destination} 上的 QEMU 可使用 /dev/userfaultfd。",
      "user-unknown": "不清楚 {destination} 上的 QEMU 是否以 root 运行；若不是，其内核不允许它使用 userfaultfd。",
      denied: "{destination} 上的 QEMU 以 {user} 运行，内核不允许其使用 userfaultfd，libvirt 会拒绝后拷贝。",
    },
    "memory-backing": {
      title: "客户机内存适合后拷贝",
      "not-used": "不使用后拷贝。",
      plain: "{vm} 使用普通内存。",
      special: "{vm} 的内存后备方式特殊（{kinds}），两台主机的内核和 QEMU 都须支持对其进行后拷贝。",
    },
  },
};
