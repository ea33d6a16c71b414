# ruff: noqa: RUF001 - typographic signs are meant as they stand
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.languages import LANGUAGES, is_abbreviation, spoken_reader
from engine.spoken.lexicon import word_list

_READERS = {language: spoken_reader(language) for language in LANGUAGES}

_ENGLISH = {
    "at www.example.com": "at example dot com",
    "It costs $3.50.": "It costs 3 dollars and 50 cents.",
    "Pi is 3.14.": "Pi is 3 point 1 4.",
    "1.2.3, then 1.2.": "1 dot 2 dot 3, then 1 point 2.",
    "3½ or 3 1/2 cups": "3 and a half or 3 and a half cups",
    "No. 5 on pp. 12-15. No. 2.": "number 5 on pages 12 to 15. number 2.",
    "No. That is all.": "No. That is all.",
    "at 9.30 p.m.": "at 9 30 P M.",
    "US$5 or 20 CHF": "5 dollars or 20 Swiss francs",
    "Dr. Smith paid $5.50 on 3/4/2025 at 10:30 a.m.": (
        "doctor Smith paid 5 dollars and 50 cents on March fourth, 20 25 at 10 30 ay M."
    ),
    "It was 1987, in the 1990s; 2,000 came.": "It was 19 87, in the 19 nineties; 2000 came.",
    "1905, 1900, 2000, 2005, 2024, 1066": "19 oh 5, 19 hundred, 2000, 2005, 20 24, 1066",
    "The UN and NASA's MPs met.": "The U N and NASA's M P's met.",
    "on March 3, 1987, and on 5 May": "on March third, 19 87, and on fifth May",
    "2024-01-31": "January thirty-first, 20 24",
    "-5 °C, 25% of 3.14": "minus 5 degrees Celsius, 25 percent of 3 point 1 4",
    "£5 million and $3bn": "5 million pounds and 3 billion dollars",
    "$0.99, $1, $1.01, €1,000.50, USD 20": (
        "99 cents, 1 dollar, 1 dollar and 1 cent, 1000 euros and 50 cents, 20 dollars"
    ),
    "Henry VIII and World War II": "Henry the eighth and World War 2",
    "Malcolm X and I": "Malcolm X and I",
    "See https://www.example.com/a-b or me@x.org.": (
        "See example dot com slash a dash b or me at x dot org."
    ),
    "5–10 km, 60 mph": "5 to 10 kilometers, 60 miles per hour",
    "1 km/h, 1 kg": "1 kilometer per hour, 1 kilogram",
    "Call +1 555-123-4567 now": "Call plus 1, 5 5 5, 1 2 3, 4 5 6 7 now",
    "21st, 103rd, 12th, 40th": "twenty-first, 100 third, twelfth, fortieth",
    "J. K. Rowling, e.g. books, etc.": "J K Rowling, for example books, et cetera.",
    "1/2 cup & 3/5": "a half cup and 3 slash 5",
    "10:00 and 9:05 pm, 0:15": "10 o'clock and 9 oh 5 pm, 12 15 ay M",
    "agent 007 😀 café": "agent 0 0 7 café",
    "Mr. X (my friend) in St. Louis": "mister X, my friend, in saint Louis",
    "1,234,567.89": "1234567 point 8 9",
    "NO! STOP SHOUTING IN THE US": "NO! STOP SHOUTING IN THE US",
    "The U.S. and the U.N. agree.": "The U S and the U N agree.",
    "a 3-1 win, pages 10-20": "a 3 to 1 win, pages 10 to 20",
    "version 3.5.1": "version 3 dot 5 dot 1",
    "12345678901234567890": "1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0",
    "“Quoted” — and so on…": "Quoted — and so on…",
    "it's the boys’ ball": "it's the boys' ball",
    "5 in total": "5 in total",
}
_FRENCH = {
    "Il vaut 3,50, ou 2,5.": "Il vaut 3 virgule 50, ou 2 virgule 5.",
    "p. 12, 2½": "page 12, 2 et demi",
    "M. Dupont a payé 5,50 € le 01/03/2025 à 10h30.": (
        "monsieur Dupont a payé 5 euros 50 centimes le premier mars 2025 à 10 heures 30."
    ),
    "Le XXe siècle, le XIXe siècle, Louis XIV, François Ier": (
        "Le vingtième siècle, le dix-neuvième siècle, Louis 14, François premier"
    ),
    "1 234 567 habitants, 3,5 %": "1234567 habitants, 3 virgule 5 pour cent",
    "1.234.567 habitants": "1234567 habitants",
    "l'ONU, l'UE, la SNCF, le SMIC": "l'ONU, l'U E, la S N C F, le SMIC",
    "le 1er mai, la 2e fois, la 1re fois": "le premier mai, la deuxième fois, la première fois",
    "la 21e, la 71e, la 80e, la 9e": (
        "la vingt et unième, la soixante et onzième, la quatre-vingtième, la neuvième"
    ),
    "Il est 21 h, 1 h, 14:05": "Il est 21 heures, une heure, 14 heures 5",
    "5 M€ ; 3 milliards € ; 2 millions $": (
        "5 millions d'euros; 3 milliards d'euros; 2 millions de dollars"
    ),
    "p. ex. 20 °C, -3 °C, 120 km/h": (
        "par exemple 20 degrés, moins 3 degrés, 120 kilomètres heure"
    ),
    "Bonjour ! « Oui », dit-il.": "Bonjour! Oui, dit-il.",
    "Mme Curie, Dr Martin, etc.": "madame Curie, docteur Martin, et cetera.",
    "tél. 01 23 45 67 89": "téléphone 0 1, 2 3, 4 5, 6 7, 8 9",
    "le 1 mars 2020": "le premier mars 2020",
    "contact@exemple.fr": "contact arobase exemple point fr",
    "0,5 l": "0 virgule 5 litres",
    "1 fois": "une fois",
}
_GERMAN = {
    "Es sind 3,5, oder 1,85 m.": "Es sind 3 Komma 5, oder 1 Komma 8 5 Meter.",
    "1914–1918": "neunzehnhundertvierzehn bis neunzehnhundertachtzehn",
    "S. 12, Tom S. kam.": "Seite 12, Tom S. kam.",
    "Am 3. Oktober 1990 um 10.30 Uhr": "Am dritten Oktober neunzehnhundertneunzig um 10 Uhr 30",
    "Der 3. Mann, z. B. Dr. Müller, usw.": (
        "Der dritte Mann, zum Beispiel Doktor Müller, und so weiter."
    ),
    "1.234,56 € und 5 Mio. Euro": "1234 Euro 56 Cent und 5 Millionen Euro",
    "die EU, UNO, ARD, USA und GmbH": "die E U, UNO, A R D, U S A und GmbH",
    "Ludwig XIV. war König.": "Ludwig der vierzehnte war König.",
    "25 %, 20 °C, 120 km/h, 3,5 kg": (
        "25 Prozent, 20 Grad, 120 Kilometer pro Stunde, 3 Komma 5 Kilogramm"
    ),
    "Im Jahr 1987. Danach": "Im Jahr neunzehnhundertsiebenundachtzig. Danach",
    "1 Stunde, 1 Jahr": "eine Stunde, ein Jahr",
    "am 12.03.2024 um 14:05 Uhr": "am zwölften März 2024 um 14 Uhr 5",
    "ca. 5-10 Personen": "circa 5 bis 10 Personen",
    "d. h. das 21. Jahrhundert": "das heißt das einundzwanzigste Jahrhundert",
    "im 19. Jahrhundert": "im neunzehnten Jahrhundert",
    "St. Pauli, bzw. Nr. 5": "Sankt Pauli, beziehungsweise Nummer 5",
    "Das kostet 1500 €.": "Das kostet 1500 Euro.",
    "Er hat 3. Wir nicht.": "Er hat 3. Wir nicht.",
    "3,14": "3 Komma 1 4",
    "§ 5": "Paragraf 5",
}
_SPANISH = {
    "Son 3,5, o 2,5.": "Son 3 coma 5, o 2 coma 5.",
    "2½ litros": "2 y medio litros",
    "El Sr. García pagó 5,50 € el 1/3/2025.": (
        "El señor García pagó 5 euros con 50 céntimos el primero de marzo de 2025."
    ),
    "21 años, 1 hora, 31 casas, 1 día": "veintiún años, una hora, treinta y una casas, un día",
    "1.234.567 habitantes, 3,5 %": "1234567 habitantes, 3 coma 5 por ciento",
    "EE. UU., la UE, la ONU y la OTAN": "Estados Unidos, la U E, la ONU y la OTAN",
    "siglo XXI, Felipe VI, Alfonso XIII": "siglo 21, Felipe sexto, Alfonso 13",
    "1.º de mayo, 2.ª vez, 3er puesto": "primero de mayo, segunda vez, tercer puesto",
    "5 millones de dólares, 5 millones $": "5 millones de dólares, 5 millones de dólares",
    "¿Verdad? ¡Sí!": "Verdad? Sí!",
    "p. ej. 20 °C": "por ejemplo 20 grados",
    "a las 14:05 h": "a las 14 y 5",
    "el 1 de mayo": "el primero de mayo",
    "Ud. y la Dra. Gómez": "usted y la doctora Gómez",
    "2-3 kg": "2 a 3 kilogramos",
}
_PORTUGUESE = {
    "R$ 3,50, ou 2,5.": "3 reais e 50 centavos, ou 2 vírgula 5.",
    "O Sr. Silva pagou R$ 5,50 em 01/03/2025 às 10h30.": (
        "O senhor Silva pagou 5 reais e 50 centavos em primeiro de março de 2025 às 10 horas e 30."
    ),
    "2 horas, 1 hora, 22 casas, 2 dias": "duas horas, uma hora, vinte e duas casas, 2 dias",
    "1.234.567 habitantes, 3,5%": "1234567 habitantes, 3 vírgula 5 por cento",
    "os EUA, a UE e a ONU": "os é U á, a U é e a ONU",
    "século XXI, João VI, 1º de maio, 2ª vez": (
        "século 21, João sexto, primeiro de maio, segunda vez"
    ),
    "R$ 5 milhões e R$ 2 mil": "5 milhões de reais e 2 mil reais",
    "p. ex. 20 °C": "por exemplo 20 graus",
    "às 14:05": "às 14 horas e 5",
    "Dra. Ana, etc.": "doutora Ana, et cétera.",
    "3,2 bilhões de reais": "3 vírgula 2 bilhões de reais",
    "às 2h": "às duas horas",
    "1 kg e 2 kg": "um quilo e 2 quilos",
}
_CASES = [
    (language, written, said)
    for language, cases in (
        ("en", _ENGLISH),
        ("fr", _FRENCH),
        ("de", _GERMAN),
        ("es", _SPANISH),
        ("pt", _PORTUGUESE),
    )
    for written, said in cases.items()
]


@pytest.mark.parametrize(("language", "written", "said"), _CASES)
def test_written_forms_are_said_as_a_speaker_would(language: str, written: str, said: str) -> None:
    assert _READERS[language].read(written) == said


_ANY_TEXT = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="0123456789.,:/-–+ €$£%°§XVIh am()'", max_size=40),
    st.lists(
        st.sampled_from(
            word_list(
                "1.000 3,5 1st 2e 3. 1.º XXe XIV km/h € R$ 5 -2 10:30 2024-13-45 99/99/9999 "
                "p. ex. U.S. http://x.y/z a@b.de M. EE. UU. ½ № ² 🙂 1/0 +49 "
                "0 007 z. B. I"
            )
        ),
        max_size=10,
    ).map(" ".join),
)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(deadline=None)
@given(text=_ANY_TEXT)
def test_any_text_is_read_without_symbols_and_with_plain_numbers(language: str, text: str) -> None:
    said = _READERS[language].read(text)
    assert said == said.strip()
    assert not re.search(r"[€$£¥%°§&@#+=<>()\[\]\"“”«»/_*\n]|\s\s", said)
    # Between digits only what separates two numbers may be left, as in "3, 4" or "12:30:45".
    assert not re.search(r"[0-9][.,][0-9]", said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_sentences_stay_as_they_are(language: str) -> None:
    sentence = "Anna saw the sea, and it was cold; was it? No!"
    assert _READERS[language].read(sentence) == sentence


def test_a_language_without_lexicon_is_refused() -> None:
    with pytest.raises(ValueError, match="'xx'"):
        spoken_reader("xx")


def test_abbreviations_are_known_with_their_parts() -> None:
    assert is_abbreviation("Dr.", "en")
    assert is_abbreviation("UU.", "es")
    assert is_abbreviation("z.", "de")
    assert not is_abbreviation("end.", "en")
    assert not is_abbreviation("Dr.", "xx")


@pytest.mark.parametrize("language", LANGUAGES)
def test_lexicons_are_complete(language: str) -> None:
    english, lexicon = LANGUAGES["en"].lexicon, LANGUAGES[language].lexicon
    assert english is not None
    assert lexicon is not None
    assert len(lexicon.months) == 12
    assert set(lexicon.symbols) == set(english.symbols)
    assert set(lexicon.web) == set(english.web)
    assert set(lexicon.currencies) == set(english.currencies)
    assert all(form == form.casefold() for form in lexicon.abbreviations)
    assert all(word == word.upper() for word in lexicon.words_in_capitals)
