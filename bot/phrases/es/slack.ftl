## Under an answer on Slack: what a screen reader says of 👍 and 👎

slack-vote-up = Esta respuesta ayudó
slack-vote-down = Esta respuesta no ayudó

## The window with the quotes of an answer (both fit into 24 letters)

slack-quotes-title = Citas
slack-close = Cerrar

## What the Messages tab offers to ask

slack-prompts-title = Prueba a preguntar
slack-prompt-story = Cuéntame la historia
slack-prompt-topic = ¿Qué dicen los documentos sobre «{ $topic }»?

## The Home tab

slack-home-recent = Respuestas recientes
slack-home-recent-none = Todavía no se ha preguntado nada. Mencióname con una pregunta en un canal o escríbeme en la pestaña Mensajes.
slack-home-summary = Un resumen
slack-home-reindex = Volver a leer las fuentes
slack-home-settings = Ajustes
slack-home-more = Hay más documentos de los que caben aquí.

## Buttons of windows

slack-send = Enviar
slack-save = Guardar

## When a command, button or shortcut cannot do what it says

slack-admins-only = Esto es para admins: admins y propietarios del espacio de trabajo, y quienes figuran en /explainer settings.
slack-missing-scope = Me falta el permiso «{ $scope }» en este espacio de trabajo. Un admin puede dármelo instalándome de nuevo.
slack-not-yours = No puedes leer ese canal, o no estoy en él, así que no lo resumo. Alguien del canal puede invitarme con /invite.
slack-no-threads = Los comandos de Slack no funcionan en los hilos: mencióname allí, por ejemplo con «resume», o usa el menú de un mensaje.
slack-ask-empty = Escribe tu pregunta después del comando: /ask ¿por qué bajó el precio?
slack-reading = Leyendo los mensajes …

## What is heard at the start of /ask as a wish that nobody else sees the answer (alternatives separated by |)

slack-heard-private = privado|en privado

## What /explainer help adds

slack-help-here = En Slack
slack-help-pause = Me callo en este canal
slack-help-resume = Vuelvo a escuchar aquí
slack-help-private = «privado:» delante de la pregunta de /ask te muestra la respuesta solo a ti.

## The windows that the shortcuts open (titles fit into 24 letters)

slack-explain-title = Explicar esto
slack-explain-label = ¿Qué debo explicar?
slack-explain-example = Una frase, un mensaje, un titular …
slack-summarize-title = Resumir un canal
slack-summarize-channel = ¿Qué canal?
slack-summarize-since = ¿Desde cuándo?

## The settings, where Slack has other words than a server

slack-settings-workspace = Para todo el espacio de trabajo
slack-settings-inherited = Como en el espacio ({ $value })
slack-settings-sources-own = Usa solo los documentos de este espacio
slack-settings-admins = Admins, además de los del espacio de trabajo
slack-settings-no-groups = Aquí no hay grupos de usuarios a los que llamar como expertos cuando los documentos no responden.
slack-settings-reset-channel = Volver a los del espacio
