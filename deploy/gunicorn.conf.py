"""How gunicorn serves: gunicorn --config deploy/gunicorn.conf.py wsgi:app

WEB_BIND, WEB_WORKERS and WEB_THREADS come from the environment; all else is the same on every host.
"""

import gc
import logging
import os
from pathlib import Path
from typing import Any

from gunicorn.glogging import Logger

bind = os.environ.get("WEB_BIND") or "127.0.0.1:8000"
workers = int(os.environ.get("WEB_WORKERS") or "2")
threads = int(os.environ.get("WEB_THREADS") or "4")
worker_class = "gthread"
preload_app = True  # the questionnaires stand in memory once, and a mistake stops the start
timeout = 60  # a process that has not been heard of for so long is put up again
graceful_timeout = 30  # what is at hand is finished when the service is told to end
keepalive = 75  # longer than nginx keeps an idle connection (60), so that it is never we who hang up on a save
max_requests = 5000  # then a fresh process; the jitter keeps them from all going at once
max_requests_jitter = 500
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  a disk that hangs must not look like a process that does
control_socket_disable = True
forwarded_allow_ips = "127.0.0.1,::1"  # the service itself believes as many proxies as PROXIES says
accesslog = None  # a firm's link is a key and stands in its address: addresses are never logged
errorlog = "-"
loglevel = "warning"


class _NoAddresses(logging.Filter):
    """gunicorn names the address of a request that broke."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple("/…" if isinstance(one, str) and one.startswith("/") else one for one in record.args)
        return True


class logger_class(Logger):
    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        self.error_log.addFilter(_NoAddresses())


def when_ready(_server: Any) -> None:
    """What every process has from its start is never garbage: no collection goes through it, and it stays shared."""
    gc.collect()
    gc.freeze()


def child_exit(_server: Any, worker: Any) -> None:
    """Measurements of a process that ended are not counted as if it lived."""
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        from prometheus_client import multiprocess

        multiprocess.mark_process_dead(worker.pid)
