"""Text that did not come from the clerk as it stands: mirrored in traditional characters, with leftovers of a web page,
or with signs that no keyboard makes. Nothing is said about its wording.
"""

from __future__ import annotations

import re
from functools import lru_cache

from app.checks.words.sentences import MEMORY

# Characters that simplified texts do not use and that a converted page is full of.
_TRADITIONAL = re.compile(
    "[們個開為發產與業務實關號應會國門標機電動區縣鎮鄉題說網過還這進請處複訴訟訊資據規範單對時間將條級長點線種組經總後樣"
    "強從負責賬製設許論認識證護議讓變豐購貨質貫達遠運邊適選遞釋錄報場壓態憑懇採損換據擇擔擴無熱爭當監盡睜確禮種積穩競築"
    "給絕統維緊繼續義習聯聽職臨舉舊藝衛補覺觀訂訓詢詳誤課調談講豈賢賴車軍轉輕輪辦農違鄰鐘鏈閱隊際險雙雲頁順領頭類風體驗黨齊]"
)
_PINYIN = re.compile(r"[\u4e00-\u9fff]\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}\)")
_PAGE = re.compile(
    r"&[a-z]{2,6};|</?[a-z]{1,8}[ >/]|[a-z-]+:\s?[0-9.]+(?:pt|px|em)|https?:[^ ]*<|\?[!！]"
    r"|[\ufffd\ue000-\uf8ff\u2e80-\u2fdf]"
)
_MOST_TRADITIONAL = 1


@lru_cache(maxsize=MEMORY)
def is_damaged(paragraph: str) -> bool:
    """True where the paragraph was converted or damaged on its way here."""
    if len(_TRADITIONAL.findall(paragraph)) > _MOST_TRADITIONAL:
        return True
    return _PAGE.search(paragraph) is not None or _PINYIN.search(paragraph) is not None
