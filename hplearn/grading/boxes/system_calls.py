"""The filter of system calls: what a box may not ask of the kernel, whatever runs in it."""

import errno
import tempfile
import tomllib
from contextlib import suppress
from pathlib import Path

from hplearn.grading.boxes.forked import NoBox

RULES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
CLONE_NEW = 0x7E020000 | 0x80  # the flags by which clone makes namespaces
CLONE_THREAD = 0x10000


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
    for name in " ".join(RULES["always"].values()).split():
        with suppress(OSError):  # this libseccomp, or this processor, does not have it
            rules.add_rule(refuse, name)
    for flag in (1 << bit for bit in range(32) if CLONE_NEW & 1 << bit):
        rules.add_rule(refuse, "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, flag, flag))
    if alone:
        for name in " ".join(RULES["alone"].values()).split():
            rules.add_rule(refuse, name)
        rules.add_rule(refuse, "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, CLONE_THREAD, 0))
        for name, place, how, value in RULES["with"]:
            rules.add_rule(refuse, name, pyseccomp.Arg(place, getattr(pyseccomp, how), value))
    # its flags lie in memory, where no filter can look: glibc then takes clone
    rules.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "clone3")
    with tempfile.TemporaryFile() as program:
        rules.export_bpf(program)
        program.seek(0)
        return program.read()
