import type { portReasons as english } from "../../en/preflight/port-reasons.ts";
import type { Translated } from "../../shape.ts";

export const portReasons: Translated<typeof english> = {
  open: "{source} 已连上 {address} 端口 {port} 的监听。",
  refused: "{destination} 在端口 {port} 上监听，但 {source} 被拒绝：防火墙拒绝了 {range}。",
  timeout: "{destination} 在端口 {port} 上监听，但 {source} 得不到应答：防火墙丢弃了 {range}。",
  "no-route": "{source} 到 {address} 没有路由。",
  unresolvable: "{source} 无法解析 {address}。",
  "no-listener-tool": "{destination} 上没有 python3、perl、socat 或 nc，无法开启监听来测试端口。",
  "no-connect-tool": "{source} 上没有 bash、python3 或 nc，无法测试端口。",
  "no-free-port": "{destination} 上 {range} 没有空闲端口。",
  other: "未能测试端口，所见情况如下。",
};
