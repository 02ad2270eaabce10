from django.urls import path

from partners.public import page
from partners.public.converters import OWN

urlpatterns = [
    path(OWN, page.invitation, name="invitation"),
    path(f"{OWN}zusagen/", page.invitation_accept, name="invitation_accept"),
    path(f"{OWN}absagen/", page.invitation_decline, name="invitation_decline"),
    path(f"{OWN}vorschlagen/", page.invitation_propose, name="invitation_propose"),
    path(f"{OWN}bedarf/", page.invitation_needs, name="invitation_needs"),
]
