"""A small world to try BIQ in. Nobody in it exists: every name says that it is an example."""

from biq.demo.people import LOGINS, PASSWORD
from biq.demo.story import load

__all__ = ["LOGINS", "PASSWORD", "load"]
