import type { auth as english } from "../en/auth.ts";
import type { Translated } from "../shape.ts";

export const auth: Translated<typeof english> = {
  title: "登录",
  intro: "面向原生 libvirt 主机的热迁移控制台。",
  username: "用户名",
  password: "密码",
  submit: "登录",
  required: "请填写此项。",
  wrong: "用户名或密码错误。",
  tooMany: "尝试次数过多，请一分钟后再试。",
  unreachable: "服务器无响应，请确认它正在运行后重试。",
  foreignOrigin: "当前页面的地址与服务器配置的地址不一致。请用服务器自己的地址打开控制台，或设置 VIRTFERRY_PUBLIC_URL。",
  failed: "登录失败，原因见服务器日志。",
  showPassword: "显示密码",
  hidePassword: "隐藏密码",
  firstStart: "首次启动时，服务器终端会打印用户名和密码。",
};
