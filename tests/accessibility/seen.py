"""What a page shows to somebody who looks at it."""

# Half an e-mail address.
BAD = "erna@"


def all_of(page, selector, script):
    """Return what the script says of each element that is shown."""
    shown = "e => e.getClientRects().length > 0 && !e.closest('[aria-hidden=true]')"
    return page.locator(selector).evaluate_all(f"all => all.filter({shown}).map({script})")
