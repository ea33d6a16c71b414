"""Capitalised words: names that stay as they are, names that languages have of their own.

The words were counted in public sentence pairs; the names of places are those of the atlases.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from engine.spoken.lexicon import word_set

_ORDER: Final = ("en", "fr", "de", "es", "pt")

_PLACES: Final = """
Africa Afrique Afrika África África
Algeria Algérie Algerien Argelia Argélia
Algiers Alger Algier Argel Argel
America Amérique Amerika América América
Antwerp Anvers Antwerpen Amberes Antuérpia
Argentina Argentine Argentinien Argentina Argentina
Asia Asie Asien Asia Ásia
Athens Athènes Athen Atenas Atenas
Australia Australie Australien Australia Austrália
Austria Autriche Österreich Austria Áustria
Barcelona Barcelone Barcelona Barcelona Barcelona
Basel Bâle Basel Basilea Basileia
Bavaria Bavière Bayern Baviera Baviera
Beijing Pékin Peking Pekín Pequim
Belgium Belgique Belgien Bélgica Bélgica
Belgrade Belgrade Belgrad Belgrado Belgrado
Berlin Berlin Berlin Berlín Berlim
Bern Berne Bern Berna Berna
Brazil Brésil Brasilien Brasil Brasil
Brittany Bretagne Bretagne Bretaña Bretanha
Brussels Bruxelles Brüssel Bruselas Bruxelas
Bucharest Bucarest Bukarest Bucarest Bucareste
Bulgaria Bulgarie Bulgarien Bulgaria Bulgária
Burgundy Bourgogne Burgund Borgoña Borgonha
Cairo Caire Kairo Cairo Cairo
California Californie Kalifornien California Califórnia
Canada Canada Kanada Canadá Canadá
Chile Chili Chile Chile Chile
China Chine China China China
Cologne Cologne Köln Colonia Colônia
Colombia Colombie Kolumbien Colombia Colômbia
Columbus Colomb Kolumbus Colón Colombo
Copenhagen Copenhague Kopenhagen Copenhague Copenhague
Croatia Croatie Kroatien Croacia Croácia
Cuba Cuba Kuba Cuba Cuba
Cyprus Chypre Zypern Chipre Chipre
Damascus Damas Damaskus Damasco Damasco
Denmark Danemark Dänemark Dinamarca Dinamarca
Dublin Dublin Dublin Dublín Dublin
Edinburgh Édimbourg Edinburgh Edimburgo Edimburgo
Egypt Égypte Ägypten Egipto Egito
England Angleterre England Inglaterra Inglaterra
Estonia Estonie Estland Estonia Estônia
Ethiopia Éthiopie Äthiopien Etiopía Etiópia
Europe Europe Europa Europa Europa
Finland Finlande Finnland Finlandia Finlândia
Florence Florence Florenz Florencia Florença
Florida Floride Florida Florida Flórida
France France Frankreich Francia França
Frankfurt Francfort Frankfurt Fráncfort Frankfurt
Geneva Genève Genf Ginebra Genebra
Genoa Gênes Genua Génova Gênova
Georgia Géorgie Georgien Georgia Geórgia
Germany Allemagne Deutschland Alemania Alemanha
Ghent Gand Gent Gante Gante
Greece Grèce Griechenland Grecia Grécia
Greenland Groenland Grönland Groenlandia Groenlândia
Hamburg Hambourg Hamburg Hamburgo Hamburgo
Havana Havane Havanna Habana Havana
Hawaii Hawaï Hawaii Hawái Havaí
Holland Hollande Holland Holanda Holanda
Hungary Hongrie Ungarn Hungría Hungria
Iceland Islande Island Islandia Islândia
India Inde Indien India Índia
Indonesia Indonésie Indonesien Indonesia Indonésia
Iran Iran Iran Irán Irã
Iraq Irak Irak Irak Iraque
Ireland Irlande Irland Irlanda Irlanda
Israel Israël Israel Israel Israel
Istanbul Istanbul Istanbul Estambul Istambul
Italy Italie Italien Italia Itália
Jakarta Jakarta Jakarta Yakarta Jacarta
Japan Japon Japan Japón Japão
Jerusalem Jérusalem Jerusalem Jerusalén Jerusalém
Jesus Jésus Jesus Jesús Jesus
Kyoto Kyoto Kyoto Kioto Quioto
Latvia Lettonie Lettland Letonia Letônia
Lisbon Lisbonne Lissabon Lisboa Lisboa
Lithuania Lituanie Litauen Lituania Lituânia
London Londres London Londres Londres
Luxembourg Luxembourg Luxemburg Luxemburgo Luxemburgo
Madrid Madrid Madrid Madrid Madri
Malaysia Malaisie Malaysia Malasia Malásia
Mary Marie Maria María Maria
Mecca Mecque Mekka Meca Meca
Mexico Mexique Mexiko México México
Milan Milan Mailand Milán Milão
Morocco Maroc Marokko Marruecos Marrocos
Moscow Moscou Moskau Moscú Moscou
Munich Munich München Múnich Munique
Naples Naples Neapel Nápoles Nápoles
Nile Nil Nil Nilo Nilo
Normandy Normandie Normandie Normandía Normandia
Norway Norvège Norwegen Noruega Noruega
Pakistan Pakistan Pakistan Pakistán Paquistão
Paris Paris Paris París Paris
Peru Pérou Peru Perú Peru
Philadelphia Philadelphie Philadelphia Filadelfia Filadélfia
Philippines Philippines Philippinen Filipinas Filipinas
Plato Platon Platon Platón Platão
Poland Pologne Polen Polonia Polônia
Prague Prague Prag Praga Praga
Provence Provence Provence Provenza Provença
Rhine Rhin Rhein Rin Reno
Romania Roumanie Rumänien Rumania Romênia
Rome Rome Rom Roma Roma
Russia Russie Russland Rusia Rússia
Saxony Saxe Sachsen Sajonia Saxônia
Scotland Écosse Schottland Escocia Escócia
Serbia Serbie Serbien Serbia Sérvia
Seville Séville Sevilla Sevilla Sevilha
Shanghai Shanghai Shanghai Shanghái Xangai
Siberia Sibérie Sibirien Siberia Sibéria
Sicily Sicile Sizilien Sicilia Sicília
Singapore Singapour Singapur Singapur Singapura
Slovakia Slovaquie Slowakei Eslovaquia Eslováquia
Slovenia Slovénie Slowenien Eslovenia Eslovênia
Spain Espagne Spanien España Espanha
Stockholm Stockholm Stockholm Estocolmo Estocolmo
Strasbourg Strasbourg Straßburg Estrasburgo Estrasburgo
Sweden Suède Schweden Suecia Suécia
Switzerland Suisse Schweiz Suiza Suíça
Sydney Sydney Sydney Sídney Sydney
Syria Syrie Syrien Siria Síria
Tehran Téhéran Teheran Teherán Teerã
Thailand Thaïlande Thailand Tailandia Tailândia
Thames Tamise Themse Támesis Tâmisa
Tokyo Tokyo Tokio Tokio Tóquio
Tunis Tunis Tunis Túnez Túnis
Turin Turin Turin Turín Turim
Turkey Turquie Türkei Turquía Turquia
Tuscany Toscane Toskana Toscana Toscana
Ukraine Ukraine Ukraine Ucrania Ucrânia
Venice Venise Venedig Venecia Veneza
Vienna Vienne Wien Viena Viena
Virginia Virginie Virginia Virginia Virgínia
Wales Galles Wales Gales Gales
Warsaw Varsovie Warschau Varsovia Varsóvia
Zurich Zurich Zürich Zúrich Zurique
"""

_NO_NAMES: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "en": word_set(
            """
            academy act adviser affairs african africans agency airport albanian algerian algerians
            alps american americans ancient antarctic april arab arabian arabic arabs archbishop
            arctic area argentinian army article asian assembly assistant association atlantic
            august aunt auntie australian australians austrian avenue bachelor baltic bank baron
            baroness basque battle bay belgian bible bishop board book boss brazilian brazilians
            brethren bridge british brother buddha buddhism buddhist bulgarian bureau cabinet
            canadian canadians captain cardinal caribbean castle catalan cathedral catholic
            catholics celtic center centre century chair chairman chamber champion championship
            channel chapter chief chinese christ christian christianity christians christmas church
            city coast college colonel commission committee commons communist company conference
            congress conservative constitution convention corporation council count countess county
            court croatian crown cuban culture cup cyrillic czech dad daddy danish danube day deacon
            december defence defense democrat democratic democrats department deputy director
            district doctor dominican duchess duke dutch earl earth east easter eastern education
            egyptian embassy emperor empire empress energy english englishman englishmen estonian
            european europeans eve executive faculty falls father february federal federation
            festival finnish first foreign forest foundation france-presse free french frenchman
            friday fridays fund gallery games general german germanic germans ghost god goddess
            gospel gothic government governor grand grandfather grandma grandmother grandpa great
            greek greeks group gulf haitian hall halloween harbour hawaiian health heaven hebrew
            hell highness hill hindu history holy home honorary honour hospital hotel house human
            hungarian icelandic imperial independence indian indians indonesian institute
            international internet iranian iraqi irish islam islamic island islands israeli israelis
            italian italians january japanese jew jewish jews judge july june jury justice king
            kingdom knight korean koreans labour lady lake latin latvian law league lent let liberal
            liberals liberty library lieutenant lithuanian lord lords madam majesty major manager
            march market mars master may mayor medal mediterranean member mexican middle military
            milky minister ministry miss mister mom mommy monday mondays moon moroccan mosque mother
            mount mountain mountains movement mum museum muslim muslims national nations native navy
            nazi nazis new nobel north northeast northern northwest norwegian november ocean october
            office officer olympic olympics opera orchestra order organisation organization orthodox
            pacific palace park parliament part party pass peace pearl persian plaza pole police
            polish pope port portuguese power prefecture president prime prince princess prize
            professor project protestant province public queen rabbi radio railway red republic
            republican republicans revolution river road roman romanian romans room royal russian
            russians sabbath saint santa saturday saturdays saudi scandinavian school science
            scottish sea second secretary senate senator september serbian service sheikh sir sister
            slavic social socialist society son south southeast southern southwest soviet spaniard
            spanish spring square star state states station street sultan summer sun sunday sundays
            supreme swahili swedish swiss team temple territory thai theater theatre third thursday
            title tower trade transport treasury treaty tribunal tsar tuesday turkish turks
            ukrainian uncle union united university upper valley vice victorian vietnamese viking
            virgin wall war wednesday week welsh west western white winter women world year yes
            zealand
            """
        ),
        "pt": word_set(
            """
            abadia academia administração aeroporto alemã alemães alemão aliança americana americano
            americanos ano apóstolo arcebispo arte artes assembleia associação atlântico australiano
            autor avenida baixos banco baronesa barão batalha bispo brasileira brasileiro
            brasileiros britânico bíblia campeonato capitão cardeal castelo catedral católica
            católico centro chinesa chinês cidade ciência ciências clube colégio comissão comitê
            companhia comunidade comunista condado conde condessa conferência congresso conselho
            constituição copa coreia coronel corte cristo cristã cristão cruz cultura czar câmara
            dama departamento deputado deputados deus dezembro dia diretor diretora divino domingo
            dona doutor doutora duque duquesa educação embaixada embaixador empresa escola espanhol
            espanhola estado estados estadual europeia europeu exército faculdade família fevereiro
            filha filho filhos floresta força francesa francês fundação general governador governo
            grande grego grupo guerra hora hospital hotel igreja ilha ilhas imperador imperatriz
            império inglesa inglês instituto internacional internet inverno iorque irlandês irmã
            irmão israelense italiana italiano janeiro japonesa japonês judeu judeus julho junho
            justiça latim latina lei leste liberdade liga lorde lua língua maio majestade mar
            marinha marte março medalha mediterrâneo mestre ministro ministério monte mosteiro
            mulher mulheres mundial mundo museu muçulmano mãe mães médico música nacional natal
            nações negócios norte nossa nosso nova novembro novo oceano ocidental olimpíadas ordem
            organização oriental oriente outubro pacífico padre pai palácio papa parlamento parque
            partido paz país países persa polonês polícia ponte porto portuguesa portugueses
            português povo praça prefeito presidente primavera primeira primeiro princesa professor
            professora projeto província prêmio príncipe páscoa pública público quarta quinta rainha
            rei reino república revolução rio romano rua russa russo russos santa santo saúde
            secretário segunda senado senador senhor senhora setembro sexta sistema social
            socialista sociedade sol sueco sul superior supremo suíço sábado são século teatro
            tenente terceira terra território terça tia tio torre tribunal turco unidas unidos
            universidade união vale verão vice vida virgem visconde você zelândia
            """
        ),
    }
)

GIVEN_NAMES: Final = word_set(
    """
    aaron adam adrian alan albert alex alexander alfred alice amanda amy andrea andrew angela anna
    anne anthony arthur ashley barbara benjamin bernard betty bill bob boris brandon brenda brian
    bruce carl carlos carol caroline catherine charles charlie charlotte chloe chris christian
    christine claire clara claude daniel david deborah denise dennis diana diego dmitri donald
    dorothy douglas dylan edward eleanor elena elizabeth ellen emily emma eric ethan eva fernando
    francis frank fred gareth gary george gerald grace greg hannah harold harry heather helen henry
    hugo igor ingrid isaac isabella ivan jack jacob james jane janet jason jean jeffrey jennifer
    jeremy jerry jessica jim joan joe john jonathan joseph josh joshua joyce judith julia julie
    justin karen katherine kathleen keith kelly kenneth kevin kim kyle larry laura lauren leo
    leonard liam linda lindsey lisa louis louise lucas lucy luis marco margaret maria marie mark
    martha martin megan melissa michael michelle miguel mike nadia nancy natasha nathan nicholas
    nick nicole noah olaf oliver olivia oscar pablo pamela patricia patrick paul pedro peter philip
    rachel ralph raymond rebecca richard robert roger ronald rosa roy russell ruth ryan sally sam
    samuel sandra sarah scott sean sharon simon sophie stephanie stephen steve steven stuart susan
    teresa theresa thomas tim timothy tina tom tony tyler vanessa victor victoria vincent virginia
    vladimir walter wendy william zoe
    """
)
"""In lower case; what is one at the beginning of a sentence is a name, other words may not be."""


def _by_language(source: str, target: str) -> Mapping[str, str]:
    own, other = _ORDER.index(source), _ORDER.index(target)
    rows = (line.split() for line in _PLACES.strip().splitlines())
    return MappingProxyType({row[own]: row[other] for row in rows})


def names_of_places(source: str, target: str) -> Mapping[str, str]:
    """What the target language calls what has a name of its own in the source language."""
    if source not in _ORDER or target not in _ORDER:
        return MappingProxyType({})
    return _by_language(source, target)


def is_common(word: str, language: str) -> bool:
    """Whether a capitalised word is translated like any other: "Monday", "Swedish", "Queen"."""
    return word.casefold() in _NO_NAMES.get(language, frozenset())
