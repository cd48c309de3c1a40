"""The legal form that a list names in words, as the value that the register knows.

The closest honest value: *gemeenschappelijke regeling* alone does not say which of the five forms
of the Wgr (art. 1 and 8) it is.
"""

import re

from samenwerk.importing.plain import words

_GR = r"(?:gemeenschappelijke regeling(?:en)?|gr|wgr)"
_FORMS = {
    "openbaar-lichaam": rf"(?:{_GR} )?openbaar lichaam(?: {_GR})?",
    "bedrijfsvoeringsorganisatie": rf"(?:{_GR} )?(?:bedrijfsvoeringsorganisatie|bvo)(?: bvo)?",
    "gemeenschappelijk-orgaan": rf"(?:{_GR} )?gemeenschappelijk orgaan",
    "centrumregeling": rf"(?:{_GR} )?(?:centrum|gastheer)(?:regeling|gemeente)",
    "regeling-zonder-meer": rf"(?:{_GR} )?regeling zonder meer",
    "gemeenschappelijke-regeling": rf"{_GR}(?: {_GR})?|joint arrangement",
    "nv": r"n ?v|naamloze vennootschap(?: n ?v)?|n ?v naamloze vennootschap"
    r"|public limited company",
    "bv": r"b ?v|besloten vennootschap(?: b ?v)?|b ?v besloten vennootschap"
    r"|private limited company",
    "cv-vof": r"c ?v|commanditaire vennootschap(?: c ?v)?"
    r"|v ?o ?f|vennootschap onder firma(?: v ?o ?f)?",
    "stichting": r"stichting|foundation",
    "vereniging": r"vereniging|association",
    "cooperatie": r"(?:cooperatie|cooperatieve vereniging|cooperative)(?: [ubw] ?a)?",
    "bestuursovereenkomst": r"bestuurs(?:overeenkomst|akkoord)",
    "convenant": r"convenant|covenant",
    "intentieovereenkomst": r"intentie(?:overeenkomst|verklaring)",
    "dienstverleningsovereenkomst": r"dienstverleningsovereenkomst(?: dvo)?|dvo",
    "netwerk": r"(?:informeel )?netwerk|network",
    "subsidie": r"subsidie(?:relatie)?",
    "inkoop": r"inkoop(?:relatie)?",
    "egts": r"egts|europese groepering voor territoriale samenwerking",
}
# Words that point to a form and say more than its value can hold: the cell is kept as well.
_WIDER = {
    "openbaar-lichaam": rf"zware {_GR}|publiekrechtelijk openbaar lichaam",
    "gemeenschappelijke-regeling": rf"(?:lichte|publiekrechtelijke?) {_GR}|publiekrechtelijk {_GR}"
    rf"|{_GR} .*",
    "convenant": r"samenwerkingsovereenkomst",
    "nv": r"structuur ?n ?v|overheids ?n ?v",
}
# What kind of organisation a body with this form is; a form that is not here makes no body.
BODIES = {
    "openbaar-lichaam": "joint-body",
    "bedrijfsvoeringsorganisatie": "joint-body",
    "gemeenschappelijk-orgaan": "joint-body",
    "gemeenschappelijke-regeling": "joint-body",
    "egts": "joint-body",
    "nv": "company",
    "bv": "company",
    "cv-vof": "company",
    "stichting": "foundation",
    "vereniging": "association",
    "cooperatie": "cooperative",
}


def read_form(text: str) -> tuple[str, bool]:
    """The form that a cell names, or ""; and whether that is all that the cell says."""
    named = words(text)
    for forms, is_all in ((_FORMS, True), (_WIDER, False)):
        for form, pattern in forms.items():
            if re.fullmatch(pattern, named):
                return form, is_all
    return "", False
