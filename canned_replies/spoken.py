"""Persian as it is spoken and as it is written, brought to one form for the coach: «می‌تونم» is heard as «می‌توانم».

Agents type both, so a pattern may be written in either. The form is for comparing only: it is never shown and need not
be a word. What makes a word too familiar is kept: «چیه», «باشه» and «بده» stay as they are. The JavaScript coach has
the same tables.
"""

import re
from functools import lru_cache
from typing import Final

# «ون» and «وم» sound where «ان» and «ام» are written, and the «و» of «خواندن» is silent.
_SOUNDED: Final = re.compile(r"(?:^ا|(?<=[^\W_])(?<!و))و+ا?(?=[نم])")
_PUT: Final = re.compile(r"^(ن?می|ب|ن)ذار")
_SAYS: Final = re.compile(r"^(ن?می\w{2,})ه$")
_SAY: Final = re.compile(r"^(ن?می\w*[بتخدرزسشفگن])ن$")
_YOU_SAY: Final = re.compile(r"^(\w{3,})ین$")

# Verbs whose stem is spoken short: «می‌گم» is «می‌گویم», «نمی‌خوان» is «نمی‌خواهند».
_SHORT: Final = {"گ": "گوی", "ر": "رو", "ش": "شو", "د": "ده", "خوا": "خواه"}
_ENDINGS: Final = {"م": "م", "یم": "یم", "ید": "ید", "ین": "ید", "ه": "د", "ن": "ند"}
_KEPT: Final = frozenset({"بده", "نده", "بدن", "ندن"})  # an order to a friend; the body
_ALIKE: Final = (
    "رو=را اگه=اگر دیگه=دیگر مگه=مگر یه=یک چی=چه توی=در واسه=برای انا=انها اونا=انها هیشکی=هیچکس انقدر=اینقدر"
    " اینجوری=اینطور اینجور=اینطور چجوری=چطور داره=دارد نداره=ندارد دارن=دارند ندارن=ندارند هستن=هستند"
    " نیستن=نیستند نیس=نیست باشن=باشند کنین=کنید نکنین=نکنید بیایید=بیاید بیاین=بیاید بلیط=بلیت بکنه=بکند برسه=برسد"
    " میاد=میاید نمیاد=نمیاید میام=میایم نمیام=نمیایم میان=میایند نمیان=نمیایند"
    " میخواد=میخواهد نمیخواد=نمیخواهد بخواد=بخواهد"
)
_WORDS: Final[dict[str, str]] = dict(pair.split("=") for pair in _ALIKE.split())
_VERBS: Final = {
    before + stem + ending: before + whole + full
    for before in ("می", "نمی", "ب", "ن")
    for stem, whole in _SHORT.items()
    for ending, full in _ENDINGS.items()
    if before + stem + ending not in _KEPT
}
_FORMS: Final = {**_VERBS, **_WORDS}


@lru_cache(maxsize=16_384)
def heard(word: str) -> str:
    """The form of a folded word under which its spoken and its written form are the same."""
    form = _FORMS.get(word)
    if form is None:
        form = _YOU_SAY.sub(r"\1ید", _PUT.sub(r"\1گذار", word))
        form = _SAYS.sub(r"\1د", _SAY.sub(r"\1ند", form))
    form = heard_stem(form)
    return _WORDS.get(form, form)


def heard_stem(stem: str) -> str:
    """The same for the start or the end of a word: only what sounds different inside it."""
    return _SOUNDED.sub("ا", stem)
