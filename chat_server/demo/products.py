"""What the demo shop sells. Names and descriptions stand in the words, pictures in ``static/pictures``."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Category = Literal["plants", "pots", "lamps"]
CATEGORIES: tuple[Category, ...] = ("plants", "pots", "lamps")

FACTS: dict[Category, tuple[str, ...]] = {
    "plants": ("light", "water", "height"),
    "pots": ("size", "material", "care"),
    "lamps": ("bulb", "cable", "size"),
}
"""What people want to know about a product of that kind, in the order in which they ask."""


class Product(Struct, frozen=True):
    """One thing on the shelf. Prices are whole units: euro, toman, forint."""

    slug: str
    category: Category
    tone: Literal["sage", "clay", "sand", "sky"]
    euro: int
    toman: int
    forint: int

    def price(self, locale: str) -> int:
        """What it costs where that language is spoken."""
        return {"en": self.euro, "fa": self.toman, "hu": self.forint}[locale]


PRODUCTS: tuple[Product, ...] = (
    Product("olive-tree", "plants", "sage", 48, 2_980_000, 18_990),
    Product("clay-pot", "pots", "clay", 16, 640_000, 5_990),
    Product("reading-lamp", "lamps", "sand", 72, 4_650_000, 27_990),
    Product("fern", "plants", "sky", 21, 1_250_000, 7_990),
    Product("watering-can", "pots", "sand", 29, 1_350_000, 10_990),
    Product("monstera", "plants", "clay", 36, 2_150_000, 13_990),
    Product("mushroom-lamp", "lamps", "sage", 58, 3_900_000, 21_990),
    Product("glazed-bowl", "pots", "sky", 34, 1_480_000, 12_990),
    Product("herb-kit", "plants", "sand", 18, 890_000, 6_990),
    Product("rattan-shade", "lamps", "clay", 64, 4_200_000, 24_990),
    Product("hanging-pot", "pots", "sage", 24, 980_000, 8_990),
    Product("garden-lantern", "lamps", "sky", 27, 1_190_000, 9_990),
)

BY_SLUG = {product.slug: product for product in PRODUCTS}
FAVOURITES = PRODUCTS[:6]


def related(product: Product, count: int = 4) -> list[Product]:
    """Things of other kinds to stand beside it, one shelf on."""
    at = PRODUCTS.index(product)
    others = [*PRODUCTS[at + 1 :], *PRODUCTS[:at]]
    return [other for other in others if other.category != product.category][:count]
