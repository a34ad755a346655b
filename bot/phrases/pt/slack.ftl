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
slack-home-reindex = Ler as fontes de novo
slack-home-settings = Definições
slack-home-more = Há mais documentos do que cabem aqui.
