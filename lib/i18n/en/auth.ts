export const auth = {
  title: "Sign in",
  intro: "Live migration for plain libvirt hosts.",
  username: "User name",
  password: "Password",
  submit: "Sign in",
  required: "Fill this in.",
  wrong: "User name or password is wrong.",
  tooMany: "Too many tries. Wait a minute, then try again.",
  unreachable: "The server does not answer. Check that it runs, then try again.",
  foreignOrigin:
    "This page was opened at another address than the server is known by. Open the console at its own address, or set VIRTFERRY_PUBLIC_URL.",
  failed: "Signing in failed. The server's log says why.",
  showPassword: "Show password",
  hidePassword: "Hide password",
  firstStart: "The first start prints a user name and a password in the server's terminal.",
} as const;
