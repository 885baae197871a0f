import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { INSTALL_TLS } from "../tls/install-script.ts";
import { scriptArgv } from "./script-argv.ts";

it("makes one line that runs as the many did, with data as data", () => {
  const script = `
    count() {
      for one; do
        if [ "$one" = a ]; then echo "first $one"
        else
          echo "other $one" |
            cat
        fi
      done
    }
    case $# in
      0) echo none ;;
      *) count "$@" ;;
    esac
    ( exit 3 ) ||
      echo failed
  `;
  const [file = "", ...args] = scriptArgv(script, "a", "b; exit $(id)");
  expect(args[1]).not.toContain("\n");
  expect(execFileSync(file, args, { encoding: "utf8" })).toBe("first a\nother b; exit $(id)\nfailed\n");
});

it("leaves the script that installs certificates a script", () => {
  const [, , text = ""] = scriptArgv(INSTALL_TLS);
  expect(text).not.toContain("\n");
  execFileSync("sh", ["-n", "-c", text]);
});
