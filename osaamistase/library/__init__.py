"""The library: every questionnaire version, what changed between them, and drafts that come as workbooks."""
