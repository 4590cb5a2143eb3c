"""Conversations in Persian."""

from __future__ import annotations

from .talk import DAY, HOUR, Guest, Noted, Resolved, Said, Snoozed, Talk

SARA = Guest(
    "sara", "fa", "Chrome", "Android", "سارا کریمی", "sara.karimi@example.com", "0912 555 0134",
    "مشتری قدیمی؛ ترجیح می‌دهد عصرها تماس بگیریم.", visits=11, known_for=230 * DAY,
)  # fmt: skip
MARYAM = Guest("maryam", "fa", "Safari", "iOS", "مریم احمدی", "maryam.ahmadi@example.com", visits=4, known_for=31 * DAY)
ALI = Guest("ali", "fa", "Firefox", "Windows", "علی لطفی", "ali.lotfi@example.com", visits=2)
NASRIN = Guest("nasrin", "fa", "Edge", "Windows", "نسرین رضایی", phone="0917 555 0161", visits=2, known_for=6 * DAY)
POUYA = Guest("pouya", "fa", "Chrome", "Windows", "پویا نادری", "pouya.naderi@example.com", visits=3, known_for=4 * DAY)
WEST_WINDOW = Guest("west-window", "fa", "Firefox", "Android")
BALCONY = Guest("balcony", "fa", "Chrome", "Android")

TALKS = (
    Talk(
        SARA,
        (
            Said(21 * DAY, "visitor", "سلام، می‌شود گلدان سفالی را کادوپیچ بفرستید؟"),
            Said(21 * DAY - 2, "reza", "سلام سارای گرامی، با کمال میل. آن را در کاغذ کرافت و با یک شاخه رزماری "
                 "می‌پیچیم. متن کارت را همین‌جا بنویسید تا با دست بنویسیم."),
            Said(21 * DAY - 9, "visitor", "«تولدت مبارک مامان جان.» خیلی ممنونم."),
            Said(21 * DAY - 11, "reza", "نوشته شد. فردا صبح ارسال می‌شود. تولدشان مبارک!"),
            Resolved(21 * DAY - 20, "reza"),
        ),
        read_by=("reza", "nora"),
    ),
    Talk(
        SARA,
        (
            Said(39, "visitor", "سلام، سفارش ۱۰۴۲ را شنبه ثبت کردم."),
            Said(37.5, "reza", "سلام سارای گرامی، خوش آمدید.\nهمین حالا سفارش شما را بررسی می‌کنم."),
            Said(31, "reza", "سفارش شما دیروز تحویل پیک شده و در مسیر است. با شرکت پیک تماس گرفته‌ام و منتظر "
                 "پاسخ‌شان هستم."),
            Said(15.5, "visitor", "سفارشم هنوز نرسیده و فردا مهمان دارم."),
            Said(14, "visitor", "لطفاً بگویید کی می‌رسد؟"),
        ),
        pages=((41, "/fa/products/olive-tree"), (40, "/fa/cart"), (38, "/fa/delivery"), (16, "/fa/delivery")),
    ),
    Talk(
        MARYAM,
        (
            Said(96, "visitor", "سلام. برگ‌های پایین برگ‌انجیری‌ام زرد شده. چه کار کنم؟"),
            Said(93, "reza", "سلام مریم خانم. نگران نباشید، معمولاً نشانهٔ آب زیاد است. لطفاً بگویید:\n"
                 "- هفته‌ای چند بار آب می‌دهید؟\n"
                 "- گلدان سوراخ زهکشی دارد؟\n"
                 "- فاصله‌اش تا پنجره چقدر است؟"),
            Said(84, "visitor", "هفته‌ای سه بار آب می‌دهم. سوراخ دارد. حدود دو متر تا پنجره."),
            Said(81, "reza", "پس علت همین است. تا وقتی سه سانتی‌متر بالای خاک خشک نشده آب ندهید و گلدان را کمی به "
                 "پنجره نزدیک کنید. برگ‌های زرد سبز نمی‌شوند، اما برگ تازه سالم خواهد بود.\n"
                 "لطفاً یک هفتهٔ دیگر عکسی بفرستید تا با هم ببینیم."),
        ),
        pages=((98, "/fa/"), (97, "/fa/products/monstera")),
        read_by=("reza",),
    ),
    Talk(
        BALCONY,
        (
            Said(3.2, "visitor", "سلام، درخت زیتون را می‌شود زمستان در تبریز روی بالکن نگه داشت؟"),
        ),
        pages=((6, "/fa/plants"), (4, "/fa/products/olive-tree")),
    ),
    Talk(
        NASRIN,
        (
            Said(4.5 * HOUR, "visitor", "سلام، آب‌پاش کی دوباره موجود می‌شود؟ رنگ سبزش را می‌خواهم."),
            Said(4.5 * HOUR - 3, "reza", "سلام خانم رضایی. سری تازه فردا از کارگاه می‌رسد. یکی را به نام شما کنار "
                 "می‌گذارم و فردا صبح همین‌جا خبر می‌دهم."),
            Said(4.3 * HOUR, "visitor", "عالی است، منتظرم."),
            Said(4.3 * HOUR - 1, "reza", "با کمال میل. تا فردا!"),
            Noted(4.2 * HOUR, "reza", "یک آب‌پاش سبز برای خانم رضایی کنار گذاشته شود. فردا ساعت ۱۰ خبر بدهم."),
            Snoozed(4.2 * HOUR - 1, "reza", wakes_in=17 * HOUR),
        ),
        pages=((4.6 * HOUR, "/fa/products/watering-can"),),
        read_by=("reza",),
    ),
    Talk(
        ALI,
        (
            Said(7 * HOUR, "visitor", "سلام، چراغ مطالعه با دکور اتاقم جور نیست. می‌توانم آن را برگردانم؟"),
            Said(7 * HOUR - 1.8, "reza", "سلام آقای لطفی. بله، تا ۳۰ روز بدون هزینه. برچسب پست را همین حالا به "
                 "ایمیل شما فرستادم؛ کافی است روی جعبه بچسبانید و به نزدیک‌ترین دفتر پست بدهید."),
            Said(6.7 * HOUR, "visitor", "رسید. سپاسگزارم، چقدر ساده بود."),
            Resolved(6.6 * HOUR, "reza"),
        ),
        pages=((7.1 * HOUR, "/fa/delivery"),),
        read_by=("reza", "nora"),
    ),
    Talk(
        POUYA,
        (
            Said(24, "visitor", "سلام و خسته نباشید. برای افتتاح دفترمان پنج درخت زیتون می‌خواهم. تخفیف دارید؟"),
            Said(22, "reza", "سلام آقای نادری، افتتاح دفتر مبارک! از سه درخت به بالا ده درصد تخفیف داریم. دفتر در "
                 "کدام شهر است و تا چه روزی لازم دارید؟"),
            Noted(20, "reza", "هفت درخت در انبار داریم؛ پنج‌تای خوش‌قواره کنار بگذاریم."),
            Said(7.4, "visitor", "دفتر در اصفهان است و تا پنجشنبه لازم داریم. می‌رسد؟"),
        ),
        pages=((27, "/fa/plants"), (26, "/fa/products/olive-tree"), (9, "/fa/delivery")),
        read_by=("reza",),
        draft=("reza", "بله، اگر سفارش را امروز ثبت کنید، چهارشنبه با خودروی خودمان "),
    ),
    Talk(
        WEST_WINDOW,
        (
            Said(5.1, "visitor", "سلام، پنجره‌ام رو به غرب است. چه گیاهی پیشنهاد می‌دهید؟"),
            Said(4, "reza", "سلام، خوش آمدید. غرب نور خوبی دارد! فاصلهٔ گلدان تا پنجره چقدر است و هفته‌ای چند بار "
                 "فرصت آبیاری دارید؟"),
            Said(1.7, "visitor", "کنار پنجره است و بیشتر از هفته‌ای یک بار یادم نمی‌ماند 🙂"),
        ),
        pages=((7, "/fa/"), (6, "/fa/plants")),
    ),
)  # fmt: skip
