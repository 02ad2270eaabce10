"""The addresses of the papers on each face; names are the same on both faces of those who work."""

from django.urls import path

from biq.papers import course_sheets, day_papers, typed_lists
from biq.papers.day_papers import DAY_PAPERS, leaders_paper, staff_paper

leaders = [
    *(
        path(f"<slug:slug>/tag/<int:day>/{file}.pdf", leaders_paper(file, draw), name=name)
        for file, name, draw in DAY_PAPERS
    ),
    path("<slug:slug>/kontakte.pdf", day_papers.leaders_contacts, name="contact_sheet"),
    path("<slug:slug>/unterschriften/", typed_lists.leaders_code, name="list_code"),
    path(
        "<slug:slug>/unterschriften/<slug:list_code>/", typed_lists.leaders_list, name="typed_list"
    ),
]

staff = [
    *(
        path(f"kurstage/<int:pk>/{file}.pdf", staff_paper(file, draw), name=name)
        for file, name, draw in DAY_PAPERS
    ),
    path("kurse/<slug:slug>/kontakte.pdf", day_papers.staff_contacts, name="contact_sheet"),
    path("unterschriften/", typed_lists.staff_code, name="list_code"),
    path("unterschriften/<slug:list_code>/", typed_lists.staff_list, name="typed_list"),
]

residents = [
    path(f"kurse/<slug:slug>/{sheet.file}.pdf", course_sheets.view_of(sheet), name=sheet.name)
    for sheet in course_sheets.SHEETS
]
