import { PICK_HASHER } from "./hash-script.ts";
import { SOURCE_FILE_FUNCTIONS } from "./source-file-script.ts";

/**
 * The source's end of a copy: the detached job. $1 id, $2 limit in bytes per second (0: none), $3 the command line that runs the
 * receiver, $4 port, $5 address, $6 user ("-": ssh's own choice), then for each file $from $to $make $owner $mode ("-": as it is).
 *
 * Says on stdout, bounded by the number of files, what `parseCopyReport` reads; on stderr there is one line that is written over and
 * over: `tick FILE SENT WIRE VERIFIED`. With so many chunks on their way that the wire is never idle, progress is what the
 * destination has confirmed. It needs no traps: when this shell is killed, its ssh reads to the end of the pipe and goes.
 */
export const SENDER_SCRIPT = `
export LC_ALL=C
umask 077
trap : PIPE
exec 9>&2 2>/dev/null
id=$1 limit=$2 remote=$3 port=$4 address=$5 user=$6
shift 6
i=- ssh= unanswered=0 wire=0 sent=0 ticked=0
event() { printf '%s\\n' "$*"; }
fail() {
  event "fail $1 $2 $(printf %s "$3" | tr '\\n\\r' '  ' | head -c 1500)"
  tidy
  exit 1
}
tidy() { rm -f -- "$scratch"/copy-*; rmdir -- "$scratch"; }
now() { read -r uptime rest </proc/uptime; now=\${uptime%.*}\${uptime#*.}; }
tick() {
  now
  [ "$((now - ticked))" -ge 30 ] || [ "\${2:-}" = now ] || return 0
  ticked=$now
  printf '%-100s\\n' "tick $i $sent $wire $1" 1<>/proc/self/fd/9
}
out=$(readlink "/proc/$$/fd/1")
case $out in
  */"$id"/stdout) scratch=\${out%/stdout} ;;
  *) scratch=$(mktemp -d) || fail source-no-room - "cannot make a temporary folder" ;;
esac
list=$scratch/copy-list map=$scratch/copy-map words_of=$scratch/copy-words
read -r boot </proc/sys/kernel/random/boot_id
read -r line <"/proc/$$/stat"
after() { shift 19; start=$1; }
after \${line##*) }
event "process $$ $start $boot"
${PICK_HASHER}
${SOURCE_FILE_FUNCTIONS}

relay() { case $1 in "fail "*) event "$1"; tidy; exit 1 ;; esac; }
# The other end is gone: its last words may still be in the pipe.
lost() {
  while IFS= read -r reply <&5; do relay "$reply"; done
  wait "$ssh"
  code=$?
  why=$(head -c 1500 "$words_of")
  [ -z "$greeted" ] || fail connection-lost "$i" "\${why:-the connection ended}"
  fail ssh - "$code $why"
}
send() { printf '%s\\n' "$*" >&4 || lost; }
answer() { IFS= read -r reply <&5 || lost; relay "$reply"; }
acknowledged() {
  answer
  sent=\${reply#a }
  unanswered=$((unanswered - 1))
  tick 0
}
connect() {
  greeted=
  mkfifo "$scratch/copy-in" "$scratch/copy-out" || fail source-no-room - "cannot make a pipe in $scratch"
  [ "$user" = - ] || set -- -l "$user"
  ssh -T -o BatchMode=yes -o ConnectTimeout=10 -o StrictHostKeyChecking=yes -o ClearAllForwardings=yes -o ControlPath=none \\
    -o ServerAliveInterval=15 -o ServerAliveCountMax=3 -p "$port" "$@" -- "$address" "$remote" \\
    <"$scratch/copy-in" >"$scratch/copy-out" 2>"$words_of" 9>&- &
  ssh=$!
  exec 4>"$scratch/copy-in" 5<"$scratch/copy-out"
  rm -f -- "$scratch/copy-in" "$scratch/copy-out"
  send "copy1 $id"
  # A login shell may have something to say first.
  noise=0
  until answer; [ "$reply" = "virtferry-copy 1" ]; do
    noise=$((noise + 1))
    [ "$noise" -lt 200 ] || fail unexpected - "$reply"
  done
  greeted=yes
}
throttle() {
  [ "$limit" -gt 0 ] || return 0
  now
  early=$(((wire - wire_before) * 100 / limit - (now - began)))
  [ "$early" -le 0 ] || sleep "$((early / 100)).$(printf %02d $((early % 100)))"
}
chunk=8388608
if [ "$limit" -gt 0 ] && [ "$((limit / 4))" -lt "$chunk" ]; then
  chunk=$((limit / 4))
  [ "$chunk" -ge 262144 ] || chunk=262144
fi
# One chunk: $1 first byte, $2 how many, $3 what is done of the file with it.
ship() {
  if is_zero "$1" "$2"; then send "z $1 $2 $3"
  else
    send "d $1 $2 $3"
    words=$(exec dd if="$from" bs=1048576 iflag=fullblock,skip_bytes,count_bytes skip="$1" count="$2" 2>&1 >&4 5<&-)
    case $words in
      *"
$2 byte"*) ;;
      *)
        unchanged || fail source-changed "$i" "$from: changed while it was read"
        case $words in *'error reading'*|*'failed to open'*) fail source-unreadable "$i" "$words" ;; esac
        lost ;;
    esac
    send e
    wire=$((wire + $2))
  fi
  unanswered=$((unanswered + 1))
  while [ "$unanswered" -ge 4 ]; do acknowledged; done
  throttle
}
copy_data() {
  extents
  now
  sent=0 planned=0 began=$now wire_before=$wire
  exec 6<"$list"
  while read -r at end <&6; do
    if [ "$end" -le "$offset" ]; then planned=$((planned + end - at)); sent=$planned; continue; fi
    if [ "$at" -lt "$offset" ]; then planned=$((planned + offset - at)); sent=$planned at=$offset; fi
    while [ "$at" -lt "$end" ]; do
      length=$chunk
      [ "$((end - at))" -ge "$length" ] || length=$((end - at))
      planned=$((planned + length))
      ship "$at" "$length" "$planned"
      at=$((at + length))
    done
  done
  exec 6<&-
  while [ "$unanswered" -gt 0 ]; do acknowledged; done
  tick 0 now
}
verify() {
  event "phase $i verifying"
  send "verify $i"
  ( exec 4>&- 5<&- 9>&-; exec $hasher <"$from" >"$scratch/copy-sum" ) &
  hashing=$!
  answer
  while :; do
    case $reply in
      "v "*) tick "\${reply#v }" ;;
      "sum $i "*) break ;;
      *) fail unexpected "$i" "$reply" ;;
    esac
    answer
  done
  there=\${reply#sum $i }
  wait "$hashing" || fail source-unreadable "$i" "$from: $hasher failed"
  read -r here rest <"$scratch/copy-sum"
  tick "$size" now
  event "sum $i $here $there"
  if ! unchanged; then why=source-changed words="$from: changed while it was copied"
  elif [ "$here" != "$there" ]; then why=checksum-differs words="$here at the source, $there at the destination"
  else return 0; fi
  send "discard $i"
  answer
  fail "$why" "$i" "$words"
}
file() {
  n=$1
  shift $((1 + n * 5))
  i=$n from=$1 to=$2 make=$3 owner=$4 mode=$5
}

n=0
while [ "$((n * 5))" -lt "$#" ]; do
  file "$n" "$@"
  event "file $i"; event "from $from"; event "to $to"
  n=$((n + 1))
done
count=$n
n=0
while [ "$n" -lt "$count" ]; do
  file "$n" "$@"
  look
  extents
  event "size $i $size $total"
  eval "facts_$i=\\$facts total_$i=$total"
  n=$((n + 1))
done
i=-
connect
n=0
while [ "$n" -lt "$count" ]; do
  file "$n" "$@"
  eval "facts=\\$facts_$i total=\\$total_$i"
  set_facts $facts
  folder_facts
  send "file $i $size $total $mode $uid $gid $make $folder_facts $identity"
  printf '%s\\n' "$to" >&4 || lost
  answer
  case $reply in
    "at $i "*) eval "offset_$i=\${reply#at $i }"; event "resume $i \${reply#at $i }" ;;
    "has $i "*) eval "offset_$i=placed"; event "\${reply}" ;;
    *) fail unexpected "$i" "$reply" ;;
  esac
  n=$((n + 1))
done
i=-
send plan
answer
[ "$reply" = ready ] || fail unexpected - "$reply"
n=0
while [ "$n" -lt "$count" ]; do
  file "$n" "$@"
  eval "facts=\\$facts_$i offset=\\$offset_$i"
  n=$((n + 1))
  [ "$offset" != placed ] || continue
  set_facts $facts
  event "phase $i copying"
  send "begin $i"
  copy_data
  verify
  send "commit $i $here"
  answer
  case $reply in "placed $i "*) event "$reply" ;; *) fail unexpected "$i" "$reply" ;; esac
done
event "end"
printf 'bye\\n' >&4
exec 4>&-
wait "$ssh"
tidy
exit 0
`;
