"""From views to Markdown and data files: templates, escaping, citations, downloads."""
