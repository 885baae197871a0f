/**
 * Shell functions about a part folder: `FOLDER/.virtferry-ID-I.part` beside the target, mode 0700, which mkdir makes or refuses. It
 * holds `data` (the file as it grows, on the target's file system), `identity` (which state of which source file it is of), `journal`
 * (what is confirmed), `holder` (the process that writes), `made` (folders made for it), and at last `placing`, then
 * `placed` (sum, inode, size, modification time of what it became).
 * A folder and not a file, since anybody's storage pool refresh or sweep may read or take away files.
 * They use $part and $to, and need PROCESS_FUNCTIONS.
 */
export const PART_FUNCTIONS = `
ours() { [ -d "$part" ] && [ ! -L "$part" ] && [ -O "$part" ]; }
# Removes it, and the folders that were made for it if nothing else is in them.
drop() {
  [ -n "$part" ] || return 0
  made_here=0
  [ ! -f "$part/made" ] || read -r made_here <"$part/made"
  rm -rf -- "$part"
  upper=\${part%/*}
  while [ "$made_here" -gt 0 ] && rmdir -- "$upper" 2>/dev/null; do
    upper=\${upper%/*} made_here=$((made_here - 1))
  done
}
stop_holder() {
  [ -f "$part/holder" ] || return 0
  read -r pid began holder_boot <"$part/holder"
  [ "$pid" = "$$" ] || stop "$pid" "$began" "$holder_boot"
}
# True when the target is the file that this part became: $record is "SUM INODE SIZE MTIME MADE". Completes a placing that was cut off:
# what was to be written for it was written before, so that a full disk cannot come in between.
placed() {
  record=
  if [ ! -f "$part/placed" ] && [ -f "$part/placing" ] && [ "$part/data" -ef "$to" ]; then
    mv -- "$part/placing" "$part/placed" && rm -f -- "$part/data"
  fi
  [ -f "$part/placed" ] || return 1
  read -r record <"$part/placed"
  [ -f "$to" ] && [ ! -L "$to" ] || return 1
  case " $record" in *" $(stat -c '%i %s %.9Y' -- "$to") "*) return 0 ;; esac
  return 1
}
`;
