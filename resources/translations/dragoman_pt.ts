<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt" sourcelanguage="en">
<context>
    <name>AppearancePage</name>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Como o sistema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Escuro</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Tema</translation>
    </message>
    <message>
        <source>Language of the interface</source>
        <translation>Língua da interface</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Língua</translation>
    </message>
    <message>
        <source>&amp;Reduce motion</source>
        <translation>&amp;Reduzir movimento</translation>
    </message>
    <message>
        <source>Show an &amp;icon in the tray</source>
        <translation>Mostrar um í&amp;cone na bandeja</translation>
    </message>
    <message>
        <source>&amp;Closing the window leaves the tray icon</source>
        <translation>&amp;Fechar a janela deixa o ícone na bandeja</translation>
    </message>
</context>
<context>
    <name>AudienceWindow</name>
    <message>
        <source>Captions for the audience</source>
        <translation>Legendas para o público</translation>
    </message>
</context>
<context>
    <name>Boot</name>
    <message>
        <source>Dragoman is running already, but does not answer. End it, then start it again.</source>
        <translation>O Dragoman já está em execução, mas não responde. Termine-o e inicie-o de novo.</translation>
    </message>
</context>
<context>
    <name>CaptionOverlay</name>
    <message>
        <source>Captions appear here. Drag to move, drag an edge to resize.</source>
        <translation>As legendas aparecem aqui. Arraste para mover; arraste uma borda para redimensionar.</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Legendas</translation>
    </message>
    <message>
        <source>Captions above other windows</source>
        <translation>Legendas sobre as outras janelas</translation>
    </message>
    <message>
        <source>Caption overlay</source>
        <translation>Legendas flutuantes</translation>
    </message>
    <message>
        <source>Lock overlay</source>
        <translation>Bloquear legendas</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Bloquear</translation>
    </message>
    <message>
        <source>Clicks go through the captions; unlock them in Dragoman&apos;s window</source>
        <translation>Os cliques atravessam as legendas; desbloqueie-as na janela do Dragoman</translation>
    </message>
    <message>
        <source>Captions for an audience</source>
        <translation>Legendas para um público</translation>
    </message>
    <message>
        <source>Audience</source>
        <translation>Público</translation>
    </message>
    <message>
        <source>Fill a screen with captions; Esc leaves</source>
        <translation>Preencher uma tela com legendas; Esc para sair</translation>
    </message>
    <message>
        <source>Smaller letters</source>
        <translation>Letras menores</translation>
    </message>
    <message>
        <source>Larger letters</source>
        <translation>Letras maiores</translation>
    </message>
    <message>
        <source>Hide overlay</source>
        <translation>Ocultar legendas</translation>
    </message>
</context>
<context>
    <name>CaptionPane</name>
    <message>
        <source>Captions</source>
        <translation>Legendas</translation>
    </message>
    <message>
        <source>Jump to latest</source>
        <translation>Ir para o mais recente</translation>
    </message>
    <message>
        <source>No transcript: the model translates straight from the sound.</source>
        <translation>Sem transcrição: o modelo traduz diretamente do som.</translation>
    </message>
    <message>
        <source>Captions appear here while somebody speaks.</source>
        <translation>As legendas aparecem aqui enquanto alguém fala.</translation>
    </message>
</context>
<context>
    <name>CaptionsPage</name>
    <message>
        <source>In the window</source>
        <translation>Na janela</translation>
    </message>
    <message>
        <source>&amp;Size of letters</source>
        <translation>Ta&amp;manho da letra</translation>
    </message>
    <message>
        <source>Show what may still &amp;change, dimmed</source>
        <translation>Mostrar esmaecido o que ainda pode &amp;mudar</translation>
    </message>
    <message>
        <source>Show &amp;times</source>
        <translation>Mostrar &amp;horários</translation>
    </message>
    <message>
        <source>In the overlay</source>
        <translation>Nas legendas flutuantes</translation>
    </message>
    <message>
        <source>Size of l&amp;etters</source>
        <translation>Tamanho da l&amp;etra</translation>
    </message>
    <message>
        <source>&amp;Lines</source>
        <translation>&amp;Linhas</translation>
    </message>
    <message>
        <source>Keep the last caption until the &amp;next</source>
        <translation>Manter a última legenda até a pró&amp;xima</translation>
    </message>
    <message>
        <source>Clicks &amp;go through the overlay</source>
        <translation>Os cliques &amp;atravessam as legendas flutuantes</translation>
    </message>
</context>
<context>
    <name>CheckTexts</name>
    <message>
        <source>Packages</source>
        <translation>Pacotes</translation>
    </message>
    <message>
        <source>Model folder</source>
        <translation>Pasta dos modelos</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Disco</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelos</translation>
    </message>
    <message>
        <source>Voices</source>
        <translation>Vozes</translation>
    </message>
    <message>
        <source>Phonemes</source>
        <translation>Fonemas</translation>
    </message>
    <message>
        <source>Sound devices</source>
        <translation>Dispositivos de som</translation>
    </message>
    <message>
        <source>Sound server</source>
        <translation>Servidor de som</translation>
    </message>
    <message>
        <source>Microphones</source>
        <translation>Microfones</translation>
    </message>
    <message>
        <source>Loudspeakers</source>
        <translation>Alto-falantes</translation>
    </message>
    <message>
        <source>Model {name}</source>
        <translation>Modelo {name}</translation>
    </message>
    <message>
        <source>Not installed</source>
        <translation>Não instalado</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Danificado</translation>
    </message>
    <message>
        <source>Outdated</source>
        <translation>Desatualizado</translation>
    </message>
    <message>
        <source>All {count} are there</source>
        <translation>Estão todos os {count}</translation>
    </message>
    <message>
        <source>None is installed</source>
        <translation>Nenhum está instalado</translation>
    </message>
    <message>
        <source>{size} GB free</source>
        <translation>{size} GB livres</translation>
    </message>
    <message>
        <source>{size} GB free: too little to install models</source>
        <translation>{size} GB livres: pouco para instalar modelos</translation>
    </message>
    <message>
        <source>{folder} cannot be written ({reason})</source>
        <translation>Não é possível escrever em {folder} ({reason})</translation>
    </message>
    <message>
        <source>{voices} in {languages} languages</source>
        <translation>{voices} em {languages} línguas</translation>
    </message>
    <message>
        <source>“{word}” is {phonemes}</source>
        <translation>“{word}” é {phonemes}</translation>
    </message>
    <message>
        <source>None answers: devices can be used by one program at a time, if at all</source>
        <translation>Nenhum responde: cada dispositivo serve um só programa de cada vez, se tanto</translation>
    </message>
    <message>
        <source>None: nothing to interpret live</source>
        <translation>Nenhum: nada para interpretar em direto</translation>
    </message>
    <message>
        <source>None: captions and files only</source>
        <translation>Nenhum: apenas legendas e ficheiros</translation>
    </message>
    <message>
        <source>{reason}: files only, no live interpreting</source>
        <translation>{reason}: apenas ficheiros, sem interpretação em direto</translation>
    </message>
    <message>
        <source>Plug one in and check again.</source>
        <translation>Conecte um e verifique de novo.</translation>
    </message>
    <message>
        <source>Install Dragoman again.</source>
        <translation>Instale o Dragoman novamente.</translation>
    </message>
    <message>
        <source>Install Python 3.11 or newer.</source>
        <translation>Instale o Python 3.11 ou mais recente.</translation>
    </message>
    <message>
        <source>Start PipeWire (with pipewire-pulse) or PulseAudio.</source>
        <translation>Inicie o PipeWire (com pipewire-pulse) ou o PulseAudio.</translation>
    </message>
    <message>
        <source>Free some space, or set DRAGOMAN_HOME to a folder on another disk.</source>
        <translation>Libere espaço ou indique em DRAGOMAN_HOME uma pasta de outro disco.</translation>
    </message>
    <message>
        <source>Change its rights, or set DRAGOMAN_HOME to another folder.</source>
        <translation>Mude as permissões ou indique outra pasta em DRAGOMAN_HOME.</translation>
    </message>
</context>
<context>
    <name>ClonesList</name>
    <message>
        <source>Cloned before</source>
        <translation>Clonadas antes</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remover</translation>
    </message>
    <message>
        <source>Remove for good?</source>
        <translation>Remover para sempre?</translation>
    </message>
</context>
<context>
    <name>ConsentPage</name>
    <message>
        <source>First and last name</source>
        <translation>Nome e sobrenome</translation>
    </message>
    <message>
        <source>What the voice will be called</source>
        <translation>Como a voz se chamará</translation>
    </message>
    <message>
        <source>Keep ten seconds of the recording, for voice models that clone from sound</source>
        <translation>Guardar dez segundos da gravação, para modelos de voz que clonam a partir do som</translation>
    </message>
    <message>
        <source>I am this person, and I agree</source>
        <translation>Sou esta pessoa e concordo</translation>
    </message>
    <message>
        <source>Whose voice is it?</source>
        <translation>De quem é a voz?</translation>
    </message>
    <message>
        <source>Name of the voice</source>
        <translation>Nome da voz</translation>
    </message>
    <message>
        <source>Whose voice?</source>
        <translation>A voz de quem?</translation>
    </message>
    <message>
        <source>Dragoman can speak with your own voice. It is made on this computer, and only with the consent of the person whose voice it is.</source>
        <translation>O Dragoman pode falar com a sua própria voz. Ela é feita neste computador, e só com o consentimento da pessoa de quem é a voz.</translation>
    </message>
</context>
<context>
    <name>Controller</name>
    <message>
        <source>Choose a recording first, under “Listen to”.</source>
        <translation>Escolha primeiro uma gravação, em “Ouvir”.</translation>
    </message>
    <message>
        <source>Check-up</source>
        <translation>Diagnóstico</translation>
    </message>
    <message>
        <source>This needs models that are not here yet: {models}.</source>
        <translation>Para isto faltam modelos: {models}.</translation>
    </message>
    <message>
        <source>Download {size}</source>
        <translation>Baixar {size}</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Iniciar</translation>
    </message>
    <message>
        <source>The models are ready.</source>
        <translation>Os modelos estão prontos.</translation>
    </message>
</context>
<context>
    <name>CrashReporter</name>
    <message>
        <source>Something went wrong</source>
        <translation>Algo deu errado</translation>
    </message>
    <message>
        <source>Dragoman met an error that it did not expect. You can go on working.</source>
        <translation>O Dragoman encontrou um erro inesperado. Você pode continuar trabalhando.</translation>
    </message>
    <message>
        <source>A report without anything that was said is in {file}.</source>
        <translation>Há um relatório, sem nada do que foi dito, em {file}.</translation>
    </message>
    <message>
        <source>A report could not be written.</source>
        <translation>Não foi possível gravar um relatório.</translation>
    </message>
    <message>
        <source>Open the report</source>
        <translation>Abrir o relatório</translation>
    </message>
</context>
<context>
    <name>DirectionPanel</name>
    <message>
        <source>Listen to</source>
        <translation>Ouvir</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Microfone</translation>
    </message>
    <message>
        <source>Hear a microphone</source>
        <translation>Ouvir um microfone</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>Computador</translation>
    </message>
    <message>
        <source>Hear what other programs play: a call, a talk, a film</source>
        <translation>Ouvir o que outros programas tocam: uma chamada, uma palestra, um filme</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Arquivo</translation>
    </message>
    <message>
        <source>Hear a recording at its own pace</source>
        <translation>Ouvir uma gravação no ritmo dela</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Fonte</translation>
    </message>
    <message>
        <source>Speak to</source>
        <translation>Falar para</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Saída</translation>
    </message>
    <message>
        <source>Play the translation to headphones or loudspeakers</source>
        <translation>Tocar a tradução em fones ou alto-falantes</translation>
    </message>
    <message>
        <source>Virtual mic</source>
        <translation>Mic. virtual</translation>
    </message>
    <message>
        <source>Speak the translation into a call, as a microphone</source>
        <translation>Falar a tradução numa chamada, como um microfone</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Legendas</translation>
    </message>
    <message>
        <source>Speak nothing: captions only</source>
        <translation>Não falar: só legendas</translation>
    </message>
    <message>
        <source>&amp;Pass my own voice unless I hold a key</source>
        <translation>&amp;Deixar passar minha voz enquanto eu não segurar uma tecla</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>Voz</translation>
    </message>
    <message>
        <source>Hear this voice say a sentence</source>
        <translation>Ouvir esta voz dizer uma frase</translation>
    </message>
    <message>
        <source>Hear this voice</source>
        <translation>Ouvir esta voz</translation>
    </message>
    <message>
        <source>Clone your voice, or another person&apos;s with consent</source>
        <translation>Clonar sua voz, ou a de outra pessoa com consentimento</translation>
    </message>
    <message>
        <source>Clone a voice</source>
        <translation>Clonar uma voz</translation>
    </message>
    <message>
        <source>&amp;Pace</source>
        <translation>&amp;Ritmo</translation>
    </message>
    <message>
        <source>P&amp;itch</source>
        <translation>&amp;Tom</translation>
    </message>
    <message>
        <source>Sooner or surer</source>
        <translation>Mais cedo ou mais seguro</translation>
    </message>
    <message>
        <source>Sooner</source>
        <translation>Mais cedo</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Equilibrado</translation>
    </message>
    <message>
        <source>Surer</source>
        <translation>Mais seguro</translation>
    </message>
    <message>
        <source>How soon words are translated: sooner follows closely, surer errs less</source>
        <translation>Quando as palavras são traduzidas: mais cedo acompanha de perto, mais seguro erra menos</translation>
    </message>
    <message>
        <source>Volumes</source>
        <translation>Volumes</translation>
    </message>
    <message>
        <source>&amp;Translation</source>
        <translation>Tra&amp;dução</translation>
    </message>
    <message>
        <source>&amp;Original</source>
        <translation>&amp;Original</translation>
    </message>
    <message>
        <source>&amp;Quieten the original while the translation is heard</source>
        <translation>&amp;Baixar o original enquanto se ouve a tradução</translation>
    </message>
    <message>
        <source>Everything that plays</source>
        <translation>Tudo o que toca</translation>
    </message>
    <message>
        <source>One program, through a virtual speaker</source>
        <translation>Um programa, por um alto-falante virtual</translation>
    </message>
    <message>
        <source>Choose a recording…</source>
        <translation>Escolher uma gravação…</translation>
    </message>
    <message>
        <source>System default ({device})</source>
        <translation>Padrão do sistema ({device})</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Padrão do sistema</translation>
    </message>
    <message>
        <source>{device} (not plugged in)</source>
        <translation>{device} (não conectado)</translation>
    </message>
    <message>
        <source>Choose a recording</source>
        <translation>Escolher uma gravação</translation>
    </message>
</context>
<context>
    <name>DoctorDialog</name>
    <message>
        <source>Check-up</source>
        <translation>Diagnóstico</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Verificar de novo</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Copiar relatório</translation>
    </message>
    <message>
        <source>Install all that is missing</source>
        <translation>Instalar tudo o que falta</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Verificando…</translation>
    </message>
    <message>
        <source>Something that Dragoman needs is missing.</source>
        <translation>Falta algo de que o Dragoman precisa.</translation>
    </message>
    <message>
        <source>Dragoman works, with limits that are named below.</source>
        <translation>O Dragoman funciona, com os limites indicados abaixo.</translation>
    </message>
    <message>
        <source>Everything is as it should be.</source>
        <translation>Está tudo como deve ser.</translation>
    </message>
    <message>
        <source>In order</source>
        <translation>Em ordem</translation>
    </message>
    <message>
        <source>Limited</source>
        <translation>Limitado</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Ausente</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Instalar</translation>
    </message>
</context>
<context>
    <name>EngineMessages</name>
    <message>
        <source>There is no microphone. Plug one in.</source>
        <translation>Não há microfone. Conecte um.</translation>
    </message>
    <message>
        <source>There is no loudspeaker. Plug one in.</source>
        <translation>Não há alto-falante. Conecte um.</translation>
    </message>
    <message>
        <source>{device} is not plugged in. Plug it in, or choose another device.</source>
        <translation>{device} não está conectado. Conecte-o ou escolha outro dispositivo.</translation>
    </message>
    <message>
        <source>{device} cannot be opened. Close other programs that use it, or choose another device.</source>
        <translation>{device} não pode ser aberto. Feche outros programas que o usem ou escolha outro dispositivo.</translation>
    </message>
    <message>
        <source>{device} is gone. Plug it in, or choose another device.</source>
        <translation>{device} sumiu. Conecte-o ou escolha outro dispositivo.</translation>
    </message>
    <message>
        <source>{device} would hear Dragoman itself. Choose another output or another source.</source>
        <translation>{device} ouviria o próprio Dragoman. Escolha outra saída ou outra fonte.</translation>
    </message>
    <message>
        <source>Another Dragoman uses the virtual microphone. Close it, or choose another output.</source>
        <translation>Outro Dragoman usa o microfone virtual. Feche-o ou escolha outra saída.</translation>
    </message>
    <message>
        <source>The model {model} is damaged. Repair it under Models.</source>
        <translation>O modelo {model} está danificado. Repare-o em Modelos.</translation>
    </message>
    <message>
        <source>{file} is not there any more. Choose another recording.</source>
        <translation>{file} não está mais lá. Escolha outra gravação.</translation>
    </message>
    <message>
        <source>{file} is a folder. Choose a recording.</source>
        <translation>{file} é uma pasta. Escolha uma gravação.</translation>
    </message>
    <message>
        <source>{file} holds no sound. Choose another file.</source>
        <translation>{file} não contém som. Escolha outro ficheiro.</translation>
    </message>
    <message>
        <source>{file} is not a recording. Choose another file.</source>
        <translation>{file} não é uma gravação. Escolha outro arquivo.</translation>
    </message>
    <message>
        <source>In your call, choose “{device}” as the microphone.</source>
        <translation>Na sua chamada, escolha “{device}” como microfone.</translation>
    </message>
    <message>
        <source>In your call, choose “{device}” as the loudspeaker.</source>
        <translation>Na sua chamada, escolha “{device}” como altifalante.</translation>
    </message>
    <message>
        <source>This needs the virtual cable {cable}. Install it from {address}, then start the computer again.</source>
        <translation>Isto precisa do cabo virtual {cable}. Instale-o a partir de {address} e reinicie o computador.</translation>
    </message>
    <message>
        <source>This needs the virtual cable {cable}. Install it from {address}.</source>
        <translation>Isto precisa do cabo virtual {cable}. Instale-o a partir de {address}.</translation>
    </message>
    <message>
        <source>This needs a sound server. Start PulseAudio, or PipeWire with pipewire-pulse.</source>
        <translation>Isto precisa de um servidor de som. Inicie o PulseAudio, ou o PipeWire com pipewire-pulse.</translation>
    </message>
    <message>
        <source>{system} lets no program hear what others play. Install {cable} from {address}, let the others play to it, and choose it here as the microphone.</source>
        <translation>{system} não deixa nenhum programa ouvir o que os outros reproduzem. Instale {cable} a partir de {address}, faça os outros reproduzir para ele e escolha-o aqui como microfone.</translation>
    </message>
</context>
<context>
    <name>EnrolmentDialog</name>
    <message>
        <source>Clone a voice</source>
        <translation>Clonar uma voz</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Make the voice</source>
        <translation>Criar a voz</translation>
    </message>
    <message>
        <source>Keep the voice</source>
        <translation>Guardar a voz</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Avançar</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Padrão do sistema</translation>
    </message>
    <message>
        <source>Use a recording…</source>
        <translation>Usar uma gravação…</translation>
    </message>
    <message>
        <source>Listening to the recording…</source>
        <translation>Ouvindo a gravação…</translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>Welcome to Dragoman</source>
        <translation>Bem-vindo ao Dragoman</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Pular</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>O que você quer fazer?</translation>
    </message>
    <message>
        <source>Follow somebody</source>
        <translation>Acompanhar alguém</translation>
    </message>
    <message>
        <source>Somebody speaks, you follow</source>
        <translation>Alguém fala, você acompanha</translation>
    </message>
    <message>
        <source>Talk in a call</source>
        <translation>Falar numa chamada</translation>
    </message>
    <message>
        <source>Both sides of a call, each in its language</source>
        <translation>Os dois lados de uma chamada, cada um na sua língua</translation>
    </message>
    <message>
        <source>Who speaks what?</source>
        <translation>Quem fala o quê?</translation>
    </message>
    <message>
        <source>Dragoman interprets while somebody speaks, on this computer alone: nothing that is said leaves it.</source>
        <translation>O Dragoman interpreta enquanto alguém fala, só neste computador: nada do que é dito sai dele.</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Microfone</translation>
    </message>
    <message>
        <source>Level of the microphone</source>
        <translation>Nível do microfone</translation>
    </message>
    <message>
        <source>Can Dragoman hear you?</source>
        <translation>O Dragoman ouve você?</translation>
    </message>
    <message>
        <source>Choose your microphone and say something.</source>
        <translation>Escolha seu microfone e diga algo.</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Saída</translation>
    </message>
    <message>
        <source>Play a sound</source>
        <translation>Tocar um som</translation>
    </message>
    <message>
        <source>Can you hear Dragoman?</source>
        <translation>Você ouve o Dragoman?</translation>
    </message>
    <message>
        <source>Headphones are best: a loudspeaker would be heard by the microphone too.</source>
        <translation>Fones são melhores: o microfone também ouviria um alto-falante.</translation>
    </message>
    <message>
        <source>Step {number} of {count}</source>
        <translation>Passo {number} de {count}</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Concluir</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Avançar</translation>
    </message>
    <message>
        <source>Listening…</source>
        <translation>Ouvindo…</translation>
    </message>
    <message>
        <source>Dragoman hears you.</source>
        <translation>O Dragoman ouve você.</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Padrão do sistema</translation>
    </message>
    <message>
        <source>Playing…</source>
        <translation>Tocando…</translation>
    </message>
    <message>
        <source>Did you hear three notes?</source>
        <translation>Você ouviu três notas?</translation>
    </message>
</context>
<context>
    <name>GlobalKeys</name>
    <message>
        <source>Start or stop</source>
        <translation>Iniciar ou parar</translation>
    </message>
    <message>
        <source>Hold to mute</source>
        <translation>Segurar: silenciar</translation>
    </message>
    <message>
        <source>Hold to translate</source>
        <translation>Segurar: traduzir</translation>
    </message>
    <message>
        <source>Caption overlay</source>
        <translation>Legendas flutuantes</translation>
    </message>
    <message>
        <source>Dragoman hears these keys whichever program is in front, and takes them from all other programs while it runs.</source>
        <translation>O Dragoman ouve estas teclas seja qual for o programa à frente, e retira-as a todos os outros enquanto está aberto.</translation>
    </message>
    <message>
        <source>Dragoman hears these keys whichever program is in front. Your desktop asks you about them and may give others; later they are changed in its own settings. It gives keys to programs of its menu: Dragoman is added there.</source>
        <translation>O Dragoman ouve estas teclas seja qual for o programa à frente. O seu ambiente de trabalho pergunta-lhe por elas e pode dar outras; depois mudam-se nas definições dele. Dá teclas aos programas do seu menu: o Dragoman é acrescentado lá.</translation>
    </message>
    <message>
        <source>This desktop gives keys only to programs of its menu, and Dragoman could not be added there.</source>
        <translation>Este ambiente de trabalho só dá teclas aos programas do seu menu, e não foi possível acrescentar o Dragoman.</translation>
    </message>
    <message>
        <source>On this system Dragoman cannot hear keys while another program is in front. The tray icon starts and stops from anywhere.</source>
        <translation>Neste sistema o Dragoman não consegue ouvir teclas enquanto outro programa está à frente. O ícone na bandeja inicia e para a partir de qualquer lado.</translation>
    </message>
    <message>
        <source>{keys} belongs to another program.</source>
        <translation>{keys} pertence a outro programa.</translation>
    </message>
    <message>
        <source>This keyboard has no {keys}.</source>
        <translation>Este teclado não tem {keys}.</translation>
    </message>
    <message>
        <source>This desktop lets no program hear keys behind other programs.</source>
        <translation>Este ambiente de trabalho não deixa nenhum programa ouvir teclas atrás de outros.</translation>
    </message>
    <message>
        <source>The keys were not allowed. Switch them off and on to be asked again.</source>
        <translation>As teclas não foram permitidas. Desligue-as e ligue-as para a pergunta voltar.</translation>
    </message>
    <message>
        <source>The desktop took the keys back. Switch them off and on again.</source>
        <translation>O ambiente de trabalho retirou as teclas. Desligue-as e volte a ligá-las.</translation>
    </message>
</context>
<context>
    <name>HeaderBar</name>
    <message>
        <source>Mode</source>
        <translation>Modo</translation>
    </message>
    <message>
        <source>One way</source>
        <translation>Um sentido</translation>
    </message>
    <message>
        <source>Somebody speaks, you follow</source>
        <translation>Alguém fala, você acompanha</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Chamada</translation>
    </message>
    <message>
        <source>Both sides of a call, each in its language</source>
        <translation>Os dois lados de uma chamada, cada um na sua língua</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Perfil</translation>
    </message>
    <message>
        <source>Caption overlay</source>
        <translation>Legendas flutuantes</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Histórico</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelos</translation>
    </message>
    <message>
        <source>Check-up</source>
        <translation>Diagnóstico</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Configurações</translation>
    </message>
</context>
<context>
    <name>HistoryWindow</name>
    <message>
        <source>What was said in a session is read here.</source>
        <translation>Aqui lê-se o que foi dito numa sessão.</translation>
    </message>
    <message>
        <source>Rename session</source>
        <translation>Renomear sessão</translation>
    </message>
    <message>
        <source>Title:</source>
        <translation>Título:</translation>
    </message>
    <message>
        <source>Export session</source>
        <translation>Exportar sessão</translation>
    </message>
    <message>
        <source>There are such files already. Replace them?</source>
        <translation>Estes ficheiros já existem. Substituí-los?</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Substituir</translation>
    </message>
    <message>
        <source>translation</source>
        <translation>tradução</translation>
    </message>
    <message>
        <source>transcript</source>
        <translation>transcrição</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>All events as JSON lines (*.jsonl)</source>
        <translation>Todos os eventos como linhas JSON (*.jsonl)</translation>
    </message>
    <message>
        <source>Delete this session for good?</source>
        <translation>Excluir esta sessão definitivamente?</translation>
    </message>
    <message>
        <source>Delete {count} sessions for good?</source>
        <translation>Excluir {count} sessões definitivamente?</translation>
    </message>
    <message>
        <source>Its text and its recordings are removed from this computer.</source>
        <translation>O texto e as gravações são apagados deste computador.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Excluir</translation>
    </message>
    <message>
        <source>Written:</source>
        <translation>Gravado:</translation>
    </message>
    <message>
        <source>No session has these words.</source>
        <translation>Nenhuma sessão tem estas palavras.</translation>
    </message>
    <message>
        <source>Sessions appear here when they begin.</source>
        <translation>As sessões aparecem aqui quando começam.</translation>
    </message>
    <message>
        <source>Sessions are not kept.</source>
        <translation>As sessões não são guardadas.</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Histórico</translation>
    </message>
    <message>
        <source>Search all sessions</source>
        <translation>Pesquisar em todas as sessões</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sessões</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Renomear…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportar…</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>Gravações</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Excluir…</translation>
    </message>
    <message>
        <source>A session on air can be deleted when it is over.</source>
        <translation>Uma sessão em curso pode ser eliminada quando terminar.</translation>
    </message>
    <message>
        <source>Keep the captions of sessions on this computer</source>
        <translation>Guardar as legendas das sessões neste computador</translation>
    </message>
    <message>
        <source>Record the sound as well</source>
        <translation>Gravar também o som</translation>
    </message>
    <message>
        <source>Ask everyone who speaks before you record them.</source>
        <translation>Pergunte a todos os que falam antes de gravá-los.</translation>
    </message>
</context>
<context>
    <name>InstallRow</name>
    <message>
        <source>Download of models</source>
        <translation>Download de modelos</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>{model} is there ({number} of {total})</source>
        <translation>{model} já está aqui ({number} de {total})</translation>
    </message>
    <message>
        <source>Downloading {model} ({number} of {total})</source>
        <translation>Baixando {model} ({number} de {total})</translation>
    </message>
    <message>
        <source>Checking {model} ({number} of {total})</source>
        <translation>Verificando {model} ({number} de {total})</translation>
    </message>
    <message>
        <source>Preparing {model} ({number} of {total})</source>
        <translation>Preparando {model} ({number} de {total})</translation>
    </message>
    <message>
        <source>{model} is installed ({number} of {total})</source>
        <translation>{model} está instalado ({number} de {total})</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>A cancelar…</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Dispensar</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>&amp;From any program</source>
        <translation>&amp;De qualquer programa</translation>
    </message>
    <message>
        <source>In Dragoman</source>
        <translation>No Dragoman</translation>
    </message>
    <message>
        <source>Start or stop</source>
        <translation>Iniciar ou parar</translation>
    </message>
    <message>
        <source>Hold to mute</source>
        <translation>Segurar: silenciar</translation>
    </message>
    <message>
        <source>Hold to translate</source>
        <translation>Segurar: traduzir</translation>
    </message>
    <message>
        <source>Caption overlay</source>
        <translation>Legendas flutuantes</translation>
    </message>
    <message>
        <source>Swap languages</source>
        <translation>Trocar as línguas</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Histórico</translation>
    </message>
    <message>
        <source>From any program</source>
        <translation>De qualquer programa</translation>
    </message>
    <message>
        <source>{keys} is taken already.</source>
        <translation>{keys} já está em uso.</translation>
    </message>
    <message>
        <source>{keys} cannot be heard from other programs.</source>
        <translation>{keys} não pode ser ouvido a partir de outros programas.</translation>
    </message>
    <message>
        <source>{keys} would be missed in other programs: hold Ctrl, Alt or the Windows key beside it.</source>
        <translation>{keys} faria falta noutros programas: mantenha também Ctrl, Alt ou a tecla Windows.</translation>
    </message>
    <message>
        <source>Dragoman waits for your desktop&apos;s answer.</source>
        <translation>O Dragoman espera pela resposta do seu ambiente de trabalho.</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>nenhuma tecla</translation>
    </message>
    <message>
        <source>Your desktop has set:</source>
        <translation>O seu ambiente de trabalho definiu:</translation>
    </message>
</context>
<context>
    <name>LanguageBar</name>
    <message>
        <source>Language that is spoken</source>
        <translation>Língua falada</translation>
    </message>
    <message>
        <source>Language to translate into</source>
        <translation>Língua de destino</translation>
    </message>
    <message>
        <source>Swap languages</source>
        <translation>Trocar as línguas</translation>
    </message>
    <message>
        <source>Hear which language is spoken, utterance by utterance</source>
        <translation>Reconhecer a língua falada, frase a frase</translation>
    </message>
    <message>
        <source>Detect</source>
        <translation>Detectar</translation>
    </message>
    <message>
        <source>I speak</source>
        <translation>Eu falo</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>they speak</source>
        <translation>eles falam</translation>
    </message>
    <message>
        <source>to</source>
        <translation>para</translation>
    </message>
    <message>
        <source>Choose the language that is spoken before swapping</source>
        <translation>Escolha a língua falada antes de trocar</translation>
    </message>
    <message>
        <source>Turns the direction round</source>
        <translation>Inverte a direção</translation>
    </message>
    <message>
        <source>There is no model for this direction yet</source>
        <translation>Ainda não há modelo para esta direção</translation>
    </message>
    <message>
        <source>{language} (no model)</source>
        <translation>{language} (sem modelo)</translation>
    </message>
    <message>
        <source>Its models are downloaded before the first use</source>
        <translation>Os modelos são baixados antes do primeiro uso</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Direction</source>
        <translation>Direção</translation>
    </message>
    <message>
        <source>You to them</source>
        <translation>De você para eles</translation>
    </message>
    <message>
        <source>They to you</source>
        <translation>Deles para você</translation>
    </message>
    <message>
        <source>On air – Dragoman</source>
        <translation>No ar – Dragoman</translation>
    </message>
</context>
<context>
    <name>PacksDialog</name>
    <message>
        <source>Models</source>
        <translation>Modelos</translation>
    </message>
    <message>
        <source>Installed: {count}, which take {size} in {folder}</source>
        <translation>Instalados: {count}, que ocupam {size} em {folder}</translation>
    </message>
    <message>
        <source>No models are installed yet.</source>
        <translation>Ainda não há modelos instalados.</translation>
    </message>
    <message>
        <source>Comes with Dragoman</source>
        <translation>Vem com o Dragoman</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Instalado</translation>
    </message>
    <message>
        <source>Outdated</source>
        <translation>Desatualizado</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Danificado</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remover</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Instalar</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparar</translation>
    </message>
    <message>
        <source>Remove a model</source>
        <translation>Remover um modelo</translation>
    </message>
    <message>
        <source>Remove {model}?</source>
        <translation>Remover {model}?</translation>
    </message>
    <message>
        <source>It frees {size} and can be downloaded again.</source>
        <translation>Libera {size} e pode ser baixado de novo.</translation>
    </message>
</context>
<context>
    <name>ProfilesPage</name>
    <message>
        <source>A profile keeps languages, devices, voices and volumes for an occasion.</source>
        <translation>Um perfil guarda línguas, dispositivos, vozes e volumes para uma ocasião.</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>Perfis</translation>
    </message>
    <message>
        <source>&amp;New from this one…</source>
        <translation>&amp;Novo a partir deste…</translation>
    </message>
    <message>
        <source>Re&amp;name…</source>
        <translation>Re&amp;nomear…</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Excluir</translation>
    </message>
    <message>
        <source>New profile</source>
        <translation>Novo perfil</translation>
    </message>
    <message>
        <source>Rename the profile</source>
        <translation>Renomear o perfil</translation>
    </message>
    <message>
        <source>Delete the profile {profile}?</source>
        <translation>Eliminar o perfil {profile}?</translation>
    </message>
    <message>
        <source>What it keeps is forgotten for good.</source>
        <translation>O que guarda é esquecido para sempre.</translation>
    </message>
    <message>
        <source>Name of the profile</source>
        <translation>Nome do perfil</translation>
    </message>
    <message>
        <source>A profile needs a name.</source>
        <translation>Um perfil precisa de um nome.</translation>
    </message>
    <message>
        <source>There is a profile of this name already.</source>
        <translation>Já existe um perfil com este nome.</translation>
    </message>
</context>
<context>
    <name>RecordingPage</name>
    <message>
        <source>Language of the text</source>
        <translation>Idioma do texto</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Microfone</translation>
    </message>
    <message>
        <source>Level of the microphone</source>
        <translation>Nível do microfone</translation>
    </message>
    <message>
        <source>Use a recording…</source>
        <translation>Usar uma gravação…</translation>
    </message>
    <message>
        <source>Read this aloud</source>
        <translation>Leia isto em voz alta</translation>
    </message>
    <message>
        <source>Calmly, as you speak to a friend, alone in a quiet room.</source>
        <translation>Com calma, como a um amigo, a sós num quarto silencioso.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Gravar</translation>
    </message>
    <message>
        <source>Seconds of speech</source>
        <translation>Segundos de fala</translation>
    </message>
    <message>
        <source>That sounds good.</source>
        <translation>Está bom.</translation>
    </message>
</context>
<context>
    <name>ResultPage</name>
    <message>
        <source>Your voice</source>
        <translation>A sua voz</translation>
    </message>
    <message>
        <source>Hear it:</source>
        <translation>Ouça:</translation>
    </message>
    <message>
        <source>{percent} alike</source>
        <translation>Semelhança: {percent}</translation>
    </message>
    <message>
        <source>0% is a stranger, 100% is you in another recording. The nearest ready-made voice has {percent}.</source>
        <translation>0 % é um desconhecido, 100 % é você em outra gravação. A voz pronta mais próxima tem {percent}.</translation>
    </message>
    <message>
        <source>Hard to tell from you.</source>
        <translation>Difícil de distinguir de você.</translation>
    </message>
    <message>
        <source>Clearly like you.</source>
        <translation>Claramente como você.</translation>
    </message>
    <message>
        <source>Somewhat like you: the same kind of voice, not the same person.</source>
        <translation>Um pouco como você: o mesmo tipo de voz, não a mesma pessoa.</translation>
    </message>
    <message>
        <source>Only a little like you. A better recording may help.</source>
        <translation>Só um pouco como você. Uma gravação melhor pode ajudar.</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Find in the captions</source>
        <translation>Procurar nas legendas</translation>
    </message>
    <message>
        <source>Previous (Shift+F3)</source>
        <translation>Anterior (Shift+F3)</translation>
    </message>
    <message>
        <source>Next (F3)</source>
        <translation>Próximo (F3)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Fechar (Esc)</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>não encontrado</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number} de {count}</translation>
    </message>
</context>
<context>
    <name>SessionList</name>
    <message>
        <source>detected</source>
        <translation>detetada</translation>
    </message>
</context>
<context>
    <name>SessionNotices</name>
    <message>
        <source>{device} is gone. Dragoman goes on with it as soon as it returns.</source>
        <translation>{device} sumiu. O Dragoman continua com ele quando voltar.</translation>
    </message>
    <message>
        <source>{device} is back.</source>
        <translation>{device} voltou.</translation>
    </message>
    <message>
        <source>Now using {device}.</source>
        <translation>Usando agora {device}.</translation>
    </message>
    <message>
        <source>Dragoman hears its own voice and leaves it out. Headphones help, or another source.</source>
        <translation>O Dragoman ouve a própria voz e a ignora. Fones ajudam, ou outra fonte.</translation>
    </message>
    <message>
        <source>The source is silent. Is it muted, or is it the right one?</source>
        <translation>A fonte está em silêncio. Está sem som, ou é a certa?</translation>
    </message>
    <message>
        <source>This computer is too slow: some of the sound was lost, and is missing from the captions.</source>
        <translation>Este computador é demasiado lento: parte do som perdeu-se e falta nas legendas.</translation>
    </message>
    <message>
        <source>The voice fell behind and left something out. The captions have it.</source>
        <translation>A voz atrasou-se e omitiu algo. Está nas legendas.</translation>
    </message>
    <message>
        <source>The voice cannot speak something and left it out. The captions have it.</source>
        <translation>A voz não consegue dizer algo e omitiu-o. Está nas legendas.</translation>
    </message>
    <message>
        <source>These languages are served in starter quality: everyday sentences well, wide subjects badly. The models window has better ones.</source>
        <translation>Estes idiomas são servidos em qualidade básica: bem as frases do dia a dia, mal os temas mais amplos. A janela de modelos tem outros melhores.</translation>
    </message>
</context>
<context>
    <name>SessionsPage</name>
    <message>
        <source>&amp;Keep the captions of sessions in the history</source>
        <translation>&amp;Guardar as legendas das sessões no histórico</translation>
    </message>
    <message>
        <source>&amp;Record the sound of sessions beside their captions</source>
        <translation>G&amp;ravar o som das sessões junto das legendas</translation>
    </message>
    <message>
        <source>Both stay on this computer and can be deleted in the history. Ask the people who speak before you record them.</source>
        <translation>Ambos ficam neste computador e podem ser excluídos no histórico. Pergunte a quem fala antes de gravar.</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Configurações</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aparência</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Legendas</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sessões</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>Perfis</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
</context>
<context>
    <name>SettingsForm</name>
    <message>
        <source>Shown text</source>
        <translation>Texto mostrado</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Ambos</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>Tradução</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message>
        <source>English</source>
        <translation>inglês</translation>
    </message>
    <message>
        <source>French</source>
        <translation>francês</translation>
    </message>
    <message>
        <source>German</source>
        <translation>alemão</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>espanhol</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation>português</translation>
    </message>
    <message>
        <source>Lecture</source>
        <translation>Palestra</translation>
    </message>
    <message>
        <source>Work call</source>
        <translation>Chamada de trabalho</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Você</translation>
    </message>
    <message>
        <source>They</source>
        <translation>Eles</translation>
    </message>
    <message>
        <source>{size} MB</source>
        <translation>{size} MB</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
</context>
<context>
    <name>TitledDialog</name>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
</context>
<context>
    <name>TransportBar</name>
    <message>
        <source>How long this session has been running</source>
        <translation>Há quanto tempo esta sessão está em curso</translation>
    </message>
    <message>
        <source>Session time</source>
        <translation>Tempo da sessão</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>Atraso</translation>
    </message>
    <message>
        <source>How long after the speaker you hear or read the translation. Human interpreters work about 2 to 4 seconds behind.</source>
        <translation>Quanto tempo depois do orador você ouve ou lê a tradução. Intérpretes humanos ficam cerca de 2 a 4 segundos atrás.</translation>
    </message>
    <message>
        <source>Slow down</source>
        <translation>Mais devagar</translation>
    </message>
    <message>
        <source>The speaker is too fast for the interpreter, which falls behind</source>
        <translation>O orador está rápido demais: o intérprete fica para trás</translation>
    </message>
    <message>
        <source>Hold to mute</source>
        <translation>Segurar: silenciar</translation>
    </message>
    <message>
        <source>Hold to translate</source>
        <translation>Segurar: traduzir</translation>
    </message>
    <message>
        <source>Loading models</source>
        <translation>Carregando modelos</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Fonte</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>Tradução</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Você</translation>
    </message>
    <message>
        <source>To them</source>
        <translation>Para eles</translation>
    </message>
    <message>
        <source>They</source>
        <translation>Eles</translation>
    </message>
    <message>
        <source>To you</source>
        <translation>Para você</translation>
    </message>
    <message>
        <source>Level: {what}</source>
        <translation>Nível: {what}</translation>
    </message>
    <message>
        <source>Nothing you say is heard while this is held</source>
        <translation>Nada do que você diz é ouvido enquanto isto é segurado</translation>
    </message>
    <message>
        <source>Your own voice passes unless this is held</source>
        <translation>Sua própria voz passa enquanto isto não é segurado</translation>
    </message>
    <message>
        <source>Start or stop</source>
        <translation>Iniciar ou parar</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Iniciar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
    <message>
        <source>Stop now</source>
        <translation>Parar já</translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation>Preparando…</translation>
    </message>
    <message>
        <source>Loading {model}…</source>
        <translation>Carregando {model}…</translation>
    </message>
    <message>
        <source>Off air</source>
        <translation>Fora do ar</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>Preparando</translation>
    </message>
    <message>
        <source>Finishing</source>
        <translation>Terminando</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Parado</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Silenciado</translation>
    </message>
    <message>
        <source>Your own voice</source>
        <translation>Sua própria voz</translation>
    </message>
    <message>
        <source>On air</source>
        <translation>No ar</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Show window</source>
        <translation>Mostrar janela</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Sair</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Iniciar</translation>
    </message>
    <message>
        <source>Dragoman: on air</source>
        <translation>Dragoman: no ar</translation>
    </message>
    <message>
        <source>Dragoman: off air</source>
        <translation>Dragoman: fora do ar</translation>
    </message>
</context>
<context>
    <name>VoiceNames</name>
    <message>
        <source>female</source>
        <translation>feminina</translation>
    </message>
    <message>
        <source>male</source>
        <translation>masculina</translation>
    </message>
    <message>
        <source>American</source>
        <translation>americana</translation>
    </message>
    <message>
        <source>Brazilian</source>
        <translation>brasileira</translation>
    </message>
    <message>
        <source>British</source>
        <translation>britânica</translation>
    </message>
    <message>
        <source>Castilian</source>
        <translation>castelhana</translation>
    </message>
    <message>
        <source>French accent</source>
        <translation>sotaque francês</translation>
    </message>
    <message>
        <source>foreign accent</source>
        <translation>sotaque estrangeiro</translation>
    </message>
    <message>
        <source>may sound English</source>
        <translation>pode soar inglesa</translation>
    </message>
    <message>
        <source>added by you</source>
        <translation>adicionada por você</translation>
    </message>
    <message>
        <source>cloned</source>
        <translation>clonada</translation>
    </message>
</context>
<context>
    <name>WaitingPage</name>
    <message>
        <source>Making your voice</source>
        <translation>Criando a sua voz</translation>
    </message>
    <message>
        <source>Dragoman tries one voice after another and listens which sounds most like you. This takes a few minutes.</source>
        <translation>O Dragoman experimenta uma voz após outra e ouve qual se parece mais com você. Isso leva alguns minutos.</translation>
    </message>
    <message>
        <source>Listening to the recording…</source>
        <translation>Ouvindo a gravação…</translation>
    </message>
    <message>
        <source>Looking for your voice…</source>
        <translation>Procurando a sua voz…</translation>
    </message>
    <message>
        <source>Checking that it is understood…</source>
        <translation>Verificando se é entendida…</translation>
    </message>
    <message>
        <source>{percent} alike so far</source>
        <translation>Semelhança até agora: {percent}</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>Dismiss</source>
        <translation>Dispensar</translation>
    </message>
</context>
</TS>
