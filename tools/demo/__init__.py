"""A small world to try BIQ in. Nobody in it exists: every name says that it is an example."""

from tools.demo.people import LOGINS, PASSWORD
from tools.demo.story import load

__all__ = ["LOGINS", "PASSWORD", "load"]
