"""The composer's addresses: below a course of the leaders, and below a course of the staff."""

from django.urls import path

from biq.composer import contributions, items, pages
from biq.composer.take_over import take_over

BLOCK = "<int:number>/"
ITEM = f"{BLOCK}punkte/<int:item>/"
CONTRIBUTION = f"{BLOCK}beitraege/<int:contribution>/"

urlpatterns = [
    path("", pages.programme, name="programme"),
    path(BLOCK, pages.block, name="block"),
    path(f"{BLOCK}thema/", items.block_words, name="block_words"),
    path(f"{BLOCK}uebernehmen/", take_over, name="take_over"),
    path(f"{BLOCK}tage/<int:day>/punkt/", items.add_item, name="add_item"),
    path(ITEM, items.item, name="item"),
    path(f"{ITEM}hoch/", items.item_up, name="item_up"),
    path(f"{ITEM}runter/", items.item_down, name="item_down"),
    path(f"{ITEM}anderer-tag/", items.item_to_day, name="item_to_day"),
    path(f"{ITEM}entfernen/", items.remove_item, name="remove_item"),
    path(f"{BLOCK}beitraege/neu/", contributions.add_contribution, name="add_contribution"),
    path(CONTRIBUTION, contributions.contribution, name="contribution"),
    path(f"{CONTRIBUTION}einplanen/", contributions.plan_contribution, name="plan_contribution"),
    path(f"{CONTRIBUTION}ohne-platz/", contributions.take_out, name="take_out_contribution"),
    path(f"{CONTRIBUTION}zugesagt/", contributions.agree, name="agree_contribution"),
    path(f"{CONTRIBUTION}abgesagt/", contributions.decline, name="decline_contribution"),
    path(f"{CONTRIBUTION}stattgefunden/", contributions.hold, name="hold_contribution"),
    path(f"{CONTRIBUTION}wieder-angefragt/", contributions.ask_again, name="ask_contribution"),
]
