## Under an answer on Slack: what a screen reader says of 👍 and 👎

slack-vote-up = Dit antwoord hielp
slack-vote-down = Dit antwoord hielp niet

## The window with the quotes of an answer (both fit into 24 letters)

slack-quotes-title = Citaten
slack-close = Sluiten

## What the Messages tab offers to ask

slack-prompts-title = Probeer te vragen
slack-prompt-story = Vertel me het verhaal
slack-prompt-topic = Wat zeggen de documenten over “{ $topic }”?

## The Home tab

slack-home-recent = Recente antwoorden
slack-home-recent-none = Er is nog niets gevraagd. Noem me met een vraag in een kanaal, of schrijf me in het tabblad Berichten.
slack-home-summary = Een samenvatting
slack-home-reindex = De bronnen opnieuw lezen
slack-home-settings = Instellingen
slack-home-more = Er zijn meer documenten dan hier passen.

## Buttons of windows

slack-send = Versturen
slack-save = Opslaan

## When a command, button or shortcut cannot do what it says

slack-admins-only = Dit is voor admins: beheerders en eigenaren van de werkruimte, en wie onder /explainer settings staat.
slack-missing-scope = Ik mis de machtiging “{ $scope }” in deze werkruimte. Een beheerder kan die geven door mij opnieuw te installeren.
slack-not-yours = Je mag dat kanaal niet lezen, of ik zit er niet in, dus ik vat het niet samen. Iemand daar kan me uitnodigen met /invite.
slack-no-threads = Slacks opdrachten werken niet in threads: vermeld me daar, bijvoorbeeld met “vat samen”, of gebruik het menu van een bericht.
slack-ask-empty = Schrijf je vraag achter de opdracht: /ask waarom daalde de prijs?
slack-reading = Ik lees de berichten …

## What is heard at the start of /ask as a wish that nobody else sees the answer (alternatives separated by |)

slack-heard-private = privé|besloten

## What /explainer help adds

slack-help-here = In Slack
slack-help-pause = Ik ben stil in dit kanaal
slack-help-resume = Ik luister hier weer
slack-help-private = “privé:” voor de vraag van /ask toont het antwoord alleen aan jou.

## The windows that the shortcuts open (titles fit into 24 letters)

slack-explain-title = Dit uitleggen
slack-explain-label = Wat moet ik uitleggen?
slack-explain-example = Een zin, een bericht, een kop …
slack-summarize-title = Een kanaal samenvatten
slack-summarize-channel = Welk kanaal?
slack-summarize-since = Sinds wanneer?

## The settings, where Slack has other words than a server

slack-settings-workspace = Voor de hele werkruimte
slack-settings-inherited = Zoals in de werkruimte ({ $value })
slack-settings-sources-own = Gebruikt alleen documenten van deze werkruimte
slack-settings-admins = Admins, naast die van de werkruimte
slack-settings-no-groups = Er zijn hier geen gebruikersgroepen om als experts te roepen waar de documenten geen antwoord geven.
slack-settings-reset-channel = Terug naar die van de werkruimte
