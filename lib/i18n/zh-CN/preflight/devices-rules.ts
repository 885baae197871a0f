import type { devicesRules as english } from "../../en/preflight/devices-rules.ts";
import type { Translated } from "../../shape.ts";

export const devicesRules: Translated<typeof english> = {
  machine: {
    type: {
      title: "支持该机器类型",
      offered: "{destination} 的 QEMU 支持机器类型 {machine}。",
      missing: "{destination} 的 QEMU 不支持机器类型 {machine}。",
      "no-arch": "{destination} 根本不能运行 {arch} 客户机。",
    },
    emulator: {
      title: "模拟器路径一致",
      default: "{vm} 没有指定模拟器。",
      present: "{destination} 上有 {emulator}，且可执行。",
      offered: "{destination} 上的 libvirt 列出了 {emulator}。",
      missing: "{destination} 上没有 {emulator}。",
      "not-executable": "{destination} 上有 {emulator}，但不可执行。",
    },
  },
  version: {
    qemu: {
      title: "目的主机的 QEMU 不更旧",
      same: "两台主机的 QEMU 均为 {to}。",
      newer: "{destination} 的 QEMU 为 {to}，比 {from} 新；可能无法再迁回。",
      older: "{destination} 的 QEMU 为 {to}，比 {from} 旧。迁往旧版本往往可行，但没有保证。",
      "major-older": "{destination} 的 QEMU 为 {to}，比 {from} 落后一个大版本，设备状态将无法识别。",
      "boots-anew": "{vm} 会重新启动，不带走设备状态。",
    },
    libvirt: {
      title: "目的主机的 libvirt 不更旧",
      same: "两台主机的 libvirt 均为 {to}。",
      newer: "{destination} 的 libvirt 为 {to}，比 {from} 新；可能无法再迁回。",
      older: "{destination} 的 libvirt 为 {to}，比 {from} 旧。迁往旧版本往往可行，但没有保证。",
      "major-older": "{destination} 的 libvirt 为 {to}，比 {from} 落后一个大版本，可能无法理解该定义。",
    },
  },
  devices: {
    "host-devices": {
      title: "没有直通设备",
      none: "{vm} 没有直通的主机设备。",
      unplugged: "{vm} 迁移前会卸下：{devices}。从那时起到插入等效设备为止，客户机没有这些设备。",
      attached: "{vm} 使用了 {source} 的设备：{devices}，它们无法迁移。请选择在迁移前卸下。",
      "starts-without": "{vm} 使用了 {source} 的设备：{devices}。若 {destination} 没有相同设备，将无法在那里启动。",
      "in-state": "{vm} 使用了 {source} 的设备：{devices}，其状态无法保存到文件。",
    },
    replacement: {
      title: "等效设备就位",
      none: "不更换设备。",
      "goes-without": "{vm} 卸下设备后不再插入其他设备。",
      present: "{destination} 上有 {devices}。",
      missing: "{destination} 上没有 {devices}。",
    },
    "state-files": {
      title: "固件变量、TPM 与保存状态的位置空闲",
      none: "不复制此类文件。",
      free: "{destination} 上 {path} 处没有文件。",
      exists: "{destination} 上已有 {path}。已存在的文件绝不会被覆盖。",
    },
    virtiofs: {
      title: "没有直通的主机文件夹",
      none: "{vm} 没有 virtiofs 文件夹。",
      "not-supported": "{vm} 有 virtiofs 文件夹，libvirt 自 {since} 版起才支持迁移。",
      "folder-must-be-shared": "{vm} 有 virtiofs 文件夹，{destination} 上必须有同一文件夹；此项未作比较。",
    },
    tpm: {
      title: "TPM 可迁移",
      none: "{vm} 没有 TPM。",
      "emulator-present": "{vm} 有 TPM，{destination} 上有 swtpm，请确认版本相容。",
      "state-copied": "{vm} 有 TPM，其状态会一并复制，{destination} 上有 swtpm。",
      "clone-same-state": "{vm} 有 TPM，副本会得到其状态：两台虚拟机将持有相同的密钥。",
      "emulator-missing": "{vm} 有 TPM，但 {destination} 上没有 swtpm。",
    },
    "kernel-files": {
      title: "内核与 initrd 就位",
      none: "{vm} 没有以文件指定的内核。",
      present: "{destination} 上有 {path}。",
      missing: "{destination} 上没有 {path}，QEMU 在那里启动时需要打开它。",
      unreadable: "{path} 在 {destination} 上，但我们的登录无权读取；QEMU 或许可以。",
    },
    loader: {
      title: "固件就位",
      none: "{vm} 没有以文件指定的固件。",
      present: "{destination} 上有 {path}。",
      missing: "{destination} 上没有 {path}，QEMU 在那里启动时需要打开它。",
      unreadable: "{path} 在 {destination} 上，但我们的登录无权读取；QEMU 或许可以。",
    },
    paths: {
      title: "串口等背后的文件与设备就位",
      none: "{vm} 的串口和通道没有用到主机上的文件或设备。",
      present: "{destination} 上具备 {path} 所需的条件。",
      "no-folder": "{destination} 上没有 {path} 所在的文件夹 {folder}，缺少它 QEMU 无法在那里启动。",
      "no-device": "{destination} 上没有设备 {path}，缺少它 QEMU 无法在那里启动。",
    },
    watchdog: {
      title: "迁移期间看门狗不会触发",
      none: "{vm} 没有看门狗。",
      harmless: "看门狗 {model} 触发时不执行任何操作。",
      "in-time": "{vm} 停顿期间，看门狗 {model} 同样停止计时。",
      "post-copy": "{vm} 有看门狗 {model}（动作：{action}）。后拷贝期间可能因等待内存过久而触发。",
      slowed: "{vm} 有看门狗 {model}（动作：{action}）。CPU 降速或停顿过长都可能使其触发。",
    },
    "plan-nine": {
      title: "客户机没有挂载 9p 文件夹",
      none: "{vm} 没有 9p 文件夹。",
      "boots-anew": "{vm} 有 9p 文件夹：{tags}。启动时 {destination} 上必须有同样的文件夹；此项未作比较。",
      "may-be-mounted": "{vm} 有 9p 文件夹：{tags}。只要客户机挂载着其中一个，QEMU 就拒绝迁移；是否挂载只有客户机知道。",
    },
    unmovable: {
      title: "没有 libvirt 无法迁移的设备",
      none: "{vm} 没有 libvirt 拒绝迁移的设备。",
      refused: "{vm} 带有 {devices}，libvirt 拒绝迁移。",
      "starts-without": "{vm} 带有 {devices}。若 {destination} 上没有相同的设备，将无法在那里启动。",
    },
    "graphics-listen": {
      title: "控制台可在目的主机监听",
      none: "{vm} 没有监听地址的控制台。",
      anywhere: "控制台不依赖 {source} 的地址。",
      present: "{destination} 拥有地址 {address}。",
      missing: "{vm} 的控制台监听 {address}，而它不是 {destination} 的地址。",
    },
  },
};
