## Where the bot cannot do on Slack what a message asks for

slack-not-in-channel = Não estou neste canal, por isso não posso ler nem escrever lá. Convide-me com /invite @{ $name } e tente de novo.
slack-archived = Este canal está arquivado e não posso escrever nele. Pergunte-me noutro canal ou numa mensagem direta.
slack-may-not-post = Não posso publicar neste canal. Quem o gere pode mudar isso; ou pergunte-me numa mensagem direta.
slack-cannot-answer = Perguntaram-me algo em { $channel }, mas não posso responder lá. { $reason }
slack-answer-not-taken = O Slack não aceitou a minha resposta. Pergunte de novo daqui a um minuto.

## While messages are read, where Slack lets the bot read only a few in a minute

slack-reading-so-far =
    { $count ->
        [one] A ler … uma mensagem até agora. Aqui o Slack só me deixa ler devagar.
       *[other] A ler … { $count } mensagens até agora. Aqui o Slack só me deixa ler devagar.
    }

## What a summary had to leave out, because Slack did not let it be read in time

left-out-replies =
    Deixado de fora: { $messages ->
        [one] uma resposta num tópico que não pude ler a tempo
       *[other] { $messages } respostas em tópicos que não pude ler a tempo
    }.
left-out-later =
    Deixado de fora: { $messages ->
        [one] uma mensagem mais recente que o Slack não me deixou ler a tempo
       *[other] { $messages } mensagens mais recentes que o Slack não me deixou ler a tempo
    }.
