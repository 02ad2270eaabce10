import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "biq.settings")
# Whoever looks at a page waits a moment, not for ever.
os.environ.setdefault("DATABASE_STATEMENT_SECONDS", "12")

application = get_wsgi_application()

# What is there now stays as long as the server: no garbage collection looks at it again.
gc.collect()
gc.freeze()
