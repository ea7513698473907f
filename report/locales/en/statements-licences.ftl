### Licences.

summary-licence = The licence { $path } changes from { $licence_before } to { $licence_after }.
summary-licence-added = Adds the licence { $path } ({ $licence_after }).
summary-licence-removed = Removes the licence { $path } ({ $licence_before }).
summary-licence-field = The licence named in { $file } goes from { $before } to { $after }.
summary-licence-text = Edits the licence text { $names }.
summary-licence-headers = { $files ->
    [one] One file now names
   *[other] { $files } files now name
} { $name } as its licence.
summary-licence-headers-gone = { $files ->
    [one] One file no longer names
   *[other] { $files } files no longer name
} { $name } as its licence.
licence-changed = { $path } changes from { $licence_before } to { $licence_after }: from here on, other terms apply to using and passing on the code.
licence-field-changed = The licence that { $file } names goes from { $before } to { $after }; checks that allow licences by name decide anew.
licence-advice = Have the new terms in { $path } ({ $licence_after }) checked before upgrading.

licence-agpl-3-0 = GNU AGPL 3
licence-lgpl-3-0 = GNU LGPL 3
licence-lgpl-2-1 = GNU LGPL 2.1
licence-gpl-3-0 = GNU GPL 3
licence-gpl-2-0 = GNU GPL 2
licence-mpl-2-0 = Mozilla Public License 2.0
licence-epl-2-0 = Eclipse Public License 2.0
licence-busl-1-1 = Business Source License 1.1
licence-sspl-1-0 = Server Side Public License 1
licence-elastic-2-0 = Elastic License 2.0
licence-apache-2-0 = Apache License 2.0
licence-bsl-1-0 = Boost Software License 1.0
licence-cc0-1-0 = CC0 1.0
licence-cc-by-4-0 = CC BY 4.0
licence-unlicense = Unlicense
licence-isc = ISC
licence-mit = MIT
licence-bsd-3-clause = BSD 3-Clause
licence-bsd-2-clause = BSD 2-Clause
licence-unknown = an unknown licence
