"""What a learning platform reads first of a package, in each of three standards."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape

START = "index.html"


class Standard(StrEnum):
    """The standards of packages."""

    SCORM_12 = "scorm12"
    SCORM_2004 = "scorm2004"
    CMI5 = "cmi5"


@dataclass(frozen=True, slots=True)
class Course:
    """What a manifest says of a module; `pass_mark` is a share from 0 to 1."""

    slug: str
    title: str
    summary: str
    pass_mark: float
    files: Sequence[str]


def _files(course: Course) -> str:
    return "".join(f'<file href="{escape(each)}"/>' for each in course.files)


def _share(value: float) -> str:
    """A share as xs:decimal: no exponent, and at most the four decimals that cmi5 allows."""
    return f"{round(value, 4):.4f}".rstrip("0").rstrip(".")


def scorm_12(course: Course) -> str:
    """The manifest of SCORM 1.2 (ADL, 2001): one SCO."""
    title = escape(course.title)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="resap-{course.slug}" version="1.0"
 xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
 xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="org"><organization identifier="org"><title>{title}</title>
<item identifier="item" identifierref="sco" isvisible="true"><title>{title}</title>
<adlcp:masteryscore>{round(course.pass_mark * 100)}</adlcp:masteryscore></item>
</organization></organizations>
<resources><resource identifier="sco" type="webcontent" adlcp:scormtype="sco" href="{START}">
{_files(course)}</resource></resources>
</manifest>
"""


def scorm_2004(course: Course) -> str:
    """The manifest of SCORM 2004, 4th edition (ADL, 2009): one SCO that satisfies by its score."""
    title = escape(course.title)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="resap-{course.slug}" version="1.0"
 xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
 xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"
 xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3"
 xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3"
 xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
<metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>
<organizations default="org"><organization identifier="org"><title>{title}</title>
<item identifier="item" identifierref="sco"><title>{title}</title>
<imsss:sequencing><imsss:objectives>
<imsss:primaryObjective objectiveID="kuis" satisfiedByMeasure="true">
<imsss:minNormalizedMeasure>{_share(course.pass_mark)}</imsss:minNormalizedMeasure>
</imsss:primaryObjective></imsss:objectives>
<imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>
</imsss:sequencing></item>
</organization></organizations>
<resources><resource identifier="sco" type="webcontent" adlcp:scormType="sco" href="{START}">
{_files(course)}</resource></resources>
</manifest>
"""


def cmi5(course: Course) -> str:
    """The course structure of cmi5 (ADL, 2016): one assignable unit."""
    title, told = (
        f'<{name}><langstring lang="id">{escape(text)}</langstring></{name}>'
        for name, text in (("title", course.title), ("description", course.summary))
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
<course id="urn:resap:module:{course.slug}">{title}{told}</course>
<au id="urn:resap:module:{course.slug}:au" moveOn="CompletedAndPassed"
 masteryScore="{_share(course.pass_mark)}" launchMethod="AnyWindow">{title}{told}
<url>{START}</url></au>
</courseStructure>
"""


MANIFESTS: Mapping[Standard, tuple[str, Callable[[Course], str]]] = {
    Standard.SCORM_12: ("imsmanifest.xml", scorm_12),
    Standard.SCORM_2004: ("imsmanifest.xml", scorm_2004),
    Standard.CMI5: ("cmi5.xml", cmi5),
}
"""The name of each standard's manifest, and who writes it."""
