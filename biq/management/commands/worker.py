from django.core.management.base import BaseCommand, CommandError, CommandParser

from biq.worker import Worker


class Command(BaseCommand):
    help = "Sends the outbox and does everything else that is due, until it is stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Do what is due now, then end.")

    def handle(self, *args: str, once: bool, **options: object) -> None:
        worker = Worker()
        worker.stop_on_signals()
        if not once:
            worker.run()
        elif failing := worker.round():
            raise CommandError(f"These jobs failed: {', '.join(failing)}")
