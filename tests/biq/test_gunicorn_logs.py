from datetime import timedelta

from gunicorn.config import Config

from biq.gunicorn_logs import MaskedLogger

ADDRESS = "/anmeldung/abcdefghij0123456789ab/"


class Answer:
    status, sent, headers = "200 OK", 12, ()


class Request:
    headers = [("REFERER", f"https://biq.example.org{ADDRESS}daten/")]


def test_the_access_log_and_the_error_log_are_masked(tmp_path):
    config = Config()
    config.set("accesslog", str(tmp_path / "access"))
    config.set("errorlog", str(tmp_path / "error"))
    log = MaskedLogger(config)
    environ = {
        "REQUEST_METHOD": "GET",
        "RAW_URI": ADDRESS,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_REFERER": f"https://biq.example.org{ADDRESS}daten/",
    }
    log.access(Answer(), Request(), environ, timedelta(milliseconds=7))
    log.error("Error handling request %s", ADDRESS)
    access, error = ((tmp_path / name).read_text() for name in ("access", "error"))
    assert (
        '"GET /anmeldung/…/ HTTP/1.1" 200 12 "https://biq.example.org/anmeldung/…/daten/"' in access
    )
    assert "Error handling request /anmeldung/…/" in error
