"""The settings of production, and the reference views beside the real pages."""

from biq.settings import *  # noqa: F403

ROOT_URLCONF = "tools.benchmark.baseline.urls"
