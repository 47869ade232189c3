"""What is checked, system by system."""

from checks import abowire, app47, standard, upgates, upodi, upzelo

SYSTEMS = {
    "standard": standard.check,
    "upodi": lambda *world: upodi.check("upodi", *world),
    "upodi-v2": lambda *world: upodi.check("upodi-v2", *world),
    "abowire": abowire.check,
    "abowire-v2": abowire.check_v2,
    "upzelo": upzelo.check,
    "app47": app47.check,
    "upgates": upgates.check,
}
