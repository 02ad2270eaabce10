"""Every setting comes from the environment; only the demo and the tests may go without.

`docs/operation.md` lists the variables. Without `DEBUG` or `DEMO`, `SECRET_KEY` and `BASE_URL`
are required: the server says so and does not start.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from biq import database_options

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = BASE_DIR / "var"
env = environ.Env()

DEMO = env.bool("DEMO", default=False)
DEBUG = env.bool("DEBUG", default=False)
RELAXED = DEMO or DEBUG


def required(name: str, default: str) -> str:
    """Return the environment's value; `default` only in the demo and while developing.

    Raises ImproperlyConfigured when a production server has none."""
    value = env.str(name, default="")
    if value or RELAXED:
        return value or default
    raise ImproperlyConfigured(
        f"{name} is not set. Set it in the environment, or set DEMO=1 to try BIQ on this computer."
    )


SECRET_KEY = required("SECRET_KEY", "demo-only-key-that-protects-nothing-" + "x" * 30)
BASE_URL = required("BASE_URL", "http://127.0.0.1:8000").rstrip("/")
BASE_HOST = urlsplit(BASE_URL).hostname
# Earlier keys, after a change: what they signed or encrypted can still be read.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
SECURE = BASE_URL.startswith("https://")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[BASE_HOST])
if RELAXED:
    ALLOWED_HOSTS += ["127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [BASE_URL]

# How many reverse proxies of our own stand before the server; 0 means none is believed.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# The foundation, as every page names it, also when the database is away.
CONTACT_PHONE = env.str("CONTACT_PHONE", default="030 23125000")
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default="biq@example.org")
CONTACT_ADDRESS = env.str("CONTACT_ADDRESS", default="Ellener Dorfstr. 9, 28325 Bremen")

# How long we keep the wish to hear of the next course in a district.
INTEREST_MONTHS = env.int("INTEREST_MONTHS", default=18)

INSTALLED_APPS = [
    "biq.apps.BiqConfig",
    "biq.apps.BiqAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "csp",
    "simple_history",
    "accounts",
    "web",
    "backoffice",
    "documents",
    "correspondence",
    "courses",
    "partners",
    "participants",
    "certificates",
    "pages",
    "tools",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "biq.languages.middleware.LanguageMiddleware",
    "web.nul_characters.NulCharacterMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.known_browser.KnownBrowserMiddleware",
    "accounts.door.FaceMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "web.post_only.PostOnlyMiddleware",
]

ROOT_URLCONF = "biq.urls"
WSGI_APPLICATION = "biq.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "biq.context_processors.foundation",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["biq"]
CRISPY_TEMPLATE_PACK = "biq"

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR / 'biq.sqlite3'}")}
DATABASES["default"].update(CONN_MAX_AGE=600, CONN_HEALTH_CHECKS=False)
IS_POSTGRESQL = "postgresql" in DATABASES["default"]["ENGINE"]

# Seconds until waiting for the database ends in the page that names the phone number. A statement
# of the worker or of a migration may take its time (0); `biq/wsgi.py` gives it less.
# SQLite lets go first whoever comes at the right moment: there a crowd takes longer.
DATABASE_CONNECT_SECONDS = env.int("DATABASE_CONNECT_SECONDS", default=5)
DATABASE_LOCK_SECONDS = env.float("DATABASE_LOCK_SECONDS", default=8 if IS_POSTGRESQL else 20)
DATABASE_STATEMENT_SECONDS = env.float("DATABASE_STATEMENT_SECONDS", default=0)
DATABASE_IDLE_SECONDS = env.float("DATABASE_IDLE_SECONDS", default=60)

if IS_POSTGRESQL:
    DATABASES["default"]["ENGINE"] = "web.database.postgresql"
    DATABASES["default"]["OPTIONS"] = {
        **database_options.postgresql(
            connect=DATABASE_CONNECT_SECONDS,
            lock=DATABASE_LOCK_SECONDS,
            statement=DATABASE_STATEMENT_SECONDS,
            idle=DATABASE_IDLE_SECONDS,
        ),
        **DATABASES["default"].get("OPTIONS", {}),
    }
else:
    DATABASES["default"]["OPTIONS"] = database_options.sqlite(lock=DATABASE_LOCK_SECONDS)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    # allauth's rate limits count here; the default of 300 entries would drop the counters.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
_validation = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_validation}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_validation}.CommonPasswordValidator"},  # a list of 20,000 that Django brings
    {"NAME": f"{_validation}.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:arrive"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "accounts.models.display_name"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_RATE_LIMITS = {
    # As strict as the public forms (`participants/public/rate_limits.py`).
    "reset_password": "30/h/ip,6/d/key",
    # What these count stands in `accounts/login_limits.py`.
    "login_failed": "5/5m/key",
    "login_failed_connection": "20/5m/key",
    "login_failed_address": "20/h/key",
    "login_failed_slowly": "1/m/key",
}
MFA_ADAPTER = "accounts.mfa_adapter.MFAAdapter"
ACCOUNT_SESSION_REMEMBER = True  # for as long as `accounts/sessions.py` says
ACCOUNT_FORMS = {"login": "accounts.forms.PasswordForm"}
MFA_FORMS = {
    "authenticate": "accounts.forms.CodeForm",
    "add_webauthn": "accounts.forms.PasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE  # of the demo on one's own computer
MFA_TOTP_ISSUER = "Bürger im Quartier"
# Hours without use after which somebody is logged out; see `accounts/sessions.py`.
STAFF_SESSION_HOURS = env.int("STAFF_SESSION_HOURS", default=2)
LEADER_SESSION_HOURS = env.int("LEADER_SESSION_HOURS", default=12)
SESSION_COOKIE_AGE = 12 * 3600  # of everything else that is kept in a session
USERSESSIONS_ADAPTER = "accounts.sessions.UserSessionsAdapter"
STAFF_NEED_SECOND_FACTOR = env.bool("STAFF_NEED_SECOND_FACTOR", default=not RELAXED)

LANGUAGE_CODE = "de"
# Each by its own name: the switch on the public pages shows them so.
LANGUAGES = [
    ("de", "Deutsch"),
    ("en", "English"),
    ("tr", "Türkçe"),
    ("ru", "Русский"),
    ("uk", "Українська"),
    ("ar", "العربية"),
    ("pl", "Polski"),
]
LOCALE_PATHS = [VAR / "locale"]  # compiled from biq/locale by `manage.py translations`
FORMAT_MODULE_PATH = "biq.formats"
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR / "media")))
# What this process and its children write, whatever it is, only its own user may read.
os.umask(0o077)
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "biq.stylesheets.StylesheetStorage"},
}

# Whatever Django or allauth sends is written to the outbox; the worker delivers it with MAILER.
EMAIL_BACKEND = "correspondence.outbox.OutboxBackend"
_demo_mail = f"filemail:///{VAR / 'mail'}"
_mail = env.email_url("EMAIL_URL", default=_demo_mail if RELAXED else "smtp://localhost:25")
MAILER = _mail.pop("EMAIL_BACKEND")
vars().update({key: value for key, value in _mail.items() if key.startswith("EMAIL_")})
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default=f"Bürger im Quartier <{CONTACT_EMAIL}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: [] for feature in ("camera", "geolocation", "microphone", "payment", "usb")
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^gesundheit/$"]  # asked by monitors on the machine itself
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
# Into the list of browsers gets only who asks for it: it takes months to get out again.
SECURE_HSTS_PRELOAD = SECURE and env.bool("HSTS_PRELOAD", default=False)
SILENCED_SYSTEM_CHECKS = ["security.W021"]
CSRF_FAILURE_VIEW = "biq.error_pages.csrf_failure"

# Signs certificates (PKCS#12); only the worker needs to read it. Empty: nothing is signed.
SIGNING_KEY_FILE = env.str("SIGNING_KEY_FILE", default="")
SIGNING_KEY_PASSWORD = env.str("SIGNING_KEY_PASSWORD", default="")

# After so many years a certificate is reduced to a stub without name and PDF.
CERTIFICATE_YEARS = env.int("CERTIFICATE_YEARS", default=3)

IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True
SIMPLE_HISTORY_REVERT_DISABLED = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"masked": {"()": "web.masked_logs.MaskedFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "masked"}},
    "loggers": {
        # Django's own handlers would write lines past the mask.
        "django": {"handlers": [], "level": "INFO"},
        "django.server": {"handlers": [], "level": "INFO", "propagate": True},
        # These tell every step at INFO; a missing glyph, say, is a warning.
        **{name: {"level": "WARNING"} for name in ("fontTools", "pikepdf", "weasyprint")},
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
