/*
 * Process 1 of a lab guest. Small jobs, each a process of its own so that a stuck disk never stops the clock:
 *   ticker   one line on the serial port each second: name, counter, state of each disk, number of network cards
 *   disk     writes the counter into block 0 of each /dev/vdX each second, re-reads it, and checks a piece of the known pattern
 *   dirtier  writes lab.dirty MiB/s over lab.wset MiB of memory, one cache line a page
 *   button   powers off when the power button is pressed (virsh shutdown)
 *   orders   goes down or reboots by itself when it is told so over UDP, as if somebody inside had typed it
 * Built static; see lab/parts/boot-files.ts. Disk layout: see lab/parts/disk-pattern.ts.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <linux/input.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/reboot.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MAX_DISKS 4
#define BLOCK 4096
#define PATTERN_START (1024 * 1024)
#define CHUNK 65536
#define ORDERS_PORT 9

struct disk_state {
  volatile char word[12];
  volatile uint32_t beat;
};
static struct disk_state *disks;
static volatile uint32_t *counter;
static char name[64] = "guest";

static long option(const char *cmdline, const char *key, long fallback) {
  const char *at = strstr(cmdline, key);
  return at ? strtol(at + strlen(key), NULL, 10) : fallback;
}

static void pause_ns(long ns) {
  struct timespec t = {ns / 1000000000L, ns % 1000000000L};
  nanosleep(&t, NULL);
}

static void set_word(struct disk_state *d, const char *word) { strncpy((char *)d->word, word, sizeof d->word - 1); }

static int check_chunk(int fd, char *buf, uint32_t seed, uint64_t offset, uint64_t length) {
  uint32_t *words = (uint32_t *)buf, first = offset / 4, count;
  if (length - offset < CHUNK) return 0;
  if (pread(fd, buf, CHUNK, PATTERN_START + offset) != CHUNK) return -1;
  for (count = 0; count < CHUNK / 4; count++)
    if (words[count] != (((first + count) * 2654435761u) ^ (seed * 0x9E3779B9u))) return -1;
  return 0;
}

/* A read-only disk is only read: its pattern, again and again. */
static void read_only_job(struct disk_state *d, int fd, char *buf, unsigned seed, uint64_t bytes) {
  for (uint64_t offset = 0;; offset = offset + CHUNK < bytes ? offset + CHUNK : 0) {
    set_word(d, bytes && check_chunk(fd, buf, seed, offset, bytes) ? "BAD" : "ok");
    d->beat = *counter;
    pause_ns(1000000000L);
  }
}

static void disk_job(int index) {
  char path[16], *buf, *back;
  struct disk_state *d = &disks[index];
  unsigned seed = 0;
  unsigned long long bytes = 0;
  uint64_t offset = 0;
  snprintf(path, sizeof path, "/dev/vd%c", 'a' + index);
  int fd = open(path, O_RDWR | O_DIRECT | O_SYNC), read_only = 0;
  if (fd < 0 || ioctl(fd, BLKROGET, &read_only) || posix_memalign((void **)&buf, BLOCK, CHUNK) || posix_memalign((void **)&back, BLOCK, BLOCK)) _exit(0);
  if (pread(fd, buf, BLOCK, BLOCK) == BLOCK) sscanf(buf, "virtferry-lab seed=%u bytes=%llu", &seed, &bytes);
  if (read_only) read_only_job(d, fd, buf, seed, bytes);
  for (;;) {
    int ok = 1;
    memset(buf, 0, BLOCK);
    snprintf(buf, BLOCK, "%s vd%c count=%u\n", name, 'a' + index, *counter);
    if (pwrite(fd, buf, BLOCK, 0) != BLOCK) ok = 0;
    if (ok && (pread(fd, back, BLOCK, 0) != BLOCK || memcmp(buf, back, BLOCK))) ok = 0;
    if (ok && bytes && check_chunk(fd, buf, seed, offset, bytes)) ok = 0;
    offset = offset + CHUNK < bytes ? offset + CHUNK : 0;
    set_word(d, ok ? "ok" : "BAD");
    d->beat = *counter;
    pause_ns(1000000000L);
  }
}

static void dirty_job(long mib_per_sec, long wset_mib) {
  size_t pages = (size_t)wset_mib * 256, at = 0;
  long page_budget = mib_per_sec * 256 / 20;
  char *area = mmap(NULL, pages * BLOCK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
  uint64_t round = 1;
  struct timespec next;
  if (area == MAP_FAILED) _exit(0);
  clock_gettime(CLOCK_MONOTONIC, &next);
  for (;;) {
    for (long n = 0; n < page_budget; n++) {
      uint64_t *line = (uint64_t *)(area + at * BLOCK);
      for (int i = 0; i < 8; i++) line[i] = round * 0x9E3779B97F4A7C15ull + at * 8 + i;
      if (++at == pages) at = 0, round++;
    }
    next.tv_nsec += 50000000L;
    if (next.tv_nsec >= 1000000000L) next.tv_nsec -= 1000000000L, next.tv_sec++;
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &next, NULL);
  }
}

static void button_job(void) {
  struct input_event event;
  int fd = open("/dev/input/event0", O_RDONLY);
  if (fd < 0) _exit(0);
  while (read(fd, &event, sizeof event) == sizeof event)
    if (event.type == EV_KEY && event.code == KEY_POWER && event.value) {
      printf("%s power button, going down\n", name);
      fflush(stdout);
      sync();
      reboot(RB_POWER_OFF);
    }
  _exit(0);
}

static void orders_job(void) {
  char word[32];
  struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(ORDERS_PORT)};
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  if (fd < 0 || bind(fd, (struct sockaddr *)&here, sizeof here)) _exit(0);
  for (;;) {
    ssize_t got = recv(fd, word, sizeof word - 1, 0);
    if (got < 0) _exit(0);
    word[got] = 0;
    int command = !strcmp(word, "poweroff") ? RB_POWER_OFF : !strcmp(word, "reboot") ? RB_AUTOBOOT : 0;
    if (!command) continue;
    printf("%s %s\n", name, word);
    fflush(stdout);
    sync();
    reboot(command);
  }
}

/* All of /sys/class/net but lo. */
static int count_nics(void) {
  DIR *folder = opendir("/sys/class/net");
  int count = 0;
  if (!folder) return 0;
  for (struct dirent *entry; (entry = readdir(folder));) count += entry->d_name[0] != '.' && strcmp(entry->d_name, "lo");
  closedir(folder);
  return count;
}

int main(void) {
  char cmdline[2048] = "", path[16];
  int fd = open("/proc/cmdline", O_RDONLY), disk_count = 0;
  if (fd >= 0 && read(fd, cmdline, sizeof cmdline - 1) > 0) close(fd);
  const char *at = strstr(cmdline, "lab.name=");
  if (at) sscanf(at + 9, "%63[^ \n]", name);
  setvbuf(stdout, NULL, _IOLBF, 0);

  void *shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  counter = shared;
  disks = (struct disk_state *)((char *)shared + 64);
  for (disk_count = 0; disk_count < MAX_DISKS; disk_count++) {
    snprintf(path, sizeof path, "/dev/vd%c", 'a' + disk_count);
    if (access(path, F_OK)) break;
    set_word(&disks[disk_count], "new");
    if (fork() == 0) disk_job(disk_count);
  }
  long dirty = option(cmdline, "lab.dirty=", 0), wset = option(cmdline, "lab.wset=", 0);
  if (dirty > 0 && wset > 0 && fork() == 0) dirty_job(dirty, wset);
  if (fork() == 0) button_job();
  if (fork() == 0) orders_job();

  printf("%s ready\n", name);
  for (;;) {
    ++*counter;
    printf("%s count=%u", name, *counter);
    for (int i = 0; i < disk_count; i++)
      printf(" vd%c=%s", 'a' + i, *counter > disks[i].beat + 5 ? "stuck" : (const char *)disks[i].word);
    printf(" nics=%d\n", count_nics());
    while (waitpid(-1, NULL, WNOHANG) > 0) {}
    pause_ns(1000000000L);
  }
}
