"""The page that shows what was sent and not stored, with one button to send it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.kept.post import KeptPost
from accounts.kept.typed import typed


def kept_page(request: HttpRequest, post: KeptPost, status: int = 200) -> HttpResponse:
    """Answer with the page; call it only for who may see the form that was sent."""
    context = {"post": post, "typed": typed(request, post)}
    return render(request, "accounts/kept.html", context, status=status)
