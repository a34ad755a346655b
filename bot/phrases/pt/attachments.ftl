## Ficheiros e links de uma pergunta que não foram lidos, ou não diretamente

unread-too-large = “{ $name }” não foi lido: é grande demais. Envie a parte que importa.
unread-too-many = Não lidos: { $name }. Só leio alguns ficheiros e links por pergunta; pergunte pelos outros numa nova mensagem.
unread-image = “{ $name }” não foi lido: aqui não consigo ver imagens. Escreva o que diz.
unread-image-unseen = “{ $name }” não foi lido: o modelo de linguagem não conseguiu ver a imagem. Tente de novo ou escreva o que diz.
unread-image-read-by-model = “{ $name }” é uma imagem: um modelo de linguagem anotou o que ela mostra, e guio-me por isso.
unread-kind = “{ $name }” não foi lido: leio texto, páginas web, PDF, Word e PowerPoint. Envie num destes formatos.
unread-unreachable = “{ $name }” não foi lido: não foi possível abrir. Verifique se abre sem iniciar sessão ou envie como ficheiro.
unread-withheld = “{ $name }” não foi lido: aqui não posso abrir ficheiros. Um admin pode mudar isso instalando-me de novo; ou cole o texto.
unread-refused = “{ $name }” não foi lido: o endereço não é público. Envie o conteúdo como ficheiro.
unread-empty = “{ $name }” não contém texto que eu possa ler. Se for uma digitalização, envie como texto.
unread-damaged = Não foi possível ler “{ $name }”: talvez esteja danificado ou protegido. Guarde-o de novo e volte a enviar.

## O que se diz dos ficheiros e links lidos

attached-cut = “{ $name }” é longo, por isso só li uma parte. Para o resto, pergunte com as próprias palavras dele ou envie a parte que importa.

## Como se pede um ficheiro ou link inteiro: o que se diz, e as palavras que não contam (separadas por |)

heard-attached-asks = resume|resuma|resumir|resumo|faz resumo|faça resumo|faz-me resumo|dá-me resumo|dê-me resumo|que diz|que está escrito|que trata|que fala|que contém|que há|que tem|que é|que significa|explica|explique|explicar|descreve|descreva|lê|leia|quais são pontos principais|pontos principais|quais são principais pontos|principais pontos|dá resumo|dê resumo|pode resumir
heard-attached-beside = isto|isso|este|esta|esse|essa|estes|estas|neste|nesta|nesse|nessa|deste|desta|o|a|os|as|um|uma|de|do|da|em|no|na|ficheiro|ficheiros|arquivo|arquivos|documento|documentos|texto|artigo|página|link|imagem|foto|captura|ecrã|tela|pdf|anexo|relatório|site|por|favor|podes|pode|poderia|podias|me|brevemente|aqui|olá|obrigado|obrigada|se|mim|nós|para|eu|meu

## O que perguntar a seguir

follow-up-about = O que se sabe sobre “{ $title }”?
