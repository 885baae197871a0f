import type { storageRules as english } from "../../en/preflight/storage-rules.ts";
import type { Translated } from "../../shape.ts";
import { copyRules } from "./copy-rules.ts";

export const storageRules: Translated<typeof english> = {
  storage: {
    ...copyRules,
    shared: {
      title: "两台主机看到同一磁盘",
      "no-disk": "{vm} 没有可写的磁盘。",
      "all-copied": "{vm} 的磁盘全部复制。",
      "needs-copy": "{path} 不在两台主机共享的存储上；复制 {disk} 后 {vm} 即可迁移。",
      "network-only": "{vm} 的磁盘都是网络磁盘，不属于某台主机。",
      "no-path": "定义中没有说明 {disk} 对应的文件或设备，无法比较。",
      "not-proven": "尚未在两台主机上比较 {path}。",
      "same-by-nonce": "两台主机各自读到了对方写在镜像旁的内容，且看到的是同一文件。",
      "same-by-device-id": "两台主机看到的块设备标识相同。",
      "same-by-declaration":
        "{path} 在两台主机上看起来相同（{fs}，同一导出、同一 inode），但我们无权写入验证，因此不会使用 --unsafe。",
      "other-file": "文件夹是共享的，但 {path} 在 {destination} 与 {source} 上不是同一个文件。",
      "size-differs": "此刻 {path} 在两台主机上的大小不同，无法证明是同一个文件。",
      "not-shared": "{destination} 在该路径上是另一处存储：{source} 写在 {path} 旁的内容在那里看不到。",
      "missing-at-source": "{source} 上不存在 {path}。",
      "missing-at-destination": "{destination} 上不存在 {path}。共享存储热迁移要求两台主机使用同一磁盘。",
      "read-only-at-destination": "{destination} 能看到 {path}，但该存储在那里以只读方式挂载。",
      "not-writable": "无法证明 {path} 是同一存储：我们的登录无权查看或写入。",
      "no-device-id": "{path} 对应的块设备没有可比较的 WWN 或序列号。",
    },
    media: {
      title: "光盘和只读磁盘就位",
      none: "{vm} 的驱动器中没有介质。",
      present: "所有介质在 {destination} 上也存在。",
      missing: "{path} 在 {vm} 的驱动器中，但 {destination} 上没有。",
      unreadable: "{path} 在 {destination} 上，但我们的登录无权读取；QEMU 或许可以。",
    },
    cache: {
      title: "磁盘绕过主机缓存",
      "no-disk": "{vm} 没有既可写又不复制的磁盘。",
      closed: "磁盘更换主机期间 {vm} 处于关机状态。",
      uncached: "所有磁盘的缓存模式为 none 或 directsync。",
      cached: "{disks} 使用主机缓存。QEMU 在结束时会丢弃它，但在共享存储上 none 才是稳妥之选。",
      "old-qemu": "{disks} 使用主机缓存，而此版本 QEMU 不会丢弃它，可能丢失数据。",
    },
    "in-use": {
      title: "磁盘未被其他虚拟机占用",
      "no-disk": "{vm} 没有自己的磁盘镜像。",
      free: "{destination} 上没有运行中的虚拟机写这些路径。",
      "in-use": "{other} 正在 {destination} 上运行，并写入 {path}。",
      shareable: "{destination} 上的 {other} 也使用 {path}；两者均标记为可共享。",
    },
    snapshots: {
      title: "虚拟机没有快照",
      none: "libvirt 没有 {vm} 的快照记录。",
      present: "{vm} 有 {count} 个快照，libvirt 会拒绝迁移。",
      "undefine-refused": "{vm} 有 {count} 个快照，之后 libvirt 会拒绝将它从 {source} 移除。",
      "not-carried": "{vm} 有 {count} 个快照，{destination} 不会有它们的记录。",
    },
    transient: {
      title: "没有临时磁盘",
      none: "{vm} 没有临时（transient）磁盘。",
      "stays-off": "{vm} 已关机：此类磁盘丢弃的内容早已不在。",
      transient: "{disks} 是临时（transient）磁盘，libvirt 无法迁移。",
    },
    "network-disks": {
      title: "目的主机可访问网络磁盘",
      none: "{vm} 没有网络磁盘。",
      "not-tried": "{disks} 是网络磁盘；{destination} 能否访问该存储（含密钥）未经测试。",
    },
  },
};
