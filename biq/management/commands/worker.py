from django.core.management.base import BaseCommand, CommandError

from biq.worker import Worker


class Command(BaseCommand):
    help = "Sends the outbox and does everything else that is due, until it is stopped."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Do what is due now, then end.")

    def handle(self, *, once, **options):
        worker = Worker()
        worker.stop_on_signals()
        if not once:
            return worker.run()
        failing = worker.round()
        if failing:
            raise CommandError(f"These jobs failed: {', '.join(failing)}")
        return None
