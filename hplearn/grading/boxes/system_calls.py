"""The filter of system calls: what a box may not ask of the kernel, whatever runs in it."""

import errno
import tempfile

from hplearn.grading.boxes.forked import NoBox

CLONE_NEW = 0x7E020000 | 0x80  # the flags by which clone makes namespaces
CLONE_THREAD = 0x10000
REACHING = """
    fork vfork kill tkill tgkill rt_sigqueueinfo rt_tgsigqueueinfo pidfd_send_signal
    setpriority ioprio_set sched_setparam sched_setscheduler sched_setattr sched_setaffinity
    migrate_pages move_pages
    chmod fchmod fchmodat fchmodat2 chown lchown fchown fchownat utime utimes utimensat futimesat
    setxattr lsetxattr fsetxattr removexattr lremovexattr fremovexattr inotify_add_watch
    sendmsg sendmmsg
"""
# Of calls that are needed otherwise: an address, to which a pair of sockets would send, and what
# has the kernel signal somebody else when a file can be read.
REACHING_WITH = [
    ("sendto", 4, "NE", 0),
    *(("fcntl", 1, "EQ", command) for command in (8, 10, 15)),  # F_SETOWN, F_SETSIG, F_SETOWN_EX
    *(("ioctl", 1, "EQ", command) for command in (0x8901, 0x8902, 0x5452)),  # FIOSETOWN, FIOASYNC
    ("prlimit64", 0, "NE", 0),
]
DENIED = """
    unshare setns mount umount2 move_mount open_tree mount_setattr pivot_root chroot
    fsopen fsconfig fsmount fspick name_to_handle_at open_by_handle_at quotactl swapon swapoff
    ptrace process_vm_readv process_vm_writev process_madvise kcmp pidfd_getfd pidfd_open
    keyctl add_key request_key bpf perf_event_open userfaultfd io_uring_setup io_uring_enter
    io_uring_register seccomp landlock_create_ruleset
    socket connect bind listen accept accept4
    shmget shmat shmctl shmdt msgget msgsnd msgrcv semget semop mq_open memfd_create memfd_secret
    init_module finit_module delete_module kexec_load kexec_file_load reboot acct syslog
    settimeofday clock_settime adjtimex sethostname setdomainname personality ioperm iopl vhangup
"""


def filter_of_system_calls(alone=False):
    """Return a program for seccomp that answers what is denied with EPERM.

    Parameters
    ----------
    alone : bool
        Whether to deny, too, to start processes, to reach others, and to change whose a file is
        and who may use it, where no namespace does.

    Raises
    ------
    NoBox
        If libseccomp, or its Python binding pyseccomp, is not there.
    """
    try:
        import pyseccomp
    except (ImportError, RuntimeError, OSError) as error:
        raise NoBox(
            f"There is no filter for system calls ({error}): install libseccomp, as with "
            "`apt install libseccomp2`, and `pip install 'hplearn[grade]'`."
        ) from None
    refuse = pyseccomp.ERRNO(errno.EPERM)
    rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    for name in DENIED.split():
        try:
            rules.add_rule(refuse, name)
        except OSError:  # this libseccomp, or this processor, does not have it
            continue
    for flag in (1 << bit for bit in range(32) if CLONE_NEW & 1 << bit):
        rules.add_rule(refuse, "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, flag, flag))
    if alone:
        for name in REACHING.split():
            rules.add_rule(refuse, name)
        rules.add_rule(refuse, "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, CLONE_THREAD, 0))
        for name, place, how, value in REACHING_WITH:
            rules.add_rule(refuse, name, pyseccomp.Arg(place, getattr(pyseccomp, how), value))
    # its flags lie in memory, where no filter can look: glibc then takes clone
    rules.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "clone3")
    with tempfile.TemporaryFile() as program:
        rules.export_bpf(program)
        program.seek(0)
        return program.read()
