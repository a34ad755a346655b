## Archivos y enlaces de una pregunta que no se leyeron, o no directamente

unread-too-large = No he leído «{ $name }»: es demasiado grande. Envía la parte que importa.
unread-too-many = Sin leer: { $name }. Solo leo unos pocos archivos y enlaces por pregunta; pregunta por los demás en otro mensaje.
unread-image = No he leído «{ $name }»: aquí no puedo ver imágenes. Escribe lo que dice.
unread-image-unseen = No he leído «{ $name }»: el modelo de lenguaje no pudo mirar la imagen. Inténtalo de nuevo o escribe lo que dice.
unread-image-read-by-model = «{ $name }» es una imagen: un modelo de lenguaje anotó lo que muestra y me guío por eso.
unread-kind = No he leído «{ $name }»: leo texto, páginas web, PDF, Word y PowerPoint. Envíalo en uno de esos formatos.
unread-unreachable = No he leído «{ $name }»: no se pudo abrir. Comprueba que se abre sin iniciar sesión o envíalo como archivo.
unread-withheld = «{ $name }» no se leyó: aquí no puedo abrir archivos. Un admin puede cambiarlo instalándome de nuevo; o pega su texto.
unread-refused = No he leído «{ $name }»: la dirección no es pública. Envía su contenido como archivo.
unread-empty = «{ $name }» no contiene texto que pueda leer. Si es un escaneo, envíalo como texto.
unread-damaged = No he podido leer «{ $name }»: quizá esté dañado o protegido. Guárdalo de nuevo y vuelve a enviarlo.

## Lo que se dice de los archivos y enlaces leídos

attached-cut = «{ $name }» es largo y solo he leído una parte. Para el resto, pregunta con sus propias palabras o envía la parte que importa.

## Cómo se pide todo un archivo o enlace: lo que se dice y las palabras que no cuentan (separadas por |)

heard-attached-asks = resume|resúmeme|resumir|resumirme|resumen|haz resumen|hazme resumen|dame resumen|qué dice|qué trata|qué va|qué habla|qué contiene|qué hay|qué es|qué significa|explica|explícame|explicar|describe|lee|cuáles son puntos clave|puntos clave
heard-attached-beside = esto|este|esta|ese|esa|estos|estas|el|la|los|las|lo|un|una|de|del|en|archivo|archivos|fichero|documento|documentos|texto|artículo|página|enlace|imagen|foto|captura|pantalla|pdf|adjunto|adjunta|informe|web|por|favor|puedes|podrías|puede|me|brevemente|aquí|hola|gracias|se

## Qué preguntar después

follow-up-about = ¿Qué se sabe de «{ $title }»?
