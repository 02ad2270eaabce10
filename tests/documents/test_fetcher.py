"""Nothing of the server and nothing of the network ever gets into a document."""

import pytest
from weasyprint import HTML

from documents.errors import RefusedAsset
from documents.fetcher import Fetcher, locate
from documents.printing import print_pdf

FOREIGN = [
    "file:///etc/passwd",
    "FILE:///etc/passwd",
    "http://example.org/picture.png",
    "https://example.org/picture.png",
    "ftp://example.org/picture.png",
    "data:image/png;base64,iVBORw0KGgo=",
    "asset:../../biq/settings.py",
    "asset:/etc/passwd",
    "asset:fonts/../../../../../../etc/passwd",
    "asset:nothing.svg",
    "emblem.svg",
]
WAYS = [
    '<img src="{}" alt="Bild">',
    '<link rel="attachment" href="{}">',
    '<object data="{}"></object>',
    '<embed src="{}">',
    '<style>@import url("{}");</style>',
    '<style>p {{ background: url("{}") }}</style><p>x</p>',
    '<style>li {{ list-style-image: url("{}") }}</style><ul><li>x</li></ul>',
    '<style>@font-face {{ font-family: "Y"; src: url("{}") }}</style>',
    '<svg><title>Bild</title><image href="{}" width="9" height="9"/></svg>',
]


@pytest.mark.parametrize("url", FOREIGN)
def test_the_fetcher_refuses_and_counts_what_is_not_ours(url):
    fetcher = Fetcher()
    with pytest.raises(ValueError, match="Not an asset of ours"):
        fetcher.fetch(url)
    assert fetcher.refused == [url]


def test_the_fetcher_serves_our_fonts_and_assets():
    fetcher = Fetcher()
    assert fetcher.fetch("asset:emblem.svg").content_type == "image/svg+xml"
    assert fetcher.fetch("asset:fonts/DejaVuSans.ttf").read(4) == b"\x00\x01\x00\x00"
    assert fetcher.refused == []


@pytest.mark.parametrize("way", WAYS)
def test_a_document_that_reaches_for_a_file_is_not_printed(sheet, way):
    with pytest.raises(RefusedAsset, match="„file:///etc/passwd“"):
        print_pdf(sheet(way.format("file:///etc/passwd")))


@pytest.mark.parametrize("way", WAYS)
def test_a_document_that_reaches_for_the_network_is_not_printed(sheet, way):
    with pytest.raises(RefusedAsset, match=r"„http://127\.0\.0\.1:9/x“"):
        print_pdf(sheet(way.format("http://127.0.0.1:9/x")))


def test_the_second_document_that_reaches_for_the_same_file_is_refused_too(sheet):
    html = sheet('<img src="file:///etc/passwd" alt="Bild">')
    for _attempt in range(2):
        with pytest.raises(RefusedAsset):
            print_pdf(html)


def test_a_document_of_ours_reaches_for_nothing_else(sheet):
    fetcher = Fetcher()
    HTML(string=sheet("<p>Guten Tag</p>"), url_fetcher=fetcher, base_url="asset:").write_pdf()
    assert fetcher.refused == []


def test_an_asset_is_found_only_inside_our_folder():
    assert locate("asset:page.css").name == "page.css"
    assert locate("asset:") is None
    assert locate("asset:fonts/Arial.ttf") is None
