/**
 * Shell functions about processes. Sets $boot. `stop PID START BOOT` ends that very process with all that it started: false when it
 * does not end in 8 seconds. START is field 22 of /proc/PID/stat, so that a reused pid is not taken for it.
 */
export const PROCESS_FUNCTIONS = `
read -r boot </proc/sys/kernel/random/boot_id
fields() { state=$1 parent=$2; shift 19; start=$1; }
look_at() { { read -r line <"/proc/$1/stat"; } 2>/dev/null && fields \${line##*) }; }
alive() { look_at "$1" && [ "$start" = "$2" ] && [ "$state" != Z ]; }
family() {
  for each in /proc/[0-9]*; do
    each=\${each#/proc/}
    if look_at "$each" && [ "$parent" = "$1" ]; then echo "$each"; family "$each"; fi
  done
}
stop() {
  [ "$3" = "$boot" ] && alive "$1" "$2" || return 0
  children=$(family "$1")
  # The shell first: it must not go on when what it waits for ends.
  kill -TERM "$1"
  [ -z "$children" ] || kill -TERM $children 2>/dev/null
  tries=0
  while alive "$1" "$2"; do
    tries=$((tries + 1))
    [ "$tries" -ne 20 ] || kill -KILL "$1" $children 2>/dev/null
    [ "$tries" -lt 80 ] || return 1
    sleep 0.1
  done
  return 0
}
`;
