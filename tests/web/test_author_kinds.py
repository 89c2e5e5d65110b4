"""What authors see of a question with a picture, before anything is published."""

import pytest

from tests.factories import content
from training.content.rules.quizzes import Question

pytestmark = pytest.mark.slow


def shown(app, question: Question, slug: str) -> str:
    template = app.jinja_env.get_template(f"components/kinds/{question.kind}.html")
    with app.test_request_context():
        return template.make_module({"slug": slug}).author(question)


def test_the_picture_of_a_draft_is_served_to_its_authors_with_the_right_place_marked(app):
    page = shown(app, content.hotspot("m1-tempat", right="c"), "m1-contoh")
    assert 'src="/penulis/m1-contoh/gambar/0123456789abcdef.svg"' in page
    assert page.count("resap-hotspot__place--right") == 1
    assert 'place--right" data-place="c"' in page
