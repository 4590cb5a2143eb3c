"""Conversations in Hungarian."""

from __future__ import annotations

from .talk import DAY, HOUR, Guest, Noted, Resolved, Said, Talk

BENCE = Guest("bence", "hu", "Chrome", "macOS", "Tóth Bence", "bence.toth@example.com", visits=5, known_for=160 * DAY)
DAVID = Guest("david", "hu", "Firefox", "Windows", "Szabó Dávid", "szabo.david@example.com", visits=2)
EVA = Guest(
    "eva", "hu", "Safari", "iPadOS", "Kovács Éva", "kovacs.eva@example.com", "+36 30 555 0126",
    "Kezdő kertész, szívesen fogad tanácsot. Egy macskája van.", visits=8, known_for=75 * DAY,
)  # fmt: skip
GERGO = Guest("gergo", "hu", "Edge", "Windows", "Nagy Gergő", "nagy.gergo@example.com", visits=3)
LILLA = Guest(
    "lilla", "hu", "Firefox", "Linux", "Horváth Lilla", "horvath.lilla@example.com", visits=4, known_for=55 * DAY
)
GIFT = Guest("gift", "hu", "Safari", "iOS")
SATURDAY = Guest("saturday", "hu", "Chrome", "Android")

TALKS = (
    Talk(
        BENCE,
        (
            Said(11, "visitor", "Jó napot! A TAVASZ26 kupon nem működik a pénztárnál."),
            Said(9.5, "zsofi", "Jó napot kívánok, Bence! Utánanézek. Milyen üzenetet ír ki a pénztár?"),
            Noted(8.8, "zsofi", "Májusban is volt ilyen: a kupon csak **növényekre** érvényes, de ez nincs kiírva a "
                  "pénztárnál. Nora, ezt írjuk oda."),
            Said(6.4, "visitor", "Azt írja, hogy „a kupon nem váltható be”. Egy olvasólámpa és két cserép van a "
                 "kosárban."),
        ),
        pages=((14, "/hu/lamps"), (12, "/hu/products/reading-lamp"), (11.5, "/hu/cart")),
        read_by=("zsofi", "nora"),
        draft=("zsofi", "Köszönöm, így már értem. Ez a kupon a növényekre szól, de szívesen "),
    ),
    Talk(
        DAVID,
        (
            Said(8.3, "visitor", "Üdvözlöm! Az 1154-es rendelésről céges számlát szeretnék kérni."),
            Said(7.9, "visitor", "Köszönöm, és a számlán szerepeljen az adószám is: 12345678-2-13."),
        ),
        pages=((10, "/hu/cart"), (9, "/hu/delivery")),
    ),
    Talk(
        EVA,
        (
            Said(3.3 * HOUR, "visitor", "Jó napot! Mérgező a könnyezőpálma a macskákra?"),
            Said(3.3 * HOUR - 2, "zsofi", "Jó napot, Éva! Sajnos igen, ha megrágja: csípi a száját és hányhat tőle. "
                 "A páfrány viszont teljesen ártalmatlan, és az északi ablakot is szereti."),
            Said(3.1 * HOUR, "visitor", "Akkor inkább a páfrányt választom. Holnap be tudok menni érte?"),
            Said(3.1 * HOUR - 2, "zsofi", "Természetesen. Félreteszek Önnek egy szép, bokros példányt; holnap 9 és "
                 "18 óra között várjuk a Fűzfa utcában."),
            Said(3 * HOUR, "visitor", "Rendben, holnap megyek. Nagyon köszönöm!"),
            Said(3 * HOUR - 1, "zsofi", "Várjuk szeretettel! A macskának is üdvözlet."),
        ),
        pages=((3.4 * HOUR, "/hu/products/monstera"), (3.2 * HOUR, "/hu/products/fern")),
        read_by=("zsofi",),
    ),
    Talk(
        SATURDAY,
        (
            Said(1.1, "visitor", "Jó napot, szombaton meddig vannak nyitva?"),
        ),
        pages=((3, "/hu/"), (2, "/hu/about")),
    ),
    Talk(
        GERGO,
        (
            Said(DAY + 130, "visitor", "Sziasztok, hol tart az 1149-es csomagom?"),
            Said(DAY + 128.5, "zsofi", "Jó napot, Gergő! Ma reggel átvette a futár, holnap délelőtt ér Önhöz. "
                 "Küldtünk követőszámot is: https://futar.example/nyomkoveto/1149"),
            Said(DAY + 120, "visitor", "Látom, köszönöm szépen!"),
            Resolved(DAY + 118, "zsofi"),
        ),
        pages=((DAY + 132, "/hu/delivery"),),
        read_by=("zsofi", "nora"),
    ),
    Talk(
        LILLA,
        (
            Said(34, "visitor", "Jó napot! Megjött a mázas tál, gyönyörű, de az alján van egy hajszálrepedés."),
            Said(32, "zsofi", "Jó napot, Lilla! Örülök, hogy tetszik, és sajnálom a repedést. Ereszti a vizet, ha "
                 "félig tölti?"),
            Said(18, "visitor", "Igen, egy óra alatt kis tócsa lett alatta. A parkettán van, nem merek öntözni."),
            Said(16.5, "visitor", "Kicserélik, vagy vigyem vissza a boltba?"),
        ),
        pages=((36, "/hu/products/glazed-bowl"), (35, "/hu/delivery"), (17, "/hu/delivery")),
    ),
    Talk(
        GIFT,
        (
            Said(6, "visitor", "Szép napot! Ajándékba szeretném a fűszerládát, írnak hozzá kártyát is?"),
            Said(4.6, "zsofi", "Szép napot! Természetesen, kézzel írjuk meg, díjmentesen. Mi legyen rajta?"),
            Said(2.2, "visitor", "„Boldog névnapot, Anyu!” És lehet rá rozmaringág is?"),
        ),
        pages=((8, "/hu/products/herb-kit"), (7, "/hu/delivery")),
    ),
)  # fmt: skip
