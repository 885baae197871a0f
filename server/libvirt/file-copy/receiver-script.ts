import { PICK_HASHER } from "./hash-script.ts";
import { PART_FUNCTIONS } from "./part-script.ts";
import { PROCESS_FUNCTIONS } from "./process-script.ts";

/**
 * The destination's end of a copy, run by the source's ssh. Commands come on stdin, one a line, file content between them by exact
 * length; answers go to stdout. Arguments: none. Only POSIX sh and coreutils.
 *
 * In: `copy1 ID`; per file `file I SIZE DATA MODE UID GID MAKE FOLDER_MODE FOLDER_UID FOLDER_GID IDENTITY` and its path on the next
 * line; `plan`; `begin I`; `d POS LEN DONE`, LEN bytes and a line `e`; `z POS LEN DONE` (zeros); `verify I`; `commit I SUM`;
 * `discard I`; `bye`.
 * Out: `virtferry-copy 1`; `at I OFFSET` or `has I SUM INODE SIZE MTIME MADE`; `ready`; `a DONE`; `v BYTES`; `sum I SUM`;
 * `placed I INODE SIZE MTIME MADE`; `fail CODE I WORDS`, after which it ends.
 *
 * A confirmed offset holds as long as the host has not rebooted; after that the one that was synced counts. The file is synced before
 * it is read back, and again (with its folder) when it is in place.
 */
export const RECEIVER_SCRIPT = `
export LC_ALL=C
umask 077
trap : PIPE
${PROCESS_FUNCTIONS}
${PICK_HASHER}
${PART_FUNCTIONS}
files=0 i=- devices= unsynced=0 synced=0 fresh=
say() { printf '%s\\n' "$*" || leave; }
# What holds nothing that would be worth continuing is taken away.
leave() {
  n=$files
  while [ "$n" -gt 0 ]; do
    n=$((n - 1))
    eval "part=\\$part_$n"
    [ -e "$part/journal" ] || [ -e "$part/placed" ] || [ -e "$part/placing" ] || drop
  done
  exit 1
}
fail() {
  words=$(printf %s "$3" | tr '\\n\\r' '  ' | head -c 1500)
  printf 'fail %s %s %s\\n' "$1" "$2" "$words"
  leave
}
# Whatever else lives on a full disk needs the room now: nothing is kept for later there.
trouble() {
  case $1 in
    *'No space left'*|*'quota exceeded'*|*'File too large'*)
      part=$folder/.virtferry-$id-$i.part
      drop
      fail no-space "$i" "$1" ;;
    *'Permission denied'*|*'Read-only file system'*|*'Operation not permitted'*) fail not-writable "$i" "$1" ;;
    *) fail io-error "$i" "$1" ;;
  esac
}
# The shell's own words tell no reason.
cannot_write() {
  [ "$(stat -f -c %a -- "$folder/")" -lt 16 ] && trouble "$part: No space left on device"
  trouble "$part: cannot be written in"
}
make_folder() {
  [ ! -d "$1/" ] || return 0
  make_folder "\${1%/*}"
  words=$(mkdir -m 711 -- "$1" 2>&1) || trouble "$words"
  made=$((made + 1))
  fresh="$fresh
$1
"
}
plan() {
  folder=\${to%/*}
  part=$folder/.virtferry-$id-$i.part
  made=0
  if ours; then
    stop_holder || fail busy "$i" "$part: in use by another process"
    known=
    [ ! -f "$part/identity" ] || read -r known <"$part/identity"
    if placed; then
      [ "$known" = "$identity" ] || fail exists "$i" "$to: an earlier run put it in place, and the source has changed since"
      eval "part_$i=\\$part"
      say "has $i $record"
      return
    fi
    if [ "$known" != "$identity" ] || [ -e "$part/placed" ] || [ ! -f "$part/data" ]; then drop; fi
  elif [ -e "$part" ] || [ -L "$part" ]; then
    rm -rf -- "$part"
  fi
  if [ "$make" = 1 ]; then
    make_folder "$folder"
    # Also one that an earlier file of this copy had made on the way to a folder below it.
    case $fresh in
      *"
$folder
"*) words=$(chown -- "$folder_owner" "$folder/" 2>&1 && chmod -- "$folder_mode" "$folder/" 2>&1) || trouble "$words" ;;
    esac
  fi
  [ -d "$folder/" ] || fail folder-missing "$i" "$folder: no such folder"
  if [ -e "$to" ] || [ -L "$to" ]; then fail exists "$i" "$to: exists"; fi
  if [ ! -d "$part" ]; then
    words=$(mkdir -m 700 -- "$part" 2>&1) || trouble "$words"
    words=$({ echo "$made" >"$part/made" && echo "$identity" >"$part/identity" && : >"$part/data" &&
      truncate -s "$size" -- "$part/data"; } 2>&1) || { eval "part_$i=\\$part"; trouble "$words"; }
  fi
  eval "part_$i=\\$part"
  echo "$$ $own_start $boot" >"$part/holder" || cannot_write
  offset=0 synced=0
  if [ -f "$part/journal" ]; then
    set -- $(tail -n 1 -- "$part/journal")
    if [ "\${5:-}" = . ]; then offset=$4 synced=$4; [ "$3" != "$boot" ] || offset=$2; fi
  fi
  set -- $(stat -c '%b %B %d' -- "$part/data")
  need=$((data - $1 * $2))
  [ "$need" -gt 0 ] || need=0
  case " $devices " in
    *" $3 "*) ;;
    *) devices="$devices $3"; eval "need_$3=0 folder_$3=\\$folder first_$3=$i" ;;
  esac
  eval "need_$3=\\$((need_$3 + need))"
  eval "to_$i=\\$to mode_$i=$mode owner_$i=$owner synced_$i=$synced"
  say "at $i $offset"
}
enough_room() {
  for device in $devices; do
    eval "need=\\$need_$device folder=\\$folder_$device i=\\$first_$device"
    set -- $(stat -f -c '%a %S' -- "$folder/")
    room=$(($1 * $2))
    [ "$need" -le "$room" ] || fail no-space "$i" "$folder: $need bytes are needed, $room are free"
  done
}
# Selects file $1.
take() {
  i=$1
  eval "to=\\$to_$i part=\\$part_$i mode=\\$mode_$i owner=\\$owner_$i synced=\\$synced_$i"
  folder=\${to%/*}
}
confirm() {
  echo "c $(($1 + $2)) $boot $synced ." >>"$part/journal" || cannot_write
  say "a $3"
}
receive() {
  how=notrunc,nocreat,sparse
  unsynced=$((unsynced + $2))
  [ "$unsynced" -lt 268435456 ] || how=$how,fdatasync
  words=$(exec dd bs=65536 iflag=fullblock,count_bytes oflag=seek_bytes conv="$how" count="$2" seek="$1" of="$part/data" 2>&1) ||
    trouble "$words"
  # A connection that broke ends the content early, and there is no mark.
  IFS= read -r mark || leave
  [ "$mark" = e ] || fail unexpected "$i" "lost the thread in the data at $1"
  if [ "$unsynced" -ge 268435456 ]; then
    unsynced=0 synced=$(($1 + $2))
    # Begun anew, so that it stays short.
    echo "c $synced $boot $synced ." >"$part/journal.new" && mv -- "$part/journal.new" "$part/journal" ||
      cannot_write
  fi
}
verify() {
  words=$(exec dd if=/dev/null of="$part/data" count=0 conv=notrunc,nocreat,fsync 2>&1) || trouble "$words"
  # The hasher shares this descriptor's offset, which tells how far it is.
  exec 6<"$part/data" 7>"$part/sum"
  ( exec $hasher <&6 >&7 2>/dev/null ) &
  child=$!
  pause=0.02
  while look_at "$child" && [ "$state" != Z ]; do
    sleep "$pause"
    if [ "$pause" = 0.02 ]; then pause=0.1; else pause=0.5; fi
    read -r name at <"/proc/$$/fdinfo/6" || at=0
    printf 'v %s\\n' "$at" || { kill "$child"; leave; }
  done
  wait "$child" || trouble "$hasher $part/data: failed"
  exec 6<&- 7>&-
  read -r sum rest <"$part/sum"
  say "sum $i $sum"
}
commit() {
  [ "$1" = "$sum" ] || fail checksum-differs "$i" "$sum here, $1 there"
  words=$(chown -- "$owner" "$part/data" 2>&1 && chmod -- "$mode" "$part/data" 2>&1) || trouble "$words"
  words=$(exec dd if=/dev/null of="$part/data" count=0 conv=notrunc,nocreat,fsync 2>&1) || trouble "$words"
  read -r made <"$part/made"
  echo "$sum $(stat -c '%i %s %.9Y' -- "$part/data") $made" >"$part/placing" || cannot_write
  words=$(ln -T -- "$part/data" "$to" 2>&1) || {
    if [ -e "$to" ] || [ -L "$to" ]; then fail exists "$i" "$words"; fi
    fail cannot-place "$i" "$words"
  }
  placed || trouble "$to: not there after it was linked"
  sync -- "$folder/" "$to" 2>/dev/null
  set -- $record
  shift
  say "placed $i $*"
}

look_at "$$"
own_start=$start
echo "virtferry-copy 1"
read -r word id || exit 1
[ "$word" = copy1 ] || fail unexpected - "not a copy"
while IFS= read -r line; do
  set -- $line
  case $1 in
    file)
      i=$2 size=$3 data=$4 mode=$5 owner=$6:$7 make=$8
      shift 8
      folder_mode=$1 folder_owner=$2:$3 identity=$4
      IFS= read -r to || leave
      files=$((i + 1))
      eval "part_$i="
      plan ;;
    plan) enough_room; say ready ;;
    begin) take "$2"; unsynced=0 ;;
    d) receive "$2" "$3"; confirm "$2" "$3" "$4" ;;
    z) confirm "$2" "$3" "$4" ;;
    verify) take "$2"; verify ;;
    commit) commit "$3" ;;
    discard) take "$2"; drop; say discarded ;;
    bye)
      n=0
      while [ "$n" -lt "$files" ]; do eval "part=\\$part_$n"; drop; n=$((n + 1)); done
      exit 0 ;;
    *) fail unexpected - "not understood: $line" ;;
  esac
done
leave
`;
