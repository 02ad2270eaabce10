from certificates.kind_and_state import KIND_OF, Kind, State
from certificates.models.certificate import Certificate, IssuingProgress
from certificates.models.delivery import Delivery, Way
from certificates.models.ending import revoke, supersede, void
from certificates.models.rehearsal import Rehearsal
from certificates.models.second_copy import SecondCopy
from certificates.models.template import Design, Template
from certificates.numbering import NumberRange

__all__ = [
    "KIND_OF",
    "Certificate",
    "Delivery",
    "Design",
    "IssuingProgress",
    "Kind",
    "NumberRange",
    "Rehearsal",
    "SecondCopy",
    "State",
    "Template",
    "Way",
    "revoke",
    "supersede",
    "void",
]
