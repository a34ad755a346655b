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
slack-home-reindex = De bronnen opnieuw lezen
slack-home-settings = Instellingen
slack-home-more = Er zijn meer documenten dan hier passen.
