import type { choices as english } from "../../en/preflight/choices.ts";
import type { Translated } from "../../shape.ts";

export const choices: Translated<typeof english> = {
  "nic-bridge": "将 {mac} 接入网桥 {name}",
  "nic-network": "将 {mac} 接入网络 {name}",
  "copy-full": "复制 {disks}",
  "copy-incremental": "只复制 {disks} 与后备文件的差异",
  "leave-disks": "不复制 {disks}",
  "graphics-listen": "监听 {address}",
  "mode-live": "改用热迁移",
  "mode-offline": "改用离线迁移",
  "no-post-copy": "不使用后拷贝",
  "use-tls": "加密迁移",
  channels: "使用 {count} 条通道",
  "post-copy": "首轮之后切换到 post-copy",
  "auto-converge": "允许 QEMU 降低客户机速度（auto-converge）",
  "no-limit": "不限制带宽",
};
