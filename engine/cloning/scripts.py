"""What a person reads aloud to be cloned: the consent first, then sentences with many sounds."""

from typing import Final

from engine.errors import VoiceError

SCRIPTS: Final = {
    "en": (
        "I agree that Dragoman makes a voice that sounds like mine.",
        "When the sunlight strikes raindrops in the air, they act like a prism and form a rainbow.",
        "Yesterday my neighbours asked me whether I would join them for a long walk by the river.",
        "Why not? The weather was mild, and there was just enough wind to move the leaves.",
    ),
    "fr": (
        "J'accepte que Dragoman fabrique une voix qui ressemble à la mienne.",
        "Quand le soleil traverse les gouttes de pluie, un arc-en-ciel apparaît dans le ciel.",
        "Hier, mes voisins m'ont demandé si je voulais marcher avec eux le long du fleuve.",
        "Pourquoi pas ? Il faisait doux, et un peu de vent remuait les feuilles des peupliers.",
    ),
    "de": (
        "Ich stimme zu, dass Dragoman eine Stimme macht, die wie meine klingt.",
        "Wenn die Sonne durch den Regen scheint, steht ein bunter Bogen am Himmel.",
        "Gestern fragten mich meine Nachbarn, ob ich mit ihnen am Fluss spazieren gehen möchte.",
        "Warum nicht? Es war mild, und ein leichter Wind bewegte die jungen Blätter.",
    ),
    "es": (
        "Acepto que Dragoman haga una voz que se parezca a la mía.",
        "Cuando la luz del sol atraviesa las gotas de lluvia, aparece un arco iris en el cielo.",
        "Ayer mis vecinos me preguntaron si quería pasear con ellos por la orilla del río.",
        "¿Por qué no? Hacía buen tiempo, y un poco de viento movía las hojas de los chopos.",
    ),
    "pt": (
        "Concordo que o Dragoman faça uma voz parecida com a minha.",
        "Quando a luz do sol atravessa as gotas de chuva, aparece um arco-íris no céu.",
        "Ontem os meus vizinhos perguntaram se eu queria passear com eles à beira do rio.",
        "Por que não? O tempo estava ameno, e um pouco de vento mexia as folhas das árvores.",
    ),
}
"""By language; read calmly, each takes about 20 seconds."""


def script_for(language: str) -> tuple[str, ...]:
    """Return the sentences to read in a language.

    Raises:
        VoiceError: there is no script in that language.
    """
    if language not in SCRIPTS:
        raise VoiceError(
            f"There is no text to read in {language!r}; choose one of {', '.join(SCRIPTS)}."
        )
    return SCRIPTS[language]
