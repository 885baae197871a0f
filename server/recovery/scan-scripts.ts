import { PLACES, SAME_PROCESS } from "../libvirt/remote-job-scripts.ts";

/**
 * The remote jobs of the login, in both places where they may lie: `job ID STATE PID STARTED_MS` each, state as a reader of that one job would tell it
 * (but nothing is written here: what never began is "vanished" after a minute). Ends with `end NOW_MS`.
 */
export const LIST_JOBS = `
run() {
  ${PLACES}
  ${SAME_PROCESS}
  read -r boot </proc/sys/kernel/random/boot_id
  for folder in "$home" "$spare/jobs"; do
    own "$folder" || continue
    for job in "$folder"/*; do
      id=\${job##*/}
      [ -d "$job" ] && [ ! -L "$job" ] || continue
      case $id in *[!A-Za-z0-9-]*|"") continue ;; esac
      told=starting pid=0 began=0
      if [ -e "$job/exit" ]; then told=ended
      elif [ ! -e "$job/process" ] && [ -n "$(find "$job" -maxdepth 0 -mmin +1)" ]; then told=vanished; fi
      if [ -e "$job/process" ]; then
        read -r record <"$job/process"
        set -- $record
        pid=\${1:-0} began=\${6:-0}
        if [ "$told" = starting ]; then
          told=vanished
          if [ "\${5:-}" = "$boot" ] && { same "$1" "$2" || same "$3" "$4"; }; then told=running; fi
        fi
      fi
      [ "$began" != 0 ] || began=$(stat -c %Y "$job")000
      echo "job $id $told $pid $began"
    done
  done
  now=$(date +%s%3N)
  case $now in *[!0-9]*) now=$(date +%s)000 ;; esac
  echo "end $now"
}
run "$@"
`;

/**
 * What copies of ours make under passing names in these folders ($2 of them from $3 on), and the images that follow them, if they are there. $1 is the
 * end of a record: a random word, since a name may hold anything but NUL. Each record: kind, inode, bytes, time of the last change, path.
 */
export const LIST_FILES = `
run() {
  mark=$1 folders=$2
  shift 2
  say() { printf "%s %s %s%s" "$1" "$(stat -c "%i %s %.9Y" -- "$2")" "$2" "$mark"; }
  while [ "$folders" -gt 0 ]; do
    for part in "$1"/.virtferry-*.part; do
      [ -d "$part" ] && [ ! -L "$part" ] || continue
      newest=$(find "$part" -printf "%T@\\n" | sort -n | tail -n 1)
      bytes=$(du -sk -- "$part" | cut -f 1)
      printf "part-folder %s %s %s %s%s" "$(stat -c %i -- "$part")" "$((\${bytes:-0} * 1024))" "$newest" "$part" "$mark"
    done
    for file in "$1"/.virtferry-*.new; do
      [ -f "$file" ] && [ ! -L "$file" ] && say passing-image "$file"
    done
    shift
    folders=$((folders - 1))
  done
  for image; do
    [ -f "$image" ] && [ ! -L "$image" ] && say image "$image"
  done
  return 0
}
run "$@"
`;
