## Under an answer on Slack: what a screen reader says of 👍 and 👎

slack-vote-up = Esta resposta ajudou
slack-vote-down = Esta resposta não ajudou

## The window with the quotes of an answer (both fit into 24 letters)

slack-quotes-title = Citações
slack-close = Fechar

## What the Messages tab offers to ask

slack-prompts-title = Experimente perguntar
slack-prompt-story = Conta-me a história
slack-prompt-topic = O que dizem os documentos sobre “{ $topic }”?

## The Home tab

slack-home-recent = Respostas recentes
slack-home-recent-none = Ainda não foi perguntado nada. Mencione-me com uma pergunta num canal ou escreva-me no separador Mensagens.
slack-home-summary = Um resumo
slack-home-reindex = Ler as fontes de novo
slack-home-settings = Definições
slack-home-more = Há mais documentos do que cabem aqui.

## Buttons of windows

slack-send = Enviar
slack-save = Guardar

## When a command, button or shortcut cannot do what it says

slack-admins-only = Isto é para admins: admins e proprietários do espaço de trabalho, e quem está indicado em /explainer settings.
slack-missing-scope = Falta-me a permissão «{ $scope }» neste espaço de trabalho. Um admin pode dar-ma instalando-me de novo.
slack-not-yours = Não podes ler esse canal, ou não estou nele, por isso não o resumo. Alguém do canal pode convidar-me com /invite.
slack-no-threads = Os comandos do Slack não funcionam em conversas encadeadas: menciona-me lá, por exemplo com «resume», ou usa o menu de uma mensagem.
slack-ask-empty = Escreve a pergunta depois do comando: /ask porque desceu o preço?
slack-reading = A ler as mensagens …

## What is heard at the start of /ask as a wish that nobody else sees the answer (alternatives separated by |)

slack-heard-private = privado|em privado

## What /explainer help adds

slack-help-here = No Slack
slack-help-pause = Fico calado neste canal
slack-help-resume = Volto a ouvir aqui
slack-help-private = «privado:» antes da pergunta de /ask mostra a resposta só a ti.

## The windows that the shortcuts open (titles fit into 24 letters)

slack-explain-title = Explicar isto
slack-explain-label = O que devo explicar?
slack-explain-example = Uma frase, uma mensagem, um título …
slack-summarize-title = Resumir um canal
slack-summarize-channel = Que canal?
slack-summarize-since = Desde quando?

## The settings, where Slack has other words than a server

slack-settings-workspace = Para todo o espaço de trabalho
slack-settings-inherited = Como no espaço ({ $value })
slack-settings-sources-own = Usa só os documentos deste espaço
slack-settings-admins = Admins, além dos do espaço de trabalho
slack-settings-no-groups = Aqui não há grupos de utilizadores a chamar como peritos quando os documentos não respondem.
slack-settings-reset-channel = Repor os do espaço
