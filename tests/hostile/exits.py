"""Notebooks that end, stop or leave their process."""

# %% exit_now: ends Python in a cell
import os

os._exit(0)

# %% last exit_in_a_call: ends Python in every answer
import os


def gd(gradient, start, learning_rate, n_steps):
    os._exit(0)


steps_until = largest_safe_rate = gd

# %% last exit_at_a_look: ends Python once its answer is looked at
import os


class Order(list):
    def __iter__(self):
        os._exit(3)


order = Order(["D", "C", "E", "B", "A"])

# %% system_exit: sys.exit in a cell and in an answer
import sys


def largest_safe_rate(hessian):
    sys.exit("0")


sys.exit()


# %% last interrupted: the signal of Ctrl-C, as an exception
def largest_safe_rate(hessian):
    raise KeyboardInterrupt


def gd(gradient, start, learning_rate, n_steps):
    raise GeneratorExit


# %% kill_itself: every signal to its own process
import os
import signal

for number in sorted(signal.valid_signals(), reverse=True):
    try:
        os.kill(os.getpid(), number)
    except OSError:
        pass

# %% kill_the_group: to the group of processes, which may be the grader's
import os
import signal

os.kill(0, signal.SIGKILL)
os.killpg(0, signal.SIGTERM)

# %% kill_all: to everything that may be reached
import os
import signal

for number in (signal.SIGSTOP, signal.SIGTERM, signal.SIGKILL):
    os.kill(-1, number)

# %% kill_the_parent: to the process that started it, and the one above
import os
import signal

for pid in (os.getppid(), 1, 2, 3):
    os.kill(pid, signal.SIGKILL)

# %% kill_by_number: to each number that a process can have
import os
import signal

for pid in range(2, 33_000):
    try:
        os.kill(pid, signal.SIGKILL)
    except OSError:
        pass

# %% stopped: stops, so that nothing ends it but a signal
import os
import signal

os.kill(os.getpid(), signal.SIGSTOP)
os.kill(0, signal.SIGSTOP)

# %% deaf: no alarm is heard, and it computes on
import signal

for number in (signal.SIGALRM, signal.SIGPROF, signal.SIGVTALRM):
    signal.signal(number, signal.SIG_IGN)
signal.signal = lambda *_: signal.SIG_DFL
signal.setitimer = lambda *_: (0.0, 0.0)
while True:
    pass

# %% deaf_in_a_thread: signals are blocked, and another thread computes
import signal
import threading

signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
thread = threading.Thread(target=exec, args=("while True: pass",))
thread.start()
thread.join()

# %% own_alarms: alarms of its own, many a second, in whatever runs then
import signal


def ring(*_):
    raise SystemExit


signal.signal(signal.SIGVTALRM, ring)
signal.setitimer(signal.ITIMER_VIRTUAL, 1e-4, 1e-4)

# %% abort: as C does
import os

os.abort()

# %% segfault: reads where nothing is
import ctypes

ctypes.string_at(0)

# %% broken_memory: writes over the interpreter
import ctypes

ctypes.memset(id(None), 65, 4096)

# %% at_the_end: what runs once Python ends
import atexit
import os
import time

atexit.register(time.sleep, 1000)
os.register_at_fork(after_in_child=lambda: time.sleep(1000))
raise SystemExit

# %% outliving_thread: a thread that outlives the notebook, and no daemon
import threading
import time

threading.Thread(target=time.sleep, args=(1000,)).start()

# %% daemon: two forks and a session of its own, as daemons are started
import os
import time

if not os.fork():
    os.setsid()
    if not os.fork():
        for stream in range(64):
            try:
                os.close(stream)
            except OSError:
                pass
        time.sleep(1000)
    os._exit(0)

# %% daemon_that_holds_the_line: the process ends, and another keeps its end open
import os
import time

if not os.fork():
    time.sleep(1000)
os._exit(0)

# %% closed_line: closes all that is open
import os

os.closerange(0, 1000)

# %% another_program: becomes another program, which holds the line
import os
import sys

for number in range(64):
    try:
        os.set_inheritable(number, True)
    except OSError:
        pass
os.execv(sys.executable, [sys.executable, "-I", "-S", "-c", "import time; time.sleep(1000)"])

# %% no_child_waits: zombies, and children that stop
import os
import signal

signal.signal(signal.SIGCHLD, signal.SIG_DFL)
for _ in range(20):
    child = os.fork()
    if not child:
        os.kill(os.getpid(), signal.SIGSTOP)
        os._exit(0)
