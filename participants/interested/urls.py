from django.urls import path

from participants.interested import page

own = "bescheid/<token:token>/"

urlpatterns = [
    path("bescheid/", page.interest_form, name="interest_form"),
    path(own, page.interest, name="interest"),
    path(f"{own}beenden/", page.interest_end, name="interest_end"),
    path(f"{own}email/<seal:seal>/", page.interest_confirm, name="interest_confirm"),
]
