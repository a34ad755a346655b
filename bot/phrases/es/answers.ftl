## What an asker is told when there is no answer

unknown = Los documentos de los que dispongo no responden a esa pregunta.
unknown-topics = Lo más cercano que tratan: { $topics }.
title = «{ $title }»

## Notices about an answer

notice-no-model = No hay ningún modelo de lenguaje configurado, así que estas son citas de las fuentes.
notice-model-failed = No se pudo contactar con el modelo de lenguaje, así que estas son citas de las fuentes.
notice-model-unsupported = Las fuentes no confirmaban lo que escribió el modelo de lenguaje, así que estas son citas.
notice-source-language = La fuente está en { $language }.
notice-sources-language = Las fuentes están en { $languages }.
notice-newest-source = La fuente utilizada más reciente es del { $date }.

## Questions that cannot be taken as they are

question-empty = Escribe una pregunta, por ejemplo: «{ $example }»
question-example = ¿Qué pasó y por qué?
notice-question-cut = La pregunta superaba los { $limit } caracteres; solo se leyó el principio.
notice-history-cut = No se tuvieron en cuenta mensajes anteriores de esta conversación.
notice-understood = Entendido como: { $question }
nothing-indexed = Todavía no hay nada indexado. Quien cuida los documentos puede añadirlos con «explainer index».
failed = Algo salió mal y no hay respuesta. Inténtalo de nuevo en un momento; si continúa, avisa a quien gestiona este bot.
search-unavailable = Ahora mismo no se puede buscar en los documentos. Inténtalo de nuevo en un minuto; si continúa, avisa a quien gestiona este bot.
notice-stopped = Detenido aquí.
notice-broken = Se cortó la conexión con el modelo de lenguaje, así que la respuesta termina aquí.
notice-length = La respuesta alcanzó su longitud máxima y termina aquí.
sources = Fuentes
written-by = Escrito por { $writer }

## Small talk: replies, and what is heard as such (alternatives separated by |)

small-talk-greeting = ¡Hola! Pregúntame lo que quieras sobre los documentos que tengo, o pide un resumen.
small-talk-thanks = ¡De nada! Pregunta cuando quieras.
small-talk-about = Respondo preguntas a partir de documentos elegidos para mí y muestro la fuente de cada frase. Haz una pregunta o pide un resumen.
heard-greeting = hola|buenos días|buenas tardes|buenas noches|buenas|qué tal|cómo estás|cómo está|hola a todos
heard-thanks = gracias|muchas gracias|mil gracias|vale gracias|ok gracias|perfecto gracias|gracias por la ayuda|adiós|hasta luego|hasta pronto
heard-about = quién eres|qué eres|qué puedes hacer|qué sabes hacer|cómo funcionas|eres un bot|ayuda

## Words by which a question asks about the present (alternatives separated by |)

heard-present = ahora|hoy|actualmente|actual|último|última|últimos|últimas|reciente|recientemente|todavía|aún|hasta ahora|esta semana|este mes|este año

## Questions after the whole story (alternatives separated by |)

heard-story = qué pasó|qué ha pasado|qué pasa|qué está pasando|de qué se trata|de qué va|cuéntame la historia|explica|explícame|resume|resumen|un resumen|haz un resumen
