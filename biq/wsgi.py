import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "biq.settings")

application = get_wsgi_application()

# What is there now stays as long as the server: no garbage collection looks at it again.
gc.collect()
gc.freeze()
