"""What a process of a box gives up before a learner's code runs in it: system calls, in one file.

This runs inside the outer wall, where hplearn's other modules are not.
"""

import ctypes
import os
import resource

CLONE_NEWNS, CLONE_NEWIPC, CLONE_NEWPID = 0x20000, 0x8000000, 0x20000000
MS_NOSUID, MS_NODEV, MS_PRIVATE, MS_REC = 2, 4, 1 << 18, 1 << 14
PR_SET_SECCOMP, PR_CAPBSET_DROP = 22, 24
PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT = 38, 47
PR_CAP_AMBIENT_CLEAR_ALL, SECCOMP_MODE_FILTER = 4, 2
CAPABILITIES_V3, N_CAPABILITIES = 0x20080522, 41
OWN_DISK = b"size=64m,nr_inodes=1k,mode=0777"
LIMITS = {
    resource.RLIMIT_AS: 2 * 10**9,
    resource.RLIMIT_CPU: 300,  # a notebook's own limits are shorter, and measured from outside
    resource.RLIMIT_FSIZE: 64 * 2**20,
    resource.RLIMIT_NOFILE: 64,
    resource.RLIMIT_NPROC: 32,
    resource.RLIMIT_CORE: 0,
}
libc = ctypes.CDLL(None, use_errno=True)


def own_namespaces(disk):
    """Give the next child processes, shared memory and a small disk of its own, at this folder."""
    _do("unshare", CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWPID)
    _do("mount", None, b"/", None, MS_PRIVATE | MS_REC, None)
    _do("mount", b"tmpfs", os.fsencode(disk), b"tmpfs", MS_NOSUID | MS_NODEV, OWN_DISK)


def give_up(uid, filter, limits=LIMITS):
    """Give up what this process could do: rights, then limits, then system calls.

    Parameters
    ----------
    uid : int or None
        Whose process it becomes, if it is root's.
    filter : bytes
        A program for seccomp.
    limits : dict of int to int
    """
    os.setsid()  # or kill(0, …) would reach the group outside
    for right in range(N_CAPABILITIES):
        libc.prctl(PR_CAPBSET_DROP, right, 0, 0, 0)
    if uid is not None:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    _do("capset", (ctypes.c_uint32 * 2)(CAPABILITIES_V3, 0), (ctypes.c_uint32 * 6)())
    for limit, most in limits.items():
        before = resource.getrlimit(limit)[1]
        least = most if before == resource.RLIM_INFINITY else min(most, before)
        resource.setrlimit(limit, (least, least))
    _do("prctl", PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    instructions = ctypes.create_string_buffer(filter, len(filter))
    program = _Program(len(filter) // 8, ctypes.addressof(instructions))  # each has eight bytes
    _do("prctl", PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def _do(name, *arguments):
    if getattr(libc, name)(*arguments):
        error = ctypes.get_errno()
        raise OSError(error, f"{name}: {os.strerror(error)}")
