"""What a page shows to somebody who looks at it."""

# Half an e-mail address.
BAD = "erna@"


def all_of(page, selector, script):
    """Return what the script says of each element that is shown."""
    shown = "e => e.getClientRects().length > 0 && !e.closest('[aria-hidden=true]')"
    return page.locator(selector).evaluate_all(f"all => all.filter({shown}).map({script})")


def next_focus(page):
    page.keyboard.press("Tab")
    return page.evaluate(FOCUS)


# What has the focus, and whether a frame of two pixels at least shows it; null at the page's end.
FOCUS = """() => {
    const e = document.activeElement, style = getComputedStyle(e);
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    return e === document.body ? null : [e.outerHTML.slice(0, 120), outlined];
}"""
