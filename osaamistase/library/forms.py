"""The workbook that an administrator brings."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import FileField
from wtforms.validators import ValidationError

from osaamistase.web.forms import Form


class WorkbookForm(Form):
    """One file. Whether it is a workbook, its reading tells."""

    workbook = FileField(_("Työkirja (.xlsx)"))

    def validate_workbook(self, field: Any) -> None:
        if not getattr(field.data, "filename", ""):
            raise ValidationError(_("Valitse ensin työkirja omalta koneeltasi."))

    def content(self) -> bytes:
        """The file's bytes."""
        return bytes(self.workbook.data.read())
