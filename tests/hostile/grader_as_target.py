"""Notebooks that reach for the grader and its machine: limits, memory, terminals, networks."""

# %% limits: limits of its own and of others, up and down
import contextlib
import os
import resource

for limit in range(16):
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(limit, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    for pid in (os.getppid(), 1, 2, 3):
        with contextlib.suppress(OSError, ValueError):
            resource.prlimit(pid, limit, (0, 0))
held = []
while True:
    held.append(bytearray(10**9))

# %% traced: another process, by ptrace and by what writes in its memory
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
there = ctypes.create_string_buffer(b"hostile", 8)
for pid in (os.getppid(), *range(1, 100)):
    for number in (16, 0x4206):  # PTRACE_ATTACH, PTRACE_SEIZE
        assert libc.ptrace(number, pid, 0, 0) < 0, f"hostile: it traces {pid}"
    place = (ctypes.c_void_p * 2)(ctypes.addressof(there), 8)
    assert libc.process_vm_readv(pid, place, 1, place, 1, 0) < 0, f"hostile: it reads {pid}"
    assert libc.process_vm_writev(pid, place, 1, place, 1, 0) < 0, f"hostile: it writes {pid}"

# %% terminals: words and keys for whoever sits before the grader
import contextlib
import fcntl
import glob
import os

for path in ("/dev/tty", "/dev/console", "/dev/tty0", "/dev/tty1", *glob.glob("/dev/pts/*")):
    with contextlib.suppress(OSError):
        terminal = os.open(path, os.O_RDWR)
        os.write(terminal, b"\x1b]0;hostile\x07\x1b[2J")
        for key in b"touch /tmp/hostile-left\n":
            fcntl.ioctl(terminal, 0x5412, bytes([key]))

# %% priorities: others wait, and it does not
import contextlib
import os

for which in (os.PRIO_PROCESS, os.PRIO_PGRP, os.PRIO_USER):
    for who in (0, 1, os.getppid()):
        with contextlib.suppress(OSError):
            os.setpriority(which, who, -20)
        with contextlib.suppress(OSError):
            os.setpriority(which, who, 19)
with contextlib.suppress(OSError):
    os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(99))

# %% network: every kind of socket, and every port of this machine
import socket

for family in range(46):
    for kind in (1, 2, 3, 5, 10):
        try:
            line = socket.socket(family, kind)
        except OSError:
            continue
        line.settimeout(0.2)
        for port in range(1024, 65536):
            try:
                line.connect(("127.0.0.1", port))
                line.send(b"hostile")
            except OSError:
                break

# %% names: a name is looked up, which tells a server far away
import socket
import urllib.request

for call in (
    lambda: socket.getaddrinfo("hostile.example.com", 80),
    lambda: socket.create_connection(("1.1.1.1", 53), 0.5),
    lambda: urllib.request.urlopen("http://169.254.169.254/latest/meta-data", timeout=0.5),
):
    try:
        call()
    except OSError:
        continue
    raise SystemExit("hostile: it is on the network")

# %% abstract_sockets: servers of this machine that have no file
import socket

for name in ("/tmp/.X11-unix/X0", "/run/systemd/private", "dbus", "hostile-left"):
    for how in (name, "\0" + name):
        try:
            line = socket.socket(socket.AF_UNIX)
            line.connect(how)
        except OSError:
            pass

# %% pair_of_sockets: the sockets that may be had, made into others
import socket

for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
    one, two = socket.socketpair(socket.AF_UNIX, kind)
    for call in (
        lambda: one.bind("\0hostile-left"),
        lambda: one.connect("\0hostile-left"),
        lambda: one.sendto(b"hostile", "/dev/log"),
        lambda: one.listen(),
    ):
        try:
            call()
        except OSError:
            continue
        raise SystemExit("hostile: a socket does as it likes")

# %% namespaces: users of its own, in which it would be root
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
for flag in (0x10000000, 0x20000, 0x40000000, 0x20000000, 0x8000000, 0x4000000, 0x2000000, 0x80):
    assert libc.unshare(flag) < 0, f"hostile: namespace {flag:x}"
    child = libc.syscall(56, flag | 17, 0, 0, 0, 0)  # clone
    if child == 0:
        os._exit(0)
    assert child < 0, f"hostile: clone {flag:x}"
    record = (ctypes.c_uint64 * 11)(flag, 0, 0, 0, 17)
    child = libc.syscall(435, record, 88)  # clone3
    if child == 0:
        os._exit(0)
    assert child < 0, f"hostile: clone3 {flag:x}"

# %% mounts: other disks, another root, and the old ones made writable
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
for call in (
    lambda: libc.mount(b"tmpfs", b"/box/disk", b"tmpfs", 0, None),
    lambda: libc.mount(None, b"/", None, 32, None),
    lambda: libc.mount(b"proc", b"/box/disk", b"proc", 0, None),
    lambda: libc.umount2(b"/box/disk", 2),
    lambda: libc.chroot(b"/box/disk"),
    lambda: libc.syscall(155, b"/box/disk", b"/box/disk"),  # pivot_root
    lambda: libc.syscall(428, -100, b"/", 1),  # open_tree
    lambda: libc.syscall(430, b"tmpfs", 0),  # fsopen
    lambda: libc.syscall(442, -100, b"/", 0, None, 0),  # mount_setattr
):
    assert call() < 0, "hostile: a mount"

# %% kernel: doors to the kernel that a notebook has no need of
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
room = ctypes.create_string_buffer(4096)
CALLS = {
    "bpf": (321, 0, room, 64),
    "perf": (298, room, 0, -1, -1, 0),
    "userfaultfd": (323, 0),
    "io_uring": (425, 8, room),
    "keyctl": (250, 0, -3, 1),
    "add_key": (248, b"user", b"hostile", b"x", 1, -3),
    "modules": (313, 0, b"", 0),
    "kexec": (246, 0, 0, 0, 0),
    "handles": (303, -100, b"/", room, room, 0),
    "syslog": (103, 3, room, 4096),
    "pidfd": (434, 1, 0),
    "personality": (135, 0x0040000),
    "seccomp": (317, 0, 0, None),
}
for name, call in CALLS.items():
    assert libc.syscall(*call) < 0, f"hostile: {name}"

# %% old_calls: the calls of 32 bits, which another filter would have to know
import ctypes
import mmap

code = b"\xb8\x14\x00\x00\x00\xcd\x80\xc3"  # getpid as on i386: mov eax, 20; int 0x80; ret
page = mmap.mmap(-1, 4096, prot=7)
page.write(code)
address = ctypes.addressof(ctypes.c_char.from_buffer(page))
assert ctypes.CFUNCTYPE(ctypes.c_int)(address)() < 0, "hostile: calls of 32 bits"

# %% x32_calls: the calls of the third kind
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
assert libc.syscall(0x40000000 | 39) < 0, "hostile: calls of x32"

# %% higher_rights: programs that would run as root, and files of root
import contextlib
import os
import shutil
import subprocess

for name in ("su", "sudo", "mount", "newuidmap", "pkexec", "passwd"):
    if found := shutil.which(name):
        subprocess.run([found, "--help"], check=False, timeout=2)
for identity in (os.setuid, os.setgid):
    with contextlib.suppress(OSError):
        identity(0)
assert os.getuid() and os.geteuid(), "hostile: it is root"
for path in ("/dev/null", "/usr", "/box/disk"):
    with contextlib.suppress(OSError):
        os.chmod(path, 0o4777)
        os.chown(path, 0, 0)

# %% clock_and_names: the machine's time and name
import ctypes
import time

libc = ctypes.CDLL(None, use_errno=True)
try:
    time.clock_settime(time.CLOCK_REALTIME, 0)
    raise SystemExit("hostile: it sets the clock")
except OSError:
    pass
assert libc.sethostname(b"hostile", 7) < 0
assert libc.reboot(0x01234567) < 0

# %% odd_names: a process whose name breaks what is read about it
import ctypes
import os
import time

libc = ctypes.CDLL(None)
for name in (b") Z 0 0 0 (", b"\n\xff) Z 1 1", b"(((((((", b"a b) R 1 1 1"):
    libc.prctl(15, name, 0, 0, 0)
    if not os.fork():
        time.sleep(1000)
time.sleep(0.3)

# %% memory_of_devices: devices that stand for memory and disks
import glob

for path in ("/dev/mem", "/dev/kmem", "/dev/port", "/dev/kvm", "/dev/fuse", *glob.glob("/dev/*")):
    try:
        with open(path, "r+b", buffering=0) as device:
            if path not in ("/dev/random", "/dev/urandom"):
                device.write(b"hostile-left")
    except OSError:
        pass

# %% datagrams: a pair of sockets that is told where to send, by three calls
import contextlib
import ctypes
import socket

libc = ctypes.CDLL(None, use_errno=True)
for kind in (socket.SOCK_DGRAM, socket.SOCK_SEQPACKET, socket.SOCK_STREAM):
    one, _ = socket.socketpair(socket.AF_UNIX, kind)
    for name in ("\0hostile-left-datagrams", "/dev/log", "/run/systemd/notify"):
        with contextlib.suppress(OSError):
            one.sendto(b"hostile", name)
        with contextlib.suppress(OSError):
            one.sendmsg([b"hostile"], [], 0, name)
        with contextlib.suppress(OSError):
            one.connect(name)
            one.send(b"hostile")

# %% signals_of_files: the kernel is asked to signal others when something can be read
import contextlib
import fcntl
import os
import signal
import socket
import struct

for pid in (os.getppid(), -os.getpgrp(), 1, *range(2, 100)):
    one, other = socket.socketpair()
    owner = struct.pack("i", pid)
    for command, value in ((10, signal.SIGKILL), (8, pid), (15, struct.pack("ii", 1, pid))):
        with contextlib.suppress(OSError):
            fcntl.fcntl(one, command, value)
    for command in (0x8901, 0x8902):
        with contextlib.suppress(OSError):
            fcntl.ioctl(one, command, owner)
    with contextlib.suppress(OSError):
        fcntl.fcntl(one, fcntl.F_SETFL, fcntl.fcntl(one, fcntl.F_GETFL) | os.O_ASYNC)
    other.send(b"hostile")
