"""Words of the staff for what is told to people: occasions and languages in German."""

LANGUAGES = {
    "de": "Deutsch",
    "en": "Englisch",
    "tr": "Türkisch",
    "ru": "Russisch",
    "uk": "Ukrainisch",
    "ar": "Arabisch",
    "pl": "Polnisch",
}
OCCASIONS = {
    "registration_received": "Anmeldung eingegangen",
    "registration_enrolled": "Platz im Kurs",
    "registration_waiting": "auf der Warteliste",
    "registration_offered": "Platz angeboten",
    "registration_declined_offer": "Angebot nicht angenommen",
    "registration_expired": "Frist abgelaufen",
    "registration_withdrawn": "abgemeldet",
    "registration_course_cancelled": "Kurs abgesagt",
    "registration_unplaced": "ohne Platz geblieben",
    "registration_parted": "jemand ist nicht mehr dabei",
    "email_confirm": "E-Mail-Adresse bestätigen",
    "email_changed": "E-Mail-Adresse geändert",
    "day_moved": "Kurstag verschoben",
    "day_cancelled": "Kurstag fällt aus",
    "day_substituted": "neuer Kurstag",
    "days_venue": "Ort der Kurstage",
    "certificate_ready": "Papier ist fertig",
}


def occasion_in_german(occasion):
    return OCCASIONS.get(occasion, occasion)
