"""The sign that stands before the state of a registration."""

from backoffice.signs import ATTENTION, GOOD, WAITING, WRONG
from participants.registration.status import Status

STATUS_SIGNS: dict[str, str] = {
    Status.RECEIVED: ATTENTION,
    Status.ENROLLED: GOOD,
    Status.WAITING: WAITING,
    Status.OFFERED: ATTENTION,
    Status.COMPLETED: GOOD,
    Status.DECLINED_OFFER: WRONG,
    Status.EXPIRED: WRONG,
    Status.WITHDRAWN: WRONG,
    Status.COURSE_CANCELLED: WRONG,
    Status.UNPLACED: WRONG,
}
