import type { tlsRules as english } from "../../en/preflight/tls-rules.ts";
import type { Translated } from "../../shape.ts";

export const tlsRules: Translated<typeof english> = {
  files: {
    title: "加密所需的证书已就位",
    "not-used": "未启用加密。",
    present: "两台主机都有 QEMU 所需的文件，且其运行用户可以读取。",
    missing: "{host} 缺少 {files}，无法开始加密迁移。",
    unreadable: "{host} 上的 QEMU 以 {user} 身份运行，该用户无权读取 {files}。",
    malformed: "{host} 上的 {files} 不是可读取的证书。",
    "other-key": "{host} 上的 {files} 与证书不匹配。",
    "not-tried": "无法确认 {host} 上的 QEMU 能否读取 {files}。",
  },
  dates: {
    title: "证书当前有效",
    "not-used": "未启用加密。",
    "no-certificate": "没有可检查的证书。",
    valid: "按两台主机的时钟，所有证书均有效。",
    soon: "{host} 的 {file} 将在{days, plural, =0 {一天内} other { # 天后}}到期（{date}）。",
    expired: "{host} 的 {file} 已于 {date} 过期。",
    "not-yet": "{host} 的 {file} 在 {date} 之前尚未生效：证书刚签发，或时钟不准。",
  },
  name: {
    title: "证书与目标主机名称相符",
    "not-used": "未启用加密。",
    "no-certificate": "没有可检查的证书。",
    fits: "{destination} 的证书包含数据发往的名称 {name}。",
    "other-name": "数据发往 {name}，但 {destination} 的证书只包含 {names}，QEMU 会拒绝。",
  },
  chain: {
    title: "两台主机互相信任对方的证书",
    "not-used": "未启用加密。",
    "no-certificate": "没有可检查的证书。",
    trusted: "双方证书都由对方认可的 CA 签发。",
    "own-untrusted": "{host} 的 {file} 不是由其自身 ca-cert.pem 中的 CA 签发，QEMU 会拒绝使用。",
    "destination-untrusted": "{source} 不认可签发 {destination} 证书的 CA。",
    "source-untrusted": "{destination} 不认可签发 {source} 证书的 CA。",
  },
  usage: {
    title: "证书用途符合要求",
    "not-used": "未启用加密。",
    "no-certificate": "没有可检查的证书。",
    fits: "证书没有限制此用途。",
    refused: "{host} 的 {file} 不允许此用途，QEMU 会拒绝。",
    "refused-by-older": "{host} 的 {file} 不允许密钥加密（ECDSA 密钥不支持），10.1 之前的 QEMU 会拒绝。",
  },
  client: {
    title: "目标主机验证发送方",
    "not-used": "未启用加密。",
    asked: "{destination} 只接受持有受信任证书的主机发来的虚拟机。",
    "no-certificate": "{destination} 要求证书，而 {source} 没有可出示的证书。",
    "not-asked": "{destination} 不验证发送方（migrate_tls_x509_verify = 0）：任何先连上端口的机器都可以发送。",
    "conf-unreadable": "无法读取 {destination} 的 qemu.conf，不确定它是否验证发送方。",
  },
  force: {
    title: "主机没有强制加密",
    "not-used": "QEMU 不建立自己的连接。",
    "not-forced": "两台主机都允许不加密的迁移。",
    encrypted: "本次迁移使用 TLS 加密。",
    forced: "{host} 拒绝未加密的迁移（migrate_tls_force = 1）。",
    "conf-unreadable": "无法读取 {host} 的 qemu.conf，不确定它是否强制加密。",
  },
};
