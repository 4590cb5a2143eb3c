"""Conversations in English."""

from __future__ import annotations

from .talk import DAY, HOUR, Assigned, Guest, Noted, Resolved, Said, Talk

AOIFE = Guest(
    "aoife", "en", "Safari", "iOS", "Aoife Brennan", "aoife.brennan@example.com", "+353 85 555 0142",
    "Has ordered for her café four times. Likes to be called after 16:00.", visits=17, known_for=410 * DAY,
)  # fmt: skip
TOM = Guest("tom", "en", "Chrome", "Windows", "Tom Hughes", "tom.hughes@example.com", visits=3, known_for=12 * DAY)
LIAM = Guest(
    "liam", "en", "Firefox", "Linux", "Liam Walsh", "liam@walshwedding.example", "+353 86 555 0178",
    "Wedding on the 14th, about 30 tables.", visits=6, known_for=9 * DAY,
)  # fmt: skip
PRIYA = Guest("priya", "en", "Edge", "Windows", "Priya Nair", "priya.nair@example.com", visits=2)
MAEVE = Guest(
    "maeve", "en", "Chrome", "macOS", "Maeve O’Neill", "maeve.oneill@example.com", visits=5, known_for=88 * DAY
)
DANIEL = Guest("daniel", "en", "Firefox", "Windows", "Daniel Fischer", "daniel.fischer@example.com", visits=9)
LIGHT = Guest("light", "en", "Safari", "iOS")
PASSER_BY = Guest("passer-by", "en", "Chrome", "Android")

TALKS = (
    Talk(
        AOIFE,
        (
            Said(52, "visitor", "Hi, order 1187 arrived but both rattan shades are crushed on one side."),
            Said(51, "visitor", "We open the new room on Friday and I really need them."),
            Said(49.5, "emma", "Oh no, I’m sorry, Aoife. That is not how they should reach you.\n"
                 "Could you keep the box and tell me whether the outer carton was damaged too?"),
            Said(45, "visitor", "Yes, it looks as if something heavy stood on it. Photo sent by mail."),
            Noted(42, "emma", "Photo is in the orders mailbox: the courier dropped it, clearly. We have **one** "
                  "shade in stock, the next come on Monday. Nora, may I send her ours from the showroom as well?"),
            Assigned(41.5, "emma", "nora"),
            Said(27, "visitor", "Is there any news? I have to tell the electrician something."),
        ),
        pages=((54, "/en/products/rattan-shade"), (53, "/en/delivery"), (28, "/en/delivery")),
        read_by=("emma",),
    ),
    Talk(
        TOM,
        (
            Said(78, "visitor", "Hello! Does the clay pot survive winter outside?"),
            Said(75.5, "emma", "Hello Tom! Down to −8 °C, yes. Three things help it through the winter:\n"
                 "1. Lift it off the ground, two bits of wood are enough.\n"
                 "2. Keep the soil on the dry side from November.\n"
                 "3. Move it next to a wall when real frost comes."),
            Said(73, "visitor", "That’s clear, thanks. One of mine came with a hairline crack, though. Does that "
                 "matter?"),
            Said(70, "emma", "It does, frost would find it. We’ll replace it free of charge. Could you send me a "
                 "photo of the crack and your order number?"),
            Said(66, "visitor", "Great, I’ll send the photo tonight when I’m home."),
            Said(64, "emma", "Perfect, no hurry. As soon as it is here I’ll send the new one on its way the same "
                 "day."),
        ),
        pages=((80, "/en/pots"), (79, "/en/products/clay-pot")),
        seen="delivered",
        read_by=("emma", "nora"),
    ),
    Talk(
        LIAM,
        (
            Said(5 * HOUR, "visitor", "Hi there, could you make 30 herb crates for a wedding on the 14th?"),
            Said(5 * HOUR - 2.5, "emma", "What a lovely idea! Thirty is possible. Let me ask Zsófi about the crates "
                 "and Reza about the plants; I’ll have an answer for you today."),
            Noted(4 * HOUR, "reza", "Rosemary and chives are no problem. Basil only if we sow **this week**."),
            Noted(3.6 * HOUR, "zsofi", "24 crates are finished, the other six will be dry by Thursday. Names burnt "
                  "into the wood would take one more day."),
            Said(2.2 * HOUR, "emma", "Good news: all thirty can be ready by the 12th. Would you like the names of "
                 "your guests on the tags? It costs nothing, we only need the list by Monday."),
        ),
        pages=((5 * HOUR + 6, "/en/"), (5 * HOUR + 2, "/en/products/herb-kit"), (2 * HOUR, "/en/cart")),
        read_by=("emma", "reza", "zsofi"),
        draft=("emma", "I’ve put 30 crates aside under your name. Delivery on the 12th between "),
    ),
    Talk(
        PASSER_BY,
        (
            Said(5.4 * HOUR, "visitor", "do you have parking"),
            Said(5.4 * HOUR - 1.5, "emma", "We do: six places in the yard behind the greenhouse, free for visitors. "
                 "Drive in at the blue gate."),
            Said(5.3 * HOUR, "visitor", "ok thanks"),
            Resolved(5.2 * HOUR, "emma"),
        ),
        pages=((5.5 * HOUR, "/en/about"),),
        read_by=("emma", "nora"),
    ),
    Talk(
        PRIYA,
        (
            Said(2 * DAY + 190, "visitor", "The mushroom lamp hums a little when it is dimmed. Is that normal?"),
            Said(2 * DAY + 187, "emma", "It should be silent. Do you happen to use it with a second dimmer in the "
                 "wall?"),
            Said(2 * DAY + 180, "visitor", "I do! I didn’t think of that."),
            Said(2 * DAY + 178, "emma", "That is it, then: two dimmers sing to each other. Turn the one in the wall "
                 "fully up and use only the one on the cable. If it still hums, we’ll exchange the lamp."),
            Said(2 * DAY + 171, "visitor", "Silence! Thank you so much, I thought I had broken it."),
            Resolved(2 * DAY + 165, "emma"),
        ),
        pages=((2 * DAY + 195, "/en/products/mushroom-lamp"),),
        read_by=("emma", "nora"),
    ),
    Talk(
        MAEVE,
        (
            Said(15, "visitor", "Hi Emma, I’ve just noticed I gave my old address for order 1191. Can it still be "
                 "changed?"),
            Said(13.8, "emma", "Hi Maeve! Yes, it is packed but still here. Where should it go?"),
            Said(5.8, "visitor", "27 Harbour Row, Galway. Same name on the bell. Sorry for the trouble!"),
        ),
        pages=((17, "/en/cart"), (16, "/en/delivery")),
    ),
    Talk(
        LIGHT,
        (
            Said(4.4, "visitor", "Which bulb goes into the rattan shade? I’d like it really warm."),
            Said(3.1, "emma", "Any E27 up to 40 W. For a really warm evening, look for 2200 K on the box; 2700 K is "
                 "what most people have at home."),
            Said(0.7, "visitor", "2200 it is. Do you sell them too?"),
        ),
        pages=((6, "/en/lamps"), (5, "/en/products/rattan-shade")),
    ),
    Talk(
        DANIEL,
        (
            Said(26 * HOUR, "visitor", "I waited two days for an answer to my mail about the broken lantern. Not "
                 "great."),
            Said(26 * HOUR - 3, "emma", "You are right, Daniel, and I’m sorry. Your mail was filed under the wrong "
                 "order. Nora, who leads our team, will write to you herself today."),
            Assigned(26 * HOUR - 4, "emma", "nora"),
            Noted(25 * HOUR, "nora", "New lantern sent by express, and a box of candles for the trouble. Tracking "
                  "follows."),
            Said(24.8 * HOUR, "nora", "Good evening, Daniel. A new lantern left us by express and should be with "
                 "you on Tuesday before noon. We have changed how mails are sorted, so this cannot happen to the "
                 "next one. Thank you for telling us plainly."),
            Said(3.4 * HOUR, "visitor", "That was quick now. Thank you, Nora. I’ll let you know when it is here."),
            Said(3.3 * HOUR, "nora", "Please do, I’d like to see it lit."),
        ),
        pages=((26.2 * HOUR, "/en/products/garden-lantern"), (26.1 * HOUR, "/en/delivery")),
        read_by=("nora", "emma"),
    ),
)  # fmt: skip
