"""What tests stand on: small repositories with pinned dates, and a GitHub on loopback."""

from tests.support.repository import AUTHOR as AUTHOR
from tests.support.repository import COMMITTER as COMMITTER
from tests.support.repository import EXECUTABLE as EXECUTABLE
from tests.support.repository import FIRST_DATE as FIRST_DATE
from tests.support.repository import REGULAR as REGULAR
from tests.support.repository import SUBMODULE as SUBMODULE
from tests.support.repository import SYMLINK as SYMLINK
from tests.support.repository import Content as Content
from tests.support.repository import File as File
from tests.support.repository import RepoBuilder as RepoBuilder
