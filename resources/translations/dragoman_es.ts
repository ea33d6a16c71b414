<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>AppearancePage</name>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>As the system</source>
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
        <translation>&amp;Tema</translation>
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
        <source>Show an &amp;icon in the tray</source>
        <translation>Mostrar un i&amp;cono en la bandeja</translation>
    </message>
    <message>
        <source>&amp;Closing the window leaves the tray icon</source>
        <translation>&amp;Al cerrar la ventana queda el icono</translation>
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
        <source>Dragoman is running already, but does not answer. End it, then start it again.</source>
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
        <translation>Subtítulos flotantes</translation>
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
        <source>Clicks go through the captions; unlock them in Dragoman&apos;s window</source>
        <translation>Los clics atraviesan los subtítulos; desbloquéelos en la ventana de Dragoman</translation>
    </message>
    <message>
        <source>Captions for an audience</source>
        <translation>Subtítulos para un público</translation>
    </message>
    <message>
        <source>Audience</source>
        <translation>Público</translation>
    </message>
    <message>
        <source>Fill a screen with captions; Esc leaves</source>
        <translation>Llenar una pantalla con subtítulos; Esc para salir</translation>
    </message>
    <message>
        <source>Smaller letters</source>
        <translation>Letra más pequeña</translation>
    </message>
    <message>
        <source>Larger letters</source>
        <translation>Letra más grande</translation>
    </message>
    <message>
        <source>Hide overlay</source>
        <translation>Ocultar subtítulos</translation>
    </message>
</context>
<context>
    <name>CaptionPane</name>
    <message>
        <source>Captions</source>
        <translation>Subtítulos</translation>
    </message>
    <message>
        <source>Jump to latest</source>
        <translation>Ir a lo más reciente</translation>
    </message>
    <message>
        <source>No transcript: the model translates straight from the sound.</source>
        <translation>Sin transcripción: el modelo traduce directamente del sonido.</translation>
    </message>
    <message>
        <source>Captions appear here while somebody speaks.</source>
        <translation>Los subtítulos aparecen aquí mientras alguien habla.</translation>
    </message>
</context>
<context>
    <name>CaptionsPage</name>
    <message>
        <source>In the window</source>
        <translation>En la ventana</translation>
    </message>
    <message>
        <source>&amp;Size of letters</source>
        <translation>Ta&amp;maño de letra</translation>
    </message>
    <message>
        <source>Show what may still &amp;change, dimmed</source>
        <translation>Mostrar atenuado lo que aún puede &amp;cambiar</translation>
    </message>
    <message>
        <source>Show &amp;times</source>
        <translation>Mostrar las &amp;horas</translation>
    </message>
    <message>
        <source>In the overlay</source>
        <translation>En los subtítulos flotantes</translation>
    </message>
    <message>
        <source>Size of l&amp;etters</source>
        <translation>Tamaño de l&amp;etra</translation>
    </message>
    <message>
        <source>&amp;Lines</source>
        <translation>&amp;Líneas</translation>
    </message>
    <message>
        <source>Keep the last caption until the &amp;next</source>
        <translation>Mantener el último subtítulo hasta el si&amp;guiente</translation>
    </message>
    <message>
        <source>Clicks &amp;go through the overlay</source>
        <translation>Los clics &amp;atraviesan los subtítulos flotantes</translation>
    </message>
</context>
<context>
    <name>CheckTexts</name>
    <message>
        <source>Packages</source>
        <translation>Paquetes</translation>
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
    <message>
        <source>Model {name}</source>
        <translation>Modelo {name}</translation>
    </message>
    <message>
        <source>Not installed</source>
        <translation>No instalado</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Dañado</translation>
    </message>
    <message>
        <source>Outdated</source>
        <translation>Obsoleto</translation>
    </message>
    <message>
        <source>All {count} are there</source>
        <translation>Están los {count}</translation>
    </message>
    <message>
        <source>None is installed</source>
        <translation>No hay ninguno instalado</translation>
    </message>
    <message>
        <source>{size} GB free</source>
        <translation>{size} GB libres</translation>
    </message>
    <message>
        <source>{size} GB free: too little to install models</source>
        <translation>{size} GB libres: muy poco para instalar modelos</translation>
    </message>
    <message>
        <source>{folder} cannot be written ({reason})</source>
        <translation>No se puede escribir en {folder} ({reason})</translation>
    </message>
    <message>
        <source>{voices} in {languages} languages</source>
        <translation>{voices} en {languages} idiomas</translation>
    </message>
    <message>
        <source>“{word}” is {phonemes}</source>
        <translation>«{word}» es {phonemes}</translation>
    </message>
    <message>
        <source>None answers: devices can be used by one program at a time, if at all</source>
        <translation>Ninguno responde: cada dispositivo sirve a un solo programa a la vez, si acaso</translation>
    </message>
    <message>
        <source>None: nothing to interpret live</source>
        <translation>Ninguno: nada que interpretar en directo</translation>
    </message>
    <message>
        <source>None: captions and files only</source>
        <translation>Ninguno: solo subtítulos y archivos</translation>
    </message>
    <message>
        <source>{reason}: files only, no live interpreting</source>
        <translation>{reason}: solo archivos, sin interpretación en directo</translation>
    </message>
    <message>
        <source>Plug one in and check again.</source>
        <translation>Conecte uno y compruebe de nuevo.</translation>
    </message>
    <message>
        <source>Install Dragoman again.</source>
        <translation>Vuelva a instalar Dragoman.</translation>
    </message>
    <message>
        <source>Install Python 3.11 or newer.</source>
        <translation>Instale Python 3.11 o posterior.</translation>
    </message>
    <message>
        <source>Start PipeWire (with pipewire-pulse) or PulseAudio.</source>
        <translation>Inicie PipeWire (con pipewire-pulse) o PulseAudio.</translation>
    </message>
    <message>
        <source>Free some space, or set DRAGOMAN_HOME to a folder on another disk.</source>
        <translation>Libere espacio o indique en DRAGOMAN_HOME una carpeta de otro disco.</translation>
    </message>
    <message>
        <source>Change its rights, or set DRAGOMAN_HOME to another folder.</source>
        <translation>Cambie sus permisos o indique otra carpeta en DRAGOMAN_HOME.</translation>
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
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Remove for good?</source>
        <translation>¿Eliminar para siempre?</translation>
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
        <source>I am this person, and I agree</source>
        <translation>Soy esta persona y estoy de acuerdo</translation>
    </message>
    <message>
        <source>Whose voice is it?</source>
        <translation>¿De quién es la voz?</translation>
    </message>
    <message>
        <source>Name of the voice</source>
        <translation>Nombre de la voz</translation>
    </message>
    <message>
        <source>Whose voice?</source>
        <translation>¿La voz de quién?</translation>
    </message>
    <message>
        <source>Dragoman can speak with your own voice. It is made on this computer, and only with the consent of the person whose voice it is.</source>
        <translation>Dragoman puede hablar con su propia voz. Se hace en este equipo, y solo con el consentimiento de la persona de quien es la voz.</translation>
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
        <source>This needs models that are not here yet: {models}.</source>
        <translation>Para esto faltan modelos: {models}.</translation>
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
</context>
<context>
    <name>CrashReporter</name>
    <message>
        <source>Something went wrong</source>
        <translation>Algo ha fallado</translation>
    </message>
    <message>
        <source>Dragoman met an error that it did not expect. You can go on working.</source>
        <translation>Dragoman ha encontrado un error inesperado. Puede seguir trabajando.</translation>
    </message>
    <message>
        <source>A report without anything that was said is in {file}.</source>
        <translation>Hay un informe, sin nada de lo que se dijo, en {file}.</translation>
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
        <translation>Hablar por</translation>
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
        <source>Speak nothing: captions only</source>
        <translation>No hablar: solo subtítulos</translation>
    </message>
    <message>
        <source>&amp;Pass my own voice unless I hold a key</source>
        <translation>&amp;Dejar pasar mi voz mientras no mantenga una tecla</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>Voz</translation>
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
        <source>Clone your voice, or another person&apos;s with consent</source>
        <translation>Clonar su voz, o la de otra persona con su consentimiento</translation>
    </message>
    <message>
        <source>Clone a voice</source>
        <translation>Clonar una voz</translation>
    </message>
    <message>
        <source>&amp;Pace</source>
        <translation>&amp;Ritmo</translation>
    </message>
    <message>
        <source>P&amp;itch</source>
        <translation>&amp;Tono</translation>
    </message>
    <message>
        <source>Sooner or surer</source>
        <translation>Antes o más seguro</translation>
    </message>
    <message>
        <source>Sooner</source>
        <translation>Antes</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Equilibrado</translation>
    </message>
    <message>
        <source>Surer</source>
        <translation>Más seguro</translation>
    </message>
    <message>
        <source>How soon words are translated: sooner follows closely, surer errs less</source>
        <translation>Cuándo se traducen las palabras: antes sigue de cerca, más seguro se equivoca menos</translation>
    </message>
    <message>
        <source>Volumes</source>
        <translation>Volúmenes</translation>
    </message>
    <message>
        <source>&amp;Translation</source>
        <translation>Tra&amp;ducción</translation>
    </message>
    <message>
        <source>&amp;Original</source>
        <translation>&amp;Original</translation>
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
        <source>System default ({device})</source>
        <translation>Predeterminado ({device})</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Predeterminado del sistema</translation>
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
        <source>Install all that is missing</source>
        <translation>Instalar todo lo que falta</translation>
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
        <source>Dragoman works, with limits that are named below.</source>
        <translation>Dragoman funciona, con los límites que se indican abajo.</translation>
    </message>
    <message>
        <source>Everything is as it should be.</source>
        <translation>Todo está como debe.</translation>
    </message>
    <message>
        <source>In order</source>
        <translation>En orden</translation>
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
</context>
<context>
    <name>EngineMessages</name>
    <message>
        <source>There is no microphone. Plug one in.</source>
        <translation>No hay ningún micrófono. Conecte uno.</translation>
    </message>
    <message>
        <source>There is no loudspeaker. Plug one in.</source>
        <translation>No hay ningún altavoz. Conecte uno.</translation>
    </message>
    <message>
        <source>{device} is not plugged in. Plug it in, or choose another device.</source>
        <translation>{device} no está conectado. Conéctelo o elija otro dispositivo.</translation>
    </message>
    <message>
        <source>{device} cannot be opened. Close other programs that use it, or choose another device.</source>
        <translation>{device} no se puede abrir. Cierre otros programas que lo usen o elija otro dispositivo.</translation>
    </message>
    <message>
        <source>{device} is gone. Plug it in, or choose another device.</source>
        <translation>{device} ya no está. Conéctelo o elija otro dispositivo.</translation>
    </message>
    <message>
        <source>{device} would hear Dragoman itself. Choose another output or another source.</source>
        <translation>{device} oiría al propio Dragoman. Elija otra salida u otra fuente.</translation>
    </message>
    <message>
        <source>Another Dragoman uses the virtual microphone. Close it, or choose another output.</source>
        <translation>Otro Dragoman usa el micrófono virtual. Ciérrelo o elija otra salida.</translation>
    </message>
    <message>
        <source>The model {model} is damaged. Repair it under Models.</source>
        <translation>El modelo {model} está dañado. Repárelo en Modelos.</translation>
    </message>
    <message>
        <source>{file} is not there any more. Choose another recording.</source>
        <translation>{file} ya no está. Elija otra grabación.</translation>
    </message>
    <message>
        <source>{file} is a folder. Choose a recording.</source>
        <translation>{file} es una carpeta. Elija una grabación.</translation>
    </message>
    <message>
        <source>{file} holds no sound. Choose another file.</source>
        <translation>{file} no contiene sonido. Elija otro archivo.</translation>
    </message>
    <message>
        <source>{file} is not a recording. Choose another file.</source>
        <translation>{file} no es una grabación. Elija otro archivo.</translation>
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
        <source>This needs the virtual cable {cable}. Install it from {address}, then start the computer again.</source>
        <translation>Para esto hace falta el cable virtual {cable}. Instálelo desde {address} y reinicie el ordenador.</translation>
    </message>
    <message>
        <source>This needs the virtual cable {cable}. Install it from {address}.</source>
        <translation>Para esto hace falta el cable virtual {cable}. Instálelo desde {address}.</translation>
    </message>
    <message>
        <source>This needs a sound server. Start PulseAudio, or PipeWire with pipewire-pulse.</source>
        <translation>Para esto hace falta un servidor de sonido. Inicie PulseAudio, o PipeWire con pipewire-pulse.</translation>
    </message>
    <message>
        <source>{system} lets no program hear what others play. Install {cable} from {address}, let the others play to it, and choose it here as the microphone.</source>
        <translation>{system} no deja que ningún programa oiga lo que reproducen los demás. Instale {cable} desde {address}, haga que los demás suenen ahí y elíjalo aquí como micrófono.</translation>
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
        <source>System default</source>
        <translation>Predeterminado del sistema</translation>
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
    <name>FirstRun</name>
    <message>
        <source>Welcome to Dragoman</source>
        <translation>Bienvenido a Dragoman</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Omitir</translation>
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
        <source>Follow somebody</source>
        <translation>Seguir a alguien</translation>
    </message>
    <message>
        <source>Somebody speaks, you follow</source>
        <translation>Alguien habla, usted sigue</translation>
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
        <source>Who speaks what?</source>
        <translation>¿Quién habla qué?</translation>
    </message>
    <message>
        <source>Dragoman interprets while somebody speaks, on this computer alone: nothing that is said leaves it.</source>
        <translation>Dragoman interpreta mientras alguien habla, solo en este equipo: nada de lo que se dice sale de él.</translation>
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
        <source>Headphones are best: a loudspeaker would be heard by the microphone too.</source>
        <translation>Lo mejor son auriculares: el micrófono también oiría un altavoz.</translation>
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
        <source>System default</source>
        <translation>Predeterminado del sistema</translation>
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
    <name>GlobalKeys</name>
    <message>
        <source>Start or stop</source>
        <translation>Iniciar o detener</translation>
    </message>
    <message>
        <source>Hold to mute</source>
        <translation>Mantener: silenciar</translation>
    </message>
    <message>
        <source>Hold to translate</source>
        <translation>Mantener: traducir</translation>
    </message>
    <message>
        <source>Caption overlay</source>
        <translation>Subtítulos flotantes</translation>
    </message>
    <message>
        <source>Dragoman hears these keys whichever program is in front, and takes them from all other programs while it runs.</source>
        <translation>Dragoman oye estas teclas esté delante el programa que esté, y se las quita a todos los demás mientras está abierto.</translation>
    </message>
    <message>
        <source>Dragoman hears these keys whichever program is in front. Your desktop asks you about them and may give others; later they are changed in its own settings. It gives keys to programs of its menu: Dragoman is added there.</source>
        <translation>Dragoman oye estas teclas esté delante el programa que esté. Su escritorio le pregunta por ellas y puede dar otras; más tarde se cambian en los ajustes del escritorio. Da teclas a los programas de su menú: Dragoman se añade a él.</translation>
    </message>
    <message>
        <source>This desktop gives keys only to programs of its menu, and Dragoman could not be added there.</source>
        <translation>Este escritorio solo da teclas a los programas de su menú, y no se ha podido añadir Dragoman a él.</translation>
    </message>
    <message>
        <source>On this system Dragoman cannot hear keys while another program is in front. The tray icon starts and stops from anywhere.</source>
        <translation>En este sistema Dragoman no puede oír teclas mientras hay otro programa delante. El icono de la bandeja inicia y detiene desde cualquier sitio.</translation>
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
        <source>This desktop lets no program hear keys behind other programs.</source>
        <translation>Este escritorio no deja que ningún programa oiga teclas detrás de otros.</translation>
    </message>
    <message>
        <source>The keys were not allowed. Switch them off and on to be asked again.</source>
        <translation>No se han permitido las teclas. Desactívelas y actívelas para que se le vuelva a preguntar.</translation>
    </message>
    <message>
        <source>The desktop took the keys back. Switch them off and on again.</source>
        <translation>El escritorio ha retirado las teclas. Desactívelas y vuelva a activarlas.</translation>
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
        <translation>Un sentido</translation>
    </message>
    <message>
        <source>Somebody speaks, you follow</source>
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
        <source>Profile</source>
        <translation>Perfil</translation>
    </message>
    <message>
        <source>Caption overlay</source>
        <translation>Subtítulos flotantes</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historial</translation>
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
        <source>What was said in a session is read here.</source>
        <translation>Aquí se lee lo que se dijo en una sesión.</translation>
    </message>
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
        <source>There are such files already. Replace them?</source>
        <translation>Estos archivos ya existen. ¿Reemplazarlos?</translation>
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
        <translation>Su texto y sus grabaciones se borran de este equipo.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <source>Written:</source>
        <translation>Escrito:</translation>
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
        <source>Keep the captions of sessions on this computer</source>
        <translation>Guardar los subtítulos de las sesiones en este equipo</translation>
    </message>
    <message>
        <source>Record the sound as well</source>
        <translation>Grabar también el sonido</translation>
    </message>
    <message>
        <source>Ask everyone who speaks before you record them.</source>
        <translation>Pregunte a todos los que hablan antes de grabarlos.</translation>
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
        <source>Cancelling…</source>
        <translation>Cancelando…</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Descartar</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>&amp;From any program</source>
        <translation>&amp;Desde cualquier programa</translation>
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
        <translation>Mantener: silenciar</translation>
    </message>
    <message>
        <source>Hold to translate</source>
        <translation>Mantener: traducir</translation>
    </message>
    <message>
        <source>Caption overlay</source>
        <translation>Subtítulos flotantes</translation>
    </message>
    <message>
        <source>Swap languages</source>
        <translation>Intercambiar idiomas</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historial</translation>
    </message>
    <message>
        <source>From any program</source>
        <translation>Desde cualquier programa</translation>
    </message>
    <message>
        <source>{keys} is taken already.</source>
        <translation>{keys} ya está en uso.</translation>
    </message>
    <message>
        <source>{keys} cannot be heard from other programs.</source>
        <translation>{keys} no puede oírse desde otros programas.</translation>
    </message>
    <message>
        <source>{keys} would be missed in other programs: hold Ctrl, Alt or the Windows key beside it.</source>
        <translation>{keys} haría falta en otros programas: mantenga además Ctrl, Alt o la tecla Windows.</translation>
    </message>
    <message>
        <source>Dragoman waits for your desktop&apos;s answer.</source>
        <translation>Dragoman espera la respuesta de su escritorio.</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>ninguna tecla</translation>
    </message>
    <message>
        <source>Your desktop has set:</source>
        <translation>Su escritorio ha fijado:</translation>
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
        <source>Hear which language is spoken, utterance by utterance</source>
        <translation>Reconocer el idioma que se habla, frase a frase</translation>
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
        <translation>ellos hablan</translation>
    </message>
    <message>
        <source>to</source>
        <translation>a</translation>
    </message>
    <message>
        <source>Choose the language that is spoken before swapping</source>
        <translation>Elija el idioma que se habla antes de intercambiar</translation>
    </message>
    <message>
        <source>Turns the direction round</source>
        <translation>Invierte la dirección</translation>
    </message>
    <message>
        <source>There is no model for this direction yet</source>
        <translation>Aún no hay modelo para esta dirección</translation>
    </message>
    <message>
        <source>{language} (no model)</source>
        <translation>{language} (sin modelo)</translation>
    </message>
    <message>
        <source>Its models are downloaded before the first use</source>
        <translation>Sus modelos se descargan antes del primer uso</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Direction</source>
        <translation>Dirección</translation>
    </message>
    <message>
        <source>You to them</source>
        <translation>De usted a ellos</translation>
    </message>
    <message>
        <source>They to you</source>
        <translation>De ellos a usted</translation>
    </message>
    <message>
        <source>On air – Dragoman</source>
        <translation>En el aire – Dragoman</translation>
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
        <translation>Instalados: {count}, que ocupan {size} en {folder}</translation>
    </message>
    <message>
        <source>No models are installed yet.</source>
        <translation>Aún no hay modelos instalados.</translation>
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
        <source>Remove a model</source>
        <translation>Quitar un modelo</translation>
    </message>
    <message>
        <source>Remove {model}?</source>
        <translation>¿Quitar {model}?</translation>
    </message>
    <message>
        <source>It frees {size} and can be downloaded again.</source>
        <translation>Libera {size} y se puede volver a descargar.</translation>
    </message>
</context>
<context>
    <name>ProfilesPage</name>
    <message>
        <source>A profile keeps languages, devices, voices and volumes for an occasion.</source>
        <translation>Un perfil guarda idiomas, dispositivos, voces y volúmenes para una ocasión.</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>Perfiles</translation>
    </message>
    <message>
        <source>&amp;New from this one…</source>
        <translation>&amp;Nuevo a partir de este…</translation>
    </message>
    <message>
        <source>Re&amp;name…</source>
        <translation>Ca&amp;mbiar nombre…</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Eliminar</translation>
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
        <source>Delete the profile {profile}?</source>
        <translation>¿Eliminar el perfil {profile}?</translation>
    </message>
    <message>
        <source>What it keeps is forgotten for good.</source>
        <translation>Lo que guarda se olvida para siempre.</translation>
    </message>
    <message>
        <source>Name of the profile</source>
        <translation>Nombre del perfil</translation>
    </message>
    <message>
        <source>A profile needs a name.</source>
        <translation>Un perfil necesita un nombre.</translation>
    </message>
    <message>
        <source>There is a profile of this name already.</source>
        <translation>Ya hay un perfil con este nombre.</translation>
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
        <source>Use a recording…</source>
        <translation>Usar una grabación…</translation>
    </message>
    <message>
        <source>Read this aloud</source>
        <translation>Lea esto en voz alta</translation>
    </message>
    <message>
        <source>Calmly, as you speak to a friend, alone in a quiet room.</source>
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
        <source>Seconds of speech</source>
        <translation>Segundos de habla</translation>
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
        <source>{percent} alike</source>
        <translation>Parecido: {percent}</translation>
    </message>
    <message>
        <source>0% is a stranger, 100% is you in another recording. The nearest ready-made voice has {percent}.</source>
        <translation>0 % es un desconocido, 100 % es usted en otra grabación. La voz ya hecha más cercana tiene {percent}.</translation>
    </message>
    <message>
        <source>Hard to tell from you.</source>
        <translation>Difícil de distinguir de usted.</translation>
    </message>
    <message>
        <source>Clearly like you.</source>
        <translation>Claramente como usted.</translation>
    </message>
    <message>
        <source>Somewhat like you: the same kind of voice, not the same person.</source>
        <translation>Algo como usted: el mismo tipo de voz, no la misma persona.</translation>
    </message>
    <message>
        <source>Only a little like you. A better recording may help.</source>
        <translation>Solo un poco como usted. Una grabación mejor puede ayudar.</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Find in the captions</source>
        <translation>Buscar en los subtítulos</translation>
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
    <name>SessionList</name>
    <message>
        <source>detected</source>
        <translation>detectado</translation>
    </message>
</context>
<context>
    <name>SessionNotices</name>
    <message>
        <source>{device} is gone. Dragoman goes on with it as soon as it returns.</source>
        <translation>{device} ya no está. Dragoman seguirá con él cuando vuelva.</translation>
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
        <source>Dragoman hears its own voice and leaves it out. Headphones help, or another source.</source>
        <translation>Dragoman oye su propia voz y la omite. Unos auriculares ayudan, u otra fuente.</translation>
    </message>
    <message>
        <source>The source is silent. Is it muted, or is it the right one?</source>
        <translation>La fuente está en silencio. ¿Está silenciada o es la correcta?</translation>
    </message>
    <message>
        <source>This computer is too slow: some of the sound was lost, and is missing from the captions.</source>
        <translation>Este ordenador es demasiado lento: parte del sonido se perdió y falta en los subtítulos.</translation>
    </message>
    <message>
        <source>The voice fell behind and left something out. The captions have it.</source>
        <translation>La voz se retrasó y omitió algo. Está en los subtítulos.</translation>
    </message>
    <message>
        <source>The voice cannot speak something and left it out. The captions have it.</source>
        <translation>La voz no puede pronunciar algo y lo omitió. Está en los subtítulos.</translation>
    </message>
    <message>
        <source>These languages are served in starter quality: everyday sentences well, wide subjects badly. The models window has better ones.</source>
        <translation>Estos idiomas se sirven con calidad básica: bien las frases cotidianas, mal los temas amplios. La ventana de modelos tiene otros mejores.</translation>
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
        <translation>Ambos quedan en este equipo y se pueden eliminar en el historial. Pregunte a quienes hablan antes de grabarlos.</translation>
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
        <source>Sessions</source>
        <translation>Sesiones</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>Perfiles</translation>
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
        <translation>Traducción</translation>
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
        <source>You</source>
        <translation>Usted</translation>
    </message>
    <message>
        <source>They</source>
        <translation>Ellos</translation>
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
        <translation>Retraso</translation>
    </message>
    <message>
        <source>How long after the speaker you hear or read the translation. Human interpreters work about 2 to 4 seconds behind.</source>
        <translation>Cuánto después del orador oye o lee la traducción. Los intérpretes humanos van unos 2 a 4 segundos por detrás.</translation>
    </message>
    <message>
        <source>Slow down</source>
        <translation>Más despacio</translation>
    </message>
    <message>
        <source>The speaker is too fast for the interpreter, which falls behind</source>
        <translation>El orador va demasiado rápido: el intérprete se retrasa</translation>
    </message>
    <message>
        <source>Hold to mute</source>
        <translation>Mantener: silenciar</translation>
    </message>
    <message>
        <source>Hold to translate</source>
        <translation>Mantener: traducir</translation>
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
        <translation>A ellos</translation>
    </message>
    <message>
        <source>They</source>
        <translation>Ellos</translation>
    </message>
    <message>
        <source>To you</source>
        <translation>A usted</translation>
    </message>
    <message>
        <source>Level: {what}</source>
        <translation>Nivel: {what}</translation>
    </message>
    <message>
        <source>Nothing you say is heard while this is held</source>
        <translation>Nada de lo que diga se oye mientras se mantiene</translation>
    </message>
    <message>
        <source>Your own voice passes unless this is held</source>
        <translation>Su propia voz pasa mientras no se mantenga</translation>
    </message>
    <message>
        <source>Start or stop</source>
        <translation>Iniciar o detener</translation>
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
        <translation>Detener ya</translation>
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
        <source>Off air</source>
        <translation>Fuera del aire</translation>
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
        <source>Dragoman: off air</source>
        <translation>Dragoman: fuera del aire</translation>
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
        <source>Dragoman tries one voice after another and listens which sounds most like you. This takes a few minutes.</source>
        <translation>Dragoman prueba una voz tras otra y escucha cuál se parece más a usted. Tarda unos minutos.</translation>
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
        <source>{percent} alike so far</source>
        <translation>Parecido hasta ahora: {percent}</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>Dismiss</source>
        <translation>Descartar</translation>
    </message>
</context>
</TS>
