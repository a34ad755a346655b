## When a command, button or form cannot do what it says

admins-only = Isto é para admins: quem pode gerir o servidor e quem tem um cargo escolhido com /settings.
command-failed = Algo correu mal. Tente de novo daqui a pouco; se continuar, avise quem gere este bot.
command-forbidden = Não tenho permissão para fazer isso aqui. Um admin pode ver as minhas permissões neste canal.
command-outdated = Os meus comandos acabam de mudar. Recarregue o Discord e tente de novo.
command-expired = { $name }, o Discord não me deu tempo de responder. Tente de novo, por favor.
explain-wordless = Nesta mensagem não há palavras que eu possa explicar. Experimente com uma mensagem que tenha texto.

## Before a discussion is summarized

discussion-reading = A ler as mensagens de { $name } …
discussion-forbidden = Não posso ler as mensagens de lá. Um admin pode dar-me as permissões “Ver canal” e “Ver histórico de mensagens”.
discussion-no-permission = Não posso ler { $name }: falta-me lá a permissão “{ $permission }”. Um admin pode dar-ma.
discussion-not-yours = Não pode ler { $name }, por isso não lho resumo.
discussion-no-content = Não posso ler o que se escreve: o acesso ao conteúdo das mensagens está desligado. Quem gere este bot pode ligá-lo no portal de programadores do Discord.
discussion-no-thread = Isto não é um tópico. Use o comando num tópico, ou peça “este canal desde …”.
discussion-not-member = Não sou membro aqui, por isso não posso ler as mensagens. Quem gere o servidor pode adicionar-me.

## Buttons under an answer

vote-up-kept = Obrigado! Anotei que ajudou.
vote-down-kept = Obrigado. Fica anotado, para que os documentos e as respostas melhorem.
wrong-title = O que estava errado?
wrong-label = Em poucas palavras, se quiser
wrong-example = Está errado, falta algo, é difícil de seguir …
stop-done = Parado. O que já estava verificado fica.
follow-up-asked = { $name } pergunta: { $question }
share-done = Feito: agora todos aqui a podem ler.
share-twice = Já partilhou esta resposta.
share-not-yours = Só quem perguntou pode partilhar esta resposta.
share-not-member = Não posso escrever aqui por mim, por isso não a posso partilhar. Pode copiar o texto.
share-no-permission = Falta-me aqui a permissão “{ $permission }”. Um admin pode dar-ma; depois tente de novo.
page-back = Voltar
page-on = Mais

## What /help, /sources and /status say

help-heading = Como me perguntar
help-ask = Mencione-me com uma pergunta, responda a uma das minhas respostas ou escreva-me uma mensagem direta.
help-follow-up = Num tópico que eu abri, continue simplesmente a escrever.
help-commands = Comandos
help-explain-menu = no menu de uma mensagem: explica-a com base nos documentos
help-admins = Para admins
sources-none = Aqui ainda não há documentos. Um admin pode acrescentá-los com /reindex.
sources-heading =
    { $count ->
        [one] As minhas respostas aqui vêm de { $count } documento
       *[other] As minhas respostas aqui vêm de { $count } documentos
    }
status-index = Índice
status-no-index = Ainda não há nada indexado. Use /reindex com uma ligação.
status-size =
    { $documents ->
        [one] { $documents } documento
       *[other] { $documents } documentos
    }, { $passages ->
        [one] { $passages } passagem
       *[other] { $passages } passagens
    }
status-age = Idade: { $age } ({ $date })
status-embedder = Vetores: { $name }
status-answers = Respostas
status-no-model = Não há nenhum modelo de linguagem configurado: as fontes são citadas.
status-models = Escritas por: { $names }
status-answers-today = Dadas aqui hoje: { $count }
status-limit = Perguntas usadas aqui hoje: { $used } de { $most }
status-budget = Custo aqui hoje: { $spent } $ de { $budget } $
status-gaps = Ultimamente sem resposta aqui

## /reindex

reindex-reading = A ler … { $time }
reindex-running = Já estou a ler documentos, há { $time }. Tente de novo quando acabar.
reindex-failed = Não foi possível ler os documentos e tudo fica como estava: { $reason }
reindex-direct = Use /reindex no servidor a que os documentos se destinam.
reindex-no-link = Isso não é uma ligação para uma página ou um ficheiro. Deve começar por https://
reindex-taken = Esta ligação já está no índice, e não só para quem está aqui, por isso fica como está. Sem nenhuma ligação, /reindex volta a lê-la.
reindex-file-too-large = O ficheiro tem mais de { $limit } MB, por isso não foi lido. Um mais pequeno serve, ou uma ligação.
reindex-done = Pronto em { $time }
reindex-none-read = Nada foi lido; o que havia fica.
reindex-added =
    { $count ->
        [one] { $count } documento acrescentado
       *[other] { $count } documentos acrescentados
    }
reindex-changed =
    { $count ->
        [one] { $count } documento alterado
       *[other] { $count } documentos alterados
    }
reindex-unchanged =
    { $count ->
        [one] { $count } documento sem alterações
       *[other] { $count } documentos sem alterações
    }
reindex-removed =
    { $count ->
        [one] { $count } documento retirado
       *[other] { $count } documentos retirados
    }
reindex-not-read = Não lido: { $name }
reindex-more-failed =
    { $count ->
        [one] Mais { $count } não foi lido
       *[other] Mais { $count } não foram lidos
    }
reindex-scoped = Só para aqui: ninguém de fora recebe respostas do que foi dado aqui. A próxima pergunta já o pode usar.
reindex-nothing = Não havia nada para ler. Dê uma ligação ou um ficheiro.

## /settings

settings-heading = Definições para { $where }
settings-the-server = todo o servidor
settings-for-server = Para todo o servidor
settings-for-here = Para este canal
settings-for-other = Para outro canal …
settings-direct = As definições são de um servidor. Use /settings lá.
settings-saved = Guardado: { $value }
settings-more-saved = Guardado.
settings-unchanged = Nada foi alterado.
settings-inherited = Como no servidor ({ $value })
settings-as-server = Como no servidor
settings-more = Mais definições
settings-reset-channel = Voltar às do servidor
settings-reset-server = Voltar às iniciais
settings-reset-done = Todas estas definições estão como no início.
settings-listening = A que respondo
settings-listening-mentions = Responde quando é mencionado
settings-listening-everything = Responde a cada pergunta
settings-listening-nothing = Responde só a comandos
settings-placement = Para onde vão as respostas
settings-placement-thread = Responde num tópico
settings-placement-channel = Responde no canal
settings-placement-both = Responde num tópico e mostra-o no canal
settings-sources = Que documentos uso
settings-sources-all = Usa todos os documentos
settings-sources-own = Usa só os documentos deste servidor
settings-language = Língua
settings-language-automatic = Responde na língua da pergunta
settings-language-one = Responde sempre em { $language }
settings-length = O tamanho das respostas
settings-length-short = Respostas curtas
settings-length-normal = Respostas de tamanho normal
settings-length-long = Respostas longas
settings-silent-unknown = Se não sei e ninguém me chamou
settings-silent-unknown-yes = Não dizer nada
settings-silent-unknown-no = Dizer que não sei
settings-follow-up-unmentioned = Mensagens em tópicos que abri
settings-follow-up-unmentioned-yes = São novas perguntas
settings-follow-up-unmentioned-no = Só se me mencionarem
settings-answer-bots = Outros bots
settings-answer-bots-yes = Recebem resposta
settings-answer-bots-no = São ignorados
settings-guests-read-all = Pessoas de fora (convidados)
settings-guests-read-all-yes = Podem saber tudo o que outros leem aqui
settings-guests-read-all-no = Só sabem o que todos podem ler
settings-experts = Especialistas, chamados quando os documentos não respondem:
settings-experts-inherited = Especialistas, chamados quando os documentos não respondem; como no servidor: { $value }
settings-experts-set = os especialistas são { $roles }
settings-experts-none = nenhum especialista é chamado
settings-admins = Admins, além de quem gere o servidor:
settings-admins-set = são admins { $roles } e quem gere o servidor
settings-admins-none = é admin quem gere o servidor
settings-nobody = ninguém
settings-no-role = Nenhum cargo
