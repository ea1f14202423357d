"""Where things lie: resources beside the program, the workspace in the user's own data folder."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path, user_log_path

# Plain ASCII: the folder name appears in other programs' dialogs and in command lines of any code page.
_NAME = "gongkailan"
_APP = Path(__file__).resolve().parent.parent


def resources() -> Path:
    """The folder of forms, fonts and samples: inside the installed package, or beside ``app/`` in a checkout."""
    installed = _APP / "_resources"
    return installed if installed.is_dir() else _APP.parent / "resources"


def forms_folder() -> Path:
    """The official formats that come with the program."""
    return resources() / "forms"


def wording_folder() -> Path:
    """The lists of wording that come with the program."""
    return resources() / "wording"


def fonts_folder() -> Path:
    """The fonts that come with the program."""
    return resources() / "fonts"


def samples_folder() -> Path:
    """The sample township."""
    return resources() / "samples"


def practice_folder() -> Path:
    """The story of the practice township."""
    return resources() / "practice"


def default_workspace() -> Path:
    """The database of this user on this computer; local and private, never on a stick or a share."""
    return user_data_path(_NAME, appauthor=False) / f"{_NAME}.db"


def log_folder() -> Path:
    """Where the log of this user lies."""
    return user_log_path(_NAME, appauthor=False)
