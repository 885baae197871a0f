/*
 * The fixed POSIX shell programs of remote jobs. Data reaches them as arguments only. Each is a function that is called on its last
 * line: sh reads its program from the SSH channel, and one that was cut off by a dying connection must not run in part.
 *
 * A job's folder (mode 0700): `process` holds "PID START WRAPPER_PID WRAPPER_START BOOT_ID STARTED_MS" (START: field 22 of
 * /proc/PID/stat, so that a reused pid is not taken for the job); `stdout`, `stderr`; `exit` holds the exit status, written last.
 * mkdir of the folder decides who starts; the hard link `process` decides, once and for all, whether a start happens at all: the job
 * makes it before it runs, a reader that finds a start hanging for long makes it with the content "void".
 */

/** Where jobs lie: the user's cache, or, where that cannot be written, a folder of the user's own in /var/tmp. Sets $home and $spare. */
export const PLACES = `
  umask 077
  home=\${XDG_CACHE_HOME:-\${HOME:-/nonexistent}/.cache}/virtferry/jobs
  spare=/var/tmp/virtferry-$(id -u)
  own() { [ -d "$1" ] && [ ! -L "$1" ] && [ -O "$1" ]; }
  place() {
    if own "$home" && [ -d "$home/$1" ]; then job=$home/$1
    elif own "$spare" && own "$spare/jobs" && [ -d "$spare/jobs/$1" ]; then job=$spare/jobs/$1
    else return 1; fi
  }
`;

/** Whether a process is there and is the one that was recorded: same start time, and not a zombie. */
export const SAME_PROCESS = `
  start_of() { state=$1; shift 19; start=$1; }
  same() {
    [ -r "/proc/$1/stat" ] && read -r line <"/proc/$1/stat" 2>/dev/null || return 1
    start_of \${line##*) }
    [ "$start" = "$2" ] && [ "$state" != Z ]
  }
`;

/**
 * The job's own shell, detached: records itself and the child that becomes the command, tells the starter over fd 3 ("! reason" when it
 * cannot), waits, and writes the exit status last. It holds no single quote, for it stands in single quotes below.
 */
const WRAPPER = `
    job=$1; shift
    cd /
    start_of() { shift 19; start=$1; }
    read -r line </proc/self/stat; start_of \${line##*) }
    wrapper="\${line%% *} $start"
    read -r boot </proc/sys/kernel/random/boot_id
    (
      fail() { echo "! $1" >&3; exit 125; }
      exec >"$job/stdout" 2>"$job/stderr" || fail "cannot write in $job"
      read -r line </proc/self/stat; start_of \${line##*) }
      now=$(date +%s%3N)
      case $now in *[!0-9]*) now=$(date +%s)000;; esac
      printf "%s %s %s %s %s\\n" "\${line%% *}" "$start" "$wrapper" "$boot" "$now" >"$job/process.tmp" || fail "cannot write in $job"
      ln "$job/process.tmp" "$job/process" || fail "given up before it began"
      read -r line <"$job/process"
      echo "$line" >&3
      exec 3>&-
      exec "$@"
    ) &
    child=$!
    exec 3>&-
    wait "$child"
    printf "%s\\n" "$?" >"$job/exit.tmp" && mv "$job/exit.tmp" "$job/exit"
`;

/** args: id, argv... Prints "started RECORD" or "already RECORD" (RECORD may be empty), or "refused REASON". */
export const START_SCRIPT = `
run() {
  id=$1; shift
  ${PLACES}
  make() {
    mkdir -p "$1" 2>/dev/null
    own "$1" || return 1
    job=$1/$id
    if mkdir -m 700 "$job" 2>/dev/null; then fresh=yes; else fresh=; fi
    [ -d "$job" ]
  }
  make_spare() {
    mkdir -m 700 "$spare" 2>/dev/null
    own "$spare" && chmod 700 "$spare" && make "$spare/jobs"
  }
  wrapper='${WRAPPER}'
  if place "$id"; then fresh=
  else make "$home" || make_spare || { echo "refused cannot make a folder in $home, nor in $spare"; return 0; }
  fi
  if [ -z "$fresh" ]; then
    waited=0
    while [ ! -e "$job/process" ] && [ "$waited" -lt 40 ]; do sleep 0.05; waited=$((waited + 1)); done
    echo "already $(cat "$job/process" 2>/dev/null)"
    return 0
  fi
  line=$(setsid sh -c "$wrapper" virtferry-job "$job" "$@" 3>&1 >/dev/null 2>&1 </dev/null &)
  [ -n "$line" ] || { [ -e "$job/process" ] && read -r line <"$job/process"; }
  case $line in
    [0-9]*) echo "started $line" ;;
    *) rm -rf "$job"; echo "refused \${line#! }" ;;
  esac
}
run "$@"
`;

/** args: id, separator, bytes. Prints STATE, record, exit status, and the last bytes of stdout and stderr, separated by the separator. */
export const READ_SCRIPT = `
run() {
  ${PLACES}
  ${SAME_PROCESS}
  place "$1" || { echo absent; return 0; }
  if [ ! -e "$job/process" ] && [ -n "$(find "$job" -maxdepth 0 -mmin +1)" ]; then
    printf "void\\n" >"$job/void.tmp" && ln "$job/void.tmp" "$job/process" 2>/dev/null
  fi
  state=starting record=
  if [ -e "$job/process" ]; then
    read -r record <"$job/process"
    set -- "$1" "$2" "$3" $record
    read -r boot </proc/sys/kernel/random/boot_id
    if [ "$record" = void ] || [ "$boot" != "$8" ]; then verdict=vanished
    elif same "$4" "$5" || same "$6" "$7"; then verdict=running
    else verdict=vanished; fi
    state=$verdict
  fi
  # Looked at last: a job that ends while it is being judged has written it before its processes go.
  exit=
  if [ -e "$job/exit" ]; then state=ended; read -r exit <"$job/exit"; fi
  printf "%s\\n%s\\n%s\\n%s" "$state" "$record" "$exit" "$2"
  tail -c "$3" "$job/stdout" 2>/dev/null
  printf "%s" "$2"
  tail -c "$3" "$job/stderr" 2>/dev/null
  return 0
}
run "$@"
`;

/** args: id, signal. Prints "signalled" or why not: "absent", "not-running". */
export const KILL_SCRIPT = `
run() {
  ${PLACES}
  ${SAME_PROCESS}
  place "$1" || { echo absent; return 0; }
  [ -e "$job/process" ] && [ ! -e "$job/exit" ] || { echo not-running; return 0; }
  read -r record <"$job/process"
  signal=$2
  set -- $record
  read -r boot </proc/sys/kernel/random/boot_id
  [ "\${5:-}" = "$boot" ] && same "$1" "$2" && kill "-$signal" "$1" && { echo signalled; return 0; }
  echo not-running
}
run "$@"
`;

/** args: id. Prints "removed", "absent" or "running". */
export const REMOVE_SCRIPT = `
run() {
  ${PLACES}
  ${SAME_PROCESS}
  place "$1" || { echo absent; return 0; }
  if [ ! -e "$job/exit" ] && [ -e "$job/process" ]; then
    read -r record <"$job/process"
    set -- $record
    read -r boot </proc/sys/kernel/random/boot_id
    if [ "\${5:-}" = "$boot" ] && { same "$1" "$2" || same "$3" "$4"; }; then echo running; return 0; fi
  fi
  rm -rf "$job" && echo removed
}
run "$@"
`;
