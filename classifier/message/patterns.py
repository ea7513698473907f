"""Every pattern that reads commit messages, in one place.

Each is linear in the text that it is given: no two neighbouring quantifiers accept the same character,
and whatever may repeat without end is bounded or anchored to the start of a line. Patterns with `match`
in mind are applied to one line at a time.
"""

from __future__ import annotations

import re

# What is read as if it were written in the other width, so that places stay: input methods for Chinese and Japanese
# write these.
# Blanks that do not break, as French keyboards and macOS write them before and after a colon, and the wide one.
FULLWIDTH = str.maketrans("：（）！［］＃\u00a0\u2007\u202f\u3000", ":()![]#    ")
# Scripts whose words run on without blanks, or (Korean) carry endings: no word of theirs ends where `\w` ends.
RUNNING = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f"
RUNNING_CHARACTER = re.compile(f"[{RUNNING}]")

# Conventional Commits 1.0.0, item 1. A type is a noun: a ticket (`JIRA-123`) or a path (`net/http`) is none.
CONVENTIONAL = re.compile(r"([^\W\d_][\w.+-]*)(?:\(([^()\n]+)\))?(!)?:([ \t]*)(?=(\S))")
TICKET = re.compile(
    r"(?:\[([A-Z][A-Z0-9_]{1,20}-\d{1,9})\]"
    r"|([A-Z][A-Z0-9_]{1,20}-\d{1,9})(?=[:.][ \t]| - ))[ \t]*[:.-]?[ \t]*(?=\S)"
)
# What a program or a habit puts first: a number, a mark of a list, that it is a draft. It is one where a type follows:
# `#12 fix: x`, `ABC-12 feat: x`, `* feat: x`, `Draft: feat: x`.
PUT_FIRST = re.compile(
    r"(?:[*+•-]|[Dd]raft:|DRAFT:|WIP:|\((?:[Dd]raft|WIP)\)|\(#\d{1,9}\)|(?:(?:PR|MR|GH|pr|mr)[ -]?)?[#!]\d{1,9}|[A-Z][A-Z0-9_]{1,20}-\d{1,9})[ \t]*[:-]?[ \t]+(?=\S)"
)
# What GitLab calls the request for an issue, by the title.
RESOLVES = re.compile(r"(?:Draft: )?Resolve \"(.{1,500})\"$")
# What people write who mean a type but miss the form: `feat (x): y`, `fix[x]: y`, `fix : y`, `feat()!: y`,
# `feat!(x): y`, `feat(x(y)): z`.
NEARLY_CONVENTIONAL = re.compile(
    r"([^\W\d_]{2,16})[ \t]?(!)?(?:\(((?:[^()\n]|\([^()\n]{0,80}\)){0,200})\)|\[([^\[\]\n]*)\])?[ \t]?(!)?[ \t]?:[ \t]*(?=\S)"
)
# The types in use; `net: …` and `parser: …` have the same form, so it takes a list to tell them apart.
TYPE_WORDS = frozenset(
    (  # noqa: SIM905 - five hundred lines say no more than these
        "feat feature feats fix fixes fixed bugfix bug hotfix perf performance refactor refac refact rework cleanup docs doc"
        " documentation test tests testing style format lint fmt typo build ci cicd chore chores misc revert deps dep"
        " dependencies bump security sec release config conf infra ops wip improvement improve enhancement enhance enh maint"
        " i18n l10n types minor deprecate deprecation remove removal breaking change changed add added update upgrade optimize"
        " optimization opt ux tweak polish nit trivial examples example benchmark bench tool tools tooling"
        # Chinese
        " 功能 特性 新功能 新特性 新增 添加 增加 修复 修正 修改 更新 变更 调整 改进 增强 优化 性能 重构 整理 清理 删除 移除 文档"
        " 注释 测试 样式 格式 构建 编译 打包 依赖 升级 发布 版本 配置 部署 安全 杂项 其他 回滚 回退 撤销 还原 持续集成"
        # Japanese
        " 機能 新機能 機能追加 追加 修正 バグ修正 不具合修正 変更 改善 最適化 性能改善 削除 文書 ドキュメント テスト リファクタ"
        " リファクタリング 整形 スタイル ビルド 依存 依存関係 設定 セキュリティ リリース 雑務 差し戻し 取り消し リバート"
        # Korean
        " 기능 기능추가 추가 수정 버그 버그수정 변경 개선 성능 최적화 삭제 제거 문서 테스트 리팩터링 리팩토링 스타일 빌드 의존성"
        " 설정 보안 배포 릴리스 릴리즈 기타 되돌리기 롤백"
    ).split()
)
# The nouns before a `!:` that shout and break nothing.
EXCLAMATIONS = frozenset(
    ["note", "warning", "attention", "caution", "important", "careful", "achtung", "hinweis"]
)

# `[Bugfix][Kernel] …`; also in brackets of Chinese and Japanese. The tags are read one after the other from the start. `「…」` quotes: it is
# a tag only around a word that is a type.
TAG = re.compile(
    r"[ \t]*(?:\[([^\[\]\n]{1,60})\]|【([^【】\n]{1,60})】|〔([^〔〕\n]{1,60})〕|「([^「」\n]{1,60})」)[ \t]*"
)
# `net/http: …`, `drm/amd/display: …`, `x86, kvm: …`, `cmd/{go,vet}: …`, `mm: slub: …`
AREA = re.compile(r"([\w.*/{}@+-]+(?:,[ ]?[\w.*/{}@+-]+){0,5}):[ \t]+(?=\S)")

# Unicode's Extended_Pictographic. Of the characters that are text unless a variation selector follows, those that
# a language, an author or a list writes (©, ™, ㊗, 〰, ‼, ↔, ▪) need one; the others are signs with or without it.
_PICTURE = (
    "\u231a\u231b\u2328\u23cf\u23e9-\u23f3\u23f8-\u23fa\u2600-\u2604\u260e\u2611\u2614\u2615\u2618\u261d\u2620"
    "\u2622\u2623\u2626\u262a\u262e\u262f\u2638-\u263a\u2640\u2642\u2648-\u2653\u265f\u2660\u2663\u2665\u2666\u2668"
    "\u267b\u267e\u267f\u2692-\u2697\u2699\u269b\u269c\u26a0\u26a1\u26a7\u26aa\u26ab\u26b0\u26b1\u26bd\u26be\u26c4"
    "\u26c5\u26c8\u26ce\u26cf\u26d1\u26d3\u26d4\u26e9\u26ea\u26f0-\u26f5\u26f7-\u26fa\u26fd\u2702\u2705\u2708-\u270d"
    "\u270f\u2712\u2714\u2716\u271d\u2721\u2728\u2733\u2734\u2744\u2747\u274c\u274e\u2753-\u2755\u2757\u2763\u2764"
    "\u2795-\u2797\u27a1\u27b0\u27bf\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\U0001f000-\U0001faff"
)
_TEXT_FIRST = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u24c2\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe"
    "\u3030\u303d\u3297\u3299"
)
_ONE = f"(?:[{_PICTURE}]\ufe0f?|[{_TEXT_FIRST}]\ufe0f|[0-9#*]\ufe0f?\u20e3)"
_SKIN, _FLAG = "[\U0001f3fb-\U0001f3ff]?", "[\U000e0020-\U000e007f]*"
EMOJI = re.compile(
    rf"(:[a-z0-9_+-]{{2,40}}:|[\U0001f1e6-\U0001f1ff]{{2}}|{_ONE}{_SKIN}{_FLAG}(?:\u200d{_ONE}{_SKIN})*)[ \t]*"
)
# What gitmoji lets follow: `✨ (api)!: …`, `✨!: …`, `✨: …`
AFTER_EMOJI = re.compile(r"(?:\(([^()\n]{1,100})\))?(!)?:[ \t]*(?=\S)|\(([^()\n]{1,100})\)[ \t]+(?=\S)")
BREAKING_EMOJI = frozenset(["💥", ":boom:"])
REVERT_EMOJI = frozenset(["⏪", ":rewind:"])

DJANGO = re.compile(
    r"(?:\[[\w.]{1,20}\][ \t]+)?(Fixed|Refs|Reverted)[ \t]+"
    r"(#\d{1,9}(?:,[ ]?#\d{1,9}){0,9})[ \t]+--?[ \t]+(?=\S)"
)

# Merges whose title stands elsewhere, or nowhere; `classifier.message.requests` knows those that name a request.
MERGE_OTHER = re.compile(
    r"Merged? (?:(?:remote[- ]tracking )?branch(?:es)?|tags?|commits?|changes?|topics?|remote[- ]tracking|\"|'|lp:)\b"
    r"|Merged? ['\"]|Merge (?:[0-9a-f]{7,64}|(?:origin|upstream|refs|remotes)/\S{1,200}|main|master|develop|dev|trunk) into \S+$"
    r"|Merge (?:[0-9a-f]{7,64}|(?:origin|upstream|refs|remotes)/\S{1,200})$"
    r"|Merge \S{1,200} into (?:main|master|develop|dev|trunk|origin/\S+|release[/-]\S+|stable[/-]\S+)$"
    r"|Automatic merge|Auto-?merge"
)
GITLAB_REQUEST = re.compile(r"See merge request ([\w./-]{0,200})!(\d{1,9})")

# `^3` is how Gerrit counts; of a chain, `Revert` takes away what follows, `Reapply` (git 2.43 on) and `Reland` bring
# it back.
REVERT_TITLE = re.compile(
    r"([Rr]evert(?:ed|s)?|[Rr]e-?revert|[Uu]n-?revert|Re-?apply|Re-?land|Roll back|Rollback|Back out|Undo|回滚|回退|撤销|还原|恢复|リバート|取り消し|差し戻し|롤백|되돌리기)"
    r"(?:\^(\d{1,3}))?(?::[ \t]?|：|[ \t]+|(?=[\"“「『]))[\"'“「『](?=\S)"
)
RESTORING = frozenset(["reapply", "reland", "unrevert", "恢复"])  # in lower case, without hyphens
CLOSING_QUOTES = "\"'”」』"
REVERT_WORD = re.compile(
    r"(?:(?:\[?revert(?:s|ed|ing)?\]?|roll(?:s|ed)? ?back|back(?:s|ed)? out(?: (?:of )?\d* ?changesets?)?)\b|回滚|回退)[ \t:：]*",
    re.IGNORECASE,
)
# "Revert aiter to v0.1.10", "revert to the old names": a value or a state is named that is there again, not a commit.
REVERTED_TO = re.compile(
    r"(?:[^\s:]+ ){0,6}?(?:back )?to (?:v?\d|`|(?:the |its |our )?(?:old|previous|earlier|original|default)\b)",
    re.IGNORECASE,
)
# What undoes a revert without quoting it; only beside `This reverts commit …`.
REAPPLY_WORD = re.compile(r"re-?(?:appl(?:y|ies|ied)|lands?|landed)\b[ \t:]*", re.IGNORECASE)
REVERT_LAST = re.compile(
    r"(?:を)?(?:差し戻し|差し戻す|差し戻した|リバート|元に戻す|元に戻した|取り消し|되돌리기|되돌림|롤백|원복)$"
)
REVERT_TYPES = frozenset(
    ["revert", "回滚", "回退", "撤销", "还原", "差し戻し", "取り消し", "リバート", "되돌리기", "롤백"]
)
REVERTED_SHA = re.compile(
    r"\b(?:revert(?:s|ing|ed)|back(?:s|ed) out|undoes)(?:[ \t]{1,4}(?:commit|changeset)s?)?[: \t]{1,4}`?([0-9a-f]{7,64})\b",
    re.IGNORECASE,
)
REVERTS_WHOLLY = re.compile(r"^This reverts commit [0-9a-f]{7,64}\b", re.MULTILINE)
REVERTED_REQUEST = re.compile(
    r"\brevert(?:s|ing|ed)?[: \t]{1,4}(?:(?:PR|MR|pull request)[ \t]{1,4})?([\w-]{1,39}/[\w.-]{1,100})?#(\d{1,9})\b",
    re.IGNORECASE,
)
SHA = re.compile(r"[0-9a-f]{7,64}\b", re.IGNORECASE)
CHERRY_PICKED = re.compile(r"\(cherry picked from commit ([0-9a-f]{7,64})\)?")

AUTOSQUASH = re.compile(r"(?:(?:fixup|squash|amend)![ \t]+){1,50}")

# Footers, items 8 to 10, 12 and 16. A token has no blanks, but for BREAKING CHANGE; `fix(parser)!` is what
# squashed conventional lines look like, and the reference parser reads them as footers.
FOOTER = re.compile(
    r"(BREAKING CHANGE|[A-Za-z0-9][\w.-]*(?:\([^()\n]+\))?)(!)?(?::(?![:/\\])[ \t]*|[ \t]#(?=\S))"
)


# `BREAKING CHANGE: …` where the specification does not have it, but programs that squash put it: as an item.
ANNOUNCED_ITEM = re.compile(r"[ \t]{0,8}(?:[*+•-]|\d{1,3}[.)])[ \t]+BREAKING[ -]CHANGE:[ \t]*(?=\S)")
# What somebody writes who has to fill in the field.
NOTHING = re.compile(
    r"(?:(?:none|no|nil|n/?a|nothing|not applicable|false)(?: breaking changes?)?|-+|无|無|没有|沒有|不适用|无破坏性变更|なし|無し|없음|해당 ?없음)[.。!]?",
    re.IGNORECASE,
)
# A line of a squash body: `* feat(x): y`, `- fix: z`, or the bare line.
ITEM = re.compile(r"[ \t]{0,8}(?:(?:[*+•-]|\d{1,3}[.)])[ \t]+)?(?=\S)")
# As GitHub and GitLab list the titles of what they squash.
FORGE_ITEM = re.compile(r"^\* (?=\S)", re.MULTILINE)
SQUASHED_TITLE = re.compile(
    r"([^\W\d_][\w.+-]{0,30}|[A-Z][A-Z0-9_]{1,20}-\d{1,9} \w{2,20})(?:\([^()\n]{1,100}\))?(!)?:(?=[^:/\\=])"
)
SQUASHED_LOG = re.compile(
    r"^Squashed commit of the following:|^commit [0-9a-f]{40}(?:[0-9a-f]{24})?$", re.MULTILINE
)
FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
RULE = re.compile(r"[-=_*]{3,}\s*$")

CO_AUTHOR = re.compile(r"^co-authored-by:([^<\n]{0,200})<([^<>\n]{1,254})>", re.IGNORECASE | re.MULTILINE)
TRAILER = re.compile(r"([A-Za-z0-9-]+)[ \t]*:")
GPG_OUTPUT = re.compile(r"gpg: ")

# References, found by their literal `#`, `!`, `GH-` or `://`, never by a leading wildcard.
NUMBERS_AT_END = re.compile(r"(?:\s*\((?:[\w.-]+/[\w.-]+)?#\d+\))+\s*$")
NUMBER = re.compile(r"#(\d{1,9})(?![\w])|\b[Gg][Hh]-(\d{1,9})\b")
OWNER_NAME = re.compile(r"[\w-]{1,39}/[\w.-]{1,100}")
WEB_REFERENCE = re.compile(
    r"https?://[\w.-]{1,100}/([\w.-]{1,60}/(?:[\w.-]{1,100}/){0,4}?[\w.-]{1,100})/(?:-/)?"
    r"(?:issues|pull|pulls|merge_requests)/(\d{1,9})\b"
)
ACTION = re.compile(
    r"(close[sd]?|closing|fix(?:e[sd]|ing)?|resolve[sd]?|resolving|refs?|references?|see|related to"
    r"|part of|addresses|implements|reverts?)"
    r"(?:[ \t]+(?:issue|bug|pr|pull request))?[:]?[ \t]*$",
    re.IGNORECASE,
)
CLOSING = ("clos", "fix", "resolv")
