"""gunicorn's own logs, masked like Django's (`--logger-class biq.gunicorn_logs.MaskedLogger`)."""

import logging
from typing import Any

from gunicorn.glogging import Logger

from web.masked_logs import MaskedFormatter


class MaskedLogger(Logger):
    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in (*self.error_log.handlers, *self.access_log.handlers):
            plain = handler.formatter or logging.Formatter()
            handler.setFormatter(MaskedFormatter(plain._fmt, plain.datefmt))
