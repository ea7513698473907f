"""Documentation: pages, sections and links that came, went or moved; public names with and without
documentation.

`extra` of these facts:

- `page`: `title` (its first heading), `lines`;
- `section`: `level`; `container`: `added` or `removed` where the whole page was; `changed_lines` of a
  changed one; `owner` is the path of the page;
- `link`: `external` (`true` for another host); a `changed` one leads elsewhere (`before`, `after`); a `missing` one is still on the page and points at a file
  or heading that this commit took away, `why` is `file` or `heading`, and a file is named by its path in the
  repository; `owner` is the path of the page;
- `table_row`: see `tables`;
- `docstring`: `subject`, the kind of symbol. `missing` is said of new public names only.

`markup` finds headings and links; `pages` reads both sides of a page; `sections`, `links` and `docstrings` say what
became of each.
"""

from classifier.facts.docs.extractor import docs_facts

__all__ = ["docs_facts"]
