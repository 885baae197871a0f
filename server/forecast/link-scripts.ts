/*
 * Sends data from one host to another and counts what arrives, with what tools there are. The counting is done by the receiver, from its first byte on and
 * without the first tenth of the time (TCP starts slowly). Both ends end by themselves, whatever becomes of the connection: nothing is left listening.
 */

/** $1 address, $2 port, $3 seconds to wait for a connection, $4 seconds of data, $5 the tools to try. Prints the tool and `received BYTES NANOSECONDS`, `nobody` or `taken`. */
export const RECEIVE = `
address=$1 port=$2 wait=$3 seconds=$4
most=$((wait + seconds + 6))
count() {
  dd bs=1 count=1 of=/dev/null 2>/dev/null
  from=$(date +%s%N)
  bytes=$(wc -c)
  echo "received $bytes $(($(date +%s%N) - from))"
}
for tool in $5; do
  command -v "$tool" >/dev/null || continue
  echo "tool $tool"
  case $tool in
  python3)
    exec python3 -c '
import signal, socket, sys, time
address, port, wait, seconds, most = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5])
signal.alarm(most)
try:
    s = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind((address, port))
    s.listen(1)
    s.settimeout(wait)
    c = s.accept()[0]
except socket.timeout:
    print("nobody")
    sys.exit(0)
except OSError as error:
    print("taken", error)
    sys.exit(0)
s.close()
c.settimeout(seconds + 5)
buffer = bytearray(1 << 20)
first = since = last = None
total = skipped = 0
try:
    while True:
        got = c.recv_into(buffer)
        if not got: break
        total += got
        last = time.monotonic_ns()
        if first is None: first = last
        if since is None and last - first >= seconds * 100000000: since, skipped = last, total
except OSError as error:
    print("broken", error)
print("received", total - skipped, (last - since) if since else 0)
' "$address" "$port" "$wait" "$seconds" "$most"
    ;;
  perl)
    exec perl -MIO::Socket::IP -MTime::HiRes=time -e '
my ($address, $port, $wait, $seconds, $most) = @ARGV;
my $s = IO::Socket::IP->new(LocalHost => $address, LocalPort => $port, Listen => 1, ReuseAddr => 1, Proto => "tcp") or do { print "taken $@\\n"; exit };
$SIG{ALRM} = sub { print "nobody\\n"; exit };
alarm $wait;
my $c = $s->accept or exit;
close $s;
$SIG{ALRM} = "DEFAULT";
alarm $most;
my ($first, $since, $last, $total, $skipped) = (0, 0, 0, 0, 0);
while (my $got = sysread($c, my $buffer, 1 << 20)) {
  $total += $got;
  $last = time;
  $first ||= $last;
  ($since, $skipped) = ($last, $total) if !$since && $last - $first >= $seconds / 10;
}
printf "received %d %.0f\\n", $total - $skipped, $since ? ($last - $since) * 1e9 : 0;
' "$address" "$port" "$wait" "$seconds" "$most"
    ;;
  nc)
    # Traditional netcat wants -p, the others do not take it with -l.
    { timeout "$most" nc -l "$address" "$port" </dev/null 2>/dev/null || timeout "$most" nc -l -s "$address" -p "$port" </dev/null 2>/dev/null; } | count
    exit 0
    ;;
  esac
done
echo 'tool none'
`;

/** $1 address, $2 port, $3 seconds of data, $4 the tools to try. Prints the tool; exits as the connection did, with its words on stderr. Refused is tried again for a while. */
export const SEND = `
address=$1 port=$2 seconds=$3
for tool in $4; do
  command -v "$tool" >/dev/null || continue
  echo "tool $tool"
  case $tool in
  python3)
    exec python3 -c '
import os, signal, socket, sys, time
address, port, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
signal.alarm(seconds + 8)
for attempt in range(20):
    try:
        s = socket.create_connection((address, port), 3)
        break
    except ConnectionRefusedError as error:
        if attempt == 19: sys.exit("Connection refused")
        time.sleep(0.1)
    except socket.timeout:
        sys.exit("Connection timed out")
    except OSError as error:
        sys.exit(str(error))
s.settimeout(3)
data = memoryview(os.urandom(1 << 20))
end = time.monotonic() + seconds
try:
    while time.monotonic() < end: s.send(data)
except OSError as error:
    sys.exit(str(error))
s.close()
' "$address" "$port" "$seconds"
    ;;
  perl)
    exec perl -MIO::Socket::IP -MTime::HiRes=time,sleep -e '
my ($address, $port, $seconds) = @ARGV;
alarm $seconds + 8;
my $s;
for (1 .. 20) {
  $s = IO::Socket::IP->new(PeerHost => $address, PeerPort => $port, Proto => "tcp", Timeout => 3) and last;
  die "$@\\n" if $@ !~ /refused/i || $_ == 20;
  sleep 0.1;
}
$SIG{PIPE} = "IGNORE";
open my $random, "<", "/dev/urandom";
sysread $random, my $data, 1 << 20;
my $end = time + $seconds;
while (time < $end) { defined syswrite($s, $data) or die "$!\\n" }
' "$address" "$port" "$seconds"
    ;;
  nc)
    send() { timeout "$seconds" nc -v -w 3 "$address" "$port" </dev/zero; }
    for attempt in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
      words=$(send 2>&1 >/dev/null)
      code=$?
      # The time for sending ended it, as it should.
      [ $code = 124 ] && exit 0
      case $words in *efused*) sleep 0.1 ;; *) break ;; esac
    done
    printf '%s\\n' "\${words:-no connection}" >&2
    exit 1
    ;;
  esac
done
echo 'tool none'
exit 1
`;
