"""What a doubtful relation asks for: the figure that its other cells make of one, where nothing else breaks by it."""

from __future__ import annotations

from collections.abc import Iterator

from app.checks.repair_ground import Ground, Number, divided
from app.domain.address import Address


def expected(ground: Ground, place: int) -> Iterator[tuple[Address, Number]]:
    """The cells that may be wrong with the figures they would have; none where the relation only asks for at least.

    First what stands on the left of the relation: it follows from what stands on the right.
    """
    if not ground.is_equal(place):
        return
    for address in ground.relations[place].cells:
        now, by = ground.values[address], ground.reach(address).get(place)
        if address not in ground.cells or now is None or not by:
            continue
        amount = divided(-ground.gaps[place], by)
        if amount is None or not ground.holds(address, now + amount):
            continue
        if not ground.breaks({p: times * amount for p, times in ground.reach(address).items()}):
            yield address, now + amount
