import type { securityRules as english } from "../../en/preflight/security-rules.ts";
import type { Translated } from "../../shape.ts";
import { tlsRules } from "./tls-rules.ts";

export const securityRules: Translated<typeof english> = {
  clock: {
    skew: {
      title: "时钟一致",
      together: "两台主机的时钟相差 {seconds} 秒。",
      apart: "两台主机的时钟相差 {seconds} 秒，客户机内的时间可能跳变。",
    },
  },
  security: {
    labels: {
      title: "两台主机的安全模型一致",
      same: "两台主机使用相同的安全模型（{here}）。",
      differ: "{source} 使用 {here} 隔离客户机，{destination} 使用 {there}。libvirt 会在那里重新为 {vm} 打标签。",
      missing: "{vm} 的定义指定了 {models} 的标签，而 {destination} 上的 libvirt 没有该模型。",
    },
    tls: {
      title: "主机具备加密迁移的条件",
      ready: "两台主机都有 QEMU 迁移证书。",
      missing: "{hosts} 没有 QEMU 迁移证书：{vm} 的内存将以明文经过网络。",
      "checked-apart": "已启用加密，证书在下面逐项检查。",
    },
  },
  tls: tlsRules,
};
