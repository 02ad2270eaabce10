"""What people are told about their registration."""

from correspondence.occasions import Occasion
from participants.registration.status import Status

# The message that says where a registration stands now; a status without one is not told.
STATUS_OCCASIONS: dict[str, Occasion] = {
    Status.RECEIVED: Occasion("registration_received", "Anmeldung eingegangen"),
    Status.ENROLLED: Occasion("registration_enrolled", "Platz im Kurs"),
    Status.WAITING: Occasion("registration_waiting", "auf der Warteliste"),
    Status.OFFERED: Occasion("registration_offered", "Platz angeboten"),
    Status.DECLINED_OFFER: Occasion("registration_declined_offer", "Angebot nicht angenommen"),
    Status.EXPIRED: Occasion("registration_expired", "Frist abgelaufen"),
    Status.WITHDRAWN: Occasion("registration_withdrawn", "abgemeldet"),
    Status.COURSE_CANCELLED: Occasion("registration_course_cancelled", "Kurs abgesagt"),
    Status.UNPLACED: Occasion("registration_unplaced", "ohne Platz geblieben"),
}
PARTED = Occasion("registration_parted", "jemand ist nicht mehr dabei")
# So begins the topic of messages about course days; they are for those with a place.
DAYS_TOPIC = "days:"
FEE_AGREED = Occasion("fee_agreed", "Gebühr vereinbart")

OCCASIONS = (*STATUS_OCCASIONS.values(), PARTED, FEE_AGREED)
