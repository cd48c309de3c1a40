"""What stands around `registry/` in a new register: for editors, git, colleagues and CI."""

from collections.abc import Mapping
from dataclasses import dataclass

from samenwerk import editors, escape
from samenwerk.i18n import Language
from samenwerk.resources import packaged

# Of each platform: where it wants the file, and our template of it.
WORKFLOWS: Mapping[str, tuple[str, str]] = {
    "github": (".github/workflows/samenwerk.yml", "github-workflow.yml"),
    "gitlab": (".gitlab-ci.yml", "samenwerk.gitlab-ci.yml"),
    "azure": ("azure-pipelines.yml", "azure-pipelines.yml"),
}
README = "README.md"
_STARTER = {
    ".gitattributes": "gitattributes",
    ".gitignore": "gitignore",
    ".vscode/extensions.json": "vscode/extensions.json",
    ".vscode/settings.json": "vscode/settings.json",
}
_SCREEN = "SAMENWERK_LANG: "


@dataclass(frozen=True, kw_only=True)
class Owner:
    """Whose register it is, as far as these files say something about it."""

    name: str
    language: Language
    is_public: bool
    platform: str  # one of WORKFLOWS, or empty


def around(owner: Owner) -> dict[str, bytes]:
    """The files by their path, from the templates that come with the tool."""
    return {
        **{path: (packaged("starter") / name).read_bytes() for path, name in _STARTER.items()},
        **editors.ours(),
        README: _readme(owner).encode(),
        **_workflow(owner),
    }


def _workflow(owner: Owner) -> dict[str, bytes]:
    """What the platform runs; its findings are in the language of the register."""
    if not owner.platform:
        return {}
    path, template = WORKFLOWS[owner.platform]
    text = (packaged("templates") / template).read_text(encoding="utf-8")
    return {path: text.replace(f"{_SCREEN}nl", f"{_SCREEN}{owner.language}").encode()}


def _readme(owner: Owner) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(packaged("starter")),
        autoescape=False,  # noqa: S701  # that is for HTML; the name is escaped for Markdown
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    return environment.get_template(f"README.{owner.language}.md.j2").render(
        name=escape.markdown(owner.name), is_public=owner.is_public, platform=owner.platform
    )
