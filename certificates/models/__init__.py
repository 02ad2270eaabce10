from certificates.kinds import KIND_OF, Kind, State
from certificates.models.certificate import (
    Certificate,
    IssuingProgress,
    revoke,
    supersede,
    void,
)
from certificates.models.deliveries import Delivery, Rehearsal, SecondCopy, Way
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
