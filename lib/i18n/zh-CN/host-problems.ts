import type { hostProblems as english } from "../en/host-problems.ts";
import type { Translated } from "../shape.ts";

export const hostProblems: Translated<typeof english> = {
  lasts: "已持续 {duration}。",
  "address-unresolvable": {
    title: "无法解析该主机名",
    cause: "VirtFerry 服务器的 DNS 和 /etc/hosts 中都没有这个名字。",
    fix: "检查拼写，在 DNS 中添加记录，或者改用 IP 地址。",
  },
  "connection-refused": {
    title: "主机拒绝 SSH 连接",
    cause: "主机有响应，但该端口没有服务在监听，或被防火墙拒绝。",
    fix: "确认主机上的 sshd 正在运行，端口填写正确。",
  },
  "connection-timeout": {
    title: "主机无响应",
    cause: "在时限内没有任何应答：主机可能已关机，或者防火墙丢弃了数据包。",
    fix: "确认主机已开机，并且防火墙允许本服务器访问 SSH 端口。",
  },
  "no-route": {
    title: "没有到该主机的网络路径",
    cause: "本服务器没有通往该地址的路由，或途中的路由器报告不可达。",
    fix: "检查地址以及本服务器的路由。",
  },
  "auth-failed": {
    title: "主机不接受该密钥",
    cause: "公钥不在该用户的 authorized_keys 中，或者 sshd 不允许该用户用密钥登录。",
    fix: "把下面的公钥加入主机上该用户的 ~/.ssh/authorized_keys，然后重试。",
  },
  "host-key-changed": {
    title: "主机密钥与您确认过的不一致",
    cause: "主机可能重装过、更换过密钥，也可能有人冒用了它的地址。已停止连接。",
    fix: "请在主机本地读取指纹，一致时才接受新密钥。",
  },
  "not-ssh": {
    title: "该端口上的服务不是 SSH",
    cause: "端口是开放的，但监听的是别的服务。",
    fix: "检查端口。SSH 一般使用 22 端口。",
  },
  "connection-lost": {
    title: "连接已断开",
    cause: "网络中断、主机停机，或者 sshd 被重启。",
    fix: "系统会自动重连。如果持续断开，请检查网络和主机。",
  },
  "virsh-missing": {
    title: "主机上没有安装 virsh",
    cause: "VirtFerry 在主机上运行 virsh，但在该用户的 PATH 中没有找到。",
    fix: "请在主机上安装 libvirt 客户端工具。",
  },
  "libvirt-down": {
    title: "主机上的 libvirt 无响应",
    cause: "SSH 正常，但 libvirt 守护进程已停止或卡住。",
    fix: "检查守护进程并重新启动。运行中的虚拟机不受影响。",
  },
  "libvirt-denied": {
    title: "该用户无权管理 libvirt",
    cause: "libvirt 的套接字拒绝了该用户。",
    fix: "在主机上把该用户加入 libvirt 组后重试。需要重新登录，系统会自动完成。",
  },
  "qemu-missing": {
    title: "主机上没有 QEMU",
    cause: "libvirt 有响应，但没有找到可用来启动虚拟机的 QEMU。",
    fix: "请安装与虚拟机架构对应的 QEMU。",
  },
  "unexpected-output": {
    title: "无法识别主机返回的内容",
    cause: "可能是登录脚本输出了文本，或者该版本 libvirt 的输出格式未知。",
    fix: "返回的原文见下。请去掉 .bashrc 和 .profile 在非终端会话中的输出。",
  },
};
