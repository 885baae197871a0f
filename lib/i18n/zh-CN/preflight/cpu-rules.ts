import type { cpuRules as english } from "../../en/preflight/cpu-rules.ts";
import type { Translated } from "../../shape.ts";

export const cpuRules: Translated<typeof english> = {
  cpu: {
    arch: {
      title: "支持该体系结构",
      offered: "{destination} 可运行 {arch} 客户机。",
      missing: "{destination} 没有 {arch} 客户机的模拟器。",
      "no-32-bit": "{destination} 只能运行该系列的 64 位客户机，而 {vm} 是 32 位（{arch}）。",
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
    nx: {
      title: "不可执行位（NX）保持可用",
      "not-x86": "只有 x86 才有该标志位。",
      emulated: "{vm} 不使用 KVM，该标志位由 QEMU 自行模拟。",
      "not-used": "{vm} 看不到该标志位。",
      present: "{vm} 所见的 NX 位在 {destination} 上同样可用。",
      missing: "{destination} 的固件关闭了 NX 位，而 {vm} 正在使用，迁移后会崩溃。",
      "boots-without": "{destination} 的固件关闭了 NX 位，{vm} 在那里可能无法启动。",
    },
    invtsc: {
      title: "CPU 时钟可随虚拟机迁移",
      "boots-anew": "{vm} 在 {destination} 上会重新启动。",
      "not-used": "{vm} 没有未固定频率的恒定 TSC。",
      refused: "{vm} 启用了 invtsc，但未固定 TSC 频率，libvirt 会拒绝迁移。",
      "not-migratable": "{vm} 可见主机 CPU 的全部特性（migratable='off'）。若其中有恒定 TSC，QEMU 会拒绝迁移。",
    },
    return: {
      title: "虚拟机可以迁回",
      copied: "副本是独立的虚拟机，{vm} 保留原处。",
      open: "{destination} 上的版本不比 {source} 新，可以迁回。",
      "machine-gone": "{source} 上的 QEMU 已不再提供机器类型 {machine}，{vm} 迁走后无法迁回。",
      "other-cpu":
        "{vm} 的 CPU 取自主机（{mode}），而两台主机的 CPU 不同。在 {destination} 上重启后，可能无法再在 {source} 上运行。",
      newer: "{destination} 上是 {newer}，比 {source} 新。迁回较旧的版本不保证成功。",
    },
    pinning: {
      title: "绑定的 CPU 就位",
      "not-used": "{vm} 未绑定 CPU。",
      present: "{destination} 具备 {vm} 绑定的全部 CPU（{cpus}）。",
      missing: "{vm} 绑定的 CPU 在 {destination} 上不存在或未启用：{cpus}。",
      "some-missing": "{vm} 绑定的 CPU 中，{destination} 缺少 {cpus}，将只使用其余的 CPU。",
    },
    cgroup: {
      title: "CPU 限额可以保持",
      "not-used": "{vm} 没有 CPU 时间限额。",
      present: "{destination} 具备 {vm} 的 CPU 限额所需的 cgroup 控制器。",
      missing: "{vm} 的 CPU 限额需要 cgroup 控制器 cpu，而 {destination} 上的 libvirt 无法使用它。",
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
    "huge-pages": {
      title: "大页足够",
      "not-used": "{vm} 未使用大页。",
      enough: "{destination} 有 {vm} 所需的大页。",
      "not-offered":
        "{vm} 需要 {count} 个 {size} 的大页，而 {destination} 上的 libvirt 无法使用该大小的大页：内核没有，或未挂载相应的 hugetlbfs。",
      "too-few": "{vm} 需要在所限定的节点上有 {count} 个 {size} 的大页，而 {destination} 只有 {free} 个空闲。",
    },
    locked: {
      title: "锁定的内存",
      "not-used": "{vm} 的内存未锁定。",
      "stays-off": "{vm} 保持关机。",
      locked: "{vm} 的内存被锁定：{destination} 无法将其换出，且那里的 libvirt 须有权锁定内存。",
    },
    numa: {
      title: "绑定的 NUMA 节点就位",
      "not-used": "{vm} 未绑定 NUMA 节点。",
      present: "{destination} 具备 {vm} 指定的 NUMA 节点（{nodes}）。",
      missing: "{vm} 指定的 NUMA 节点在 {destination} 上不存在：{nodes}。无论何种模式，libvirt 都不会在那里启动它。",
    },
    "dirty-rate": {
      title: "内存复制能够收敛",
      "not-live": "{vm} 在迁移期间不运行。",
      "not-measured": "尚未测量脏页率或带宽。已知情况见预测。",
      converges: "{vm} 的脏页率为 {rate}，链路带宽为 {link}。按当前选项，复制能够收敛。",
      "will-not-converge": "{vm} 的脏页率为 {rate}，链路带宽为 {link}。按当前选项，每轮会留下上一轮的 {percent}%，复制无法收敛。",
    },
  },
  hosts: {
    load: {
      title: "主机负载不高",
      "stays-off": "{vm} 保持关机。",
      calm: "两台主机的任务数都没有远超 CPU 数。",
      busy: "{hosts} 上等待 CPU 的任务过多：迁移和切换都会变慢。",
    },
    concurrency: {
      title: "没有其他迁移争用",
      free: "这两台主机没有被其他迁移占用。",
      "source-busy": "{source} 上正有 {count} 个迁移在迁出。按设置中的上限，本次迁移会排队，或与其共用链路。",
      "destination-busy": "{destination} 上正有 {count} 个迁移在迁入。按设置中的上限，本次迁移会排队，或与其共用链路。",
    },
  },
  guest: {
    agent: {
      title: "客户机代理有应答",
      off: "{vm} 未在运行。",
      "no-channel": "{vm} 没有客户机代理的通道。",
      "not-asked": "选择在线迁移时才会询问代理。",
      answers: "{vm} 的客户机代理有应答。",
      silent: "{vm} 的客户机代理没有应答：客户机可能已挂起，或代理未运行。",
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
