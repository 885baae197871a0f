import type { failureCodesDomain as english } from "../en/failure-codes-domain.ts";
import type { Translated } from "../shape.ts";

export const failureCodesDomain: Translated<typeof english> = {
  "domain-active-on-both": {
    meaning: "目的主机上已有同一 UUID 的 VM 在运行。",
    advice: "不要启动或恢复任何一个。先弄清哪一个才是正确的：两者可能在写同一磁盘。",
  },
  "name-clash": {
    meaning: "目的主机上另有一个同名的 VM。",
    advice: "将那个 VM 改名或移除，或选择其他目的主机。",
  },
  "uuid-clash": {
    meaning: "目的主机上有一个 UUID 相同但名称不同的 VM。",
    advice: "移除目的主机上过时的定义，或选择其他目的主机。",
  },
  "already-migrating": {
    meaning: "libvirt 正在迁移这个 VM。",
    advice: "等待该迁移结束，或在发起它的地方中止。",
  },
  "operation-in-the-way": {
    meaning: "对这个 VM 的另一项操作占用着 libvirt 的锁。",
    advice: "等它结束后再重试。",
  },
  "block-job-active": {
    meaning: "VM 的某个磁盘上有块作业（镜像、备份或提交）在进行。",
    advice: "等它完成或将其停止，然后重试。",
  },
  "has-snapshots": {
    meaning: "libvirt 不迁移带有快照的 VM。",
    advice: "删除快照（或只删除其元数据）后重试。",
  },
  "same-host": {
    meaning: "源主机与目的主机的 libvirt 主机 UUID 相同。",
    advice: "如果确实是两台机器，其中一台是克隆的：请在 libvirtd.conf 中为它单独设置 host_uuid。",
  },
  "storage-not-shared": {
    meaning: "libvirt 认为至少有一个磁盘只在源主机本地。",
    advice: "重新运行预检以证明存储是共享的，或改用拷贝磁盘的迁移方式。",
  },
  "disk-cache-unsafe": {
    meaning: "某个磁盘的缓存模式在这种存储上迁移不安全。",
    advice: "将该磁盘设为 cache='none'。",
  },
  "no-space": {
    meaning: "目的主机的空间已用完。",
    advice: "清理空间，并删除那里未完成的镜像。",
  },
  "copy-target-differs": {
    meaning: "目的主机上的镜像与源镜像大小或格式不同。",
    advice: "按完全相同的大小和格式重新创建。",
  },
  "copy-target-missing": {
    meaning: "目的主机上没有可写入的镜像，libvirt 也无法在那里创建。",
    advice: "在目的主机上创建该镜像，或为其目录建立存储池。",
  },
  "storage-file-missing": {
    meaning: "目的主机上缺少 VM 的磁盘、ISO 或引导文件。",
    advice: "在那里挂载存储、弹出介质，或把文件复制到相同路径。",
  },
  "disk-locked": {
    meaning: "另一个进程占用着 VM 某个磁盘镜像的锁。",
    advice: "查明谁在使用该镜像。绝不能让两个 VM 同时写一个镜像。",
  },
  "device-not-migratable": {
    meaning: "VM 有无法在运行时迁移的设备。",
    advice: "卸下该设备（见下方原文），或在 VM 关机后迁移。",
  },
  "tsc-frequency": {
    meaning: "VM 的 CPU 使用 invtsc，但定义中没有固定频率。",
    advice: "在 VM 定义中设置 tsc 定时器的频率。",
  },
  "cpu-incompatible": {
    meaning: "目的主机的 CPU 缺少 VM 正在使用的特性。",
    advice: "改用两台主机都支持的 CPU 型号，或选择其他目的主机。",
  },
  "machine-type-unknown": {
    meaning: "目的主机的 QEMU 不支持该 VM 的机器类型。",
    advice: "升级目的主机的 QEMU，或选择版本更新的主机。",
  },
  "definition-differs": {
    meaning: "目的主机上的定义描述的不是同一个 VM。",
    advice: "差异见下方 libvirt 的原文。",
  },
  "emulator-missing": {
    meaning: "目的主机上没有 VM 指定的模拟器程序。",
    advice: "在目的主机上安装对应的 QEMU 软件包。",
  },
  "bridge-missing": {
    meaning: "目的主机上缺少 VM 接入的网桥。",
    advice: "在目的主机上创建该网桥，或选择其他主机。",
  },
  "network-missing": {
    meaning: "VM 使用的 libvirt 网络在目的主机上不存在或未启动。",
    advice: "在目的主机上定义并启动该网络。",
  },
  "nic-device-missing": {
    meaning: "VM 直接使用的网络设备在目的主机上不存在。",
    advice: "选择有该设备的主机，或修改 VM 的网卡。",
  },
  "memory-short": {
    meaning: "目的主机的可用内存不足，或没有合适大小的大页。",
    advice: "在目的主机上腾出内存，或选择其他主机。",
  },
  "memory-lock-denied": {
    meaning: "QEMU 无权锁定本次迁移所需的内存。",
    advice: "不使用 zero-copy，或提高内存锁定上限。",
  },
  "post-copy-failed": {
    meaning: "切换之后、内存仍在拉取时迁移失败。",
    advice: "不要在源主机上启动或恢复 VM，应恢复后拷贝迁移。",
  },
  "post-copy-unavailable": {
    meaning: "其中一台主机不支持后拷贝。",
    advice: "不使用后拷贝进行迁移。",
  },
  "lock-driver-differs": {
    meaning: "两台主机使用不同的磁盘锁管理器。",
    advice: "在两台主机的 qemu.conf 中设置相同的 lock_manager。",
  },
  "device-state-unknown": {
    meaning: "目的主机的 QEMU 无法识别某个设备的状态。",
    advice: "升级目的主机的 QEMU，或使用两边都支持的带版本号的机器类型。",
  },
  "disk-io-error": {
    meaning: "VM 因磁盘错误而暂停。",
    advice: "先修复磁盘或存储，并恢复 VM 运行。",
  },
  "auto-destroy": {
    meaning: "VM 启动时设为随客户端结束而销毁，无法迁移。",
    advice: "不使用 autodestroy 启动该 VM。",
  },
  "domain-not-running": {
    meaning: "VM 已不在运行。",
    advice: "查明它为何停止。其定义仍在原处。",
  },
  "domain-gone": {
    meaning: "源主机上已没有这个 VM。",
    advice: "按 UUID 在其他主机上查找：可能已被他人迁走。",
  },
  "qemu-died": {
    meaning: "QEMU 进程意外退出。",
    advice: "查看两台主机上该 VM 的 QEMU 日志。",
  },
};
