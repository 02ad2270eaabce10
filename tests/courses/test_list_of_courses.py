"""The list of courses as staff see it: what it names, and its order."""

from datetime import date

from courses.models import District

QUERIES = 5


def test_one_course_and_many_cost_the_same_queries(
    as_staff, make_course, django_assert_num_queries
):
    make_course("erster")
    with django_assert_num_queries(QUERIES):
        as_staff.get("/verwaltung/courses/course/")
    for number in range(6):
        make_course(f"kurs-{number}")
    with django_assert_num_queries(QUERIES):
        as_staff.get("/verwaltung/courses/course/")


def test_the_list_of_courses_names_district_and_year(as_staff, make_course):
    course = make_course("walle", date(2027, 3, 5))
    page = as_staff.get("/verwaltung/courses/course/").content.decode()
    assert f'<a href="/verwaltung/kurse/{course.slug}/">Hemelingen 2027</a>' in page
    assert '<span class="status status-good">veröffentlicht</span>' in page
    assert '<td class="field-begins">05.03.2027</td>' in page


def listed(client, order):
    page = client.get("/verwaltung/courses/course/", {"o": order})
    return [course.slug for course in page.context["cl"].result_list]


def test_the_list_of_courses_sorts_districts_as_one_looks_them_up(as_staff, make_course):
    for slug in ("hemelingen", "haefen"):
        make_course(f"{slug}-2027", district=District.objects.get(slug=slug))
    assert listed(as_staff, "0") == ["haefen-2027", "hemelingen-2027"]
    assert listed(as_staff, "-0") == ["hemelingen-2027", "haefen-2027"]


def test_courses_without_a_day_begin_after_all_others(as_staff, make_course):
    make_course("spaeter", date(2027, 3, 5))
    make_course("offen", publish=False).blocks.all().delete()
    make_course("frueher", date(2027, 3, 1))
    assert listed(as_staff, "3") == ["frueher", "spaeter", "offen"]
    assert listed(as_staff, "-3") == ["offen", "spaeter", "frueher"]
