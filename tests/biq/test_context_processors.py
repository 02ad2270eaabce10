from biq.context_processors import foundation, the_phone_number_can_be_dialled


def test_every_page_knows_the_phone_number_as_text_and_as_link():
    shown = foundation()["foundation"]
    assert (shown["phone"], shown["phone_link"]) == (
        "030\N{NO-BREAK SPACE}23125000",
        "tel:+493023125000",
    )


def test_a_phone_number_that_cannot_be_dialled_is_found_before_the_server_starts(settings):
    settings.CONTACT_PHONE = "im Büro"
    assert [error.id for error in the_phone_number_can_be_dialled(None)] == ["biq.E001"]
