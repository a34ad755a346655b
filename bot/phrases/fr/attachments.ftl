## Fichiers et liens d’une question qui n’ont pas été lus, ou pas directement

unread-too-large = « { $name } » n’a pas été lu : c’est trop volumineux. Envoyez la partie qui compte.
unread-too-many = Pas lu : { $name }. Je ne lis que quelques fichiers et liens par question ; posez la question sur les autres dans un nouveau message.
unread-image = « { $name } » n’a pas été lu : je ne vois pas les images ici. Écrivez ce qu’elle dit.
unread-image-unseen = « { $name } » n’a pas été lu : le modèle de langue n’a pas pu regarder l’image. Réessayez, ou écrivez ce qu’elle dit.
unread-image-read-by-model = « { $name } » est une image : un modèle de langue a noté ce qu’elle montre, et je m’y fie.
unread-kind = « { $name } » n’a pas été lu : je lis le texte, les pages web, PDF, Word et PowerPoint. Envoyez-le sous l’une de ces formes.
unread-unreachable = « { $name } » n’a pas été lu : impossible de l’ouvrir. Vérifiez qu’il s’ouvre sans se connecter, ou envoyez-le comme fichier.
unread-withheld = « { $name } » n’a pas été lu : je n’ai pas le droit d’ouvrir des fichiers ici. Un admin peut y remédier en me réinstallant ; ou collez-en le texte.
unread-refused = « { $name } » n’a pas été lu : l’adresse n’est pas publique. Envoyez son contenu comme fichier.
unread-empty = « { $name } » ne contient aucun texte que je puisse lire. Si c’est un scan, envoyez-le comme texte.
unread-damaged = « { $name } » n’a pas pu être lu : il est peut-être abîmé ou protégé. Enregistrez-le à nouveau et renvoyez-le.

## Ce qui est dit des fichiers et liens lus

attached-cut = « { $name } » est long, je n’en ai lu qu’une partie. Pour le reste, posez une question avec ses propres mots ou envoyez la partie qui compte.

## Comment on demande tout un fichier ou lien : ce qu’on dit, et les mots à côté qui ne comptent pas (séparés par |)

heard-attached-asks = résume|résumes|résumez|résumé|résumer|fais résumé|faire résumé|donne résumé|que dit|que disent|que raconte|que contient|qu’est-ce que dit|quoi parle|quoi ça parle|quoi s’agit-il|quoi il s’agit|qu’est-ce que c’est|c’est quoi|qu’y a-t-il dans|qu’est-ce qu’il y a dans|il y a quoi dans|explique|expliquer|expliquez|décris|décrire|lis|lire|quel est contenu|quels sont points clés|points clés|que veut dire|que signifie|quels sont principaux points|principaux points|donne points clés|de quoi parle
heard-attached-beside = ce|cet|cette|ces|ça|cela|ceci|le|la|les|l|de|du|des|d|un|une|document|documents|fichier|fichiers|texte|article|page|lien|image|photo|capture|écran|pdf|pièce|jointe|joint|rapport|site|ci|dessus|dessous|s|il|te|vous|plaît|stp|svp|peux|tu|pouvez|pourrais|pourriez|moi|me|nous|bref|brièvement|rapidement|merci|bonjour|salut|puis|je|pour

## Que demander ensuite

follow-up-about = Que sait-on de « { $title } » ?
