/**
 * Looks at images and at the folders that hold them. $1: "chain" to list what each image is built on, else "-". Then pairs of format (or
 * "-") and path. Prints for each pair `see INDEX KIND FOLDER WRITABLE AVAILABLE FILESYSTEM INODE MTIME SIZE`, and `info INDEX JSON` or
 * `problem INDEX WORDS`. -U: QEMU holds the lock of an image in use. A path begins with a slash, so that it is never taken for a URL.
 */
export const LOOK_AT_IMAGES = `
chain=
[ "$1" = chain ] && chain=--backing-chain
shift
index=0 format=
for path; do
  if [ -z "$format" ]; then format=$path; continue; fi
  kind=missing inode=- mtime=- size=-
  if [ -b "$path" ]; then kind=block
  elif [ -f "$path" ]; then kind=file
  elif [ -e "$path" ] || [ -L "$path" ]; then kind=other
  fi
  dir=\${path%/*}
  [ -n "$dir" ] || dir=/
  folder=- writable=- available=- filesystem=-
  if [ -d "$dir" ]; then
    folder=+
    [ -w "$dir" ] && writable=+
    available=$(df -B1 --output=avail -- "$dir" 2>/dev/null | tail -n 1 | tr -dc 0-9)
    filesystem=$(stat -L -c %d -- "$dir" 2>/dev/null)
  fi
  if [ "$kind" != missing ]; then
    seen=$(stat -L -c '%i %Y %s' -- "$path" 2>/dev/null) || seen='- - -'
    inode=\${seen%% *}
    size=\${seen##* }
    mtime=\${seen#* }
    mtime=\${mtime%% *}
  fi
  echo "see $index $kind $folder $writable \${available:--} \${filesystem:--} $inode $mtime $size"
  if [ "$kind" = file ] || [ "$kind" = block ]; then
    as=
    [ "$format" = - ] || as="-f $format"
    if words=$(timeout 10 qemu-img info -U --output=json $chain $as -- "$path" 2>&1); then
      printf 'info %s %s\\n' "$index" "$(printf %s "$words" | tr '\\n' ' ')"
    else
      printf 'problem %s %s\\n' "$index" "$(printf %s "$words" | tail -n 1 | cut -c 1-300)"
    fi
  fi
  format=
  index=$((index + 1))
done
`;
