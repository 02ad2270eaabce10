from participants.registration.models import RegistrationChannel
from participants.staff.intake.staff_application_form import StaffApplicationForm


class PhoneForm(StaffApplicationForm):
    """The public form as staff fill it in while they talk; name and number are enough."""

    came_by = RegistrationChannel.PHONE
