## When a command, button or form cannot do what it says

admins-only = Esto es para admins: quienes pueden gestionar el servidor y quienes tienen un rol elegido con /settings.
command-failed = Algo salió mal. Inténtalo de nuevo en un momento; si continúa, avisa a quien gestiona este bot.
command-forbidden = No tengo permiso para hacer eso aquí. Un admin puede revisar mis permisos en este canal.
command-outdated = Mis comandos acaban de cambiar. Recarga Discord e inténtalo de nuevo.
command-expired = { $name }, Discord no me dio tiempo a responder. Inténtalo de nuevo, por favor.
explain-wordless = En este mensaje no hay palabras que pueda explicar. Prueba con un mensaje que tenga texto.

## Before a discussion is summarized

discussion-reading = Leyendo los mensajes de { $name } …
discussion-forbidden = No puedo leer los mensajes de allí. Un admin puede darme los permisos «Ver canal» y «Leer el historial de mensajes».
discussion-no-permission = No puedo leer { $name }: me falta allí el permiso «{ $permission }». Un admin puede dármelo.
discussion-not-yours = No puedes leer { $name }, así que no te lo resumo.
discussion-no-content = No puedo leer lo que se escribe: el acceso al contenido de los mensajes está desactivado. Quien gestiona este bot puede activarlo en el portal de desarrolladores de Discord.
discussion-no-thread = Esto no es un hilo. Úsalo en un hilo, o pide «este canal desde …».
discussion-not-member = No soy miembro aquí, así que no puedo leer los mensajes. Quien gestiona el servidor puede añadirme.

## Buttons under an answer

vote-up-kept = ¡Gracias! He anotado que ayudó.
vote-down-kept = Gracias. Queda anotado, para que mejoren los documentos y las respuestas.
wrong-title = ¿Qué estaba mal?
wrong-label = En pocas palabras, si quieres
wrong-example = Es falso, falta algo, cuesta seguirlo …
stop-done = Detenido. Lo que ya estaba comprobado se queda.
follow-up-asked = { $name } pregunta: { $question }
share-done = Listo: ahora todos aquí pueden leerla.
share-twice = Ya compartiste esta respuesta.
share-not-yours = Solo quien preguntó puede compartir esta respuesta.
share-not-member = No puedo escribir aquí por mi cuenta, así que no puedo compartirla. Puedes copiar el texto.
share-no-permission = Me falta aquí el permiso «{ $permission }». Un admin puede dármelo; luego inténtalo de nuevo.
page-back = Atrás
page-on = Más

## What /help, /sources and /status say

help-heading = Cómo preguntarme
help-ask = Mencióname con una pregunta, responde a una de mis respuestas o escríbeme un mensaje directo.
help-follow-up = En un hilo que abrí yo, sigue escribiendo sin más.
help-commands = Comandos
help-explain-menu = en el menú de un mensaje: lo explica según los documentos
help-admins = Para admins
sources-none = Aquí todavía no hay documentos. Un admin puede añadirlos con /reindex.
sources-heading =
    { $count ->
        [one] Mis respuestas aquí salen de { $count } documento
       *[other] Mis respuestas aquí salen de { $count } documentos
    }
status-index = Índice
status-no-index = Todavía no hay nada indexado. Usa /reindex con un enlace.
status-size =
    { $documents ->
        [one] { $documents } documento
       *[other] { $documents } documentos
    }, { $passages ->
        [one] { $passages } pasaje
       *[other] { $passages } pasajes
    }
status-age = Antigüedad: { $age } ({ $date })
status-embedder = Vectores: { $name }
status-answers = Respuestas
status-no-model = No hay ningún modelo de lenguaje configurado: se citan las fuentes.
status-models = Escritas por: { $names }
status-answers-today = Dadas aquí hoy: { $count }
status-limit = Preguntas usadas aquí hoy: { $used } de { $most }
status-budget = Coste aquí hoy: { $spent } $ de { $budget } $
status-gaps = Sin respuesta aquí últimamente

## /reindex

reindex-reading = Leyendo … { $time }
reindex-running = Ya estoy leyendo documentos, desde hace { $time }. Inténtalo de nuevo cuando termine.
reindex-failed = No se pudieron leer los documentos y todo queda como estaba: { $reason }
reindex-direct = Usa /reindex en el servidor para el que son los documentos.
reindex-no-link = Eso no es un enlace a una página o un archivo. Debería empezar por https://
reindex-taken = Este enlace ya está en el índice, y no solo para quienes están aquí, así que queda como está. Sin ningún enlace, /reindex lo lee de nuevo.
reindex-file-too-large = El archivo pasa de { $limit } MB, así que no se leyó. Uno más pequeño sirve, o un enlace.
reindex-done = Listo en { $time }
reindex-none-read = No se leyó nada; lo que había se queda.
reindex-added =
    { $count ->
        [one] { $count } documento añadido
       *[other] { $count } documentos añadidos
    }
reindex-changed =
    { $count ->
        [one] { $count } documento cambiado
       *[other] { $count } documentos cambiados
    }
reindex-unchanged =
    { $count ->
        [one] { $count } documento sin cambios
       *[other] { $count } documentos sin cambios
    }
reindex-removed =
    { $count ->
        [one] { $count } documento quitado
       *[other] { $count } documentos quitados
    }
reindex-not-read = No leído: { $name }
reindex-more-failed =
    { $count ->
        [one] { $count } más no se pudo leer
       *[other] { $count } más no se pudieron leer
    }
reindex-scoped = Solo para aquí: nadie de fuera recibe respuestas de lo que se dio aquí. La próxima pregunta ya puede usarlo.
reindex-nothing = No había nada que leer. Da un enlace o un archivo.

## /settings

settings-heading = Ajustes para { $where }
settings-the-server = todo el servidor
settings-for-server = Para todo el servidor
settings-for-here = Para este canal
settings-for-other = Para otro canal …
settings-direct = Los ajustes son de un servidor. Usa /settings allí.
settings-saved = Guardado: { $value }
settings-more-saved = Guardado.
settings-unchanged = No se cambió nada.
settings-inherited = Como en el servidor ({ $value })
settings-as-server = Como en el servidor
settings-more = Más ajustes
settings-reset-channel = Volver a los del servidor
settings-reset-server = Volver a los iniciales
settings-reset-done = Todos estos ajustes están como al principio.
settings-listening = A qué respondo
settings-listening-mentions = Responde cuando lo mencionan
settings-listening-everything = Responde a cada pregunta
settings-listening-nothing = Responde solo a comandos
settings-placement = Dónde van las respuestas
settings-placement-thread = Responde en un hilo
settings-placement-channel = Responde en el canal
settings-placement-both = Responde en un hilo y lo muestra en el canal
settings-sources = Qué documentos uso
settings-sources-all = Usa todos los documentos
settings-sources-own = Usa solo los documentos de este servidor
settings-language = Idioma
settings-language-automatic = Responde en el idioma de la pregunta
settings-language-one = Responde siempre en { $language }
settings-length = Cómo de largas son las respuestas
settings-length-short = Respuestas cortas
settings-length-normal = Respuestas de longitud normal
settings-length-long = Respuestas largas
settings-silent-unknown = Si no lo sé y nadie me llamó
settings-silent-unknown-yes = No decir nada
settings-silent-unknown-no = Decir que no lo sé
settings-follow-up-unmentioned = Mensajes en hilos que abrí
settings-follow-up-unmentioned-yes = Son nuevas preguntas
settings-follow-up-unmentioned-no = Solo si me mencionan
settings-answer-bots = Otros bots
settings-answer-bots-yes = Reciben respuesta
settings-answer-bots-no = No se les hace caso
settings-guests-read-all = Personas de fuera (invitados)
settings-guests-read-all-yes = Pueden saber todo lo que otros leen aquí
settings-guests-read-all-no = Solo saben lo que todos pueden leer
settings-experts = Expertos, llamados cuando los documentos no responden:
settings-experts-inherited = Expertos, llamados cuando los documentos no responden; como en el servidor: { $value }
settings-experts-set = los expertos son { $roles }
settings-experts-none = no se llama a ningún experto
settings-admins = Admins, además de quienes gestionan el servidor:
settings-admins-set = son admins { $roles } y quienes gestionan el servidor
settings-admins-none = son admins quienes gestionan el servidor
settings-nobody = nadie
settings-no-role = Ningún rol
