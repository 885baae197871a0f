/**
 * What one host says about one domain ($1), in one go: whether libvirt knows it, state with reason, persistence, job; which processes are a QEMU of it
 * whatever libvirt says; and for a paused guest without a job QEMU's own word for its state. Lines of a word and its value, "end" last. A libvirt
 * that does not answer is "silent".
 */
export const PLACE_SCRIPT = `
run() {
  LC_ALL=C
  export LC_ALL
  v() { timeout "$wait" virsh -q -c qemu:///system "$@" 2>&1 </dev/null; }
  line() { printf "%s %s\\n" "$1" "$(printf "%s" "$2" | tr "\\n" " ")"; }
  wait=6
  pids=
  for file in $(grep -lzxF -e "$1" /proc/[0-9]*/cmdline 2>/dev/null); do
    grep -qzxF -e -uuid "$file" 2>/dev/null && pids="$pids \${file#/proc/}"
  done
  line qemu "$(printf "%s" "$pids" | sed "s,/cmdline,,g")"
  known=$(v list --all --uuid) || { line silent "$known"; return 0; }
  case "
$known
" in
    *"
$1
"*) ;;
    *) line present no; echo end; return 0 ;;
  esac
  line present yes
  state=$(v domstate --domain "$1" --reason)
  line state "$state"
  line persistent "$(v dominfo --domain "$1" | sed -n "s/^Persistent: *//p")"
  wait=3
  job=$(v domjobinfo --domain "$1")
  line jobrc "$?"
  line job "$(printf "%s\\n" "$job" | sed -n -e "s/^Job type: *//p" -e "s/^error: //p")"
  line operation "$(printf "%s\\n" "$job" | sed -n "s/^Operation: *//p")"
  case "$state $job" in
    paused*None*) line run "$(v qemu-monitor-command --domain "$1" "{\\"execute\\":\\"query-status\\"}")" ;;
  esac
  echo end
}
run "$@"
`;
