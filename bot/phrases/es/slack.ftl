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
slack-home-reindex = Volver a leer las fuentes
slack-home-settings = Ajustes
slack-home-more = Hay más documentos de los que caben aquí.
