"""Portuguese."""

from typing import Final

from engine.languages.record import (
    CloningTexts,
    Expletives,
    Language,
    NumberFormat,
    Polarity,
    SmallWords,
    endings,
    places,
    words,
)
from engine.spoken.portuguese import PORTUGUESE

RECORD: Final = Language(
    code="pt",
    name="Portuguese",
    native_name="Português",
    iso_639_2=("por",),
    espeak_tag="pt-br",
    lexicon=PORTUGUESE,
    inflections=endings("-s -es -a -as o-a o-as ão-ões ão-ães l-is m-ns"),
    small_words=SmallWords(
        conjunctions=words(
            "e mas ou nem que porque embora quando onde como se enquanto pois quem cujo cuja porém"
        ),
        prepositions=words(
            "a ao aos à às de do da dos das em no na nos nas por pelo pela pelos pelas para "
            "com sem sobre sob entre desde até contra segundo durante após perante num numa"
        ),
        leaning=words(
            "o a os as um uma uns umas meu minha meus minhas teu tua seu sua seus suas nosso "
            "nossa nossos nossas este esta estes estas esse essa esses essas aquele aquela "
            "cada todo toda todos todas eu tu ele ela nós eles elas você vocês se me te lhe é "
            "são era eram foi foram será há tem têm tinha está estão pode podem deve devem não "
            "muito mais sr sra dr"
        ),
    ),
    numbers=NumberFormat(has_hour_letter=True, leading_signs=frozenset({"R$"})),
    polarity=Polarity(
        negation=r"não|nunca|jamais|nada|ninguém|nenhum\w*|sem|nem|tampouco",
        opposition=r"contra|contrári\w+|op[oôu]\w+",
    ),
    shortened_names=words("nilo meca buda"),
    places=places(
        """
        Africa=África Algeria=Argélia Algiers=Argel America=América Antwerp=Antuérpia Argentina
        Asia=Ásia Athens=Atenas Australia=Austrália Austria=Áustria Barcelona Basel=Basileia
        Bavaria=Baviera Beijing=Pequim Belgium=Bélgica Belgrade=Belgrado Berlin=Berlim
        Bern=Berna Brazil=Brasil Brittany=Bretanha Brussels=Bruxelas Bucharest=Bucareste
        Bulgaria=Bulgária Burgundy=Borgonha Cairo California=Califórnia Canada=Canadá Chile
        China Cologne=Colônia Colombia=Colômbia Columbus=Colombo Copenhagen=Copenhague
        Croatia=Croácia Cuba Cyprus=Chipre Damascus=Damasco Denmark=Dinamarca Dublin
        Edinburgh=Edimburgo Egypt=Egito England=Inglaterra Estonia=Estônia Ethiopia=Etiópia
        Europe=Europa Finland=Finlândia Florence=Florença Florida=Flórida France=França
        Frankfurt Geneva=Genebra Genoa=Gênova Georgia=Geórgia Germany=Alemanha Ghent=Gante
        Greece=Grécia Greenland=Groenlândia Hamburg=Hamburgo Havana Hawaii=Havaí Holland=Holanda
        Hungary=Hungria Iceland=Islândia India=Índia Indonesia=Indonésia Iran=Irã Iraq=Iraque
        Ireland=Irlanda Israel Istanbul=Istambul Italy=Itália Jakarta=Jacarta Japan=Japão
        Jerusalem=Jerusalém Jesus Kyoto=Quioto Latvia=Letônia Lisbon=Lisboa Lithuania=Lituânia
        London=Londres Luxembourg=Luxemburgo Madrid=Madri Malaysia=Malásia Mary=Maria Mecca=Meca
        Mexico=México Milan=Milão Morocco=Marrocos Moscow=Moscou Munich=Munique Naples=Nápoles
        Nile=Nilo Normandy=Normandia Norway=Noruega Pakistan=Paquistão Paris Peru
        Philadelphia=Filadélfia Philippines=Filipinas Plato=Platão Poland=Polônia Prague=Praga
        Provence=Provença Rhine=Reno Romania=Romênia Rome=Roma Russia=Rússia Saxony=Saxônia
        Scotland=Escócia Serbia=Sérvia Seville=Sevilha Shanghai=Xangai Siberia=Sibéria
        Sicily=Sicília Singapore=Singapura Slovakia=Eslováquia Slovenia=Eslovênia Spain=Espanha
        Stockholm=Estocolmo Strasbourg=Estrasburgo Sweden=Suécia Switzerland=Suíça Sydney
        Syria=Síria Tehran=Teerã Thailand=Tailândia Thames=Tâmisa Tokyo=Tóquio Tunis=Túnis
        Turin=Turim Turkey=Turquia Tuscany=Toscana Ukraine=Ucrânia Venice=Veneza Vienna=Viena
        Virginia=Virgínia Wales=Gales Warsaw=Varsóvia Zurich=Zurique
        """
    ),
    capitalised=words(
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
    expletives=Expletives(
        outcries=r"(?:puta )?merda|porra|caralho|puta que pariu",
        curses=r"vai se (?:foder|ferrar)|foda-se|vai tomar no cu",
        insults=r"babacas?|cuz(?:ão|ões)|filhos? da puta|desgraçados?",
        outcry="merda",
        curse="vai se foder",
        insult="idiota",
        adjective="estúpido",
        adverb="realmente",
        written={
            "idiotas": "babacas",
            "idiota": "babaca",
            "estúpida": "maldita",
            "estúpido": "maldito",
        },
    ),
    preview="Olá! Eu interpreto o que você diz, enquanto você fala.",
    measured_sentence="A menina gosta de música, e todos os dias ela canta na escola.",
    cloning=CloningTexts(
        refusals=("não", "nunca", "jamais", "nem", "discordo"),
        script=(
            "Concordo que o Dragoman faça uma voz parecida com a minha.",
            "Quando a luz do sol atravessa as gotas de chuva, aparece um arco-íris no céu.",
            "Ontem os meus vizinhos perguntaram se eu queria passear com eles à beira do rio.",
            "Por que não? O tempo estava ameno, e um pouco de vento mexia as folhas das árvores.",
        ),
        short=(
            "O velho jardineiro nos mostrou o rio.",
            "Vamos morar numa casa perto do mar.",
        ),
        everyday=(
            "Você viu as chaves que estavam em cima da mesa?",
            "Minha irmã trabalha numa pequena loja perto da estação.",
            "Se parar de chover, vamos dar um passeio.",
            "Eles tiveram que sair antes do fim do filme.",
        ),
    ),
)
