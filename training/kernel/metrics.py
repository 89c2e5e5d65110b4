"""How much the service does: counted in every process, told as one by whichever is asked."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# The library chooses between one and many processes when it is imported, by this variable.
# A folder that a parent made is shared; one that is gone by now is not.
OWNER = None if Path(os.environ.get("PROMETHEUS_MULTIPROC_DIR") or "/-").is_dir() else os.getpid()
if OWNER:
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="resap-metrics-")

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest  # noqa: E402  (the variable above comes first)
from prometheus_client.multiprocess import MultiProcessCollector  # noqa: E402  (the variable above comes first)

FOLDER = Path(os.environ["PROMETHEUS_MULTIPROC_DIR"])
REQUESTS = Counter(
    "resap_requests_total", "Requests answered", ["endpoint", "method", "status"], registry=None
)
SECONDS = Histogram(
    "resap_request_seconds",
    "Seconds from the first line of a request to its answer",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
    registry=None,
)
JOBS = Counter("resap_jobs_total", "Jobs ended", ["kind", "outcome"], registry=None)


def answered(*, endpoint: str, method: str, status: int, seconds: float) -> None:
    """Count one request."""
    REQUESTS.labels(endpoint, method, str(status)).inc()
    SECONDS.observe(seconds)


def job_ended(*, kind: str, outcome: str) -> None:
    """Count one job."""
    JOBS.labels(kind, outcome).inc()


def told() -> bytes:
    """All processes' counts in Prometheus' text format."""
    whole = CollectorRegistry()
    MultiProcessCollector(whole, path=str(FOLDER))  # type: ignore[no-untyped-call]  (the library is not typed here)
    return generate_latest(whole)


@atexit.register
def _tidy() -> None:
    """Whoever made the folder takes it away; forked children leave it alone."""
    if os.getpid() == OWNER:
        shutil.rmtree(FOLDER, ignore_errors=True)
