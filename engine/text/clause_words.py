"""Words that may begin a clause, and words that must not end one."""

from typing import Final

from engine.text.spoken.lexicon import word_set

OPENING_WORDS: Final[dict[str, frozenset[str]]] = {
    "en": word_set(
        "and but or nor so yet because although though while whereas since unless until when where "
        "which who whose whom that if whether"
    ),
    "fr": word_set(
        "et mais ou où donc car ni or parce puisque quand lorsque lorsqu'il lorsqu'elle lorsqu'on "
        "qui que qu'il qu'elle qu'on qu'ils qu'elles qu'un qu'une dont si s'il comme afin pour "
        "sans avant après pendant alors tandis quoique bien"
    ),
    "de": word_set(
        "und aber oder denn sondern weil dass obwohl während wenn als ob damit bevor nachdem seit "
        "sodass wo wer was wie"
    ),
    "es": word_set(
        "y e pero o u ni sino porque aunque mientras cuando donde que quien quienes cual cuyo "
        "cuya si como para sin antes después según pues"
    ),
    "pt": word_set(
        "e mas ou nem porque embora enquanto quando onde que quem cujo cuja se como para sem antes "
        "depois pois porém"
    ),
}

BINDING_WORDS: Final[dict[str, frozenset[str]]] = {
    "en": word_set(
        "a an the this that these those my your his her its our their of to in on at by for from "
        "with into about than as and or but not no very is are was were be been has have had will "
        "would can could should may might must do does did never mr mrs ms dr prof st i you he she "
        "it we they who which"
    ),
    "fr": word_set(
        "un une le la les l' de du des d' ce cet cette ces mon ton son ma ta sa mes tes ses notre "
        "votre leur nos vos leurs à au aux en dans par pour sur avec sans sous chez vers et ou "
        "mais ne pas très plus que qui dont est sont était a ont avait se me te y je tu il elle "
        "on nous vous ils elles si"
    ),
    "de": word_set(
        "ein eine einen einem einer eines der die das den dem des dieser diese dieses mein dein "
        "sein ihr unser euer kein keine in im an am auf zu zum zur von vom mit bei beim für aus "
        "nach über unter vor um durch gegen ohne und oder aber nicht sehr ich du er sie es wir "
        "dass ist sind war hat haben"
    ),
    "es": word_set(
        "un una unos unas el la los las lo de del a al en con por para sin sobre entre hacia y e o "
        "u ni que no muy más mi tu su mis tus sus nuestro este esta ese esa es son era ha han se "
        "me te le les nos"
    ),
    "pt": word_set(
        "um uma uns umas o a os as de do da dos das em no na nos nas por pelo pela para com sem "
        "sobre entre e ou nem que não muito mais meu minha seu sua este esta esse essa é são era "
        "foi tem se me te lhe ao à aos às num numa eu ele ela nós"
    ),
}
