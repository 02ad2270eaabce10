"""The made-up people of the demo. Their names say "example" in many languages."""

PASSWORD = "demo-im-quartier"  # noqa: S105 - printed when the demo starts, and worth nothing
LOGINS = [
    ("verwaltung@example.org", "Verwaltung"),
    ("leitung@example.org", "Kursleitung"),
    ("leitung2@example.org", "Kursleitung (andere Kurse)"),
]
STAFF = {"email": "verwaltung@example.org", "name": "Vera Demoverwaltung"}
LEADER = {"email": "leitung@example.org", "name": "Lena Demoleitung"}
OTHER_LEADER = {"email": "leitung2@example.org", "name": "Olaf Demoleitung"}


def mail(address: str) -> dict[str, str]:
    return {"email": f"{address}@example.org", "channel": "email"}


def phone(ending: int) -> dict[str, str]:
    """Return a number of the range that is kept free for films and examples (030 23125 xxx)."""
    return {"phone": f"+493023125{ending:03}", "channel": "phone"}


def post(street: str) -> dict[str, str]:
    return {"street": street, "postal_code": "28000", "city": "Bremen", "channel": "post"}


COUPLE = mail("paar.muster")
PEOPLE = (
    ("Ada Beispiel", mail("ada.beispiel")),
    ("Jürgen Mustermann-Größe", mail("juergen.muster")),
    ("Gülşen Örnek", phone(101) | {"language": "tr"}),
    ("Nguyễn Văn Mẫu", mail("mau")),
    ("مثال محمد", phone(102) | {"language": "ar"}),
    ("Probekind", mail("probekind")),
    ("Renate Muster", COUPLE),
    ("Heinz Muster", COUPLE),
    ("Elfriede Testermann", post("Beispielweg 3")),
    ("Zoë O’Muster", mail("zoe.muster") | {"phone": "+493023125103"}),
    ("Przykład Demowska", mail("przyklad") | {"language": "pl"}),
    ("Пример Демченко", phone(104) | {"language": "ru"}),
    ("İsmail Örnekoğlu", mail("ismail.ornek")),
    ("Käthe Übungsfrau", phone(105)),
    ("Maximiliane Freifrau von und zu Beispiel-Musterhausen", mail("maximiliane")),
    ("Demo Demirtest", mail("demirtest")),
)
# Everybody else followed the link in the first mail.
UNCONFIRMED = {"Zoë O’Muster"}
